import * as fc from 'fast-check';
import { ChaosRun } from './chaos/ChaosRun';
import { schedules } from './chaos/schedules';

/** 1,000 in CI. By hand e.g. CHAOS_RUNS=50000; a failure prints the seed and the path to run it again. */
const RUNS = Number(process.env.CHAOS_RUNS ?? 1000);

it(`reports every observable change once and invents none, in ${RUNS} schedules`, async () => {
	let [polls, events] = [0, 0];
	await fc.assert(
		fc.asyncProperty(schedules, async ({ engine, commands }) => {
			const run = new ChaosRun(engine);
			await run.start();
			for (const command of commands) await run.execute(command);
			await run.finish();
			polls += run.polls;
			events += run.delivered;
		}),
		{
			numRuns: RUNS,
			...(process.env.CHAOS_SEED && { seed: Number(process.env.CHAOS_SEED) }),
			...(process.env.CHAOS_PATH && { path: process.env.CHAOS_PATH }),
			// Making a failing schedule smaller takes a minute.
			endOnFailure: process.env.CHAOS_SHRINK === 'no',
		},
	);
	console.info(`${RUNS} schedules, ${polls} polls, ${events} events`);
	expect(events).toBeGreaterThan(RUNS);
}, 3_600_000);
