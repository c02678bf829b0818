import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { clock } from './clock';

/** MODEL_SEED replays a search, MODEL_RUNS makes it longer, MODEL_SECONDS is the real time that one may take. */
const seed = process.env.MODEL_SEED ? Number(process.env.MODEL_SEED) : randomInt(2 ** 31);
const runs = process.env.MODEL_RUNS ? Number(process.env.MODEL_RUNS) : undefined;
const budget = Number(process.env.MODEL_SECONDS ?? (runs ? 55 : 4)) * 1000;

/** MODEL_WITHOUT leaves out what matches: to look behind a fault that is known. */
const left = process.env.MODEL_WITHOUT ? new RegExp(process.env.MODEL_WITHOUT) : undefined;
export const without = <T>(all: T[]): T[] =>
	all.filter((one) => !left?.test(JSON.stringify(one) ?? ''));

/** Searches for a story that breaks what must hold. */
export async function search<T>(
	stories: fc.Arbitrary<T>,
	mustHold: (story: T) => Promise<void>,
	usualRuns = 60,
): Promise<void> {
	const began = clock.realNow();
	let failing = 0;
	let played = 0;
	await fc.assert(
		fc.asyncProperty(stories, async (story) => {
			// A search that found something still gets some time to make it smaller.
			if (clock.realNow() - began > budget + (failing ? 5000 : 0)) return;
			played++;
			try {
				await mustHold(story);
			} catch (caught) {
				// n8n gives its own regular expressions some real milliseconds, which a busy machine may not have.
				if (/Regular expression execution timed out/.test(String(caught))) return;
				failing++;
				throw caught;
			}
		}),
		{ seed, numRuns: runs ?? usualRuns, verbose: 0 },
	);
	process.stdout.write(`  ${played} stories: ${expect.getState().currentTestName ?? ''}\n`);
}

afterAll(() => {
	process.stdout.write(`MODEL_SEED=${seed}${runs ? ` MODEL_RUNS=${runs}` : ''}\n`);
});
