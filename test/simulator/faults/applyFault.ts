import type { Fault } from './faults';
import { ApiError } from '../wire/apiError';
import type { HttpReply } from '../wire/reply';

const HTML_PAGE =
	'<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center><hr><center>Tengine</center></body></html>';

/** Whether the action is carried out although the caller will not see its reply. */
export function runsAction(fault: Fault): boolean {
	if (fault.run !== undefined) return fault.run;
	switch (fault.kind) {
		case 'dropAfter':
		case 'delay':
		case 'truncate':
		case 'body':
			return true;
		case 'xml':
			return fault.code === undefined;
		default:
			return false;
	}
}

/** The refusal a fault makes up. */
export function refusalOf(fault: Fault): ApiError | undefined {
	const headers = { ...fault.headers };
	if (fault.kind === 'throttle') {
		if (fault.retryAfterMs !== undefined) headers['x-acs-retry-after'] = String(fault.retryAfterMs);
		return new ApiError(fault.code ?? 'Throttling.User', fault.message, {
			status: fault.status ?? 400,
			headers,
		});
	}
	if (fault.kind === 'code' || (fault.kind === 'xml' && fault.code !== undefined)) {
		return new ApiError(fault.code ?? 'InternalError', fault.message, {
			status: fault.status,
			headers,
		});
	}
	return undefined;
}

/** A whole reply a fault puts in place of the true one. */
export function replacementOf(fault: Fault): HttpReply | undefined {
	const headers = { ...fault.headers };
	switch (fault.kind) {
		case 'status':
			return {
				status: fault.status ?? 503,
				headers: { 'content-type': 'text/plain', ...headers },
				body: fault.body ?? 'service unavailable',
			};
		case 'html':
			return {
				status: fault.status ?? 502,
				headers: { 'content-type': 'text/html', ...headers },
				body: fault.body ?? HTML_PAGE,
			};
		case 'redirect':
			return {
				status: fault.status ?? 302,
				headers: { location: fault.location ?? 'http://127.0.0.1:1/', ...headers },
				body: '',
			};
		case 'body': {
			const body = Buffer.from(fault.body ?? '', 'utf8');
			const padded = Buffer.alloc(Math.max(fault.padTo ?? 0, body.length), ' ');
			body.copy(padded);
			return {
				status: fault.status ?? 200,
				headers: { 'content-type': 'application/json;charset=utf-8', ...headers },
				body: padded,
			};
		}
		default:
			return undefined;
	}
}

/** Where a truncated reply ends, in bytes. */
export function cutOf(fault: Fault, length: number): number {
	return Math.min(fault.bytes ?? Math.floor(length / 2), length);
}
