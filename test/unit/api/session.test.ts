import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../../nodes/AlibabaCloudEip/errors/ApiFailure';
import { CancelledError } from '../../../nodes/AlibabaCloudEip/api/client/clock';
import type { CallChecks } from '../../../nodes/AlibabaCloudEip/api/client/repeatedCall';
import { MAX_REQUESTS_IN_FLIGHT } from '../../../nodes/AlibabaCloudEip/api/client/turn';
import { FakeClock } from './fakeClock';
import { SECRET, accessKey, connectionError, ok, refusal, reply, scriptedSession } from './session';

const READ = 'DescribeEipAddresses';

/** The failure that a call ends in. */
async function failureOf(promise: Promise<unknown>): Promise<ApiFailure> {
	const failure: unknown = await promise.then(
		() => undefined,
		(error: unknown) => error,
	);
	if (!(failure instanceof ApiFailure)) throw new Error(`Not an ApiFailure: ${String(failure)}`);
	return failure;
}

describe('a request', () => {
	test('goes to the endpoint of the region, with action, version, region and parameters', async () => {
		const { session, requests } = scriptedSession([ok()], { regionId: 'us-east-1' });
		await session.call(READ, { PageSize: '1' });
		expect(requests).toEqual([
			{
				method: 'POST',
				baseURL: 'https://vpc.us-east-1.aliyuncs.com',
				url: '/',
				qs: { Action: READ, Version: '2016-04-28', RegionId: 'us-east-1', PageSize: '1' },
			},
		]);
	});

	test('is a new object in each attempt, so that no signature is left in it', async () => {
		const { session, requests } = scriptedSession([
			refusal('Throttling'),
			refusal('Throttling'),
			ok(),
		]);
		await session.call(READ, {});
		expect(requests).toHaveLength(3);
		expect(new Set(requests).size).toBe(3);
		expect(new Set(requests.map(({ qs }) => qs)).size).toBe(3);
		expect(requests[2]).toEqual(requests[0]);
	});

	test('is not made for a region that could be a part of another host', () => {
		expect(() => scriptedSession([ok()], { regionId: 'evil.example/#' })).toThrow('is not valid');
	});
});

