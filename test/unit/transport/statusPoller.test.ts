import type { IDataObject } from 'n8n-workflow';
import { UnexpectedOutcome } from '../../../nodes/AlibabaCloudEip/errors/ApiFailure';
import { CancelledError } from '../../../nodes/AlibabaCloudEip/transport/clock';
import { type Judge, waitFor } from '../../../nodes/AlibabaCloudEip/transport/statusPoller';
import { waitUntil } from '../../../nodes/AlibabaCloudEip/transport/waitUntil';
import { FakeClock } from './fakeClock';
import { ok, refusal, scriptedSession } from './session';

/** Each Elastic IP is Associating until so many milliseconds have passed, then InUse. */
function cloud(readyAfter: (id: string) => number = () => 0, options = {}) {
	const clock = new FakeClock();
	const start = clock.time;
	const asked: string[][] = [];
	const made = scriptedSession(
		({ qs }) => {
			const ids = String(qs?.AllocationId).split(',');
			asked.push(ids);
			const list = ids
				.filter((id) => readyAfter(id) !== Infinity)
				.map((id) => ({
					AllocationId: id,
					Status: clock.time - start >= readyAfter(id) ? 'InUse' : 'Associating',
				}));
			return ok({ EipAddresses: { EipAddress: list as unknown as IDataObject[] } });
		},
		{ clock, ...options },
	);
	return { ...made, clock, asked, elapsed: () => clock.time - start };
}

const untilInUse: Judge = (elasticIp) => (elasticIp?.Status === 'InUse' ? 'done' : undefined);

let groups = 0;
const newGroup = () => `group-${++groups}`;
const ids = (count: number) => Array.from({ length: count }, (_, index) => `eip-${index}`);

describe('waits of one group', () => {
	test.each([1, 50, 51, 100, 120])('%d of them share one call per 50 and tick', async (count) => {
		const { session, asked } = cloud(() => 5500);
		const group = newGroup();
		const done = await Promise.all(
			ids(count).map(async (id) => await waitFor(session, group, id, untilInUse)),
		);
		expect(done.map((elasticIp) => elasticIp?.AllocationId)).toEqual(ids(count));
		// Looks after 1, 3, 5 and 7 seconds.
		expect(asked).toHaveLength(4 * Math.ceil(count / 50));
		expect(asked.every((each) => each.length <= 50)).toBe(true);
	});

	test('drop out when they are over, so that calls become fewer', async () => {
		const { session, asked } = cloud((id) => (id === 'eip-0' ? 4000 : 0));
		const group = newGroup();
		await Promise.all(ids(60).map(async (id) => await waitFor(session, group, id, untilInUse)));
		expect(asked.map(({ length }) => length)).toEqual([50, 10, 1, 1]);
	});

	test('may join while others are waiting already', async () => {
		const { session, clock, asked } = cloud((id) => (id === 'late' ? 0 : 6000));
		const group = newGroup();
		let late: Promise<unknown> | undefined;
		clock.onTick = () => {
			late ??= waitFor(session, group, 'late', untilInUse);
		};
		await waitFor(session, group, 'eip-0', untilInUse);
		expect(await late).toMatchObject({ AllocationId: 'late' });
		expect(asked[0]).toContain('eip-0');
		expect(asked.filter((each) => each.includes('late'))).toHaveLength(1);
	});

	test('two for the same Elastic IP ask once and are both told', async () => {
		const { session, asked } = cloud();
		const group = newGroup();
		const both = [1, 2].map(async () => await waitFor(session, group, 'eip-0', untilInUse));
		expect(await Promise.all(both)).toHaveLength(2);
		expect(asked).toEqual([['eip-0']]);
	});

	test('all fail when looking fails, and the next wait of the group begins anew', async () => {
		const group = newGroup();
		const broken = scriptedSession([refusal('Forbidden.RAM')]);
		const waits = ids(60).map(async (id) => await waitFor(broken.session, group, id, untilInUse));
		for (const outcome of await Promise.allSettled(waits)) {
			expect(outcome).toMatchObject({
				status: 'rejected',
				reason: { details: { code: 'Forbidden.RAM' } },
			});
		}
		expect(broken.requests).toHaveLength(1);
		const { session } = cloud();
		expect(await waitFor(session, group, 'eip-0', untilInUse)).toMatchObject({ Status: 'InUse' });
	});

	test('all end when the execution is cancelled', async () => {
		const controller = new AbortController();
		const { session, clock, asked } = cloud(() => 60_000, { signal: controller.signal });
		const group = newGroup();
		clock.onTick = ({ time }) => {
			if (asked.length === 2 && time) controller.abort();
		};
		const waits = ids(3).map(async (id) => await waitFor(session, group, id, untilInUse));
		for (const outcome of await Promise.allSettled(waits)) {
			expect(outcome).toMatchObject({ status: 'rejected' });
			expect((outcome as PromiseRejectedResult).reason).toBeInstanceOf(CancelledError);
		}
		expect(asked).toHaveLength(2);
	});

	test('a judge that throws ends them all instead of leaving them waiting', async () => {
		const { session } = cloud();
		const group = newGroup();
		const broken: Judge = () => {
			throw new Error('broken judge');
		};
		const waits = [
			waitFor(session, group, 'eip-0', broken),
			waitFor(session, group, 'eip-1', () => undefined),
		];
		const outcomes = await Promise.allSettled(waits);
		expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	});
});

