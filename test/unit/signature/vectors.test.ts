import { sha256Hex, signAcs3 } from '../../../credentials/signature/acs3HmacSha256';
import { signHmacSha1 } from '../../../credentials/signature/hmacSha1';
import { canonicalQuery, percentEncode } from '../../../credentials/signature/percentEncode';
import { credential, parametersOf, signAny } from './credential';
import sdkRequests from './fixtures/sdkRequests.json';

describe('percent-encoding', () => {
	test.each([
		['AZaz09-_.~', 'AZaz09-_.~'],
		[' ', '%20'],
		['+', '%2B'],
		["*!'()", '%2A%21%27%28%29'],
		['%&=/?#', '%25%26%3D%2F%3F%23'],
		['中😀', '%E4%B8%AD%F0%9F%98%80'],
		['\r\n\0', '%0D%0A%00'],
		['\uD800', '%EF%BF%BD'],
		['', ''],
	])('of %j is %j', (text, encoded) => {
		expect(percentEncode(text)).toBe(encoded);
	});

	test('names are in byte order, empty values stay', () => {
		const parameters = {
			b: '',
			'Tag.2.Key': 'y',
			a: '1',
			'Tag.10.Key': 'x',
			'Tag.1.Key': '',
			B: '2',
		};
		expect(canonicalQuery(parameters)).toBe('B=2&Tag.1.Key=&Tag.10.Key=x&Tag.2.Key=y&a=1&b=');
	});
});

describe('signature version 1.0', () => {
	const published = {
		AccessKeyId: 'testid',
		Action: 'DescribeRegions',
		Format: 'XML',
		SignatureMethod: 'HMAC-SHA1',
		SignatureNonce: '3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf',
		SignatureVersion: '1.0',
		Timestamp: '2016-02-23T12:46:24Z',
		Version: '2014-05-26',
	};
	const own = {
		...published,
		Action: 'AllocateEipAddress',
		Version: '2016-04-28',
		Format: 'JSON',
		Name: "a b+c*d~e!'()/中文😀%&=",
		'Tag.1.Key': 'k 1',
		'Tag.1.Value': '',
		'Tag.10.Key': 'x',
		'Tag.2.Key': 'y',
		Bandwidth: '5',
	};
	const withToken = { ...own, SecurityToken: 'CAES+/=token' };

	test.each([
		['published by Alibaba Cloud', 'GET', published, 'OLeaidS1JvxuMvnyHOwuJ+uX5qY='],
		['the same by POST', 'POST', published, 'MxbnVAM4w6sft9xjVpe/GCKueuk='],
		['every kind of character', 'GET', own, '6lUdK4nlFrPHrfH1LW6O7YGGeH4='],
		['every kind of character by POST', 'POST', own, 'BFmLXM3RoORL/l6318bGcQEoHLc='],
		['an STS token', 'GET', withToken, 'ZxaBDCHCWJJShIVZNpSMQFo4Q4k='],
	])('%s (%s)', (_name, method, parameters, signature) => {
		expect(signHmacSha1(method, parameters, 'testsecret')).toBe(signature);
	});

	test('the published vector through signRequest', () => {
		const { Action, Version, Format } = published;
		const signed = signAny(
			credential({ signatureMethod: 'HMAC-SHA1' }),
			{ url: 'https://ecs.aliyuncs.com/', qs: { Action, Version, Format } },
			{ now: Date.parse(published.Timestamp), nonce: published.SignatureNonce },
		);
		expect(parametersOf(signed.url)).toEqual({
			...published,
			Signature: 'OLeaidS1JvxuMvnyHOwuJ+uX5qY=',
		});
	});
});

