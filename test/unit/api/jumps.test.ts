import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { waitFor } from '../../../nodes/AlibabaCloudEip/api/waiting/waitUntil';
import { waitUntil } from '../../../nodes/AlibabaCloudEip/api/waiting/waitUntil';
import { FakeClock } from './fakeClock';
import { connectionError, ok, refusal, scriptedSession } from './session';

/** The machine's clock is set, by an hour back or a day ahead: nothing takes longer or shorter. */
const RUNS = Number(process.env.JUMPS_RUNS ?? 150);
const SEED = Number(process.env.JUMPS_SEED ?? Math.floor(Math.random() * 2 ** 31));
beforeAll(() => console.info(`JUMPS_SEED=${SEED}`));

const HOUR = 3_600_000;

const answer = fc.constantFrom('ok', 'throttled', 'throttled for long', 'busy', 'lost', 'slow');
const schedule = fc.record({
	answers: fc.array(answer, { minLength: 1, maxLength: 12 }),
	readyAfter: fc.integer({ min: 0, max: 100_000 }),
	timeLimit: fc.integer({ min: 1_000, max: 90_000 }),
	calls: fc.integer({ min: 1, max: 5 }),
	jumps: fc.array(fc.constantFrom(0, -HOUR, 24 * HOUR, -1_000, 400 * 24 * HOUR), {
		minLength: 1,
		maxLength: 20,
	}),
});
type Schedule = typeof schedule extends fc.Arbitrary<infer Value> ? Value : never;

let serial = 0;

/** What happened when, by the time that really passed. */
async function happen({ answers, readyAfter, timeLimit, calls }: Schedule, jumps: number[]) {
	const clock = new FakeClock();
	let tick = 0;
	clock.onTick = () => (clock.time += jumps[tick++ % jumps.length]);
	const log: string[] = [];
	let count = 0;
	const { session } = scriptedSession(
		async ({ qs }) => {
			clock.time += jumps[tick++ % jumps.length];
			log.push(`${clock.elapsed} ${String(qs?.Action)}`);
			const status = clock.elapsed >= readyAfter ? 'InUse' : 'Associating';
			const list = [{ AllocationId: 'eip-1', Status: status }] as IDataObject[];
			const good = ok({ EipAddresses: { EipAddress: list } });
			switch (answers[count++ % answers.length]) {
				case 'throttled':
					return refusal('Throttling');
				case 'throttled for long':
					return refusal('Throttling.User', { headers: { 'x-acs-retry-after': '86400000' } });
				case 'busy':
					return refusal('OperationConflict');
				case 'lost':
					return connectionError('ECONNRESET');
				case 'slow':
					await clock.sleep(7_000);
					return good;
				default:
					return good;
			}
		},
		{ clock, timeLimit, regionId: `cn-jump${++serial}` },
	);
	const isReady = (one?: { Status?: unknown }) => (one?.Status === 'InUse' ? 'done' : undefined);
	const tasks = [
		...Array.from(
			{ length: calls },
			async () => await session.call('ModifyEipAddressAttribute', {}),
		),
		waitFor(session, 'eip-1', isReady),
		waitUntil(
			session,
			"The pool 'p'",
			async () => ({ Status: clock.elapsed >= readyAfter ? 'InUse' : 'Adding' }),
			isReady,
		),
	];
	const ends = tasks.map(async (task) => {
		const what = await task.then(
			() => 'done',
			(error: Error) => error.message,
		);
		return `${clock.elapsed} ${what}`;
	});
	return { log, ends: await Promise.all(ends), elapsed: clock.elapsed };
}

test(`requests, repetitions, waits and limits are the same with and without jumps (${RUNS} schedules)`, async () => {
	let repeated = 0;
	await fc.assert(
		fc.asyncProperty(schedule, async (one) => {
			const still = await happen(one, [0]);
			const jumping = await happen(one, one.jumps);
			const plain = (value: unknown) => JSON.stringify(value).replace(/cn-jump\d+/g, '');
			expect(plain(jumping)).toBe(plain(still));
			for (const end of still.ends) {
				expect(Number(end.split(' ')[0])).toBeLessThanOrEqual(one.timeLimit);
			}
			if (still.log.length > 4) repeated++;
		}),
		{ numRuns: RUNS, seed: SEED },
	);
	expect(repeated).toBeGreaterThan(RUNS / 10);
}, 60_000);