describe('the end of a wait', () => {
	test('is the Elastic IP in its state, or undefined when it is gone', async () => {
		const { session } = cloud(() => Infinity);
		const gone: Judge = (elasticIp) => (elasticIp ? undefined : 'done');
		expect(await waitFor(session, newGroup(), 'eip-0', gone)).toBeUndefined();
	});

	test('is what the judge says, for each on its own', async () => {
		const { session } = cloud();
		const group = newGroup();
		const verdict = { unexpected: 'It fell back', advice: 'Look.' };
		const [bad, good] = await Promise.allSettled([
			waitFor(session, group, 'eip-0', () => verdict),
			waitFor(session, group, 'eip-1', untilInUse),
		]);
		expect(good.status).toBe('fulfilled');
		const { reason } = bad as PromiseRejectedResult;
		expect(reason).toBeInstanceOf(UnexpectedOutcome);
		expect(reason).toMatchObject({ message: 'It fell back', advice: 'Look.' });
	});

	test.each([
		['still Associating', () => 1e9],
		['still not to be found', () => Infinity],
	])('after the time limit says that it is %s', async (state, readyAfter) => {
		const { session, elapsed } = cloud(readyAfter, { timeLimit: 10_000 });
		const wait = waitFor(session, newGroup(), 'eip-0', untilInUse);
		await expect(wait).rejects.toThrow(`The Elastic IP 'eip-0' is ${state} after 10 seconds`);
		expect(elapsed()).toBeGreaterThanOrEqual(10_000);
		expect(elapsed()).toBeLessThanOrEqual(12_000);
	});

	test('of each is by its own time limit', async () => {
		const group = newGroup();
		const { session } = cloud(() => 8000);
		const impatient = { ...session, timeLimit: 3000 };
		const outcomes = await Promise.allSettled([
			waitFor(session, group, 'eip-0', untilInUse),
			waitFor(impatient, group, 'eip-1', untilInUse),
		]);
		expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
	});
});

test('very many waits look less often, so that half of the rate of 600 a minute stays free', async () => {
	const { session, asked, elapsed } = cloud(() => 60_000);
	const group = newGroup();
	await Promise.all(ids(2000).map(async (id) => await waitFor(session, group, id, untilInUse)));
	const afterTheFirstLook = asked.length - 2000 / 50;
	expect(afterTheFirstLook / (elapsed() / 60_000)).toBeLessThanOrEqual(300);
});

describe('a wait for a single resource', () => {
	const look = (states: Array<string | undefined>) => async () => {
		const status = states.length > 1 ? states.shift() : states[0];
		return status === undefined ? undefined : { Status: status };
	};

	test('looks after one second, then every two, until the judge says that it is over', async () => {
		const { session, clock } = scriptedSession([ok()]);
		const found = await waitUntil(
			session,
			"The pool 'p'",
			look(['Adding', 'Adding', 'Created']),
			(pool) => (pool?.Status === 'Created' ? 'done' : undefined),
		);
		expect(found).toEqual({ Status: 'Created' });
		expect(clock.sleeps).toEqual([1000, 2000, 2000]);
	});

	test('ends with what the judge did not expect', async () => {
		const { session } = scriptedSession([ok()]);
		const wait = waitUntil(session, "The pool 'p'", look(['Failed']), () => ({
			unexpected: 'It did not work',
			advice: 'Look.',
		}));
		await expect(wait).rejects.toMatchObject({ message: 'It did not work', advice: 'Look.' });
	});

	test.each([
		['Adding', 'still Adding'],
		[undefined, 'still not to be found'],
	])('ends after the time limit in state %s', async (status, text) => {
		const { session } = scriptedSession([ok()], { timeLimit: 5000 });
		const wait = waitUntil(session, "The pool 'p'", look([status]), () => undefined);
		await expect(wait).rejects.toThrow(`The pool 'p' is ${text} after 5 seconds`);
	});

	test('ends when the execution is cancelled or looking fails', async () => {
		const cancelled = scriptedSession([ok()], { signal: AbortSignal.abort() });
		const never = () => undefined;
		await expect(waitUntil(cancelled.session, 'It', look(['a']), never)).rejects.toThrow(
			CancelledError,
		);
		const { session } = scriptedSession([ok()]);
		const broken = async () => await Promise.reject(new Error('no look'));
		await expect(waitUntil(session, 'It', broken, never)).rejects.toThrow('no look');
	});
});
