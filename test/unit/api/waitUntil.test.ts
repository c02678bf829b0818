import type { IDataObject } from 'n8n-workflow';
import { UnexpectedOutcome } from '../../../nodes/AlibabaCloudEip/errors/ApiFailure';
import { CancelledError } from '../../../nodes/AlibabaCloudEip/api/client/clock';
import { Deadline } from '../../../nodes/AlibabaCloudEip/api/client/deadline';
import { countReads } from '../../../nodes/AlibabaCloudEip/api/client/sharedReads';
import { countTicks } from '../../../nodes/AlibabaCloudEip/api/waiting/ticks';
import {
	type WaitCondition,
	waitFor,
	waitUntil,
} from '../../../nodes/AlibabaCloudEip/api/waiting/waitUntil';
import { FakeClock } from './fakeClock';
import { type Answer, connectionError, ok, refusal, reply, scriptedSession } from './session';

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
			return ok({
				TotalCount: list.length,
				EipAddresses: { EipAddress: list as unknown as IDataObject[] },
			});
		},
		{ clock, ...options },
	);
	return { ...made, clock, asked, elapsed: () => clock.time - start };
}

const untilInUse: WaitCondition = (elasticIp) =>
	elasticIp?.Status === 'InUse' ? 'done' : undefined;

const ids = (count: number) => Array.from({ length: count }, (_, index) => `eip-${index}`);

describe('waits of one group', () => {
	test.each([1, 50, 51, 100, 120])('%d of them share one call per 50 and tick', async (count) => {
		const { session, asked } = cloud(() => 5500);
		const done = await Promise.all(
			ids(count).map(async (id) => await waitFor(session, id, untilInUse)),
		);
		expect(done.map((elasticIp) => elasticIp?.AllocationId)).toEqual(ids(count));
		// Looks after 1, 3, 5 and 7 seconds.
		expect(asked).toHaveLength(4 * Math.ceil(count / 50));
		expect(asked.every((each) => each.length <= 50)).toBe(true);
	});

	test('drop out when they are over, so that calls become fewer', async () => {
		const { session, asked } = cloud((id) => (id === 'eip-0' ? 4000 : 0));
		await Promise.all(ids(60).map(async (id) => await waitFor(session, id, untilInUse)));
		expect(asked.map(({ length }) => length)).toEqual([50, 10, 1, 1]);
	});

	test('may join while others are waiting already', async () => {
		const { session, clock, asked } = cloud((id) => (id === 'late' ? 0 : 6000));
		let late: Promise<unknown> | undefined;
		clock.onTick = () => {
			late ??= waitFor(session, 'late', untilInUse);
		};
		await waitFor(session, 'eip-0', untilInUse);
		expect(await late).toMatchObject({ AllocationId: 'late' });
		expect(asked[0]).toContain('eip-0');
		expect(asked.filter((each) => each.includes('late'))).toHaveLength(1);
	});

	test('two for the same Elastic IP ask once and are both told', async () => {
		const { session, asked } = cloud();
		const both = [1, 2].map(async () => await waitFor(session, 'eip-0', untilInUse));
		expect(await Promise.all(both)).toHaveLength(2);
		expect(asked).toEqual([['eip-0']]);
	});

	test('all fail when reading is refused for good, and the next wait starts a new group', async () => {
		const broken = scriptedSession([refusal('Forbidden.RAM')]);
		const waits = ids(60).map(async (id) => await waitFor(broken.session, id, untilInUse));
		for (const outcome of await Promise.allSettled(waits)) {
			expect(outcome).toMatchObject({
				status: 'rejected',
				reason: {
					name: 'UnexpectedOutcome',
					message: expect.stringMatching(
						/^Alibaba Cloud accepted the change, but its result could not be read: .*Forbidden\.RAM/,
					),
				},
			});
		}
		expect(broken.requests).toHaveLength(2);
		const { session } = cloud();
		expect(await waitFor(session, 'eip-0', untilInUse)).toMatchObject({ Status: 'InUse' });
	});

	test('all end when the execution is cancelled', async () => {
		const controller = new AbortController();
		const { session, clock, asked } = cloud(() => 60_000, { signal: controller.signal });
		clock.onTick = ({ time }) => {
			if (asked.length === 2 && time) controller.abort();
		};
		const waits = ids(3).map(async (id) => await waitFor(session, id, untilInUse));
		for (const outcome of await Promise.allSettled(waits)) {
			expect(outcome).toMatchObject({ status: 'rejected' });
			expect((outcome as PromiseRejectedResult).reason).toBeInstanceOf(CancelledError);
		}
		expect(asked).toHaveLength(2);
	});

	test('a condition that throws ends its own wait and no other', async () => {
		const { session } = cloud();
		const broken: WaitCondition = () => {
			throw new Error('broken condition');
		};
		const waits = [waitFor(session, 'eip-0', broken), waitFor(session, 'eip-1', untilInUse)];
		const outcomes = await Promise.allSettled(waits);
		expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
	});
});

