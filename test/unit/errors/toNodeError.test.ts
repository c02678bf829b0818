import { type INode, NodeApiError, NodeOperationError } from 'n8n-workflow';
import {
	ApiFailure,
	type ApiFailureDetails,
	InvalidInput,
	UnexpectedOutcome,
} from '../../../nodes/AlibabaCloudEip/errors/ApiFailure';
import { isDryRunPassed } from '../../../nodes/AlibabaCloudEip/errors/dryRun';
import { redact } from '../../../nodes/AlibabaCloudEip/errors/redact';
import { toNodeError } from '../../../nodes/AlibabaCloudEip/errors/toNodeError';
import { CancelledError } from '../../../nodes/AlibabaCloudEip/transport/clock';
import { parseReply } from '../../../nodes/AlibabaCloudEip/transport/parseReply';

const node: INode = {
	id: 'n',
	name: 'EIP',
	type: 'n8n-nodes-alibaba-cloud-eip.alibabaCloudEip',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const failure = (details: Partial<ApiFailureDetails>) =>
	new ApiFailure({ message: 'The server says this.', reached: 'refused', ...details });

describe('a code that is not known', () => {
	const error = toNodeError(
		node,
		failure({
			code: 'Unheard.Of',
			requestId: 'R-1',
			statusCode: 400,
			recommend: 'https://error-center.aliyun.com/x',
		}),
		0,
	);

	test("shows Alibaba Cloud's own message and where to read more", () => {
		expect(error.message).toBe('The server says this.');
		expect(error.description).toBe(
			'More: https://error-center.aliyun.com/x (code Unheard.Of, RequestId R-1)',
		);
	});

	test('keeps the HTTP status for those who look for it', () => {
		expect(error).toMatchObject({ httpCode: '400' });
	});
});

test("a known code shows Alibaba Cloud's message as well: it often names the parameter", () => {
	const error = toNodeError(
		node,
		failure({ code: 'InvalidParameter', message: 'Specified value of "Bandwidth" is not valid.' }),
	);
	expect(error.description).toContain('Specified value of "Bandwidth" is not valid.');
});

test('a change whose outcome is not known says so before code and RequestId', () => {
	const details = { code: 'QuotaExceeded.Eip', requestId: 'R-1' };
	const certain = toNodeError(node, failure(details)).description ?? '';
	const uncertain = toNodeError(node, failure(details).asUncertain()).description ?? '';
	expect(uncertain.length).toBeGreaterThan(certain.length + 20);
	expect(uncertain).toMatch(/\(code QuotaExceeded\.Eip, RequestId R-1\)$/);
});

test('a failure without a code shows the status', () => {
	const error = toNodeError(node, failure({ statusCode: 502, reached: 'unknown' }));
	expect(error.description).toBe('(HTTP status 502)');
});

test('an error of n8n is not wrapped again', () => {
	const error = new NodeOperationError(node, 'as it is');
	expect(toNodeError(node, error)).toBe(error);
	const apiError = new NodeApiError(node, {}, { message: 'as it is' });
	expect(toNodeError(node, apiError)).toBe(apiError);
});

test.each([
	new InvalidInput("'Name' is too long", 'Shorten it.'),
	new UnexpectedOutcome('It fell back', 'Look at it.'),
])('%p keeps message and advice', (thrown) => {
	const error = toNodeError(node, thrown, 2);
	expect(error).toBeInstanceOf(NodeOperationError);
	expect(error).toMatchObject({ message: thrown.message, description: thrown.advice });
	expect(error.context.itemIndex).toBe(2);
});

test.each([
	[new CancelledError(), 'The execution was cancelled'],
	['text', 'text'],
	[undefined, 'undefined'],
	[null, 'null'],
	[{ a: 1 }, '[object Object]'],
])('anything else (%p) keeps its message', (thrown, message) => {
	expect(toNodeError(node, thrown).message).toBe(message);
});

test('what JavaScript says of a hostile value is put into words', () => {
	const error = toNodeError(node, new TypeError('Cannot convert object to primitive value'));
	expect(error.message).toBe('A value has a form that it can not have');
	expect(error.description).toContain('Cannot convert object to primitive value');
});

describe("what n8n's poll back-off is told", () => {
	test.each<[string, Partial<ApiFailureDetails>, object]>([
		[
			'throttling, with the time to wait',
			{ code: 'Throttling.User', retryAfter: 700 },
			{ cause: 'rate-limited', retryAfterMs: 700 },
		],
		['a busy service', { code: 'SystemBusy' }, { cause: 'temporarily-unavailable' }],
		[
			'a wrong key',
			{ code: 'InvalidAccessKeyId.NotFound', retryAfter: 5 },
			{ cause: 'credential-invalid' },
		],
		['a missing right', { code: 'Forbidden.RAM' }, { cause: 'credential-invalid' }],
		['a used-up quota', { code: 'QuotaExceeded.Eip' }, { cause: 'quota-exhausted' }],
		['a wrong setting', { code: 'InvalidParameter' }, { cause: 'configuration-invalid' }],
		['an unknown refusal', { code: 'Unheard.Of' }, { cause: 'configuration-invalid' }],
		[
			'an unknown fault',
			{ code: 'Unheard.Of', reached: 'unknown' },
			{ cause: 'temporarily-unavailable' },
		],
		['a lost connection', { reached: 'unknown' }, { cause: 'temporarily-unavailable' }],
		['no connection', { reached: 'not sent' }, { cause: 'temporarily-unavailable' }],
	])('%s', (_name, details, declared) => {
		expect(toNodeError(node, failure(details)).failure).toEqual(declared);
	});
});

describe('a secret', () => {
	const SECRET = 'VerySecret+/=';
	const TOKEN = 'CAES+/=token';
	const STRING_TO_SIGN = `POST&%2F&AccessKeyId%3DLTAI%26SecurityToken%3D${encodeURIComponent(encodeURIComponent(TOKEN))}%26Signature%3Dabc`;

	/** Everything that n8n may store or show of an error. */
	const everything = (error: Error) =>
		[
			JSON.stringify(error),
			error.message,
			error.stack,
			JSON.stringify({ ...error }),
			String(error),
		].join('\n');

	test.each([
		['SignatureDoesNotMatch', `server string to sign is:${STRING_TO_SIGN}`],
		['SignatureDoesNotMatch', `Server StringToSign is [${STRING_TO_SIGN}]`],
		['InvalidParameter', `The value ${SECRET} or ${encodeURIComponent(TOKEN)} is wrong`],
		['Unheard.Of', `${SECRET}${TOKEN}`],
	])('that the server echoes with %s is nowhere in the error', (Code, Message) => {
		let thrown: unknown;
		try {
			const body = JSON.stringify({
				Code,
				Message,
				RequestId: 'R-1',
				Recommend: `https://x/?${TOKEN}`,
			});
			parseReply({ statusCode: 400, headers: {}, body }, [SECRET, TOKEN]);
		} catch (error) {
			thrown = error;
		}
		const text = everything(toNodeError(node, thrown, 0));
		expect(text).toContain('R-1');
		for (const part of [
			SECRET,
			TOKEN,
			encodeURIComponent(SECRET),
			encodeURIComponent(TOKEN),
			'LTAI',
			'VerySecret',
			'CAES',
		]) {
			expect(text).not.toContain(part);
		}
	});

	test('is replaced wherever and however it is written', () => {
		const message = `a ${SECRET} b ${encodeURIComponent(SECRET)} c ${encodeURIComponent(encodeURIComponent(SECRET))}`;
		expect(redact(message, [SECRET])).toBe('a ••• b ••• c •••');
	});

	test('that is empty or undefined takes nothing out', () => {
		expect(redact('as it is', ['', undefined])).toBe('as it is');
	});

	test('is taken out of a message of any length before that is cut', () => {
		const long = `${'x'.repeat(495)}${SECRET}`;
		expect(redact(long, [SECRET])).toBe(`${'x'.repeat(495)}•••`);
		expect(redact('y'.repeat(1_000_000), [SECRET])).toBe(`${'y'.repeat(500)}…`);
	});
});

describe('a dry run', () => {
	test('that passed is reported as a refusal; it is handed back', () => {
		const passed = failure({ code: 'DryRunOperation' });
		expect(isDryRunPassed(passed)).toBe(passed);
	});

	test.each([failure({ code: 'InvalidParameter' }), new Error('x'), 'x'])(
		'%p is thrown on',
		(thrown) => {
			let caught: unknown;
			try {
				isDryRunPassed(thrown);
			} catch (error) {
				caught = error;
			}
			expect(caught).toBe(thrown);
		},
	);
});
