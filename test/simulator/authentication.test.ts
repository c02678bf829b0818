import {
	ACTIVE_KEY,
	EXPIRED_STS_KEY,
	INACTIVE_KEY,
	INTERNATIONAL_KEY,
	MALFORMED_TOKEN,
	NO_RIGHTS_KEY,
	READ_ONLY_KEY,
	STS_KEY,
	startSimulator,
	type Account,
	type Simulator,
} from './index';
import { officialClient } from './testing/officialClient';
import { sendRaw, sendV1, sendV3, type HandMade, type RawReply } from './testing/signedRequest';

const MINUTE = 60_000;

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator({ accounts: undefined });
});
afterAll(() => simulator.close());

type Send = (simulator: Simulator, made?: HandMade) => Promise<RawReply>;
const SCHEMES: ReadonlyArray<readonly [string, Send]> = [
	['HMAC-SHA1', sendV1],
	['ACS3-HMAC-SHA256', sendV3],
];

describe.each(SCHEMES)('%s', (scheme, send) => {
	test.each(['GET', 'POST'])('is accepted with %s', async (method) => {
		const reply = await send(simulator, { method });
		expect([reply.status, reply.code]).toEqual([200, '']);
		expect(simulator.requests.at(-1)).toMatchObject({
			method,
			signatureMethod: scheme,
			outcome: 'ok',
			accessKeyId: ACTIVE_KEY.accessKeyId,
		});
	});

	test('is accepted with parameters in a form body, and with characters that must be encoded', async () => {
		const parameters = {
			RegionId: 'cn-hangzhou',
			EipName: "a b+c*d~e!'()/中文😀%&=",
			'Tag.1.Key': 'k 1',
			'Tag.1.Value': '',
		};
		for (const place of ['query', 'form'] as const) {
			const reply = await send(simulator, {
				method: 'POST',
				place,
				action: 'DescribeEipAddresses',
				parameters,
			});
			expect([place, reply.status, reply.code]).toEqual([place, 200, '']);
			expect(simulator.requests.at(-1)?.parameters).toEqual(parameters);
		}
	});

	test('refuses a wrong secret and echoes what the server signed', async () => {
		const account: Account = { ...ACTIVE_KEY, accessKeySecret: 'wrong' };
		const reply = await send(simulator, { account, parameters: { EipName: 'a b' } });
		expect([reply.status, reply.code]).toEqual([400, 'SignatureDoesNotMatch']);
		expect(reply.text).toContain(
			scheme === 'HMAC-SHA1'
				? 'Specified signature is not matched with our calculation. server string to sign is:GET&%2F&AccessKeyId%3DLTAI5tSimulatorActiveKey%26Action%3DDescribeRegions%26EipName%3Da%2520b%26'
				: 'server CanonicalRequest is [POST\\n/\\nEipName=a%20b\\nhost:',
		);
	});

	test('refuses a parameter changed on the way', async () => {
		const reply = await send(simulator, {
			parameters: { RegionId: 'cn-hangzhou' },
			spoil: (sent) => void (sent.url = sent.url.replace('cn-hangzhou', 'cn-beijing')),
		});
		expect(reply.code).toBe('SignatureDoesNotMatch');
	});

	test('refuses the method changed on the way', async () => {
		let sent:
			| { url: string; headers: Record<string, string | undefined>; body: string }
			| undefined;
		await send(simulator, {
			method: 'GET',
			time: Date.now(),
			spoil: (request) => void (sent = { ...request }),
		});
		const reply = await sendRaw(simulator, {
			method: 'POST',
			...(sent ?? { url: '/', headers: {}, body: '' }),
		});
		expect(reply.code).toBe('SignatureDoesNotMatch');
	});

	test('refuses the same request twice', async () => {
		let sent:
			| { url: string; headers: Record<string, string | undefined>; body: string }
			| undefined;
		const first = await send(simulator, {
			method: 'POST',
			spoil: (request) => void (sent = { ...request }),
		});
		const second = await sendRaw(simulator, {
			method: 'POST',
			...(sent ?? { url: '/', headers: {}, body: '' }),
		});
		expect([first.status, second.status, second.code]).toEqual([200, 400, 'SignatureNonceUsed']);
	});

	test.each([
		['16 minutes old', -16 * MINUTE, 'InvalidTimeStamp.Expired'],
		['16 minutes ahead', 16 * MINUTE, 'InvalidTimeStamp.Expired'],
		['14 minutes old', -14 * MINUTE, ''],
	])('time stamp %s', async (_, offset, code) => {
		expect((await send(simulator, { time: Date.now() + offset })).code).toBe(code);
	});

	test.each([
		['2026-11-24 00:00:00', 'InvalidTimeStamp.Format'],
		['2026-11-24T00:00:00.000Z', 'InvalidTimeStamp.Format'],
		['2026-13-45T00:00:00Z', 'IllegalTimestamp'],
	])('time stamp %s', async (text, code) => {
		const made: HandMade =
			scheme === 'HMAC-SHA1'
				? { system: { Timestamp: text } }
				: { headers: { 'x-acs-date': text } };
		expect((await send(simulator, made)).code).toBe(code);
	});

	test.each([
		[
			'unknown key',
			{ accessKeyId: 'LTAI5tNobody', accessKeySecret: 'x' },
			404,
			'InvalidAccessKeyId.NotFound',
		],
		['inactive key', INACTIVE_KEY, 400, 'InvalidAccessKeyId.Inactive'],
		['temporary key', STS_KEY, 200, ''],
		[
			'temporary key without its token',
			{ ...STS_KEY, securityToken: undefined },
			400,
			'MissingSecurityToken',
		],
		['expired token', EXPIRED_STS_KEY, 400, 'InvalidSecurityToken.Expired'],
		[
			'malformed token',
			{ ...STS_KEY, securityToken: MALFORMED_TOKEN },
			400,
			'InvalidSecurityToken.Malformed',
		],
		[
			'token of another key',
			{ ...STS_KEY, securityToken: EXPIRED_STS_KEY.securityToken },
			400,
			'InvalidSecurityToken.MismatchWithAccessKey',
		],
		[
			'token with a permanent key',
			{ ...ACTIVE_KEY, securityToken: STS_KEY.securityToken },
			400,
			'InvalidSecurityToken.MismatchWithAccessKey',
		],
	])('%s', async (_, account, status, code) => {
		const reply = await send(simulator, { account });
		expect([reply.status, reply.code]).toEqual([status, code]);
	});

	test('refuses an unknown action, a wrong version and another method', async () => {
		const refused = async (made: HandMade) => {
			const { status, code } = await send(simulator, made);
			return [status, code];
		};
		expect(await refused({ action: 'DescribeUnicorns' })).toEqual([404, 'InvalidApi.NotFound']);
		expect(await refused({ version: '2011-01-01' })).toEqual([400, 'InvalidVersion']);
		expect(await refused({ action: 'AllocateEipAddress', version: '2014-05-26' })).toEqual([
			404,
			'InvalidApi.NotFound',
		]);
		expect(await refused({ method: 'PUT' })).toEqual([400, 'UnsupportedHTTPMethod']);
		expect(await refused({ action: 'DescribeEipAddresses' })).toEqual([400, 'MissingRegionId']);
	});
});

