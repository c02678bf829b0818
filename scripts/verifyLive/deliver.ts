import { EnvHttpProxyAgent, request } from 'undici';
import type { RawReply } from '../../nodes/AlibabaCloudEip/api/client/parseReply';

/** A finished request: what is in it was signed. */
export interface SignedRequest {
	url: string;
	method: 'GET' | 'POST';
	headers: Record<string, string>;
}

/** Brings a request to the API. Tests bring it to the simulator instead. */
export type Deliver = (request: SignedRequest) => Promise<RawReply>;

const TIMEOUT = 30_000;

/** Over the network, through the proxy that the environment names. */
export function overNetwork(): Deliver {
	const dispatcher = Object.keys(process.env).some((name) => /^https?_proxy$/i.test(name))
		? new EnvHttpProxyAgent()
		: undefined;
	return async ({ url, method, headers }) => {
		const reply = await request(url, {
			...{ method, headers, dispatcher, headersTimeout: TIMEOUT, bodyTimeout: TIMEOUT },
		});
		return {
			statusCode: reply.statusCode,
			headers: reply.headers,
			body: await reply.body.text(),
		};
	};
}
