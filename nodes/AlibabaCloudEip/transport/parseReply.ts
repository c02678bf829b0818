import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../errors/ApiFailure';
import { redact } from '../errors/redact';

/** A reply as it came over HTTP, the body still text. */
export interface RawReply {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

/** Larger replies are refused: a page of 100 Elastic IPs has about 150 kB. */
const LARGEST_REPLY = 20_000_000;

/** Success values of the `Code` that some actions send along with their data. */
const SUCCESS_CODES = new Set(['200', 'ok', 'success']);

/**
 * Reads a reply. Numbers that JavaScript would round, such as `OrderId`, become text.
 *
 * @param secrets what must not appear in a message even if the server echoes it
 * @throws ApiFailure when the reply is no success, decided by Alibaba's `Code` and not by the
 *   HTTP status; also for XML, HTML, truncated and oversized replies.
 */
export function parseReply(reply: RawReply, secrets: Array<string | undefined> = []): IDataObject {
	const text = typeof reply.body === 'string' ? reply.body : '';
	const { statusCode } = reply;
	const shown = (part: string | undefined) => part && redact(part, secrets);
	const body = parseObject(text);
	if (body) {
		const code = readText(body.Code);
		const isFailure =
			code === undefined ? statusCode >= 400 : !SUCCESS_CODES.has(code.toLowerCase());
		if (!isFailure) return body;
		const recommend = readText(body.Recommend);
		throw new ApiFailure({
			code: shown(code),
			message:
				shown(readText(body.Message)?.trim()) || `The service answered with status ${statusCode}`,
			requestId: shown(readText(body.RequestId)),
			statusCode,
			retryAfter: readRetryAfter(reply.headers),
			recommend: shown(recommend),
			reached: statusCode >= 500 ? 'unknown' : 'refused',
		});
	}
	const element = (name: string) => new RegExp(`<${name}>([^<]{1,500})</${name}>`).exec(text)?.[1];
	const code = text.length > LARGEST_REPLY ? undefined : element('Code');
	if (code !== undefined && !SUCCESS_CODES.has(code.toLowerCase())) {
		throw new ApiFailure({
			code: shown(code),
			message: shown(element('Message')?.trim()) || 'The request was refused',
			requestId: shown(element('RequestId')),
			statusCode,
			retryAfter: readRetryAfter(reply.headers),
			reached: statusCode >= 500 ? 'unknown' : 'refused',
		});
	}
	throw new ApiFailure({
		message: describeUnreadable(text, statusCode),
		requestId: shown(readText(reply.headers['x-acs-request-id'])),
		statusCode,
		// A gateway may have handed the request on before it failed.
		reached: 'unknown',
	});
}

function describeUnreadable(text: string, statusCode: number): string {
	if (statusCode >= 300 && statusCode < 400) {
		return 'The endpoint redirects to another address, which is not followed with a signed request';
	}
	if (text.length > LARGEST_REPLY) return 'The reply is too large to be one of Alibaba Cloud';
	const kind = /^\s*<(!doctype\s+)?html/i.test(text)
		? 'with a web page'
		: text.trimStart().startsWith('<')
			? 'in XML'
			: text.trim() === ''
				? 'with an empty reply'
				: 'with text that is not complete JSON';
	return `The endpoint answered ${kind} instead of JSON. A proxy or gateway on the way may be the reason`;
}

function parseObject(text: string): IDataObject | undefined {
	if (text.length > LARGEST_REPLY || !text.trimStart().startsWith('{')) return undefined;
	try {
		const body = JSON.parse(text) as IDataObject;
		// Only what is known to be JSON is searched: in broken text an open quote costs quadratic time.
		return /\d{16}/.test(text) ? (JSON.parse(quoteLargeNumbers(text)) as IDataObject) : body;
	} catch {
		return undefined;
	}
}

const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Puts integers beyond 2^53 into quotes, so that no digit is lost. Strings stay as they are. */
function quoteLargeNumbers(json: string): string {
	return json.replace(STRING_OR_NUMBER, (token) =>
		/^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
	);
}

function readText(value: unknown): string | undefined {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function readRetryAfter(headers: Record<string, unknown>): number | undefined {
	const milliseconds = Number(headers['x-acs-retry-after']);
	return Number.isFinite(milliseconds) && milliseconds > 0 ? milliseconds : undefined;
}
