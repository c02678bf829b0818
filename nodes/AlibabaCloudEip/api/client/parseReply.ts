import type { IDataObject } from 'n8n-workflow';
import type { AnswerKind } from '../../errors/answers';
import { ApiFailure, type ApiFailureDetails } from '../../errors/ApiFailure';
import { findErrorEntry } from '../../errors/errorTable';
import { readSentence } from '../../errors/readSentence';
import { redact } from '../../errors/redact';

/** A reply as it came over HTTP, the body still text. */
export interface RawReply {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

/** Larger replies are refused: a page of 100 Elastic IPs has about 150 kB. */
const LARGEST_REPLY = 20_000_000;

/** The longest that a server is waited for because it says so, in milliseconds. */
export const MAX_SERVER_DELAY = 60_000;

/** Success values of the `Code` that some actions send along with their data. */
const SUCCESS_CODES: ReadonlySet<string> = new Set(['200', 'ok', 'success']);

/**
 * Reads a reply. Numbers that JavaScript would round, such as `OrderId`, become text.
 *
 * @param secrets what must not appear in a message even if the server echoes it
 * @param action the API action that was called: some codes mean something else there
 * @throws ApiFailure when the reply is no success, decided by Alibaba's `Code` and not by the
 *   HTTP status; also for XML, HTML, truncated and oversized replies.
 */
export function parseReply(
	reply: RawReply,
	secrets: Array<string | undefined> = [],
	action?: string,
): IDataObject {
	const text = typeof reply.body === 'string' ? reply.body : '';
	const { statusCode } = reply;
	const shown = (part: string | undefined) => part && redact(part, secrets);
	const body = parseObject(text);
	/** A status of 500 and above counts, unless Alibaba Cloud itself sends a code that says otherwise. */
	const reachedBy = (code: string | undefined, own: string | undefined) => {
		const isRefusal = own && code && findErrorEntry(code, action)?.isRefusal;
		return statusCode >= 500 && !isRefusal ? 'unknown' : 'refused';
	};
	const requestId = shown(readText(reply.headers['x-acs-request-id']));
	const retryAfter = readRetryAfter(reply.headers);
	if (body) {
		const code = readText(body.Code);
		const isFailure =
			code === undefined ? statusCode >= 400 : !SUCCESS_CODES.has(code.toLowerCase());
		if (!isFailure) return body;
		const sentence = readSentence(shown(readText(body.Message ?? body.message)));
		const own = shown(readText(body.RequestId)) ?? requestId;
		const answer =
			code === undefined ? answerOf(statusCode, own === undefined, 'other') : undefined;
		throw new ApiFailure({
			code: shown(code),
			message: sentence ?? `The service answered with status ${statusCode}`,
			sentence,
			requestId: own,
			statusCode,
			retryAfter,
			recommend: shown(readText(body.Recommend)),
			...readDenial(body, sentence, shown),
			answer,
			reached: reachedBy(code, own),
		});
	}
	const element = (name: string) => new RegExp(`<${name}>([^<]{1,500})</${name}>`).exec(text)?.[1];
	const code = text.length > LARGEST_REPLY ? undefined : element('Code');
	if (code !== undefined && !SUCCESS_CODES.has(code.toLowerCase())) {
		const sentence = readSentence(shown(element('Message')));
		const own = shown(element('RequestId'));
		throw new ApiFailure({
			code: shown(code),
			message: sentence ?? 'The request was refused',
			sentence,
			requestId: own,
			statusCode,
			retryAfter,
			...readDenial({}, sentence, shown),
			reached: reachedBy(code, own),
		});
	}
	const answer = answerOf(statusCode, requestId === undefined, formOf(text));
	throw new ApiFailure({
		message: describeUnreadable(text, statusCode),
		requestId,
		statusCode,
		retryAfter,
		answer,
		// A gateway may have handed the request on before it failed. One that refuses has not.
		reached: answer === undefined || answer === 'web page' ? 'unknown' : 'refused',
	});
}

type Form = 'web page' | 'cut JSON' | 'other';

function formOf(text: string): Form {
	if (text.trimStart().startsWith('{')) return 'cut JSON';
	return /^\s*<(!doctype\s+)?html/i.test(text) ? 'web page' : 'other';
}

/** Of these a gateway may say that it waited in vain for what is behind it. */
const MAY_HAVE_BEEN_HANDED_ON: ReadonlySet<number> = new Set([408, 425, 499]);

/** Who answered instead of the API. @param isForeign nothing in it comes from Alibaba Cloud */
function answerOf(statusCode: number, isForeign: boolean, form: Form): AnswerKind | undefined {
	if (statusCode === 429) return 'rate limit';
	if (!isForeign) return undefined;
	if (statusCode === 407) return 'proxy credentials';
	if (statusCode >= 300 && statusCode < 400) return 'redirect';
	const isRefusal = statusCode >= 400 && statusCode < 500;
	if (isRefusal && form !== 'cut JSON' && !MAY_HAVE_BEEN_HANDED_ON.has(statusCode)) {
		return 'gateway refusal';
	}
	return statusCode < 300 && form === 'web page' ? 'web page' : undefined;
}

const PERMISSION = /\b[a-z][a-z0-9-]*:[A-Z][A-Za-z0-9]+\b/;
const RESOURCE = /\bacs:[^\s,;]+/;

/** The permission and the resource that RAM names, in the detail of the refusal or its sentence. */
function readDenial(
	body: IDataObject,
	sentence: string | undefined,
	shown: (part: string | undefined) => string | undefined,
): Pick<ApiFailureDetails, 'permission' | 'deniedResource'> {
	const detail = body.AccessDeniedDetail;
	const action =
		typeof detail === 'object' && detail !== null && 'AuthAction' in detail
			? readText(detail.AuthAction)
			: undefined;
	const permission =
		PERMISSION.exec(shown(action) ?? '')?.[0] ?? PERMISSION.exec(sentence ?? '')?.[0];
	const deniedResource = RESOURCE.exec(sentence ?? '')?.[0].replace(/[.'")\]]+$/, '');
	return { ...(permission && { permission }), ...(deniedResource && { deniedResource }) };
}

function describeUnreadable(text: string, statusCode: number): string {
	if (statusCode >= 300 && statusCode < 400) {
		return 'The endpoint redirects to another address, which is not followed with a signed request';
	}
	if (text.length > LARGEST_REPLY) return 'The reply is too large to be from Alibaba Cloud';
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

/** Milliseconds, a minute at most; undefined for what is not a plain number above zero. */
function readRetryAfter(headers: Record<string, unknown>): number | undefined {
	const text = readText(headers['x-acs-retry-after'])?.trim() ?? '';
	if (!/^\d{1,15}(\.\d+)?$/.test(text) || Number(text) === 0) return undefined;
	return Math.min(Number(text), MAX_SERVER_DELAY);
}
