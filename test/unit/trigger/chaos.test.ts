import * as fc from 'fast-check';
import { ChaosRun } from './chaos/ChaosRun';
import { schedules } from './chaos/schedules';

/**
 * 1,000 in CI. By hand e.g. CHAOS_RUNS=50000; CHAOS_SEED runs the same schedules again, and with the
 * CHAOS_PATH that a failure prints the failed one first.
 */
const RUNS = Number(process.env.CHAOS_RUNS ?? 1000);
const SEED = Number(process.env.CHAOS_SEED ?? Math.floor(Math.random() * 2 ** 31));

it(`reports every observable change once and invents none, in ${RUNS} schedules`, async () => {
	console.info(`CHAOS_SEED=${SEED}`);
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
			seed: SEED,
			...(process.env.CHAOS_PATH && { path: process.env.CHAOS_PATH }),
			// Making a failing schedule smaller takes a minute.
			endOnFailure: process.env.CHAOS_SHRINK === 'no',
		},
	);
	console.info(`seed ${SEED}: ${RUNS} schedules, ${polls} polls, ${events} events`);
	expect(events).toBeGreaterThan(RUNS);
}, 3_600_000);
