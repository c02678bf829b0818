import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { invalid } from '../wire/apiError';

/** An HTTP request, read to its end. */
export interface HttpRequest {
	readonly method: string;
	/** Path and query as sent. */
	readonly url: string;
	readonly path: string;
	readonly query: string;
	/** By lower-case name. */
	readonly headers: Readonly<Record<string, string>>;
	readonly body: Buffer;
}

/** The greatest body the gateway reads, in bytes. */
const MAX_BODY = 4 * 1024 * 1024;

/** Reads a request to its end; `undefined` when the client went away or sent too much. */
export async function readHttpRequest(message: IncomingMessage): Promise<HttpRequest | undefined> {
	const chunks: Buffer[] = [];
	let length = 0;
	try {
		for await (const chunk of message as AsyncIterable<Buffer>) {
			length += chunk.length;
			if (length > MAX_BODY) return undefined;
			chunks.push(chunk);
		}
	} catch {
		return undefined;
	}
	const url = message.url ?? '/';
	const mark = url.indexOf('?');
	return {
		method: message.method ?? 'GET',
		url,
		path: mark < 0 ? url : url.slice(0, mark),
		query: mark < 0 ? '' : url.slice(mark + 1),
		headers: Object.fromEntries(
			Object.entries(message.headers).map(([name, value]) => [
				name,
				Array.isArray(value) ? value.join(',') : (value ?? ''),
			]),
		),
		body: Buffer.concat(chunks),
	};
}

function decode(text: string, plus: 'space' | 'plus'): string {
	try {
		return decodeURIComponent(plus === 'space' ? text.replaceAll('+', ' ') : text);
	} catch {
		throw invalid('query', 'is not percent-encoded UTF-8');
	}
}

/** Decoded parameters of a query or form body; the same name twice is refused. */
export function parseParameters(
	encoded: string,
	plus: 'space' | 'plus',
	into: Map<string, string> = new Map(),
): Map<string, string> {
	for (const part of encoded.split('&')) {
		if (part === '') continue;
		const equals = part.indexOf('=');
		const name = decode(equals < 0 ? part : part.slice(0, equals), plus);
		const value = equals < 0 ? '' : decode(part.slice(equals + 1), plus);
		if (into.has(name)) throw invalid(name, 'is given more than once');
		into.set(name, value);
	}
	return into;
}

/** Whether the body is a form. */
export function hasForm({ headers, body }: HttpRequest): boolean {
	return (
		body.length > 0 &&
		(headers['content-type'] ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded')
	);
}

/** SHA-256 of the body in lower-case hex. */
export function bodyHash({ body }: HttpRequest): string {
	return createHash('sha256').update(body).digest('hex');
}
