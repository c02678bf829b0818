import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { AccessKey } from '../../../credentials/signature/accessKey';
import type { RawReply } from '../../../nodes/AlibabaCloudEip/api/client/parseReply';
import type { Send } from '../../../nodes/AlibabaCloudEip/api/client/sendRequest';
import {
	type Session,
	type SessionOptions,
	createSession,
} from '../../../nodes/AlibabaCloudEip/api/client/session';
import { FakeClock } from './fakeClock';

export const SECRET = 'a-secret';

export const accessKey: AccessKey = {
	accessKeyId: 'testid',
	accessKeySecret: SECRET,
	regionId: 'cn-hangzhou',
	signatureMethod: 'ACS3-HMAC-SHA256',
	endpointType: 'public',
};

/** What one request gets: a reply, or an error of the connection. */
export type Answer = RawReply | Error;

export function ok(body: IDataObject = {}): RawReply {
	return reply(200, { RequestId: 'R-1', ...body });
}

export function reply(
	statusCode: number,
	body: IDataObject | string,
	headers: Record<string, unknown> = {},
): RawReply {
	return { statusCode, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

/** A refusal with this code, as Alibaba Cloud words it. */
export function refusal(
	code: string,
	{ statusCode = 400, headers = {} }: { statusCode?: number; headers?: object } = {},
): RawReply {
	const body = { Code: code, Message: `Says ${code}.`, RequestId: 'R-9', HostId: 'vpc' };
	return reply(statusCode, body, { ...headers });
}

/** An error of the HTTP client, wrapped as n8n wraps it. */
export function connectionError(code: string): Error {
	const inner = Object.assign(new Error(`socket: ${code}`), { code });
	return Object.assign(new Error('wrapped by n8n'), { cause: inner });
}

/** A session that gets these answers, one for each request; the last one again and again. */
export function scriptedSession(
	answers: Answer[] | ((request: IHttpRequestOptions, count: number) => Answer | Promise<Answer>),
	options: Partial<SessionOptions> = {},
): { session: Session; clock: FakeClock; requests: IHttpRequestOptions[] } {
	const clock = (options.clock as FakeClock | undefined) ?? new FakeClock();
	const requests: IHttpRequestOptions[] = [];
	const send: Send = async (request) => {
		requests.push(request);
		const answer = Array.isArray(answers)
			? answers[Math.min(requests.length, answers.length) - 1]
			: await answers(request, requests.length);
		if (answer instanceof Error) throw answer;
		return answer;
	};
	const session = createSession({
		accessKey,
		regionId: 'cn-hangzhou',
		send,
		timeLimit: 300_000,
		clock,
		random: () => 1,
		...options,
	});
	return { session, clock, requests };
}