describe('waiting between attempts', () => {
	test('doubles from half a second up to ten seconds', async () => {
		const answers = [...Array.from({ length: 8 }, () => refusal('Throttling')), ok()];
		const { session, clock } = scriptedSession(answers);
		await session.call(READ, {});
		expect(clock.sleeps).toEqual([500, 1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]);
	});

	test('is at least half of that, by chance', async () => {
		const answers = [refusal('Throttling'), refusal('Throttling'), ok()];
		const { session, clock } = scriptedSession(answers, { random: () => 0 });
		await session.call(READ, {});
		expect(clock.sleeps).toEqual([250, 500]);
	});

	test('follows x-acs-retry-after, in milliseconds', async () => {
		const headers = { 'x-acs-retry-after': '1234' };
		const { session, clock } = scriptedSession([refusal('Throttling', { headers }), ok()]);
		await session.call(READ, {});
		expect(clock.sleeps).toEqual([1234]);
	});

	test.each([
		'',
		'soon',
		'-1',
		'0',
		'NaN',
		null,
		['1', '2'],
		'1e308',
		'0x10',
		'Infinity',
		'Wed, 21 Oct 2026 07:28:00 GMT',
		'9'.repeat(400),
	])('ignores a x-acs-retry-after of %j', async (value) => {
		const headers = { 'x-acs-retry-after': value };
		const { session, clock } = scriptedSession([refusal('Throttling', { headers }), ok()]);
		await session.call(READ, {});
		expect(clock.sleeps).toEqual([500]);
	});

	test.each(['86400000', '60001', 999_999_999])(
		'takes a x-acs-retry-after of %j for a minute',
		async (value) => {
			const headers = { 'x-acs-retry-after': value };
			const { session, clock } = scriptedSession([refusal('Throttling', { headers }), ok()]);
			await session.call(READ, {});
			expect(clock.elapsed).toBe(60_000);
		},
	);

	test('for others of the key is a minute at most, too', async () => {
		const headers = { 'x-acs-retry-after': '86400000' };
		const clock = new FakeClock();
		const first = scriptedSession([refusal('Throttling.User', { headers })], {
			clock,
			timeLimit: 5_000,
		});
		const failure = await failureOf(first.session.call(READ, {}));
		expect(failure.details.retryAfter).toBe(60_000);
		const other = scriptedSession([ok()], { clock });
		await other.session.call(READ, {});
		expect(clock.elapsed).toBe(60_000);
	});

	test('ends with the failure when the next attempt would be beyond the time limit', async () => {
		const { session, clock, requests } = scriptedSession([refusal('Throttling')], {
			timeLimit: 5000,
		});
		const start = clock.now();
		const failure = await failureOf(session.call(READ, {}));
		expect(failure.details.code).toBe('Throttling');
		expect(clock.now() - start).toBeLessThan(5000);
		expect(requests).toHaveLength(4);
	});

	test('does not begin when x-acs-retry-after is longer than the time left', async () => {
		const headers = { 'x-acs-retry-after': '60000' };
		const { session, clock } = scriptedSession([refusal('Throttling', { headers })], {
			timeLimit: 30_000,
		});
		const failure = await failureOf(session.call(READ, {}));
		expect(failure.details.retryAfter).toBe(60_000);
		expect(clock.sleeps).toEqual([]);
	});

	test('counts the time that requests took', async () => {
		const { session, requests, clock } = scriptedSession(
			() => {
				clock.advance(20_000);
				return refusal('Throttling');
			},
			{ timeLimit: 30_000 },
		);
		await failureOf(session.call(READ, {}));
		expect(requests).toHaveLength(2);
	});

	test('for a host that cannot be reached is at most ten seconds, for it is mostly a wrong name', async () => {
		const { session, clock } = scriptedSession([connectionError('ENOTFOUND')]);
		const start = clock.now();
		const failure = await failureOf(session.call(READ, {}));
		expect(failure.message).toContain('The host name of the endpoint was not found');
		expect(clock.now() - start).toBeLessThan(10_000);
		expect(clock.sleeps.length).toBeGreaterThan(1);
	});

	test('for an instance that is not ready is at most thirty seconds', async () => {
		const { session, clock } = scriptedSession([refusal('IncorrectInstanceStatus')]);
		const start = clock.now();
		await failureOf(session.call('AssociateEipAddress', { ClientToken: 't' }));
		expect(clock.now() - start).toBeGreaterThan(10_000);
		expect(clock.now() - start).toBeLessThan(30_000);
	});
});

describe('cancelling', () => {
	test('before the first attempt sends nothing', async () => {
		const { session, requests } = scriptedSession([ok()], { signal: AbortSignal.abort() });
		await expect(session.call(READ, {})).rejects.toThrow(CancelledError);
		expect(requests).toHaveLength(0);
	});

	test('during a request ends the call, whatever the reply was', async () => {
		const controller = new AbortController();
		const { session, requests } = scriptedSession(
			() => {
				controller.abort();
				return refusal('Throttling');
			},
			{ signal: controller.signal },
		);
		await expect(session.call(READ, {})).rejects.toThrow(CancelledError);
		expect(requests).toHaveLength(1);
	});

	test('during a wait ends the call without another request', async () => {
		const controller = new AbortController();
		const { session, clock, requests } = scriptedSession([refusal('Throttling')], {
			signal: controller.signal,
		});
		clock.onTick = () => controller.abort();
		await expect(session.call(READ, {})).rejects.toThrow(CancelledError);
		expect(requests).toHaveLength(1);
	});
});

describe('the time limit', () => {
	test('is one for all calls of a session', async () => {
		const { session, clock } = scriptedSession(
			() => {
				clock.advance(4_000);
				return ok();
			},
			{ timeLimit: 10_000 },
		);
		for (let call = 0; call < 3; call++) await session.call(READ, {});
		const failure = await failureOf(session.call(READ, {}));
		expect(failure.message).toBe(
			'The time limit of 10 seconds ended before DescribeEipAddresses was sent',
		);
		expect(failure.details.reached).toBe('not sent');
	});

	test('ends the wait for the reply to a purchase, too: then nobody knows what was bought', async () => {
		const { session, clock } = scriptedSession(
			async () => {
				await clock.sleep(5_000);
				return ok({ AllocationId: 'eip-1' });
			},
			{ timeLimit: 1_000 },
		);
		const failure = await failureOf(session.call('AllocateEipAddress', { ClientToken: 't' }));
		expect(failure.details).toMatchObject({ reached: 'unknown', isUncertain: true });
		expect(clock.elapsed).toBe(1_000);
	});

	test('that ends while a change is repeated tells what refused it, and that nobody knows', async () => {
		const { session, clock } = scriptedSession(
			async (_request, count) => {
				if (count === 1) return refusal('OperationConflict');
				await clock.sleep(60_000);
				return ok();
			},
			{ timeLimit: 5_000 },
		);
		const failure = await failureOf(session.call('ReleaseEipAddress', {}));
		expect(failure.details).toMatchObject({ code: 'OperationConflict', isUncertain: true });
		expect(clock.elapsed).toBe(5_000);
	});

	test('does not end what several items read together', async () => {
		const controller = new AbortController();
		const { session } = scriptedSession([ok()], { timeLimit: 1, signal: controller.signal });
		controller.abort();
		expect(await session.independent(5_000).call(READ, {})).toEqual({ RequestId: 'R-1' });
	});
});

