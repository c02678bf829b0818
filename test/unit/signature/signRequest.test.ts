import fc from 'fast-check';
import { sha256Hex } from '../../../credentials/signature/acs3HmacSha256';
import type { SignableRequest } from '../../../credentials/signature/signRequest';
import { anyName, dictionaryOf, text } from './arbitraries';
import {
	MOMENT,
	SIGNATURE_METHODS,
	credential,
	deepFreeze,
	parametersOf,
	signAny,
} from './credential';

const CALL = { Action: 'DescribeRegions', Version: '2016-04-28' };
const SYSTEM_NAMES =
	/^(Action|Version|Format|AccessKeyId|Signature|SignatureMethod|SignatureNonce|SignatureVersion|Timestamp)$/;

/** What the server sees as parameters, by either signature method: `Action`, `Version`, the others. */
function seen(signed: SignableRequest) {
	const query = parametersOf(signed.url);
	return {
		action: query.Action ?? signed.headers?.['x-acs-action'],
		version: query.Version ?? signed.headers?.['x-acs-version'],
		parameters: Object.fromEntries(
			Object.entries(query).filter(([name]) => !SYSTEM_NAMES.test(name)),
		),
	};
}

describe.each(SIGNATURE_METHODS)('with %s', (signatureMethod) => {
	const keys = credential({ signatureMethod });
	const sign = (request: object) => signAny(keys, request, MOMENT);

	describe('parameters are read', () => {
		const expected = {
			action: 'DescribeRegions',
			version: '2016-04-28',
			parameters: { A: '1 +', B: '' },
		};
		const inUrl = '?Action=DescribeRegions&Version=2016-04-28&A=1%20%2B&B=';
		const cases: Array<[string, object]> = [
			['from qs', { url: '/', qs: { ...CALL, A: '1 +', B: '' } }],
			['from the url', { url: `/${inUrl}` }],
			['from a whole url', { url: `https://vpc.cn-beijing.aliyuncs.com/${inUrl}` }],
			[
				'from a whole url, whatever the base',
				{ baseURL: 'https://x.aliyuncs.com', url: `https://y.aliyuncs.com/${inUrl}` },
			],
			['from the url and qs, where qs wins', { url: '/?A=old&B=', qs: { ...CALL, A: '1 +' } }],
			[
				'from uri, as the HTTP Request node has it',
				{ uri: `https://vpc.cn-beijing.aliyuncs.com${inUrl}` },
			],
			['without any url', { qs: { ...CALL, A: '1 +', B: '' } }],
		];
		test.each(cases)('%s', (_name, request) => {
			expect(seen(sign(deepFreeze(request)))).toEqual(expected);
		});

		test('and made flat: lists, objects, dates, numbers, big integers', () => {
			const { parameters } = seen(
				sign({
					qs: {
						...CALL,
						List: ['a', 'b'],
						Tag: [{ Key: 'k', Value: '' }],
						Time: new Date(Date.UTC(2026, 0, 2, 3, 4, 5, 678)),
						Big: 9007199254740993n,
						No: null,
						Nothing: undefined,
						Yes: true,
					},
				}),
			);
			expect(parameters).toEqual({
				'List.1': 'a',
				'List.2': 'b',
				'Tag.1.Key': 'k',
				'Tag.1.Value': '',
				Time: '2026-01-02T03:04:05Z',
				Big: '9007199254740993',
				Yes: 'true',
			});
		});

		test('whatever their names are, __proto__ included', () => {
			fc.assert(
				fc.property(dictionaryOf(anyName, text), (qs) => {
					const { parameters } = seen(sign(deepFreeze({ qs: { ...CALL, ...qs } })));
					expect(Object.entries(parameters).sort()).toEqual(Object.entries(qs).sort());
				}),
			);
			expect(Object.prototype).not.toHaveProperty('Key');
		});
	});

	test.each(['Action', 'Version'])('a request without %s is refused', (name) => {
		const qs = { ...CALL, [name]: undefined };
		expect(() => sign({ qs })).toThrow(`'${name}' is missing`);
		expect(() => sign({ qs: { ...CALL, [name]: '' } })).toThrow(`'${name}' is missing`);
	});

	test('the request that was handed over stays as it was', () => {
		const request = deepFreeze({
			method: 'POST' as const,
			baseURL: 'https://vpc.cn-hangzhou.aliyuncs.com',
			url: '/?A=1',
			qs: { ...CALL, Tag: [{ Key: 'k', Value: 'v' }] },
			headers: { 'X-Custom': 'yes', 'Content-Type': 'application/x-www-form-urlencoded' },
			body: { Form: 'field' },
		});
		const before = JSON.stringify(request);
		const signed = sign(request);
		expect(JSON.stringify(request)).toBe(before);
		expect(signed).not.toBe(request);
		expect(signed.headers).not.toBe(request.headers);
		expect(signed.qs).toEqual({});
	});

	test('a signed request that comes again is signed cleanly, as n8n does after a 401', () => {
		const request = { qs: { ...CALL, A: '1 +' }, body: {}, headers: { 'X-Custom': 'yes' } };
		const first = sign(request);
		const again = signAny(keys, deepFreeze(first), { now: MOMENT.now + 1000, nonce: 'other' });
		const fresh = signAny(keys, request, { now: MOMENT.now + 1000, nonce: 'other' });
		expect(again).toEqual(fresh);
		expect(again).not.toEqual(first);
	});

	test('a signature of another key, with a token, leaves nothing behind', () => {
		const other = signAny(
			credential({ signatureMethod, accessKeyId: 'STS.other', securityToken: 'other-token' }),
			{ qs: CALL },
			{ ...MOMENT, nonce: 'other-nonce' },
		);
		const signed = sign(other);
		expect(JSON.stringify(signed)).not.toMatch(/other/);
		expect(signed).toEqual(sign({ qs: CALL }));
	});

	test('redirects are never followed, by either of the n8n request functions', () => {
		expect(sign({ qs: CALL, disableFollowRedirect: false })).toMatchObject({
			disableFollowRedirect: true,
		});
		const legacy = { uri: 'https://vpc.aliyuncs.com/', qs: CALL, followRedirect: true };
		expect(sign({ ...legacy, followAllRedirects: true })).toMatchObject({
			followRedirect: false,
			followAllRedirects: false,
			disableFollowRedirect: true,
		});
	});

	test('the secret is nowhere in the signed request', () => {
		const secret = 'Very+Secret/Key=';
		const signed = signAny(
			credential({ signatureMethod, accessKeySecret: secret }),
			{ qs: { ...CALL, A: '1' }, form: { B: '2' } },
			MOMENT,
		);
		const everything = JSON.stringify(signed);
		expect(everything).not.toContain(secret);
		expect(everything).not.toContain(encodeURIComponent(secret));
	});

	test('other options of the request stay: time-out, proxy, abort signal', () => {
		const { signal } = new AbortController();
		const options = { timeout: 5, proxy: 'http://proxy.example', abortSignal: signal };
		const signed = sign({ qs: CALL, ...options });
		expect(signed).toMatchObject(options);
	});

	test('the STS token is sent with the signature', () => {
		const signed = signAny(
			credential({ signatureMethod, accessKeyId: 'STS.id', securityToken: 'CAES+/=token' }),
			{ qs: CALL },
			MOMENT,
		);
		if (signatureMethod === 'HMAC-SHA1') {
			expect(parametersOf(signed.url)).toMatchObject({
				AccessKeyId: 'STS.id',
				SecurityToken: 'CAES+/=token',
			});
			return;
		}
		expect(signed.headers).toMatchObject({
			'x-acs-accesskey-id': 'STS.id',
			'x-acs-security-token': 'CAES+/=token',
		});
		expect(signed.headers?.authorization).toContain(
			';x-acs-security-token;x-acs-signature-nonce;x-acs-version,Signature=',
		);
	});

	describe('a form', () => {
		const form = { 'Tag.1.Key': 'a b+c*', Empty: '' };
		const encoded = 'Empty=&Tag.1.Key=a%20b%2Bc%2A';
		const formHeaders = { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' };
		const cases: Array<[string, Record<string, unknown>]> = [
			['as fields', { form }],
			['as text', { form: 'Tag.1.Key=a+b%2Bc%2A&Empty=' }],
			['as body with its content type', { body: form, headers: formHeaders }],
			['as encoded body', { body: encoded, headers: formHeaders }],
			['as URLSearchParams', { body: new URLSearchParams(form) }],
		];
		test.each(cases)('given %s is encoded once and sent as text', (_name, more) => {
			const request = { method: 'POST', qs: CALL, ...more };
			const signed = sign(request);
			expect(signed.body).toBe(encoded);
			expect(signed.headers?.['content-type']).toBe('application/x-www-form-urlencoded');
			expect(signed.form).toBeUndefined();
		});

		test('of the HTTP Request node becomes a text too, which goes out as it is', () => {
			const uri = 'https://vpc.cn-hangzhou.aliyuncs.com/';
			const signed = sign({ method: 'POST', uri, qs: CALL, form });
			expect(signed).toMatchObject({ body: encoded, uri: signed.url });
			expect(signed).not.toHaveProperty('form');
		});

		test('may hold Action and Version, which are then sent where the signature wants them', () => {
			const signed = sign({ method: 'POST', form: { ...CALL, A: '1' } });
			expect(signed.body).toBe('A=1');
			expect(seen(signed)).toMatchObject({ action: CALL.Action, version: CALL.Version });
		});

		test('with Action and Version only has no body', () => {
			const signed = sign({ method: 'POST', form: CALL });
			expect(signed).not.toHaveProperty('body');
			expect(seen(signed)).toMatchObject({ action: CALL.Action, version: CALL.Version });
		});
	});

	test('files and multipart forms are refused', () => {
		const formData = new FormData();
		formData.append('name', 'value');
		const kinds = [
			{ body: Buffer.from('x') },
			{ body: formData },
			{ body: new Blob(['x']) },
			{ formData: { name: 'value' } },
		];
		for (const kind of kinds) {
			expect(() => sign({ method: 'POST', qs: CALL, ...kind })).toThrow('cannot be signed');
		}
	});
});

describe('a JSON body', () => {
	const body = { a: [1, '中'] };

	test('is hashed and sent as the same text by ACS3-HMAC-SHA256', () => {
		const signed = signAny(
			credential(),
			deepFreeze({ method: 'POST' as const, qs: CALL, body, json: true }),
			MOMENT,
		);
		expect(signed.body).toBe('{"a":[1,"中"]}');
		expect(signed.headers).toMatchObject({
			'content-type': 'application/json',
			'x-acs-content-sha256': sha256Hex('{"a":[1,"中"]}'),
		});
		expect(signed.headers?.authorization).toContain('SignedHeaders=content-type;host;');
	});

	test('is refused with HMAC-SHA1, which can sign parameters only', () => {
		const keys = credential({ signatureMethod: 'HMAC-SHA1' });
		for (const content of [body, '{"a":1}', 'text', [1]]) {
			expect(() => signAny(keys, { method: 'POST', qs: CALL, body: content }, MOMENT)).toThrow(
				'only as form parameters',
			);
		}
	});

	test.each([undefined, null, '', {}])('%j is no body', (nothing) => {
		for (const signatureMethod of SIGNATURE_METHODS) {
			const signed = signAny(credential({ signatureMethod }), { qs: CALL, body: nothing }, MOMENT);
			expect(signed).not.toHaveProperty('body');
			expect(signed.headers).not.toHaveProperty('content-type');
		}
	});
});

describe('keys', () => {
	const NAMES = {
		accessKeyId: 'AccessKey ID',
		accessKeySecret: 'AccessKey Secret',
	} as const;

	test.each(Object.entries(NAMES))('an empty or blank %s is refused by its name', (field, name) => {
		for (const value of ['', '  ', '\n', '\uFEFF\u200B', undefined, null]) {
			const keys = credential({ [field]: value as string });
			expect(() => signAny(keys, { qs: CALL })).toThrow(`The '${name}' of the credential is empty`);
		}
	});

	test('what was pasted around them is cut off', () => {
		const pasted = credential({
			accessKeyId: '\uFEFF  testid\r\n',
			accessKeySecret: '\u200Btestsecret\u00A0',
			securityToken: '\ttoken ',
			regionId: ' cn-hangzhou ',
		});
		const clean = credential({ securityToken: 'token' });
		expect(signAny(pasted, { qs: CALL }, MOMENT)).toEqual(signAny(clean, { qs: CALL }, MOMENT));
	});

	test.each(['ab cd', 'a\r\nx-evil: 1', 'ключ', 'a\u200Bb', '密钥', 'a\0b'])(
		'a character that no key has is refused: %j',
		(value) => {
			for (const field of ['accessKeyId', 'accessKeySecret', 'securityToken']) {
				const sign = () => signAny(credential({ [field]: value }), { qs: CALL });
				expect(sign).toThrow(/contains a space or another character/);
				expect(sign).not.toThrow(value);
			}
		},
	);

	test('a blank STS token is none', () => {
		const signed = signAny(credential({ securityToken: ' \n' }), { qs: CALL }, MOMENT);
		expect(signed).toEqual(signAny(credential(), { qs: CALL }, MOMENT));
	});

	test('an unknown signature method or endpoint type falls back to the default', () => {
		const odd = credential({ signatureMethod: 'none', endpointType: 'none' });
		expect(signAny(odd, { qs: CALL }, MOMENT)).toEqual(signAny(credential(), { qs: CALL }, MOMENT));
	});
});

test.each([
	['a header with a line break', { headers: { 'X-Acs-Evil': 'a\r\nHost: evil.example' } }],
])('%s does not add a header', (_name, more) => {
	const signed = signAny(credential(), { qs: CALL, ...more }, MOMENT);
	expect(Object.keys(signed.headers ?? {})).not.toContain('Host');
	expect(signed.headers?.host).toBe('vpc.cn-hangzhou.aliyuncs.com');
});

test.each(['Host', 'HOST', 'host', 'Authorization', 'X-Acs-Date', 'x-acs-signature-nonce'])(
	'a header %s of the caller is replaced, whatever its case',
	(name) => {
		const signed = signAny(credential(), { qs: CALL, headers: { [name]: 'evil.example' } }, MOMENT);
		expect(signed).toEqual(signAny(credential(), { qs: CALL }, MOMENT));
	},
);