describe('ACS3-HMAC-SHA256', () => {
	const SIGNATURE = '06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0';
	const AUTHORIZATION =
		'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;' +
		`x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=${SIGNATURE}`;
	const parameters = {
		ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd',
		RegionId: 'cn-shanghai',
	};
	const headers = {
		host: 'ecs.cn-shanghai.aliyuncs.com',
		'x-acs-action': 'RunInstances',
		'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
		'x-acs-date': '2023-10-26T10:22:32Z',
		'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
		'x-acs-version': '2014-05-26',
	};

	test('the canonical request that is signed has the published hash', () => {
		const canonicalRequest = [
			'POST',
			'/',
			canonicalQuery(parameters),
			Object.entries(headers)
				.map(([name, value]) => `${name}:${value}\n`)
				.join(''),
			Object.keys(headers).join(';'),
			sha256Hex(''),
		].join('\n');
		expect(sha256Hex(canonicalRequest)).toBe(
			'7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259',
		);
	});

	test('the published vector', () => {
		const authorization = signAcs3(
			{ method: 'POST', path: '/', parameters, headers, bodySha256: sha256Hex('') },
			'YourAccessKeyId',
			'YourAccessKeySecret',
		);
		expect(authorization).toBe(AUTHORIZATION);
	});

	test('the published vector through signRequest', () => {
		const signed = signAny(
			credential({ accessKeyId: 'YourAccessKeyId', accessKeySecret: 'YourAccessKeySecret' }),
			{
				method: 'POST',
				baseURL: 'https://ecs.cn-shanghai.aliyuncs.com',
				url: '/',
				qs: { Action: 'RunInstances', Version: '2014-05-26', ...parameters },
			},
			{ now: Date.parse(headers['x-acs-date']), nonce: headers['x-acs-signature-nonce'] },
		);
		expect(signed.headers).toEqual({
			...headers,
			accept: 'application/json',
			authorization: AUTHORIZATION,
		});
		expect(signed.url).toBe(
			`https://ecs.cn-shanghai.aliyuncs.com/?ImageId=${parameters.ImageId}&RegionId=cn-shanghai`,
		);
	});

	test('headers are signed in order and trimmed, others are left out', () => {
		const unordered = Object.fromEntries(
			Object.entries(headers)
				.reverse()
				.map(([name, value]) => [name, ` ${value} `]),
		);
		const authorization = signAcs3(
			{
				method: 'POST',
				path: '/',
				parameters,
				headers: { 'user-agent': 'n8n', accept: '*/*', ...unordered },
				bodySha256: sha256Hex(''),
			},
			'YourAccessKeyId',
			'YourAccessKeySecret',
		);
		expect(authorization).toBe(AUTHORIZATION);
	});
});

describe('requests of the official SDK', () => {
	const cases = sdkRequests.map((request) => ({
		...request,
		name: `${request.action} with ${request.signature}${request.sts ? ' and STS token' : ''}`,
	}));

	test('there are 28: seven actions, both signatures, with and without STS token', () => {
		expect(new Set(cases.map(({ name }) => name)).size).toBe(28);
	});

	test.each(cases)('$name', ({ action, signature, sts, method, url, headers }) => {
		const address = `http://${headers.host}`;
		const sent = parametersOf(`${address}${url}`);
		const { Timestamp, SignatureNonce } = sent;
		const { authorization, ...sentHeaders } = headers as Record<string, string>;
		const signed = signAny(
			credential({
				signatureMethod: signature,
				securityToken: sts ? 'STSTOKEN+/=' : '',
				endpointType: 'custom',
				endpoint: address,
			}),
			{
				method: method as 'POST',
				baseURL: address,
				url: '/',
				headers: {
					'x-acs-credentials-provider': sentHeaders['x-acs-credentials-provider'],
				},
				qs: { Action: action, Version: '2016-04-28', ...sent },
			},
			{
				now: Date.parse(Timestamp ?? sentHeaders['x-acs-date']),
				nonce: SignatureNonce ?? sentHeaders['x-acs-signature-nonce'],
			},
		);
		expect(parametersOf(signed.url)).toEqual(sent);
		if (signature === 'HMAC-SHA1') return;
		expect(signed.headers).toEqual({ ...sentHeaders, authorization });
	});
});

test('each signature has a nonce and a time of its own', () => {
	const sign = () =>
		signAny(credential(), { qs: { Action: 'DescribeRegions', Version: '2016-04-28' } });
	const before = Math.floor(Date.now() / 1000) * 1000;
	const [one, other] = [sign(), sign()];
	expect(one.headers?.['x-acs-signature-nonce']).not.toBe(other.headers?.['x-acs-signature-nonce']);
	const time = Date.parse(String(one.headers?.['x-acs-date']));
	expect(time).toBeGreaterThanOrEqual(before);
	expect(time).toBeLessThanOrEqual(Date.now());
});