describe('a lost reply', () => {
	const LOST = connectionError('ECONNRESET');

	test('of a read is asked for again', async () => {
		const { session } = scriptedSession([LOST, ok({ TotalCount: 7 })]);
		expect(await session.call(READ, {})).toMatchObject({ TotalCount: 7 });
	});

	test('of a purchase with client token is asked for again, with the same token', async () => {
		const { session, requests } = scriptedSession([LOST, ok({ AllocationId: 'eip-1' })]);
		await session.call('AllocateEipAddress', { ClientToken: 'token' });
		expect(requests.map(({ qs }) => qs?.ClientToken)).toEqual(['token', 'token']);
	});

	test('of a purchase without client token is not: it could buy a second one', async () => {
		const { session, requests } = scriptedSession([LOST, ok()]);
		const failure = await failureOf(session.call('AllocateEipAddress', {}));
		expect(failure.details.reached).toBe('unknown');
		expect(requests).toHaveLength(1);
	});

	test('but a connection that was never made is no reason for doubt', async () => {
		const { session, requests } = scriptedSession([connectionError('ECONNREFUSED'), ok()]);
		await session.call('AllocateEipAddress', {});
		expect(requests).toHaveLength(2);
	});

	test.each(['AssociateEipAddress', 'UnassociateEipAddress', 'ReleaseEipAddress'] as const)(
		'of %s is looked after: done means done',
		async (action) => {
			const { session, requests } = scriptedSession([LOST]);
			const isApplied = jest.fn(async () => true);
			expect(await session.call(action, {}, { isApplied })).toEqual({});
			expect(requests).toHaveLength(1);
			expect(isApplied).toHaveBeenCalledTimes(1);
		},
	);

	test('is sent again when a look shows that nothing was done', async () => {
		const { session, requests } = scriptedSession([LOST, ok({ RequestId: 'R-2' })]);
		const call = session.call('ReleaseEipAddress', {}, { isApplied: async () => false });
		expect(await call).toEqual({ RequestId: 'R-2' });
		expect(requests).toHaveLength(2);
	});

	test('is not sent again where nobody can look', async () => {
		const { session, requests } = scriptedSession([LOST, ok()]);
		await failureOf(session.call('ReleaseEipAddress', {}));
		expect(requests).toHaveLength(1);
	});

	test('makes a later refusal suspect: it may be the echo of the change itself', async () => {
		const { session } = scriptedSession([LOST, refusal('InvalidAllocationId.NotFound')]);
		const looks = [false, true];
		const call = session.call(
			'ReleaseEipAddress',
			{},
			{ isApplied: async () => looks.shift() ?? true },
		);
		expect(await call).toEqual({});
	});

	test('and a refusal without one is believed', async () => {
		const { session } = scriptedSession([refusal('InvalidAllocationId.NotFound')]);
		const isApplied = jest.fn(async () => true);
		const failure = await failureOf(session.call('ReleaseEipAddress', {}, { isApplied }));
		expect(failure.details.code).toBe('InvalidAllocationId.NotFound');
		expect(isApplied).not.toHaveBeenCalled();
	});

	test.each([
		['InternalError', refusal('InternalError', { statusCode: 500 })],
		['a web page of a gateway', reply(502, '<html>Bad Gateway</html>')],
		['a reply that broke off', reply(200, '{"RequestId":"R')],
		['an unknown code with status 503', refusal('Unheard.Of', { statusCode: 503 })],
	])('may also be %s', async (_name, answer) => {
		const { session, requests } = scriptedSession([answer, ok()]);
		await failureOf(session.call('AllocateEipAddress', {}));
		expect(requests).toHaveLength(1);
		const again = scriptedSession([answer, ok()]);
		await again.session.call('AllocateEipAddress', { ClientToken: 't' });
		expect(again.requests).toHaveLength(2);
	});

	test('a look that fails ends the call; what was done stays uncertain', async () => {
		const { session, requests } = scriptedSession([LOST]);
		const isApplied = async () => await Promise.reject(new Error('looking failed'));
		const failure = await failureOf(session.call('ReleaseEipAddress', {}, { isApplied }));
		expect(failure.details).toMatchObject({ reached: 'unknown', isUncertain: true });
		expect(requests).toHaveLength(1);
	});

	test('a look that is cancelled ends the call as cancelled', async () => {
		const { session } = scriptedSession([LOST]);
		const isApplied = async () => await Promise.reject(new CancelledError());
		const call = session.call('ReleaseEipAddress', {}, { isApplied });
		await expect(call).rejects.toThrow(CancelledError);
	});

	test('leaves a write uncertain when it was not repeated or a refusal came after it', async () => {
		const purchase = scriptedSession([LOST]);
		const lost = await failureOf(purchase.session.call('AllocateEipAddress', {}));
		expect(lost.details.isUncertain).toBe(true);
		const { session } = scriptedSession([LOST, refusal('QuotaExceeded.Eip')]);
		const refused = await failureOf(session.call('AllocateEipAddress', { ClientToken: 't' }));
		expect(refused.details).toMatchObject({ code: 'QuotaExceeded.Eip', isUncertain: true });
	});

	test('leaves nothing uncertain after a read, a plain refusal or a look that saw nothing done', async () => {
		const read = scriptedSession([LOST, refusal('InvalidParameter')]);
		expect((await failureOf(read.session.call(READ, {}))).details.isUncertain).toBeUndefined();
		const plain = scriptedSession([refusal('QuotaExceeded.Eip')]);
		const refused = await failureOf(plain.session.call('AllocateEipAddress', {}));
		expect(refused.details.isUncertain).toBeUndefined();
		const looked = scriptedSession([LOST, refusal('Forbidden.RAM')]);
		const isApplied = async () => false;
		const seen = await failureOf(looked.session.call('ReleaseEipAddress', {}, { isApplied }));
		expect(seen.details.isUncertain).toBeUndefined();
	});
});

