import fc from 'fast-check';
import { ApiFailure } from '../../../nodes/AlibabaCloudEip/errors/ApiFailure';
import { parseReply } from '../../../nodes/AlibabaCloudEip/api/client/parseReply';
import { reply } from './session';

/** The failure that a reply is read as. */
function failureOf(
	statusCode: number,
	body: string,
	headers = {},
	secrets: string[] = [],
	action?: string,
): ApiFailure {
	try {
		parseReply(reply(statusCode, body, headers), secrets, action);
	} catch (error) {
		if (error instanceof ApiFailure) return error;
		throw error;
	}
	throw new Error('It was read as a success');
}

const read = (body: string) => parseReply(reply(200, body));

describe('numbers', () => {
	test('beyond 2^53 keep every digit, as text; others stay numbers', () => {
		expect(
			read(
				'{"OrderId": 20112345678901234567, "Safe": 9007199254740991, "Unsafe": 9007199254740993, "Negative": -9223372036854775808, "Small": 5, "Fraction": 1.5}',
			),
		).toEqual({
			OrderId: '20112345678901234567',
			Safe: 9007199254740991,
			Unsafe: '9007199254740993',
			Negative: '-9223372036854775808',
			Small: 5,
			Fraction: 1.5,
		});
	});

	test('of 64 bits are exact wherever they stand', () => {
		const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n });
		fc.assert(
			fc.property(
				fc.array(int64, { minLength: 1, maxLength: 5 }),
				fc.constantFrom('', ' ', '\n\t'),
				(numbers, space) => {
					const list = numbers.join(`${space},${space}`);
					const body = read(`{"A":${space}[${list}],"B":{"C":${numbers[0]}}}`);
					expect((body.A as unknown[]).map(String)).toEqual(numbers.map(String));
					expect(String((body.B as { C: unknown }).C)).toBe(String(numbers[0]));
				},
			),
		);
	});

	test('in texts are left alone, whatever the texts hold', () => {
		const text = fc.array(
			fc.constantFrom(
				'12345678901234567890',
				'"',
				'\\',
				':',
				',',
				' ',
				'{',
				'}',
				'\n',
				'中',
				'-',
				'a',
			),
			{ maxLength: 12 },
		);
		fc.assert(
			fc.property(text, text, (one, other) => {
				const value = { [one.join('')]: other.join(''), Big: '1'.repeat(30), Next: 1 };
				expect(read(JSON.stringify(value))).toEqual(value);
			}),
			{ numRuns: 500 },
		);
	});

	test('with a fraction or an exponent stay numbers', () => {
		expect(read('{"A": 12345678901234567.5, "B": 1e30, "C": 12345678901234567e3}')).toEqual({
			A: 12345678901234567.5,
			B: 1e30,
			C: 12345678901234567e3,
		});
	});

	test('any JSON object without large numbers is what JSON.parse says', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()), (value) => {
				const { Code: _code, ...rest } = value;
				const text = JSON.stringify(rest);
				fc.pre(!/\d{16}/.test(text));
				expect(read(text)).toEqual(JSON.parse(text));
			}),
		);
	});
});

describe('success', () => {
	test.each(['200', '"200"', '"OK"', '"ok"', '"Success"'])('with Code %s', (code) => {
		expect(read(`{"Code": ${code}, "RequestId": "R"}`)).toMatchObject({ RequestId: 'R' });
	});

	test('is decided by the Code, not by the status', () => {
		expect(parseReply(reply(400, { Code: '200', A: 1 }))).toMatchObject({ A: 1 });
		expect(failureOf(200, '{"Code":"Throttling","Message":"Slow down."}').details.code).toBe(
			'Throttling',
		);
	});

	test('without a Code needs a status below 400', () => {
		expect(parseReply(reply(201, { A: 1 }))).toEqual({ A: 1 });
		const failure = failureOf(503, '{"A": 1}');
		expect(failure.details).toMatchObject({ statusCode: 503, reached: 'unknown' });
		expect(failure.details.code).toBeUndefined();
	});
});

