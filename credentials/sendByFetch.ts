import type { AccessKey } from './signature/accessKey';
import { signRequest } from './signature/signRequest';
import type { Send } from '../nodes/AlibabaCloudEip/api/client/sendRequest';

const REQUEST_TIMEOUT = 30_000;

/**
 * Sends for the credential itself: n8n hands `authenticate` no HTTP client, so the settings of a node for
 * proxy and certificates do not hold here, those of Node.js do. The host is checked before it is signed.
 */
export const sendByFetch = (accessKey: AccessKey): Send => {
	return async (request) => {
		const { url, method, headers } = signRequest({ ...accessKey }, request);
		// `fetch` names the host itself.
		const { host: _host, ...rest } = headers as Record<string, string>;
		const reply = await fetch(url, {
			method,
			headers: rest,
			redirect: 'manual',
			signal: AbortSignal.timeout(REQUEST_TIMEOUT),
		});
		const replied: Record<string, string> = {};
		reply.headers.forEach((value, name) => (replied[name] = value));
		return { statusCode: reply.status, headers: replied, body: await reply.text() };
	};
};
