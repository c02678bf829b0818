import { type INode, NodeApiError, NodeOperationError } from 'n8n-workflow';
import {
	ApiFailure,
	type ApiFailureDetails,
	InvalidInput,
	UnexpectedOutcome,
} from '../../../nodes/AlibabaCloudEip/errors/ApiFailure';
import { isDryRunPassed } from '../../../nodes/AlibabaCloudEip/errors/dryRun';
import { NotFound } from '../../../nodes/AlibabaCloudEip/errors/NotFound';
import { readSentence } from '../../../nodes/AlibabaCloudEip/errors/readSentence';
import { redact } from '../../../nodes/AlibabaCloudEip/errors/redact';
import { toNodeError } from '../../../nodes/AlibabaCloudEip/errors/toNodeError';
import { CancelledError } from '../../../nodes/AlibabaCloudEip/api/client/clock';
import { parseReply } from '../../../nodes/AlibabaCloudEip/api/client/parseReply';

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

/** As `parseReply` makes it of Alibaba's own sentence. */
const saying = (sentence: string, details: Partial<ApiFailureDetails>) =>
	failure({ message: sentence, sentence, ...details });

const descriptionOf = (thrown: unknown, fields?: (name: string) => string | undefined) =>
	toNodeError(node, thrown, 0, fields).description ?? '';

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
		saying('Specified value of "Bandwidth" is not valid.', { code: 'InvalidParameter' }),
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

describe("Alibaba Cloud's words", () => {
	const SAYS = 'Alibaba Cloud says: ';

	test('stand only behind what they are: a message of ours is never quoted', () => {
		const ours = failure({
			code: 'InvalidParameter',
			message: 'The service answered with status 400',
		});
		expect(descriptionOf(ours)).not.toContain(SAYS);
		expect(descriptionOf(saying('Bad value', { code: 'InvalidParameter' }))).toContain(
			`${SAYS}Bad value.`,
		);
	});

	test.each(['Forbidden.Whatever', 'COMMODITY.WHATEVER', 'Unheard.Of'])(
		'are the message of an unknown code: %s',
		(code) => {
			const error = toNodeError(node, saying('The eip is on the moon.', { code }));
			expect(error.message).toBe('The eip is on the moon.');
			expect(error.description).toBe(`(code ${code})`);
			expect(error.failure).toEqual({ cause: 'configuration-invalid' });
		},
	);

	test.each(['QuotaExceeded.Whatever', 'IncorrectStatus.Whatever', 'Throttling.Whatever'])(
		'stand beside ours for a family of codes: %s',
		(code) => {
			expect(descriptionOf(saying('The eip is on the moon.', { code }))).toContain(
				`${SAYS}The eip is on the moon.`,
			);
		},
	);

	test.each([
		[{ code: 'FUWU_BIZ_COMMODITY_VERIFY_FAIL', status: 404 }, '????????, ????????PD.'],
		[{ code: 'Unheard.Of', status: 400 }, '????????'],
		[{ code: 'IllegalParam.Isp', status: 400 }, '\uFFFD\uFFFD\uFFFD\uFFFD'],
		[{ code: 'OperationFailed.ZoneIdInconsistent', status: 400 }, '%s'],
	])('that arrive as question marks are not shown: %j', ({ code, status }, Message) => {
		const body = JSON.stringify({ Code: code, Message, RequestId: 'R-1' });
		let thrown: unknown;
		try {
			parseReply({ statusCode: status, headers: {}, body });
		} catch (error) {
			thrown = error;
		}
		const error = toNodeError(node, thrown);
		expect(`${error.message} ${error.description}`).not.toMatch(/\?\?|\uFFFD|%s|says/);
		expect(error.message.length).toBeGreaterThan(10);
		expect(error.description).toContain(`(code ${code}, RequestId R-1)`);
	});

	test.each(['Really?', 'Which zone?? None.', '参数错误', '无效的参数?'])(
		'%s can be read',
		(text) => {
			expect(readSentence(text)).toBe(text);
		},
	);
});