describe('reads that fail', () => {
	const FAULTS: Array<[string, Answer]> = [
		['a lost connection', connectionError('ECONNRESET')],
		['throttling', refusal('Throttling.User')],
		['a fault of the server', refusal('InternalError', { statusCode: 500 })],
		['a web page', reply(502, '<html>Bad Gateway</html>')],
		['a host that is not found', connectionError('ENOTFOUND')],
	];
	/** Reads fail until so many milliseconds have passed. */
	const faulty = (answer: Answer, until: number, timeLimit: number) => {
		const clock = new FakeClock();
		const elastic = { AllocationId: 'eip-1', Status: 'InUse' };
		const good = ok({ TotalCount: 1, EipAddresses: { EipAddress: [elastic as IDataObject] } });
		return scriptedSession(() => (clock.elapsed < until ? answer : good), { clock, timeLimit });
	};

	test.each(FAULTS)('are repeated after %s, beyond one read', async (_name, answer) => {
		const { session, clock } = faulty(answer, 60_000, 300_000);
		expect(await waitFor(session, 'eip-1', untilInUse)).toMatchObject({ Status: 'InUse' });
		expect(clock.elapsed).toBeLessThan(80_000);
	});

	test.each(FAULTS)(
		'until the time limit after %s, and say what was accepted',
		async (_name, answer) => {
			const { session, clock } = faulty(answer, Infinity, 30_000);
			await expect(waitFor(session, 'eip-1', untilInUse)).rejects.toMatchObject({
				name: 'UnexpectedOutcome',
				message: expect.stringMatching(
					/^Alibaba Cloud accepted the change, but its result could not be read: ./,
				),
			});
			expect(clock.elapsed).toBe(30_000);
			const single = faulty(answer, Infinity, 30_000);
			const read = async () => await single.session.call('DescribeEipAddresses', {});
			await expect(waitUntil(single.session, 'It', read, () => undefined)).rejects.toThrow(
				'Alibaba Cloud accepted the change, but its result could not be read',
			);
			expect(single.clock.elapsed).toBeLessThanOrEqual(30_000);
		},
	);

	test('say nothing of an accepted change where none was sent', async () => {
		const { session } = scriptedSession([refusal('Forbidden.RAM')]);
		const wait = waitFor(session, 'eip-1', untilInUse, { isAccepted: false });
		await expect(wait).rejects.toMatchObject({ details: { code: 'Forbidden.RAM' } });
		const other = cloud(() => Infinity, { timeLimit: 5000 });
		await expect(
			waitFor(other.session, 'eip-1', untilInUse, { isAccepted: false }),
		).rejects.toMatchObject({ advice: expect.stringContaining('nothing was sent') });
	});

	test('name what an earlier try may have sent', async () => {
		const options = { isAccepted: false, mayBeOurs: true };
		const { session } = cloud(() => Infinity, { timeLimit: 5000 });
		await expect(waitFor(session, 'eip-1', untilInUse, options)).rejects.toMatchObject({
			advice: expect.stringMatching(/^An earlier try sent this change, and it may still be made/),
		});
		const cancelled = scriptedSession([], { signal: AbortSignal.abort() });
		await expect(waitFor(cancelled.session, 'eip-1', untilInUse, options)).rejects.toThrow(
			'the result of a change that an earlier try sent',
		);
	});

	test('hang: each wait still ends at its own limit', async () => {
		const clock = new FakeClock();
		const ends: number[] = [];
		await Promise.all(
			[2_000, 15_000, 40_000].map(async (timeLimit, index) => {
				const { session } = scriptedSession(async () => await new Promise<never>(() => {}), {
					clock,
					timeLimit,
				});
				await waitFor(session, `eip-${index}`, untilInUse).catch(() => {});
				ends.push(clock.elapsed);
			}),
		);
		expect(ends).toEqual([2_000, 15_000, 40_000]);
		expect(countTicks(clock)).toBe(0);
		expect(countReads(clock)).toBe(0);
	});

	test('through the connection of one that is cancelled hurt no other', async () => {
		const clock = new FakeClock();
		const controller = new AbortController();
		const elastic = { AllocationId: 'eip-1', Status: 'InUse' } as IDataObject;
		const first = scriptedSession([connectionError('ERR_CANCELED')], {
			clock,
			signal: controller.signal,
		});
		const second = scriptedSession(
			[ok({ TotalCount: 1, EipAddresses: { EipAddress: [elastic] } })],
			{ clock },
		);
		const waits = [
			waitFor(first.session, 'eip-0', untilInUse),
			waitFor(second.session, 'eip-1', untilInUse),
		];
		clock.onTick = () => {
			if (first.requests.length > 0) controller.abort();
		};
		const [cancelled, other] = await Promise.allSettled(waits);
		expect(cancelled.status).toBe('rejected');
		expect((cancelled as PromiseRejectedResult).reason).toBeInstanceOf(CancelledError);
		expect(String((cancelled as PromiseRejectedResult).reason)).toContain(
			'Alibaba Cloud accepted the change and may still make it',
		);
		expect(other.status).toBe('fulfilled');
	});
});