describe('a state that does not allow the change', () => {
	const REFUSED = refusal('IncorrectEipStatus');

	test('is waited for while it is a passing one', async () => {
		const { session, requests } = scriptedSession([REFUSED, REFUSED, ok()]);
		await session.call('ReleaseEipAddress', {}, { findState: async () => 'passing' });
		expect(requests).toHaveLength(3);
	});

	test('is asked for once more when it passed before the look', async () => {
		const passed = scriptedSession([REFUSED, ok()]);
		await passed.session.call('ReleaseEipAddress', {}, { findState: async () => 'fitting' });
		expect(passed.requests).toHaveLength(2);
		const other = scriptedSession([REFUSED, REFUSED, ok()]);
		const call = other.session.call('ReleaseEipAddress', {}, { findState: async () => 'fitting' });
		expect((await failureOf(call)).details.code).toBe('IncorrectEipStatus');
		expect(other.requests).toHaveLength(2);
	});

	test('ends the call at once when it is a lasting one', async () => {
		const { session, requests } = scriptedSession([REFUSED, ok()]);
		const findState = async () => 'lasting' as const;
		const failure = await failureOf(session.call('ReleaseEipAddress', {}, { findState }));
		expect(failure.details.code).toBe('IncorrectEipStatus');
		expect(requests).toHaveLength(1);
	});

	test.each<[string, CallChecks]>([
		['nobody can look', {}],
		['looking fails', { findState: async () => await Promise.reject(new Error('no')) }],
	])('is given half a minute when %s', async (_name, checks) => {
		const passed = scriptedSession([REFUSED, REFUSED, ok()]);
		await passed.session.call('ReleaseEipAddress', {}, checks);
		expect(passed.requests).toHaveLength(3);
		const { session, clock } = scriptedSession([REFUSED], { timeLimit: 300_000 });
		const failure = await failureOf(session.call('ReleaseEipAddress', {}, checks));
		expect(failure.details.code).toBe('IncorrectEipStatus');
		expect(clock.elapsed).toBeGreaterThan(15_000);
		expect(clock.elapsed).toBeLessThanOrEqual(30_000);
	});
});