test.each(['Throttling.User', 'SystemBusy'])(
	'%s names the option for waiting only where there is one: not in the trigger and lists',
	(code) => {
		const advice = (itemIndex?: number) =>
			toNodeError(node, failure({ code }), itemIndex).description;
		expect(advice(0)).toContain("'Time Limit'");
		expect(advice()).not.toMatch(/'Time Limit'|items/);
		expect(advice()).toContain('Try again later');
	},
);

test('ECS names what is wrong with a token of STS only in its sentence', () => {
	const sentence = 'The specified parameter "SecurityToken.Malformed" is not valid.';
	const error = toNodeError(node, saying(sentence, { code: 'InvalidParameter' }));
	expect(error.message).toBe('The STS token is malformed');
	expect(error.failure).toEqual({ cause: 'credential-invalid' });
});

describe('a missing permission', () => {
	test.each(['Forbidden', 'Forbbiden', 'Forbidden.RAM', 'BIND_INSTANCE_OWENER_ERROR'])(
		'%s shows the sentence of Alibaba Cloud: the code does not say whose right it is',
		(code) => {
			expect(descriptionOf(saying('The eip instance owner error', { code }))).toContain(
				'Alibaba Cloud says: The eip instance owner error.',
			);
		},
	);

	const call = { action: 'DescribeEipAddresses', regionId: 'cn-shanghai-finance-1' };

	test('is named by the call that was refused', () => {
		expect(descriptionOf(saying('No.', { code: 'Forbidden.RAM', call }))).toMatch(
			/^Missing permission: vpc:DescribeEipAddresses in cn-shanghai-finance-1\./,
		);
		const ecs = { action: 'ConvertNatPublicIpToEip', regionId: 'cn-beijing', product: 'ecs' };
		expect(descriptionOf(saying('No.', { code: 'NoPermission', call: ecs }))).toContain(
			'ecs:ConvertNatPublicIpToEip in cn-beijing.',
		);
	});

	test('names the resource of the call', () => {
		const release = { action: 'ReleaseEipAddress', regionId: 'cn-beijing', resource: 'eip-1' };
		expect(descriptionOf(saying('No.', { code: 'Forbidden.RAM', call: release }))).toContain(
			"vpc:ReleaseEipAddress in cn-beijing for 'eip-1'.",
		);
	});

	const refusals: Array<[string, object]> = [
		[
			'its sentence',
			{
				Code: 'NoPermission',
				Message:
					'You are not authorized to do this action. Resource: acs:vpc:cn-beijing:123:eip/eip-9. Action: vpc:TagResources',
			},
		],
		[
			'the detail of the refusal',
			{
				Code: 'Forbidden.RAM',
				Message: 'User not authorized to operate on acs:vpc:cn-beijing:123:eip/eip-9.',
				AccessDeniedDetail: { AuthAction: 'vpc:TagResources', NoPermissionType: 'ExplicitDeny' },
			},
		],
	];
	test.each(refusals)('is named by Alibaba Cloud in %s', (_where, body) => {
		let thrown: unknown;
		try {
			parseReply({ statusCode: 403, headers: {}, body: JSON.stringify(body) });
		} catch (error) {
			thrown = error;
		}
		const named = (thrown as ApiFailure).inCall({ ...call, action: 'AllocateEipAddress' });
		expect(descriptionOf(named)).toContain(
			"Missing permission: vpc:TagResources in cn-shanghai-finance-1 for 'acs:vpc:cn-beijing:123:eip/eip-9'.",
		);
	});

	test('is not made up where the right is not what is missing', () => {
		for (const code of [
			'Forbidden.FinancialLocked',
			'InvalidAccessKeyId.NotFound',
			'Forbidden.X',
		]) {
			expect(descriptionOf(saying('No.', { code, call }))).not.toContain('permission');
		}
	});
});

