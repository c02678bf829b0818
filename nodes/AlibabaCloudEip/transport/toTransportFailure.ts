import { ApiFailure } from '../errors/ApiFailure';
import { redact } from '../errors/redact';
import { toError } from '../errors/toError';

/** Codes of Node.js and axios for a connection that was never made. */
const NOT_CONNECTED: Record<string, string> = {
	ENOTFOUND: 'The host name of the endpoint was not found',
	EAI_AGAIN: 'The host name of the endpoint could not be looked up',
	ECONNREFUSED: 'The endpoint refused the connection',
	EHOSTUNREACH: 'The endpoint can not be reached',
	ENETUNREACH: 'The endpoint can not be reached',
	EADDRNOTAVAIL: 'The endpoint can not be reached',
};

/** Codes for a connection that was lost, so that the request may have been carried out. */
const INTERRUPTED: Record<string, string> = {
	ECONNRESET: 'The connection was lost before the reply came',
	EPIPE: 'The connection was lost before the reply came',
	ECONNABORTED: 'The reply did not come in time',
	ETIMEDOUT: 'The reply did not come in time',
	ESOCKETTIMEDOUT: 'The reply did not come in time',
	ERR_BAD_RESPONSE: 'The reply broke off',
	ERR_STREAM_PREMATURE_CLOSE: 'The reply broke off',
	HPE_INVALID_CONSTANT: 'The reply was no valid HTTP',
};

/**
 * Turns what n8n's HTTP client threw into an `ApiFailure` where it is about the connection. Other
 * errors, such as a key that can't be used, come back as they are.
 */
export function toTransportFailure(error: unknown, secrets: Array<string | undefined>): Error {
	const code = findCode(error);
	const notConnected = code === undefined ? undefined : NOT_CONNECTED[code];
	const interrupted = code === undefined ? undefined : INTERRUPTED[code];
	if (code !== undefined && (notConnected ?? interrupted)) {
		return new ApiFailure({
			message: `${notConnected ?? interrupted}. Check the network, the proxy and the 'Endpoint Type' of the credential`,
			reached: notConnected ? 'not sent' : 'unknown',
		});
	}
	if (code !== undefined && isConnectionCode(code)) {
		return new ApiFailure({
			message: redact(`The request was interrupted (${code})`, secrets),
			reached: 'unknown',
		});
	}
	return toError(error);
}

/** n8n wraps the client's error, one or more times; the code is on the innermost. */
function findCode(error: unknown): string | undefined {
	for (let current = error, depth = 0; current && depth < 5; depth++) {
		if (typeof current !== 'object') return undefined;
		if ('code' in current && typeof current.code === 'string') return current.code;
		current = 'cause' in current ? current.cause : undefined;
	}
	return undefined;
}

function isConnectionCode(code: string): boolean {
	return /^(E[A-Z]{3,}|HPE_|UND_ERR_|ERR_(NETWORK|TLS|SSL|SOCKET|BAD_RESPONSE|STREAM))/.test(code);
}
