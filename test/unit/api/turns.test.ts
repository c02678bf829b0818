import * as fc from 'fast-check';
import { CancelledError } from '../../../nodes/AlibabaCloudEip/api/client/clock';
import { Deadline } from '../../../nodes/AlibabaCloudEip/api/client/deadline';
import { countHeldKeys, withLock } from '../../../nodes/AlibabaCloudEip/api/client/locks';
import { ApiFailure, UnexpectedOutcome } from '../../../nodes/AlibabaCloudEip/errors/ApiFailure';
import { FakeClock } from './fakeClock';
import { ok, scriptedSession } from './session';

/**
 * Random arrivals, lengths, limits and cancels in virtual time. TURNS_SEED runs the same again.
 */
const RUNS = Number(process.env.TURNS_RUNS ?? 300);
const SEED = Number(process.env.TURNS_SEED ?? Math.floor(Math.random() * 2 ** 31));
beforeAll(() => console.info(`TURNS_SEED=${SEED}`));

/** With so little time left a turn is not taken any more. */
const TOO_LATE = 250;
/** A limit and a turn at the same moment may come in either order. */
const TIE = 1;

interface Job {
	names: string[];
	arrives: number;
	lasts: number;
	limit: number;
	/** Milliseconds after the arrival. */
	cancelAfter: number | undefined;
	fails: boolean;
}

type End = 'done' | 'failed' | 'out of time' | 'cancelled';

const job: fc.Arbitrary<Job> = fc.record({
	names: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 3 }),
	arrives: fc.integer({ min: 0, max: 5_000 }),
	lasts: fc.integer({ min: 1, max: 4_000 }),
	limit: fc.integer({ min: 1_000, max: 9_000 }),
	cancelAfter: fc.option(fc.integer({ min: 0, max: 6_000 }), { nil: undefined, freq: 3 }),
	fails: fc.boolean(),
});

/**
 * What must come out, by the rule alone: in the order of arrival each begins as soon as nobody who
 * came earlier, and is there still, wants one of its resources; and leaves the queue at its limit or
 * cancel.
 */
function expectedStarts(jobs: Job[]): Array<{ start: number | undefined; end: number }> {
	const order = jobs
		.map((_, index) => index)
		.sort((one, other) => jobs[one].arrives - jobs[other].arrives || one - other);
	const ends = new Map<number, { start: number | undefined; end: number }>();
	for (const index of order) {
		const { names, arrives, limit, cancelAfter = Infinity, lasts } = jobs[index];
		const blockers = order
			.slice(0, order.indexOf(index))
			.filter((other) => jobs[other].names.some((name) => names.includes(name)));
		const free = Math.max(arrives, ...blockers.map((other) => ends.get(other)?.end ?? 0));
		const leaves = arrives + Math.min(limit, cancelAfter);
		const isBlocked = free > arrives;
		const isTooLate = isBlocked && free >= Math.min(leaves, arrives + limit - TOO_LATE);
		if (isTooLate) ends.set(index, { start: undefined, end: Math.min(leaves, Math.max(free, 0)) });
		else ends.set(index, { start: free, end: free + lasts });
	}
	return jobs.map((_, index) => ends.get(index) ?? { start: undefined, end: 0 });
}

/** Whether anything of the schedule happens at nearly the same time, so that its order is open. */
function hasTies(
	jobs: Job[],
	expected: Array<{ start: number | undefined; end: number }>,
): boolean {
	const times = jobs.flatMap(({ arrives, limit, cancelAfter }, index) => [
		arrives,
		arrives + limit,
		arrives + limit - TOO_LATE,
		...(cancelAfter === undefined ? [] : [arrives + cancelAfter]),
		...(expected[index].start === undefined ? [] : [expected[index].end]),
	]);
	const sorted = times.sort((one, other) => one - other);
	return sorted.some((time, index) => index > 0 && time - sorted[index - 1] <= TIE);
}

async function runJobs(jobs: Job[]) {
	const clock = new FakeClock();
	const log: Array<{ start?: number; end: number; outcome: End }> = [];
	await Promise.all(
		jobs.map(async ({ names, arrives, lasts, limit, cancelAfter, fails }, index) => {
			await clock.sleep(arrives);
			const controller = new AbortController();
			const stop =
				cancelAfter === undefined ? () => {} : clock.after(cancelAfter, () => controller.abort());
			const session = {
				key: 'account',
				clock,
				deadline: new Deadline(clock, limit),
				signal: controller.signal,
			};
			let start: number | undefined;
			const outcome = await withLock(session, names, async () => {
				start = clock.elapsed;
				await clock.sleep(lasts);
				if (fails) throw new Error('as planned');
			}).then(
				(): End => 'done',
				(error: unknown): End => {
					if (error instanceof CancelledError) return 'cancelled';
					return error instanceof UnexpectedOutcome ? 'out of time' : 'failed';
				},
			);
			stop();
			log[index] = { start, end: clock.elapsed, outcome };
		}),
	);
	return log;
}