describe('the refusal of a value', () => {
	const fields = (parameter: string) =>
		({ bandwidth: 'Peak Bandwidth', isp: 'Line Type', tag: 'Tags' })[parameter.toLowerCase()];

	test.each([
		['InvalidParameter', 'Specified value of "Bandwidth" is not valid.', 'Peak Bandwidth'],
		['InvalidParameter', 'The specified parameter "Tag.1.Key" is not valid.', 'Tags'],
		['InvalidParameter.Isp', 'No.', 'Line Type'],
		['MissingIsp', 'Isp is mandatory for this action.', 'Line Type'],
		['MissingParameter', 'The parameter Isp is mandatory', 'Line Type'],
		['IllegalParam.ISP', 'The param of ISP is illegal.', 'Line Type'],
	])('%s with %j names the field first', (code, sentence, field) => {
		expect(toNodeError(node, saying(sentence, { code }), 0, fields).message).toMatch(
			new RegExp(`'${field}'|line type`),
		);
	});

	test.each([
		['InvalidBandwidth.Malformed', 'No.', "'Peak Bandwidth'"],
		['InvalidIsp.NotSupported', 'No.', "The refused field is 'Line Type'."],
		[
			'Unheard.Of',
			'The value of "Bandwidth" is too high.',
			"The refused field is 'Peak Bandwidth'.",
		],
	])('%s with %j names the field', (code, sentence, words) => {
		expect(descriptionOf(saying(sentence, { code }), fields)).toContain(words);
	});

	test('names no field that the form does not have, or that is not what it is about', () => {
		const unknown = saying('The value of "Nonce" is not valid.', { code: 'InvalidParameter' });
		expect(toNodeError(node, unknown, 0, fields).message).toContain('A setting has a value');
		const busy = saying('The "Bandwidth" is being changed.', { code: 'TaskConflict' });
		expect(descriptionOf(busy, fields)).not.toContain('Peak Bandwidth');
	});
});

test.each(['OrderError.BandwidthPackage', 'OrderError.EIP', 'OrderFailed'])(
	'%s is a refusal with a status of 500 too, as the reference has it',
	(Code) => {
		let thrown: unknown;
		try {
			parseReply({
				statusCode: 500,
				headers: {},
				body: JSON.stringify({ Code, Message: 'No.', RequestId: 'R-1' }),
			});
		} catch (error) {
			thrown = error;
		}
		expect((thrown as ApiFailure).details.reached).toBe('refused');
		expect((thrown as ApiFailure).entry?.retry).toBe('final');
	},
);

describe('the refusal of a purchase', () => {
	const call = { action: 'AllocateEipAddress', regionId: 'cn-hangzhou', isPurchase: true };

	test('says that nothing was bought', () => {
		for (const code of ['UnknownError', 'OrderError.EIP', 'Unheard.Of', 'QuotaExceeded.Eip']) {
			expect(descriptionOf(saying('No.', { code, call }))).toContain('Nothing was bought.');
		}
	});

	test('with UnknownError says what to change', () => {
		const error = toNodeError(node, saying('Unknown.', { code: 'UnknownError', call }));
		expect(error.message).toBe('Alibaba Cloud refused the order without a reason');
		expect(error.description).toMatch(/'Metering Method'.*Nothing was bought\./s);
	});

	test('that is the echo of an earlier request with the same token is no proof that nothing was bought', () => {
		for (const code of ['LastTokenProcessing', 'OperationFailed.LastTokenProcessing']) {
			expect(failure({ code, call }).isRefusal).toBe(false);
			expect(descriptionOf(failure({ code, call }))).not.toContain('Nothing was bought');
		}
		for (const code of ['IdempotentParameterMismatch', 'InstanceExist.EipSegment']) {
			expect(failure({ code, call }).isRefusal).toBe(true);
			expect(descriptionOf(failure({ code, call }))).toMatch(/bought (with it )?before/);
			expect(descriptionOf(failure({ code, call }))).not.toContain('Nothing was bought');
		}
	});

	test('says so of nothing that may have been bought, or that is no purchase', () => {
		const open = [
			saying('No.', { code: 'InternalError', call, statusCode: 500, reached: 'unknown' }),
			saying('No.', { code: 'QuotaExceeded.Eip', call }).asUncertain(),
			saying('No.', { code: 'UnknownError', call, reached: 'unknown' }).asUncertain(),
			saying('No.', { code: 'Unheard.Of', call: { ...call, isPurchase: false } }),
		];
		for (const thrown of open) expect(descriptionOf(thrown)).not.toContain('Nothing was bought');
	});
});

