import { type AnswerKind, answers } from '../../errors/answers';
import { ApiFailure } from '../../errors/ApiFailure';
import { redact } from '../../errors/redact';
import { toError } from '../../errors/toError';

/** Codes of Node.js and axios for a connection that was never made. */
const NOT_CONNECTED: Record<string, string> = {
	ENOTFOUND: 'The host name of the endpoint was not found',
	EAI_AGAIN: 'The host name of the endpoint could not be looked up',
	ECONNREFUSED: 'The endpoint refused the connection',
	EHOSTUNREACH: 'The endpoint cannot be reached',
	ENETUNREACH: 'The endpoint cannot be reached',
	EADDRNOTAVAIL: 'The endpoint cannot be reached',
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
	HPE_INVALID_CONSTANT: 'The reply was not valid HTTP',
	ERR_CANCELED: 'The request was ended before the reply came',
};

/** Codes of OpenSSL and Node.js for a certificate that is not trusted: nothing was sent. */
const CERTIFICATE =
	/^(CERT_|CRL_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|UNABLE_TO_(VERIFY|GET|DECODE|DECRYPT)|INVALID_(CA|PURPOSE)|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|ERR_TLS_CERT)/;

/** What OpenSSL says when the other side does not speak TLS at all: nothing was sent. */
const NO_TLS = /wrong version number|packet length too long|http request/i;
/** Codes of Node.js for a body that cannot be unpacked: zlib's, those of Brotli, those of Zstandard. */
const NOT_UNPACKED = /^(Z_[A-Z]|ZSTD_|ERR__?(ERROR_|ZLIB|BROTLI|ZSTD|ENCODING_))/i;

/** Codes for a request that the client itself would not send. */
const REFUSED_BY_CLIENT =
	/^ERR_(INVALID_(URL|CHAR|PROTOCOL|ARG)|BAD_OPTION|NOT_SUPPORT|HTTP_INVALID)/;

/**
 * Turns what n8n's HTTP client threw into an `ApiFailure` where it is about the connection or the
 * reply: whatever is not known to have kept the request from being sent leaves its outcome unknown.
 * Other errors, such as a key that cannot be used, come back as they are.
 */
export function toTransportFailure(error: unknown, secrets: Array<string | undefined>): Error {
	const { code, text, isFromClient } = inspect(error);
	const notConnected = NOT_CONNECTED[code];
	const interrupted = INTERRUPTED[code];
	if (notConnected ?? interrupted) {
		return new ApiFailure({
			message: `${notConnected ?? interrupted}. Check the network, the proxy and the 'Endpoint Type' of the credential`,
			reached: notConnected ? 'not sent' : 'unknown',
		});
	}
	const answer = handshakeOf(code, text);
	if (answer) {
		return new ApiFailure({ message: answers[answer].message, answer, reached: 'not sent' });
	}
	if (NOT_UNPACKED.test(code)) {
		return new ApiFailure({
			message: redact(
				`The reply could not be unpacked (${code}). A proxy or gateway on the way may have changed it`,
				secrets,
			),
			reached: 'unknown',
		});
	}
	const isInterrupted = isConnectionCode(code) || (isFromClient && !REFUSED_BY_CLIENT.test(code));
	if (isInterrupted) {
		return new ApiFailure({
			message: redact(`The request was interrupted (${code || 'no reason given'})`, secrets),
			reached: 'unknown',
		});
	}
	return toError(error);
}

/** n8n wraps the client's error, one or more times; the first code is taken that there is. */
function inspect(error: unknown): { code: string; text: string; isFromClient: boolean } {
	let code = '';
	let text = '';
	let isFromClient = false;
	for (let current = error, depth = 0; current && depth < 5; depth++) {
		if (typeof current !== 'object') break;
		if (code === '' && 'code' in current && typeof current.code === 'string') {
			code = current.code;
			text = 'message' in current ? String(current.message) : '';
		}
		isFromClient ||= 'isAxiosError' in current && current.isAxiosError === true;
		current = 'cause' in current ? current.cause : undefined;
	}
	return { code, text, isFromClient };
}

function handshakeOf(code: string, text: string): AnswerKind | undefined {
	if (CERTIFICATE.test(code)) return 'certificate';
	const isTls = code === 'EPROTO' || code.startsWith('ERR_SSL');
	return isTls && NO_TLS.test(text) ? 'no TLS' : undefined;
}

function isConnectionCode(code: string): boolean {
	return /^(E[A-Z]{3,}|HPE_|UND_ERR_|ERR_(NETWORK|TLS|SSL|SOCKET|BAD_RESPONSE|STREAM|HTTP2))/.test(
		code,
	);
}