describe('a refusal', () => {
	const body = JSON.stringify({
		Code: 'OperationFailed.NormalInventoryNotEnough',
		Message: 'Out of stock.',
		RequestId: 'R-1',
		HostId: 'vpc.aliyuncs.com',
		Recommend: 'https://error-center.aliyun.com/x',
	});

	test('hands over code, message, RequestId, status and the page about the code', () => {
		expect(failureOf(400, body).details).toEqual({
			code: 'OperationFailed.NormalInventoryNotEnough',
			message: 'Out of stock.',
			sentence: 'Out of stock.',
			requestId: 'R-1',
			statusCode: 400,
			retryAfter: undefined,
			recommend: 'https://error-center.aliyun.com/x',
			reached: 'refused',
		});
	});

	test('with a status of 500 and more leaves open what was done', () => {
		expect(failureOf(500, body).details.reached).toBe('unknown');
	});

	test('in XML says as much', () => {
		const xml =
			"<?xml version='1.0'?><Error><RequestId>R-2</RequestId><HostId>vpc</HostId><Code>Throttling.User</Code><Message>Slow down.</Message></Error>";
		expect(failureOf(400, xml, { 'x-acs-retry-after': '700' }).details).toEqual({
			code: 'Throttling.User',
			message: 'Slow down.',
			sentence: 'Slow down.',
			requestId: 'R-2',
			statusCode: 400,
			retryAfter: 700,
			reached: 'refused',
		});
	});

	test('without a message still has one', () => {
		expect(failureOf(400, '{"Code": "Unheard.Of"}').message).toBe(
			'The service answered with status 400',
		);
		expect(failureOf(400, '<Error><Code>Unheard.Of</Code></Error>').message).toBe(
			'The request was refused',
		);
	});

	test.each([{ Message: ['a'] }, { Message: { a: 1 } }, { RequestId: {} }, { Recommend: 5 }])(
		'with fields of wrong types %j is still a refusal',
		(odd) => {
			const failure = failureOf(400, JSON.stringify({ Code: 'InvalidParameter', ...odd }));
			expect(failure.details.code).toBe('InvalidParameter');
			expect(typeof failure.message).toBe('string');
		},
	);

	test.each([{ a: 1 }, [1], true])('with a Code %j goes by the status', (code) => {
		expect(failureOf(400, JSON.stringify({ Code: code })).details.code).toBeUndefined();
	});
});

describe('what is no reply of Alibaba Cloud', () => {
	const kinds: Array<[string, number, string, string]> = [
		['a web page', 502, '<html><body>Bad Gateway</body></html>', 'with a web page'],
		['a web page with a type', 200, ' <!DOCTYPE html>\n<html></html>', 'with a web page'],
		['XML of a success', 200, '<DescribeRegionsResponse></DescribeRegionsResponse>', 'in XML'],
		['nothing', 200, '', 'with an empty reply'],
		['blanks', 204, ' \n', 'with an empty reply'],
		[
			'truncated JSON',
			200,
			'{"EipAddresses": {"EipAddress": [{"Alloc',
			'that is not complete JSON',
		],
		['a list', 200, '[1, 2]', 'that is not complete JSON'],
		['a number', 200, '5', 'that is not complete JSON'],
		['plain text', 503, 'upstream connect error', 'that is not complete JSON'],
		['a redirect', 302, '<html>moved</html>', 'redirects to another address'],
		['a redirect without body', 307, '', 'redirects to another address'],
		['more than 20 MB', 200, `{"A":"${'x'.repeat(20_000_001)}"}`, 'too large'],
		[
			'more than 20 MB of XML',
			200,
			`<Code>Throttling</Code>${'x'.repeat(20_000_001)}`,
			'too large',
		],
		['far too deep nesting', 200, `{"A":${'['.repeat(1_000_000)}`, 'that is not complete JSON'],
	];

	test.each(kinds)('%s ends in a clear message', (_name, statusCode, body, text) => {
		const start = performance.now();
		const { details } = failureOf(statusCode, body, { 'x-acs-request-id': 'R-3' });
		expect(details.message).toContain(text);
		expect(details.message.length).toBeLessThan(200);
		expect(details).toMatchObject({ requestId: 'R-3', statusCode, reached: 'unknown' });
		expect(details.code).toBeUndefined();
		expect(performance.now() - start).toBeLessThan(2000);
	});

	test('a nest that closes again is read or refused, but breaks nothing', () => {
		const deep = `{"A":${'['.repeat(500_000)}${']'.repeat(500_000)}}`;
		try {
			expect(read(deep)).toHaveProperty('A');
		} catch (error) {
			expect(error).toBeInstanceOf(ApiFailure);
		}
	});

	test.each([undefined, null, {}, Buffer.from('{}'), 5])(
		'a body that is no text (%p) is refused',
		(body) => {
			expect(() => parseReply({ statusCode: 200, headers: {}, body })).toThrow(ApiFailure);
		},
	);

	test('of a megabyte of quotes, backslashes or digits does not take long', () => {
		const million = 1_000_000;
		const texts = ['"', '\\', '\\"', '\\\\"', '1', '-', '"1'].flatMap((piece) => {
			const long = piece.repeat(million / piece.length);
			return [
				`{"A": "1234567890123456${long}`,
				`{"A": 1234567890123456${long}`,
				`{"A": "1234567890123456${long}"}`,
				`{"A": 1234567890123456${long}.5}`,
				`<Code>${long}`,
				`<Code>`.repeat(million / 6),
			];
		});
		const start = performance.now();
		for (const text of texts) {
			try {
				parseReply(reply(400, text));
			} catch (error) {
				expect(error).toBeInstanceOf(ApiFailure);
			}
		}
		expect((performance.now() - start) / texts.length).toBeLessThan(200);
	});

	test('__proto__ in a reply is a field like any other', () => {
		const body = read('{"__proto__": {"polluted": "yes"}, "A": 1}');
		expect(Object.keys(body)).toContain('__proto__');
		expect({}).not.toHaveProperty('polluted');
	});
});