describe('the end of a wait', () => {
	test('is the Elastic IP in its state, or undefined when it is gone', async () => {
		const { session } = cloud(() => Infinity);
		const gone: WaitCondition = (elasticIp) => (elasticIp ? undefined : 'done');
		expect(await waitFor(session, 'eip-0', gone)).toBeUndefined();
	});

	test('is what the condition says, for each on its own', async () => {
		const { session } = cloud();
		const verdict = { unexpected: 'It fell back', advice: 'Look.' };
		const [bad, good] = await Promise.allSettled([
			waitFor(session, 'eip-0', () => verdict),
			waitFor(session, 'eip-1', untilInUse),
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
		const wait = waitFor(session, 'eip-0', untilInUse);
		await expect(wait).rejects.toThrow(`The Elastic IP 'eip-0' is ${state} after 10 seconds`);
		expect(elapsed()).toBeGreaterThanOrEqual(10_000);
		expect(elapsed()).toBeLessThanOrEqual(12_000);
	});

	test('of each is by its own time limit', async () => {
		const { session, clock } = cloud(() => 8000);
		const impatient = { ...session, deadline: new Deadline(clock, 3000) };
		const outcomes = await Promise.allSettled([
			waitFor(session, 'eip-0', untilInUse),
			waitFor(impatient, 'eip-1', untilInUse),
		]);
		expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
	});
});

test('very many waits look less often, so that half of the rate of 600 a minute stays free', async () => {
	const { session, asked, elapsed } = cloud(() => 60_000);
	await Promise.all(ids(2000).map(async (id) => await waitFor(session, id, untilInUse)));
	const afterTheFirstLook = asked.length - 2000 / 50;
	expect(afterTheFirstLook / (elapsed() / 60_000)).toBeLessThanOrEqual(300);
});

describe('a wait for a single resource', () => {
	const look = (states: Array<string | undefined>) => async () => {
		const status = states.length > 1 ? states.shift() : states[0];
		return status === undefined ? undefined : { Status: status };
	};

	test('looks after one second, then every two, until the condition says that it is over', async () => {
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

	test('ends with what the condition did not expect', async () => {
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
		await expect(waitUntil(session, 'It', broken, never)).rejects.toThrow(
			'Alibaba Cloud accepted the change, but its result could not be read: no look.',
		);
	});
});
