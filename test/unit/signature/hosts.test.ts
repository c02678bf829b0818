import fc from 'fast-check';
import {
	assertTrustedAddress,
	isRegionId,
	vpcEndpoint,
} from '../../../credentials/signature/endpoint';
import type { SignableRequest } from '../../../credentials/signature/signRequest';
import { MOMENT, SIGNATURE_METHODS, credential, signAny } from './credential';

const CALL = { Action: 'DescribeRegions', Version: '2016-04-28' };
const CUSTOM = 'http://127.0.0.1:8080';

/** What must hold for every address that a signature is made for. */
function isSafe(url: string | undefined, custom?: string): boolean {
	const { protocol, hostname, port, username, password, origin } = new URL(url ?? '');
	if (custom !== undefined && origin === new URL(custom).origin) return true;
	const isAlibabaCloud = hostname.endsWith('.aliyuncs.com') && /^[a-z0-9.-]+$/.test(hostname);
	return (
		protocol === 'https:' && isAlibabaCloud && port === '' && username === '' && password === ''
	);
}

/** Signs, or says why not; nothing else may happen. */
function attempt(credentials: object, request: object): SignableRequest | string {
	try {
		return signAny(credential({ ...credentials }), request, MOMENT);
	} catch (error) {
		return (error as Error).message;
	}
}

const HOSTILE_HOSTS = [
	'evil.example',
	'aliyuncs.com.evil.example',
	'vpc.aliyuncs.com.evil.example',
	'evilaliyuncs.com',
	'aliyuncs.com',
	'vpc.cn-hangzhou.aliyuncs.com.',
	'vpc.cn-hangzhou.aliyuncs.com:8443',
	'vpc.cn-hangzhou.aliyuncs.com@evil.example',
	'vpc.cn-hangzhou.aliyuncs.com:443@evil.example',
	'evil.example#.aliyuncs.com',
	'evil.example?.aliyuncs.com',
	'evil.example\\.aliyuncs.com',
	'evil.example/.aliyuncs.com',
	'evil.example%2f.aliyuncs.com',
	'evil_.aliyuncs.com',
	'vpc.аliyuncs.com',
	'vpc.aliyuncs.соm',
	'xn--liyuncs-2fg.com',
	'[::1]',
	'[::ffff:127.0.0.1]',
	'127.0.0.1',
	'2130706433',
	'localhost',
	'169.254.169.254',
	'100.100.100.200',
];

const HOSTILE_REGIONS = [
	'evil.example/#',
	'evil.example/?',
	'cn-hangzhou@evil.example',
	'cn-hangzhou@evil',
	'@evil.example/',
	'cn-hangzhou.evil.example#',
	'cn-hangzhou\r\nHost: evil.example',
	'cn-hangzhou\n',
	'cn-hangzhou\\evil',
	'cn-hangzhou/../',
	'cn-hangzhou:8443',
	'cn–hangzhou',
	'ｃn-hangzhou',
	'cn-hаngzhou',
	'CN-HANGZHOU',
	'cn_hangzhou',
	'cn--hangzhou',
	'-cn-hangzhou',
	'cn-hangzhou-',
	'cn-hangzhou.',
	'.cn-hangzhou',
	'cn.hangzhou',
	'..',
	'%63n-hangzhou',
	'cn-hangzhou%00',
	'cn-hangzhou\0',
	'cn hangzhou',
	' cn-hangzhou',
	'c',
	'',
	'a'.repeat(1_000_000),
	`cn-${'a'.repeat(40)}`,
	'cn-a-a-a-a-a-a',
	'__proto__',
];

