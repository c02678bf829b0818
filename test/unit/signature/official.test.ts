import OpenApiUtil from '@alicloud/openapi-util';
import { Request } from '@alicloud/tea-typescript';
import fc from 'fast-check';
import { sha256Hex, signAcs3 } from '../../../credentials/signature/acs3HmacSha256';
import { signHmacSha1 } from '../../../credentials/signature/hmacSha1';
import { vpcEndpoint } from '../../../credentials/signature/endpoint';
import { anyName, apiName, brokenText, dictionaryOf, key, text } from './arbitraries';
import { MOMENT, credential, signAny } from './credential';

const METHODS = fc.constantFrom('GET', 'POST');

/** The query of a URL as a server reads it: percent-decoding only, a `+` is a `+`. */
function decodeQuery(url: string): Record<string, string> {
	const query = url.slice(url.indexOf('?') + 1);
	const result: Record<string, string> = Object.create(null);
	for (const pair of query.split('&').filter(Boolean)) {
		const [name, value] = pair.split('=');
		result[decodeURIComponent(name)] = decodeURIComponent(value);
	}
	return result;
}

function officialAuthorization(
	method: string,
	query: Record<string, string>,
	headers: Record<string, string>,
	payload: string,
	[accessKeyId, secret]: [string, string],
	pathname = '/',
): string {
	const request = new Request();
	Object.assign(request, { method, pathname, query: { ...query }, headers: { ...headers } });
	return OpenApiUtil.getAuthorization(request, 'ACS3-HMAC-SHA256', payload, accessKeyId, secret);
}

describe("signatures are those of Alibaba Cloud's own code", () => {
	// The official code loses a parameter named `__proto__`; ours sends it, see signRequest.test.ts.
	const comparable = anyName.filter((name) => name !== '__proto__');

	test('HMAC-SHA1: any parameters, GET and POST', () => {
		fc.assert(
			fc.property(METHODS, dictionaryOf(comparable, text), key, (method, parameters, secret) => {
				expect(signHmacSha1(method, parameters, secret)).toBe(
					OpenApiUtil.getRPCSignature({ ...parameters }, method, secret),
				);
			}),
			{ numRuns: 1000 },
		);
	});

	test('HMAC-SHA1: a lone surrogate is signed as the replacement character that is sent', () => {
		fc.assert(
			fc.property(dictionaryOf(apiName, brokenText), key, (parameters, secret) => {
				const wellFormed = Object.fromEntries(
					Object.entries(parameters).map(([name, value]) => [name, value.toWellFormed()]),
				);
				expect(signHmacSha1('POST', parameters, secret)).toBe(
					OpenApiUtil.getRPCSignature(wellFormed, 'POST', secret),
				);
			}),
		);
	});

	// The official code does not encode names, only values: other names can't be compared.
	test('ACS3-HMAC-SHA256: names of the API with any values, any headers, any body', () => {
		const headers = dictionaryOf(
			fc.stringMatching(/^(x-acs-[a-z]{1,6}|host|content-type|accept|user-agent)$/),
			fc.stringMatching(/^ {0,2}[\x21-\x7E]{0,9} {0,2}$/),
		);
		fc.assert(
			fc.property(
				METHODS,
				dictionaryOf(apiName, text),
				headers,
				text,
				fc.tuple(key, key),
				(method, parameters, sent, body, keys) => {
					const bodySha256 = sha256Hex(body);
					const request = { method, path: '/', parameters, headers: sent, bodySha256 };
					expect(signAcs3(request, ...keys)).toBe(
						officialAuthorization(method, parameters, sent, bodySha256, keys),
					);
				},
			),
			{ numRuns: 1000 },
		);
	});
});

