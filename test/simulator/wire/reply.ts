import type { ApiError } from './apiError';
import { toJson, type ReplyObject } from './json';
import { toXml } from './xml';

/** Format of a reply: JSON only when the caller asked for it. */
export type ReplyFormat = 'JSON' | 'XML';

/** A finished HTTP reply. */
export interface HttpReply {
	status: number;
	headers: Record<string, string>;
	body: string | Buffer;
}

function render(status: number, root: string, value: ReplyObject, format: ReplyFormat): HttpReply {
	return format === 'JSON'
		? { status, headers: { 'content-type': 'application/json;charset=utf-8' }, body: toJson(value) }
		: { status, headers: { 'content-type': 'text/xml;charset=utf-8' }, body: toXml(root, value) };
}

/** The reply to a call that succeeded: the members at top level (JSON) or in `<ActionResponse>` (XML). */
export function successReply(action: string, value: ReplyObject, format: ReplyFormat): HttpReply {
	return render(200, `${action}Response`, value, format);
}

/** The reply to a call that was refused, with the five members every error body has. */
export function errorReply(
	error: ApiError,
	context: { requestId: string; hostId: string; product: string; action: string },
	format: ReplyFormat,
): HttpReply {
	const recommend = `https://api.aliyun.com/troubleshoot?q=${encodeURIComponent(error.code)}&product=${context.product}&requestId=${context.requestId}`;
	const reply = render(
		error.statusIn(context.action),
		'Error',
		{
			RequestId: context.requestId,
			HostId: context.hostId,
			Code: error.code,
			Message: error.message,
			Recommend: recommend,
			...error.details,
		},
		format,
	);
	return { ...reply, headers: { ...reply.headers, ...error.headers } };
}
