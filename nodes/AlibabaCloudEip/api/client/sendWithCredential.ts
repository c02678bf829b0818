import type { IHttpRequestOptions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';
import { CREDENTIAL } from '../../../../credentials/signature/accessKey';
import type { RawReply } from './parseReply';
import type { Send } from './sendRequest';

const REQUEST_TIMEOUT = 30_000;

/** Sends for the trigger and the lists in the editor, which have no RoutingNode to send through. */
export function sendWithCredential(context: ILoadOptionsFunctions | IPollFunctions): Send {
	return async (options) => {
		const request: IHttpRequestOptions = {
			...options,
			// As in the node's requestDefaults: exact numbers, and meaning by `Code`.
			encoding: 'text',
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
			timeout: REQUEST_TIMEOUT,
		};
		const reply: unknown = await context.helpers.httpRequestWithAuthentication.call(
			context,
			CREDENTIAL,
			request,
		);
		return reply as RawReply;
	};
}