describe('secrets', () => {
	const SECRETS = ['s3cret+/=', 'CAES+/=token'];

	test.each([
		'The request signature does not conform. server string to sign is:GET&%2F&AccessKeyId%3Dx%26SecurityToken%3DCAES%252B%252F%253Dtoken',
		'Specified signature is not matched with our calculation. Server StringToSign is:[POST&CAES+/=token]',
		'string to sign is: CAES+/=token s3cret+/=',
		'your secret is s3cret+/= and s3cret%2B%2F%3D and s3cret%252B%252F%253D',
	])('are left out of %j', (message) => {
		for (const [statusCode, body] of [
			[400, JSON.stringify({ Code: 'SignatureDoesNotMatch', Message: message })],
			[400, `<Error><Code>SignatureDoesNotMatch</Code><Message>${message}</Message></Error>`],
		] as const) {
			const text = JSON.stringify(failureOf(statusCode, body, {}, SECRETS).details);
			expect(text).not.toMatch(/s3cret|CAES|AccessKeyId/);
			expect(text).toContain('SignatureDoesNotMatch');
		}
	});
});

describe('a refusal with a status of 500', () => {
	const reachedWith = (code: string, more: object = { RequestId: 'R-1' }, action?: string) => {
		const body = JSON.stringify({ Code: code, Message: 'No.', ...more });
		return failureOf(500, body, {}, [], action).details.reached;
	};

	test.each(['OperationFailed.SystemBusy', 'SystemBusy', 'TaskConflict', 'OrderError.EIP'])(
		'is one by its code: %s',
		(code) => {
			expect(reachedWith(code)).toBe('refused');
		},
	);

	test.each([
		...['InternalError', 'UnknownError', 'ServiceUnavailable', 'Unheard.Of', 'Unheard.SystemBusy'],
		...['LastTokenProcessing', 'OperationFailed.LastTokenProcessing'],
	])('is none that is known: %s', (code) => {
		expect(reachedWith(code)).toBe('unknown');
	});

	test('is none without a RequestId: it may not come from Alibaba Cloud', () => {
		expect(reachedWith('OperationFailed.SystemBusy', {})).toBe('unknown');
	});

	test('is judged by what the code means in the action', () => {
		// In these actions the codes have entries of their own.
		expect(reachedWith('IncorrectStatus.ResourceStatus')).toBe('refused');
		const action = 'ModifyCommonBandwidthPackageSpec';
		expect(reachedWith('IncorrectStatus.ResourceStatus', { RequestId: 'R-1' }, action)).toBe(
			'unknown',
		);
	});
});
