import { Comparison, toTable } from './trigger/Comparison';
import { goThrough } from './trigger/history';
import { type Engine, ENGINES, Watch } from './trigger/Watch';

// Two minutes each on a machine that does nothing else.
jest.setTimeout(1_800_000);

const SECONDS_BETWEEN_POLLS = 3;

let watch: Watch | undefined;

afterEach(async () => await watch?.end());

test.each(Object.keys(ENGINES) as Engine[])(
	'The trigger misses nothing and repeats nothing in the %s poll engine',
	async (engine) => {
		watch = await Watch.start(engine, SECONDS_BETWEEN_POLLS);
		const comparison = new Comparison(watch);
		try {
			await goThrough(watch, comparison);
		} finally {
			console.info(toTable(`Poll engine: ${engine}`, comparison.rows));
		}
		for (const { step, doubled, missing, invented } of comparison.rows) {
			const none = { doubled: [], missing: [], invented: [] };
			expect({ step, doubled, missing, invented }).toEqual({ step, ...none });
		}
	},
);