describe('a whole request carries a signature that the official code computes from what is sent', () => {
	const request = fc.record({
		method: METHODS,
		parameters: dictionaryOf(apiName, brokenText),
		form: fc.option(dictionaryOf(apiName, brokenText), { nil: undefined }),
		keys: fc.tuple(key, key),
		token: fc.option(key, { nil: '' }),
	});

	test('HMAC-SHA1', () => {
		fc.assert(
			fc.property(request, ({ method, parameters, form, keys: [id, secret], token }) => {
				const inForm = form && withoutNamesOf(form, parameters);
				const signed = signAny(
					credential({
						accessKeyId: id,
						accessKeySecret: secret,
						securityToken: token,
						signatureMethod: 'HMAC-SHA1',
					}),
					{
						method: method as 'GET',
						qs: { Action: 'Any', Version: '1', ...parameters },
						form: inForm,
					},
					MOMENT,
				);
				const { Signature, ...query } = decodeQuery(String(signed.url));
				const body = decodeQuery(`?${String(signed.body ?? '')}`);
				expect(Signature).toBe(OpenApiUtil.getRPCSignature({ ...query, ...body }, method, secret));
				expect(query).toMatchObject({
					AccessKeyId: id,
					SignatureNonce: MOMENT.nonce,
					Format: 'JSON',
				});
				expect(query.SecurityToken).toBe(token || undefined);
				expect(body).toEqual(inForm ? wellFormed(inForm) : {});
			}),
			{ numRuns: 500 },
		);
	});

	test('ACS3-HMAC-SHA256', () => {
		fc.assert(
			fc.property(request, ({ method, parameters, form, keys, token }) => {
				const signed = signAny(
					credential({ accessKeyId: keys[0], accessKeySecret: keys[1], securityToken: token }),
					{ method: method as 'GET', qs: { Action: 'Any', Version: '1', ...parameters }, form },
					MOMENT,
				);
				const { authorization, ...headers } = signed.headers as Record<string, string>;
				const query = decodeQuery(String(signed.url));
				const payload = sha256Hex(String(signed.body ?? ''));
				expect(authorization).toBe(officialAuthorization(method, query, headers, payload, keys));
				expect(headers['x-acs-content-sha256']).toBe(payload);
				expect(headers['x-acs-security-token']).toBe(token || undefined);
				expect(query).toEqual(wellFormed(parameters));
			}),
			{ numRuns: 500 },
		);
	});
});

describe('a custom endpoint with a path', () => {
	const part = fc.oneof(
		fc.stringMatching(/^[a-zA-Z0-9._~-]{1,8}$/).filter((text) => !/^\.{1,2}$/.test(text)),
		fc.stringMatching(/^[a-z+*!'()@$&,;=:]{1,6}$/),
		fc.constantFrom('a b', '中文', '%7E', '%2A', '%2B', 'a%2Fb', 'é'),
	);
	const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => `/${parts.join('/')}`);
	const slash = fc.constantFrom('', '/');

	test('is called at that path, which is signed as the official code signs it', () => {
		fc.assert(
			fc.property(path, slash, dictionaryOf(apiName, text), (given, end, parameters) => {
				const endpoint = `http://gateway.example:8080${given}${end}`;
				const custom = credential({ endpointType: 'custom', endpoint });
				const baseURL = vpcEndpoint({ endpointType: 'custom', endpoint }, 'cn-beijing');
				const qs = { Action: 'Any', Version: '1', ...parameters };
				for (const request of [{ baseURL, url: '/', qs }, { url: '/', qs }, { qs }]) {
					const signed = signAny(custom, { method: 'POST', ...request }, MOMENT);
					const { origin, pathname } = new URL(String(signed.url));
					expect(origin).toBe('http://gateway.example:8080');
					expect(decodeURIComponent(pathname)).toBe(decodeURIComponent(new URL(endpoint).pathname));
					const { authorization, ...headers } = signed.headers as Record<string, string>;
					expect(authorization).toBe(
						officialAuthorization(
							'POST',
							decodeQuery(String(signed.url)),
							headers,
							sha256Hex(''),
							['testid', 'testsecret'],
							pathname,
						),
					);
				}
			}),
			{ numRuns: 300 },
		);
	});

	test('by HMAC-SHA1 is called there too; that signature has no path', () => {
		const endpoint = 'http://gateway/asapi/v3';
		const custom = credential({
			endpointType: 'custom',
			endpoint,
			signatureMethod: 'HMAC-SHA1',
		});
		const signed = signAny(custom, { qs: { Action: 'Any', Version: '1' } }, MOMENT);
		const { Signature, ...query } = decodeQuery(String(signed.url));
		expect(String(signed.url)).toMatch(/^http:\/\/gateway\/asapi\/v3\?/);
		expect(Signature).toBe(OpenApiUtil.getRPCSignature({ ...query }, 'GET', 'testsecret'));
	});
});

function withoutNamesOf(one: Record<string, string>, other: Record<string, string>) {
	return Object.fromEntries(Object.entries(one).filter(([name]) => !(name in other)));
}

function wellFormed(parameters: Record<string, string>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(parameters).map(([name, value]) => [name, value.toWellFormed()]),
	);
}