describe('regions', () => {
	test.each(HOSTILE_REGIONS.map((region) => [region.slice(0, 40), region]))(
		'%j is refused in every kind of endpoint',
		(_start, region) => {
			expect(isRegionId(region)).toBe(false);
			for (const endpointType of ['public', 'vpc', 'custom'] as const) {
				expect(() => vpcEndpoint({ endpointType, endpoint: CUSTOM }, region)).toThrow(
					'is not valid',
				);
			}
		},
	);

	test('a refusal does not repeat a million characters', () => {
		const hostile = 'a'.repeat(1_000_000);
		expect(() => vpcEndpoint({ endpointType: 'public' }, hostile)).toThrow(/^.{1,150}$/);
	});

	test('any text at all: the endpoint is that of the region or there is none', () => {
		const region = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.string({ unit: 'grapheme-ascii' }),
			fc.stringMatching(/^[a-z-]{2,12}[./@#?:\\%\r\n]?[a-z.]{0,12}$/),
			fc.stringMatching(/^[a-z]{2}-[a-z]{2,8}(-[0-9])?$/),
		);
		fc.assert(
			fc.property(
				region,
				fc.constantFrom('public' as const, 'vpc' as const),
				(text, endpointType) => {
					if (!isRegionId(text)) {
						expect(() => vpcEndpoint({ endpointType }, text)).toThrow('is not valid');
						return;
					}
					const { hostname, origin } = new URL(vpcEndpoint({ endpointType }, text));
					const prefix = endpointType === 'vpc' ? 'vpc-vpc' : 'vpc';
					expect(hostname).toBe(`${prefix}.${text}.aliyuncs.com`);
					expect(origin).toBe(vpcEndpoint({ endpointType }, text));
				},
			),
			{ numRuns: 1000 },
		);
	});

	test('a custom endpoint is for all regions', () => {
		const custom = { endpointType: 'custom' as const, endpoint: `${CUSTOM}/` };
		expect(vpcEndpoint(custom, 'cn-beijing')).toBe(CUSTOM);
		expect(vpcEndpoint(custom, 'us-east-1')).toBe(CUSTOM);
	});

	test.each([
		['http://gateway/asapi/v3', 'http://gateway/asapi/v3'],
		['http://gateway/asapi/v3/', 'http://gateway/asapi/v3/'],
		['HTTPS://Gateway:443/a/../asapi', 'https://gateway/asapi'],
		['http://gateway/a*b+c', 'http://gateway/a%2Ab%2Bc'],
	])('the path of a custom endpoint %s is used', (endpoint, address) => {
		expect(vpcEndpoint({ endpointType: 'custom', endpoint }, 'cn-beijing')).toBe(address);
	});

	test.each([
		'http://gateway/?a=1',
		'http://gateway/asapi#x',
		'http://gateway?',
		'http://gateway/#',
	])('a custom endpoint of which only a part would be used is refused: %s', (endpoint) => {
		const make = () => vpcEndpoint({ endpointType: 'custom', endpoint }, 'cn-beijing');
		expect(make).toThrow("The 'Custom Endpoint' of the credential has a query or a fragment");
	});

	test.each([
		undefined,
		'',
		'http://gateway/%zz',
		'vpc.aliyuncs.com',
		'ftp://a',
		'javascript:alert(1)',
		'https://',
		'https://u:p@a',
		'file:///etc/passwd',
	])('a custom endpoint %j is refused', (endpoint) => {
		const make = () => vpcEndpoint({ endpointType: 'custom', endpoint }, 'cn-beijing');
		expect(make).toThrow("The 'Custom Endpoint' of the credential is not valid");
	});
});

describe.each(SIGNATURE_METHODS)('with %s nothing is signed for', (signatureMethod) => {
	const refusal = /this credential signs requests only for|The URL of the request is not valid/;

	test.each(HOSTILE_HOSTS)('the host %s', (host) => {
		const requests: object[] = [
			{ url: `https://${host}/`, qs: CALL },
			{ baseURL: `https://${host}`, url: '/', qs: CALL },
			{ uri: `https://${host}/`, qs: CALL },
		];
		for (const request of requests) {
			expect(() => signAny(credential({ signatureMethod }), request, MOMENT)).toThrow(refusal);
			const custom = { signatureMethod, endpointType: 'custom', endpoint: CUSTOM };
			expect(() => signAny(credential(custom), request, MOMENT)).toThrow(refusal);
		}
	});

	test.each([
		'http://vpc.cn-hangzhou.aliyuncs.com/',
		'ws://vpc.cn-hangzhou.aliyuncs.com/',
		'ftp://vpc.cn-hangzhou.aliyuncs.com/',
		'file:///etc/passwd',
		'javascript:alert(1)',
		'data:text/plain,x',
		'https://',
		'https:///',
	])('the URL %s', (url) => {
		expect(() => signAny(credential({ signatureMethod }), { url, qs: CALL }, MOMENT)).toThrow(
			refusal,
		);
	});

	test('the custom endpoint of another kind of credential', () => {
		const keys = credential({ signatureMethod, endpointType: 'public', endpoint: CUSTOM });
		expect(() => signAny(keys, { url: `${CUSTOM}/`, qs: CALL }, MOMENT)).toThrow(refusal);
	});

	test('another port or scheme than the custom endpoint has', () => {
		const keys = credential({ signatureMethod, endpointType: 'custom', endpoint: CUSTOM });
		for (const url of ['http://127.0.0.1:8081/', 'https://127.0.0.1:8080/', 'http://127.0.0.1/']) {
			expect(() => signAny(keys, { url, qs: CALL }, MOMENT)).toThrow(refusal);
		}
		expect(signAny(keys, { url: '/', qs: CALL }, MOMENT).url).toMatch(
			/^http:\/\/127\.0\.0\.1:8080\//,
		);
	});
});

test.each([
	['upper case', 'https://VPC.CN-HANGZHOU.ALIYUNCS.COM/', 'vpc.cn-hangzhou.aliyuncs.com'],
	['the usual port', 'https://ecs.aliyuncs.com:443/', 'ecs.aliyuncs.com'],
	['credentials in the URL', 'https://user:pass@ecs.aliyuncs.com/', 'ecs.aliyuncs.com'],
	['full-width letters', 'https://ｅcs.aliyuncs.com/', 'ecs.aliyuncs.com'],
])('%s in a trusted URL are sent in their plain form', (_name, url, host) => {
	const signed = signAny(credential(), { url, qs: CALL }, MOMENT);
	expect(signed.url).toBe(`https://${host}/?`);
	expect(signed.headers?.host).toBe(host);
});

test('nothing that looks like a URL gets a signature for another host', () => {
	const part = fc.constantFrom(
		...HOSTILE_HOSTS,
		...HOSTILE_REGIONS.filter(({ length }) => length < 50),
		...'/ // \\ : @ # ? & . % \r \n \t \0 [ ] http: https: https:// .aliyuncs.com aliyuncs.com vpc. 。'.split(
			' ',
		),
		' ',
	);
	const pieces = fc.array(part, { maxLength: 6 }).map((list) => list.join(''));
	const url = fc.oneof(
		pieces,
		pieces.map((text) => `https://${text}.aliyuncs.com/`),
		pieces.map((text) => `https://vpc.cn-hangzhou.aliyuncs.com${text}`),
		fc.webUrl(),
	);
	const optional = fc.option(url, { nil: undefined });
	let signatures = 0;
	fc.assert(
		fc.property(
			fc.constantFrom(...SIGNATURE_METHODS),
			fc.constantFrom('public', 'vpc', 'custom'),
			fc.option(pieces, { nil: 'cn-hangzhou' }),
			fc.record({ baseURL: optional, url: optional, uri: optional }),
			(signatureMethod, endpointType, regionId, addresses) => {
				const keys = { signatureMethod, endpointType, regionId, endpoint: CUSTOM };
				const signed = attempt(keys, { ...addresses, qs: CALL });
				if (typeof signed === 'string') return;
				signatures++;
				const custom = endpointType === 'custom' ? CUSTOM : undefined;
				expect(isSafe(signed.url, custom)).toBe(true);
				expect(signed.baseURL).toBeUndefined();
				expect(signed.uri ?? signed.url).toBe(signed.url);
				expect(signed.headers?.host ?? new URL(String(signed.url)).host).toBe(
					new URL(String(signed.url)).host,
				);
			},
		),
		{ numRuns: 3000 },
	);
	// Otherwise the property would say nothing.
	expect(signatures).toBeGreaterThan(100);
});

test('any region of a credential: a signed request goes to Alibaba Cloud or nowhere', () => {
	fc.assert(
		fc.property(
			fc.oneof(fc.constantFrom(...HOSTILE_REGIONS), fc.string({ unit: 'binary' })),
			fc.constantFrom('public', 'vpc'),
			(regionId, endpointType) => {
				const signed = attempt({ regionId, endpointType }, { url: '/', qs: CALL });
				if (typeof signed !== 'string') expect(isSafe(signed.url)).toBe(true);
			},
		),
		{ numRuns: 500 },
	);
});

test('assertTrustedAddress names the host it refused, cut to a readable length', () => {
	const address = new URL(`https://${'a'.repeat(60)}.${'b'.repeat(60)}.example/`);
	expect(() => assertTrustedAddress({ endpointType: 'public' }, address)).toThrow(
		/'https:\/\/a{52}…'/,
	);
});
