import {
	RENEW_BEFORE,
	type FetchedKey,
	TemporaryKeys,
	temporaryKeyName,
} from '../../../credentials/role/temporaryKeys';
import { readRole } from '../../../credentials/role/readRole';
import { readAccessKey } from '../../../credentials/signature/accessKey';

const HOUR = 3_600_000;

/** A clock that is set by hand, and fetches that are answered by hand. */
function setUp() {
	const clock = { time: 0, monotonic: () => clock.time };
	const keys = new TemporaryKeys(clock);
	const open: Array<{ resolve: (key: FetchedKey) => void; reject: (error: unknown) => void }> = [];
	let issued = 0;
	const fetch = jest.fn(
		async () => await new Promise<FetchedKey>((resolve, reject) => open.push({ resolve, reject })),
	);
	const answer = (lifetime = HOUR) => {
		const id = `STS.${++issued}`;
		open.shift()?.resolve({
			key: { accessKeyId: id, accessKeySecret: `secret ${id}`, securityToken: `token ${id}` },
			lifetime,
		});
	};
	const fail = (message: string) => open.shift()?.reject(new Error(message));
	const take = async (name = 'a') => {
		const outcome = await keys.take(name, fetch).catch((error: Error) => error.message);
		return typeof outcome === 'string' ? outcome : outcome.accessKeyId;
	};
	return { clock, keys, fetch, answer, fail, take };
}

test('all that need keys at the same time share one fetch, and later ones its result', async () => {
	const { take, fetch, answer, clock } = setUp();
	const all = Promise.all(Array.from({ length: 100 }, async () => await take()));
	answer();
	expect(new Set(await all)).toEqual(new Set(['STS.1']));
	clock.time = HOUR - RENEW_BEFORE - 1;
	expect(await take()).toBe('STS.1');
	expect(fetch).toHaveBeenCalledTimes(1);
});

test('under load, keys with less than five minutes left are never handed out', async () => {
	const { take, fetch, answer, clock } = setUp();
	const endsOf = new Map<string, number>();
	let refused = 0;
	for (let step = 0; step < 2_000; step++) {
		clock.time = step * 7_000;
		const taken = Array.from({ length: 5 }, async () => await take());
		const before = fetch.mock.calls.length;
		if (before > endsOf.size) {
			endsOf.set(`STS.${before}`, clock.time + 15 * 60_000);
			// It takes a while.
			clock.time += 2_000;
			answer(15 * 60_000);
		}
		for (const id of await Promise.all(taken)) {
			if ((endsOf.get(id) ?? 0) - clock.time < RENEW_BEFORE - 2_000) refused++;
		}
	}
	expect(refused).toBe(0);
	// Ten of the fifteen minutes each.
	expect(fetch.mock.calls.length).toBeLessThanOrEqual(Math.ceil((2_000 * 7_000) / 600_000) + 1);
});

test('a failure is shared by those who wait, and not kept', async () => {
	const { take, fetch, answer, fail } = setUp();
	const waiting = Promise.all([take(), take(), take()]);
	fail('refused');
	expect(await waiting).toEqual(['refused', 'refused', 'refused']);
	const next = take();
	answer();
	expect(await next).toBe('STS.1');
	expect(fetch).toHaveBeenCalledTimes(2);
});

test('what cannot be renewed is used as long as it is valid for a while, and tried again meanwhile', async () => {
	const { take, fetch, answer, fail, clock } = setUp();
	const first = take();
	answer();
	await first;
	clock.time = HOUR - RENEW_BEFORE;
	const second = take();
	fail('not reached');
	expect(await second).toBe('STS.1');
	// Not with each request.
	expect(await take()).toBe('STS.1');
	expect(fetch).toHaveBeenCalledTimes(2);
	clock.time += 30_000;
	const third = take();
	fail('not reached');
	expect(await third).toBe('STS.1');
	clock.time = HOUR - 60_000;
	const last = take();
	fail('not reached');
	expect(await last).toBe('not reached');
});

test('refused keys are forgotten; those that came after them stay', async () => {
	const { keys, take, answer } = setUp();
	const first = take();
	answer();
	await first;
	keys.drop('a', { accessKeyId: 'STS.other' });
	expect(await take()).toBe('STS.1');
	keys.drop('a', { accessKeyId: 'STS.1' });
	const second = take();
	answer();
	expect(await second).toBe('STS.2');
	// A second request that was refused with the old ones.
	keys.drop('a', { accessKeyId: 'STS.1' });
	expect(await take()).toBe('STS.2');
});

test('what is kept has an end and a bound', async () => {
	const { keys, take, answer, clock } = setUp();
	for (let count = 0; count < 1_100; count++) {
		const taken = take(`name ${count}`);
		answer();
		await taken;
	}
	expect(keys.size).toBe(1_000);
	clock.time = HOUR;
	const taken = take('another');
	answer();
	await taken;
	expect(keys.size).toBe(1);
});

describe('the name under which keys are kept', () => {
	const base = {
		accessKeyId: 'LTAI1',
		accessKeySecret: 'secret-1',
		securityToken: 'token-1',
		regionId: 'cn-hangzhou',
		endpointType: 'public',
		assumeRole: true,
		roleArn: 'acs:ram::1:role/a',
		roleSessionName: 'session',
		roleExternalId: 'external-id',
		roleDuration: 900,
		rolePolicy: '{"Version":"1"}',
	};
	const nameOf = (changes: object) => {
		const credentials = { ...base, ...changes } as never;
		const role = readRole(credentials);
		if (!role) throw new Error('There is no role');
		return temporaryKeyName(readAccessKey(credentials), role);
	};

	test.each([
		['accessKeyId', 'LTAI2'],
		['accessKeySecret', 'secret-2'],
		['securityToken', ''],
		['regionId', 'cn-beijing'],
		['endpointType', 'vpc'],
		['roleArn', 'acs:ram::2:role/a'],
		['roleSessionName', 'other'],
		['roleExternalId', ''],
		['roleDuration', 901],
		['rolePolicy', ''],
	])('changes with %s', (field, value) => {
		expect(nameOf({ [field]: value })).not.toBe(nameOf({}));
	});

	test('shows nothing of it', () => {
		expect(nameOf({})).toMatch(/^[0-9a-f]{64}$/);
	});
});