test(`locks: each has its turn in the order of arrival, or leaves at its limit or cancel (${RUNS} schedules)`, async () => {
	let [waited, left] = [0, 0];
	await fc.assert(
		fc.asyncProperty(fc.array(job, { minLength: 1, maxLength: 10 }), async (jobs) => {
			const log = await runJobs(jobs);
			expect(countHeldKeys()).toBe(0);
			// Never two at the same time on the same resource.
			const ran = log.flatMap(({ start, end }, index) =>
				start === undefined ? [] : [{ start, end, names: jobs[index].names }],
			);
			for (const one of ran) {
				for (const other of ran) {
					if (one === other || !one.names.some((name) => other.names.includes(name))) continue;
					expect(one.end <= other.start || other.end <= one.start).toBe(true);
				}
			}
			for (const [index, { start, end, outcome }] of log.entries()) {
				const { arrives, limit, cancelAfter = Infinity } = jobs[index];
				if (start === undefined) {
					expect(end).toBeLessThanOrEqual(arrives + Math.min(limit, cancelAfter));
					expect(['out of time', 'cancelled']).toContain(outcome);
					left++;
				} else {
					expect(outcome).toBe(jobs[index].fails ? 'failed' : 'done');
					if (start > arrives) waited++;
				}
			}
			const expected = expectedStarts(jobs);
			if (hasTies(jobs, expected)) return;
			expect(log.map(({ start }) => start)).toEqual(expected.map(({ start }) => start));
		}),
		{ numRuns: RUNS, seed: SEED },
	);
	expect(waited).toBeGreaterThan(RUNS / 10);
	expect(left).toBeGreaterThan(RUNS / 10);
}, 60_000);

interface Call {
	arrives: number;
	replyAfter: number;
	limit: number;
	cancelAfter: number | undefined;
	action: 'DescribeEipAddresses' | 'ReleaseEipAddress';
}

const call: fc.Arbitrary<Call> = fc.record({
	arrives: fc.integer({ min: 0, max: 3_000 }),
	replyAfter: fc.integer({ min: 1, max: 40_000 }),
	limit: fc.integer({ min: 1_000, max: 30_000 }),
	cancelAfter: fc.option(fc.integer({ min: 0, max: 20_000 }), { nil: undefined, freq: 3 }),
	action: fc.constantFrom('DescribeEipAddresses', 'ReleaseEipAddress'),
});

let serial = 0;

test(`requests: never more than eight, each ends by its limit or cancel, and nobody waits for nothing (${RUNS} schedules)`, async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 30 }), async (calls) => {
			const clock = new FakeClock();
			const region = `cn-test${++serial}`;
			let [open, most] = [0, 0];
			const outcomes: unknown[] = [];
			await Promise.all(
				calls.map(async ({ arrives, replyAfter, limit, cancelAfter, action }, index) => {
					await clock.sleep(arrives);
					const controller = new AbortController();
					const stop =
						cancelAfter === undefined
							? () => {}
							: clock.after(cancelAfter, () => controller.abort());
					let isSent = false;
					const { session } = scriptedSession(
						async () => {
							isSent = true;
							most = Math.max(most, ++open);
							await clock.sleep(replyAfter);
							open--;
							return ok();
						},
						{ clock, timeLimit: limit, signal: controller.signal, regionId: region },
					);
					const outcome = await session.call(action, {}).then(
						() => 'done' as const,
						(error: unknown) => error,
					);
					stop();
					outcomes[index] = outcome;
					expect(clock.elapsed - arrives).toBeLessThanOrEqual(
						Math.min(limit, cancelAfter ?? Infinity),
					);
					if (outcome === 'done') return;
					// A change that was sent and whose reply nobody saw is said to be unknown.
					const isChange = action === 'ReleaseEipAddress';
					if (outcome instanceof CancelledError) {
						expect(/It is not known/.test(outcome.message)).toBe(isSent && isChange);
						return;
					}
					if (!(outcome instanceof ApiFailure)) throw outcome;
					expect(outcome.details.isUncertain ?? false).toBe(isSent && isChange);
					expect(outcome.details.reached).toBe(isSent ? 'unknown' : 'not sent');
				}),
			);
			expect(most).toBeLessThanOrEqual(8);
			// Places are given back when the replies are there, also those that nobody waited for.
			await clock.sleep(60_000);
			expect(countHeldKeys()).toBe(0);
			expect(open).toBe(0);
		}),
		{ numRuns: RUNS, seed: SEED },
	);
}, 60_000);