describe('what the package itself did not find', () => {
	const error = toNodeError(node, new NotFound('Elastic IP', 'eip-1', 'cn-beijing'), 2);

	test('is said in our own words, without a code or a RequestId', () => {
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe('The Elastic IP was not found');
		expect(error.description).toMatch(
			/^The region cn-beijing has no Elastic IP 'eip-1'\. It may have been released .*'Region'/,
		);
		expect(`${error.message} ${error.description}`).not.toMatch(/code|RequestId|says/);
		expect(error.context.itemIndex).toBe(2);
	});
});

describe('an answer that is not of the API', () => {
	const of = (statusCode: number, body: string, headers = {}) => {
		try {
			parseReply({ statusCode, headers, body });
		} catch (error) {
			if (error instanceof ApiFailure) return error;
		}
		throw new Error('It was no ApiFailure');
	};
	const PAGE = '<!DOCTYPE html><html><h1>Access denied by policy</h1></html>';

	test.each([
		[407, '', /^A proxy asks for a user name/],
		[407, PAGE, /^A proxy asks for a user name/],
		[403, PAGE, /^A proxy or gateway in front of Alibaba Cloud refused/],
		[400, PAGE, /refused the request/],
		[400, 'Bad Request', /refused the request/],
		[400, '', /refused the request/],
		[401, '{"message":"Unauthorized"}', /refused the request/],
		[403, '{"error":{"code":"denied"}}', /refused the request/],
		[404, '<error>no route</error>', /refused the request/],
		[302, '', /redirects/],
		[307, PAGE, /redirects/],
	])('%i %j ends at once, says who answered, and that nothing was done', (status, body, words) => {
		const refused = of(status, body);
		expect(refused.details.reached).toBe('refused');
		expect(refused.entry?.retry).toBe('final');
		const error = toNodeError(node, refused);
		expect(error.message).toMatch(words);
		expect(error.description).toMatch(
			/Nothing was done: the request did not reach Alibaba Cloud\. \(HTTP status \d+\)$/,
		);
		expect(error.failure).toEqual({ cause: 'configuration-invalid' });
		expect(descriptionOf(refused.asUncertain())).not.toContain('Nothing was done');
	});

	test('shows what a gateway says in JSON, but not as words of Alibaba Cloud', () => {
		const text = descriptionOf(of(403, '{"message":"Your IP is not on the list"}'));
		expect(text).toContain('The answer says: Your IP is not on the list.');
		expect(text).not.toContain('Alibaba Cloud says');
	});

	test.each(['', 'slow down', PAGE, '{}', '{"message":"Too Many Requests"}'])(
		'429 %j is throttling',
		(body) => {
			const limited = of(429, body, { 'x-acs-retry-after': '900' });
			expect(limited.entry?.retry).toBe('throttled');
			// Alibaba Cloud may be the one who limits.
			expect(descriptionOf(limited)).toContain('Nothing was done.');
			expect(descriptionOf(limited)).not.toContain('did not reach');
			expect(toNodeError(node, limited).failure).toEqual({
				cause: 'rate-limited',
				retryAfterMs: 900,
			});
		},
	);

	test.each([
		[502, PAGE],
		[503, ''],
		[504, 'upstream timed out'],
		[500, '{}'],
		[408, ''],
		[499, PAGE],
		[400, '{"Code":"InvalidPara'],
		[200, '{"EipAddresses":{'],
		[200, ''],
	])('%i %j may have been handed on', (status, body) => {
		const open = of(status, body);
		expect(open.details.reached).toBe('unknown');
		expect(open.entry).toBeUndefined();
	});

	test('a refusal that carries a RequestId of Alibaba Cloud is its own', () => {
		expect(of(400, PAGE, { 'x-acs-request-id': 'R-1' }).details.answer).toBeUndefined();
		expect(of(403, '{"RequestId":"R-1"}').details.answer).toBeUndefined();
	});
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
	expect(error.message).toBe('A value has an unexpected form');
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
		['SignatureDoesNotMatch', `No match. server CanonicalRequest is [POST\n/\n${STRING_TO_SIGN}]`],
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