describe('signature 1.0', () => {
	test.each([
		['SignatureNonce', 'MissingSignatureNonce'],
		['Timestamp', 'MissingTimestamp'],
		['SignatureMethod', 'MissingSignatureMethod'],
		['SignatureVersion', 'MissingSignatureVersion'],
		['AccessKeyId', 'MissingAccessKeyId'],
		['Action', 'MissingAction'],
		['Version', 'MissingVersion'],
	])('refuses a request without %s', async (name, code) => {
		expect((await sendV1(simulator, { system: { [name]: undefined } })).code).toBe(code);
	});

	test('refuses a request without Signature and other methods or versions', async () => {
		const without = await sendV1(simulator, {
			spoil: (sent) => void (sent.url = sent.url.replace(/&Signature=[^&]*/, '')),
		});
		expect(without.code).toBe('IncompleteSignature');
		expect((await sendV1(simulator, { system: { SignatureMethod: 'HMAC-MD5' } })).code).toBe(
			'IncompleteSignature',
		);
		expect((await sendV1(simulator, { system: { SignatureVersion: '2.0' } })).code).toBe(
			'IncompleteSignature',
		);
	});

	test('refuses the same parameter twice, in the query or in query and form', async () => {
		const twice = await sendV1(simulator, {
			spoil: (sent) => void (sent.url += '&AccessKeyId=other'),
		});
		expect([twice.status, twice.code]).toEqual([400, 'InvalidParameter']);
		const both = await sendV1(simulator, {
			method: 'POST',
			place: 'form',
			spoil: (sent) => void (sent.url = '/?Action=Other'),
		});
		expect(both.code).toBe('InvalidParameter');
	});

	test('accepts the published vector at its time', async () => {
		const old = await startSimulator({
			now: () => Date.parse('2016-02-23T12:46:24Z'),
			accounts: [{ accessKeyId: 'testid', accessKeySecret: 'testsecret' }],
		});
		const query =
			'AccessKeyId=testid&Action=DescribeRegions&Format=XML&SignatureMethod=HMAC-SHA1&SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf&SignatureVersion=1.0&Timestamp=2016-02-23T12%3A46%3A24Z&Version=2014-05-26';
		const reply = await sendRaw(old, {
			method: 'GET',
			url: `/?${query}&Signature=${encodeURIComponent('OLeaidS1JvxuMvnyHOwuJ+uX5qY=')}`,
			headers: {},
			body: '',
		});
		expect(reply.text).toMatch(/^<\?xml .*<DescribeRegionsResponse>/);
		await old.close();
	});
});

