import type {
	ICredentialDataDecryptedObject,
	ICredentialsDecrypted,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { type AccessKey, CREDENTIAL } from '../../../../credentials/signature/accessKey';
import type { RawReply } from './parseReply';
import type { Send } from './sendRequest';

const REQUEST_TIMEOUT = 30_000;

/**
 * What n8n's `httpRequestWithAuthentication` takes in place of the credential of the node. So a request in a
 * role goes the very same way as one without: n8n's client, its proxy, certificates, domain restrictions and
 * errors, the credential's own `authenticate`. Signed here and sent by `httpRequest`, it would have errors of
 * another form and no cancel.
 */
export function credentialOf(
	key: AccessKey,
): ICredentialsDecrypted<ICredentialDataDecryptedObject> {
	return { id: '', name: '', type: CREDENTIAL, data: { ...key } };
}

/** Sends for the trigger and the lists in the editor, which have no RoutingNode to send through. */
export function sendWithCredential(context: ILoadOptionsFunctions | IPollFunctions): Send {
	return async (options, key) => {
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
			key && { credentialsDecrypted: credentialOf(key) },
		);
		return reply as RawReply;
	};
}
