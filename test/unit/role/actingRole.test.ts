import type { Role } from '../../../credentials/role/readRole';
import { actingRole } from '../../../nodes/AlibabaCloudEip/api/client/actingRole';
import type { Send } from '../../../nodes/AlibabaCloudEip/api/client/sendRequest';
import { createSession } from '../../../nodes/AlibabaCloudEip/api/client/session';
import { FakeClock } from '../api/fakeClock';
import { accessKey, ok, refusal, reply } from '../api/session';

const ROLE: Role = { roleArn: 'acs:ram::2:role/a', roleSessionName: 'n8n', duration: 900 };

/** Alibaba Cloud with a clock that is ahead of the one here, or behind it, by so many milliseconds. */
function setUp(lag: number, { saysDate = true, renewal = 0, more = {} as Partial<Role> } = {}) {
	const clock = new FakeClock();
	const ends = new Map<string, number>();
	const sent: Array<{ action: string; key?: string; isOver: boolean; url?: string }> = [];
	const headers = () => (saysDate ? { date: new Date(clock.now() + lag).toUTCString() } : {});
	const send: Send = async (request, key) => {
		const action = String(request.qs?.Action);
		const now = clock.now() + lag;
		if (action === 'AssumeRole') {
			if (ends.size > 0) await clock.sleep(renewal);
			sent.push({ action, key: key?.accessKeyId, isOver: false, url: request.baseURL });
			const id = `STS.${ends.size + 1}`;
			ends.set(id, now + 900_000);
			const Credentials = {
				...{ AccessKeyId: id, AccessKeySecret: 'secret', SecurityToken: 'token' },
				Expiration: new Date(now + 900_000).toISOString(),
			};
			return reply(200, { RequestId: 'R', Credentials }, headers());
		}
		const id = key?.accessKeyId ?? '';
		const isOver = !((ends.get(id) ?? 0) > now);
		sent.push({ action, key: id, isOver, url: request.baseURL });
		return isOver ? refusal('InvalidSecurityToken.Expired') : ok();
	};
	const role = actingRole(accessKey, { ...ROLE, ...more }, send, clock);
	const open = (timeLimit = 3_600_000) =>
		createSession({ accessKey, role, regionId: 'us-east-1', send, timeLimit, clock });
	return { clock, sent, ends, open };
}

test.each([0, -14 * 60_000, 14 * 60_000])(
	'over hours nothing is sent with expired keys, with a clock that is off by %d ms',
	async (lag) => {
		const { clock, sent, open } = setUp(lag);
		for (let step = 0; step < 300; step++) {
			await open().call('DescribeEipAddresses', {});
			await clock.sleep(60_000);
		}
		expect(sent.filter(({ isOver }) => isOver)).toEqual([]);
		// 300 minutes in parts of ten.
		expect(sent.filter(({ action }) => action === 'AssumeRole').length).toBeLessThanOrEqual(31);
	},
);

test('where Alibaba Cloud says no time, the duration that was asked for counts', async () => {
	const { clock, sent, open } = setUp(14 * 60_000, { saysDate: false });
	for (let step = 0; step < 100; step++) {
		await open().call('DescribeEipAddresses', {});
		await clock.sleep(60_000);
	}
	expect(sent.filter(({ isOver }) => isOver)).toEqual([]);
	expect(sent.filter(({ action }) => action === 'AssumeRole').length).toBeLessThanOrEqual(11);
});

test('the role is assumed with the own key, where the credential is, once for all regions', async () => {
	const { sent, open } = setUp(0);
	await open().call('DescribeEipAddresses', {});
	await open().inRegion('eu-central-1', 60_000).call('DescribeEipAddresses', {});
	expect(sent.map(({ action, key, url }) => [action, key, url])).toEqual([
		['AssumeRole', 'testid', 'https://sts.cn-hangzhou.aliyuncs.com'],
		['DescribeEipAddresses', 'STS.1', 'https://vpc.us-east-1.aliyuncs.com'],
		['DescribeEipAddresses', 'STS.1', 'https://vpc.eu-central-1.aliyuncs.com'],
	]);
});

test('keys that were revoked are replaced for each of many requests at the same time', async () => {
	const { sent, ends, open } = setUp(0);
	await open().call('DescribeEipAddresses', {});
	ends.clear();
	ends.set('gone', 0);
	await Promise.all(
		Array.from({ length: 8 }, async () => await open().call('DescribeEipAddresses', {})),
	);
	// Each once with the old ones, and all together one AssumeRole.
	expect(sent.filter(({ isOver }) => isOver).length).toBeLessThanOrEqual(8);
	expect(sent.filter(({ action }) => action === 'AssumeRole')).toHaveLength(2);
});

test.each(['time limit', 'cancel', 'time that is left'])(
	'no purchase is sent with renewed keys after the %s',
	async (ending) => {
		const { clock, sent, ends, open } = setUp(0, { renewal: 5_000 });
		await open().call('DescribeEipAddresses', {});
		ends.set('STS.1', 0);
		const cancel = new AbortController();
		if (ending === 'cancel') clock.after(1_000, () => cancel.abort());
		const limit = { 'time limit': 2_000, 'time that is left': 5_100 }[ending] ?? 60_000;
		const call = open()
			.inRegion('us-east-1', limit, cancel.signal)
			.call('AllocateEipAddress', { ClientToken: 'x' });
		await expect(call).rejects.toThrow();
		await clock.sleep(30_000);
		expect(ends.size).toBe(2);
		expect(sent.filter(({ action }) => action === 'AllocateEipAddress')).toHaveLength(1);
	},
);

test('what is kept by account is as before without a role, and another one for each role', () => {
	const key = (role: Role | undefined) =>
		createSession({
			...{ accessKey, regionId: 'us-east-1', timeLimit: 1, clock: new FakeClock() },
			role: actingRole(accessKey, role, async () => ok()),
			send: async () => ok(),
		}).key;
	expect(key(undefined)).toBe('testid@https://vpc.us-east-1.aliyuncs.com/us-east-1');
	const keys = [
		undefined,
		ROLE,
		{ ...ROLE, roleArn: 'acs:ram::3:role/a' },
		{ ...ROLE, policy: '{"Version":"1"}' },
	].map(key);
	expect(new Set(keys).size).toBe(4);
});