test('a repeated nonce is signed again at once, three times', async () => {
	const { session, requests, clock } = scriptedSession([refusal('SignatureNonceUsed')]);
	await failureOf(session.call('AllocateEipAddress', {}));
	expect(requests).toHaveLength(4);
	expect(clock.sleeps).toEqual([0, 0, 0]);
});

test('an error that is not about the connection, such as a missing key, is passed on as it is', async () => {
	const error = new Error("The 'AccessKey ID' of the credential is empty.");
	const { session, requests } = scriptedSession([error]);
	await expect(session.call(READ, {})).rejects.toBe(error);
	expect(requests).toHaveLength(1);
});

test('a secret that the server echoes is not in the failure', async () => {
	const body: IDataObject = { Code: 'Unheard.Of', Message: `your secret ${SECRET}` };
	const { session } = scriptedSession([reply(400, body)]);
	const failure = await failureOf(session.call(READ, {}));
	expect(JSON.stringify(failure.details)).not.toContain(SECRET);
	expect(failure.message).toBe('your secret •••');
});

describe('requests in flight', () => {
	/** Sessions whose requests stay open until they are let go. */
	function openSessions(count: number, regionOf: (index: number) => string = () => 'cn-hangzhou') {
		let [open, most] = [0, 0];
		const waiting: Array<() => void> = [];
		const answer = async () => {
			most = Math.max(most, ++open);
			await new Promise<void>((resolve) => waiting.push(resolve));
			open--;
			return ok();
		};
		const sessions = Array.from(
			{ length: count },
			(_, index) => scriptedSession(answer, { regionId: regionOf(index) }).session,
		);
		const drain = async () => {
			for (;;) {
				await new Promise((resolve) => setImmediate(resolve));
				const next = waiting.shift();
				if (!next) return;
				next();
			}
		};
		return { sessions, drain, most: () => most };
	}

	test('are never more than eight for one key and region, over all sessions', async () => {
		const { sessions, drain, most } = openSessions(100);
		const calls = sessions.map(async (session) => await session.call(READ, {}));
		await drain();
		await Promise.all(calls);
		expect(most()).toBe(MAX_REQUESTS_IN_FLIGHT);
		expect(MAX_REQUESTS_IN_FLIGHT).toBe(8);
	});

	test('are counted for each region on its own', async () => {
		const { sessions, drain, most } = openSessions(40, (index) =>
			index % 2 === 0 ? 'cn-hangzhou' : 'cn-beijing',
		);
		const calls = sessions.map(async (session) => await session.call(READ, {}));
		await drain();
		await Promise.all(calls);
		expect(most()).toBe(2 * MAX_REQUESTS_IN_FLIGHT);
	});

	test('do not include those that only wait for their next attempt', async () => {
		const waiters = Array.from({ length: 20 }, () =>
			scriptedSession([refusal('Throttling'), ok()]),
		);
		await Promise.all(waiters.map(async ({ session }) => await session.call(READ, {})));
		const { session } = scriptedSession([ok()]);
		expect(await session.call(READ, {})).toMatchObject({ RequestId: 'R-1' });
	});

	test('a look for a request that failed does not need a second place in the queue', async () => {
		const calls = Array.from({ length: 20 }, async () => {
			const { session } = scriptedSession(({ qs }, count) =>
				qs?.Action === READ
					? ok({ TotalCount: 0 })
					: count === 1
						? connectionError('ECONNRESET')
						: ok(),
			);
			const isApplied = async () => {
				await session.call(READ, {});
				return false;
			};
			return await session.call('ReleaseEipAddress', {}, { isApplied });
		});
		expect(await Promise.all(calls)).toHaveLength(20);
	});
});

test('a custom endpoint serves every region', async () => {
	const custom = { ...accessKey, endpointType: 'custom' as const, endpoint: 'http://localhost:1/' };
	const { session, requests } = scriptedSession([ok()], {
		accessKey: custom,
		regionId: 'us-east-1',
	});
	await session.call(READ, {});
	expect(requests[0].baseURL).toBe('http://localhost:1');
});