describe('signature ACS3', () => {
	test.each(['x-acs-date', 'x-acs-signature-nonce', 'x-acs-content-sha256'])(
		'refuses a request without %s',
		async (name) => {
			expect((await sendV3(simulator, { headers: { [name]: undefined } })).code).toBe(
				'IncompleteSignature',
			);
		},
	);

	test('refuses a missing or malformed Authorization header', async () => {
		for (const authorization of [
			undefined,
			'ACS3-HMAC-SHA256 nonsense',
			'ACS3-HMAC-SM3 Credential=a,SignedHeaders=host,Signature=b',
		]) {
			const reply = await sendV3(simulator, {
				spoil: (sent) => void (sent.headers.authorization = authorization),
			});
			expect(reply.code).toBe('IncompleteSignature');
		}
	});

	test('refuses an x-acs header or a host that was not signed', async () => {
		const added = await sendV3(simulator, {
			spoil: (sent) => void (sent.headers['x-acs-extra'] = '1'),
		});
		expect(added.code).toBe('IncompleteSignature');
		const host = await sendV3(simulator, {
			spoil: (sent) =>
				void (sent.headers.authorization = sent.headers.authorization?.replace(
					'SignedHeaders=host;',
					'SignedHeaders=',
				)),
		});
		expect(host.code).toBe('IncompleteSignature');
	});

	test('refuses a body that is not the one that was hashed', async () => {
		const reply = await sendV3(simulator, {
			place: 'form',
			action: 'DescribeEipAddresses',
			parameters: { RegionId: 'cn-hangzhou' },
			spoil: (sent) => void (sent.body = 'RegionId=cn-beijing-'.slice(0, sent.body.length)),
		});
		expect(reply.code).toBe('SignatureDoesNotMatch');
	});

	test('refuses another host than the signed one', async () => {
		const reply = await sendV3(simulator, {
			spoil: (sent) => void (sent.headers.host = 'vpc.cn-beijing.aliyuncs.com'),
		});
		expect(reply.code).toBe('SignatureDoesNotMatch');
	});
});

describe('rights', () => {
	test('a read-only key reads and does not write', async () => {
		const client = officialClient(simulator, { account: READ_ONLY_KEY });
		await client.call('DescribeEipAddresses');
		const reply = await sendV3(simulator, {
			account: READ_ONLY_KEY,
			action: 'AllocateEipAddress',
			parameters: { RegionId: 'cn-hangzhou' },
		});
		expect([reply.status, reply.code]).toEqual([403, 'Forbidden.RAM']);
		const { AccessDeniedDetail } = JSON.parse(reply.text) as {
			AccessDeniedDetail: Record<string, string>;
		};
		expect(AccessDeniedDetail).toMatchObject({
			AuthAction: 'vpc:AllocateEipAddress',
			NoPermissionType: 'ImplicitDeny',
		});
		expect(simulator.eips()).toEqual([]);
	});

	test('a key without rights can only ask who it is', async () => {
		expect((await sendV3(simulator, { account: NO_RIGHTS_KEY })).code).toBe('Forbidden.RAM');
		const reply = await sendV3(simulator, {
			account: NO_RIGHTS_KEY,
			action: 'GetCallerIdentity',
			version: '2015-04-01',
		});
		expect(JSON.parse(reply.text)).toMatchObject({
			AccountId: '1000000000000001',
			IdentityType: 'RAMUser',
		});
	});

	test('a policy of patterns', async () => {
		const narrow = await startSimulator({
			accounts: [{ ...ACTIVE_KEY, rights: ['vpc:DescribeEip*'] }],
		});
		const client = officialClient(narrow);
		await client.call('DescribeEipAddresses');
		expect(await client.refusal('DescribeRegions')).toBe('Forbidden.RAM');
		await narrow.close();
	});

	test('keys of one main account see the same EIPs, another account does not', async () => {
		const [eip] = simulator.addEips(1);
		const total = async (account: Account) =>
			(
				await officialClient(simulator, { account }).call('DescribeEipAddresses', {
					AllocationId: eip.allocationId,
				})
			).TotalCount;
		expect([await total(ACTIVE_KEY), await total(STS_KEY), await total(INTERNATIONAL_KEY)]).toEqual(
			[1, 1, 0],
		);
		simulator.remove(eip.allocationId);
	});
});
