import { join } from 'node:path';
import { readJson, REPOSITORY } from '../../test/support/repository';
import type { Recorded } from './record';

/** Where `npm run docs` keeps what it recorded, so that the pages can be checked without a run. */
export const RECORDED = join(REPOSITORY, 'scripts', 'docs', 'recorded.json');

export const readRecorded = (): Recorded => readJson<Recorded>(RECORDED);

/**
 * A record without what differs from run to run: the values of what was put out, but not its fields
 * and their types.
 */
export function essenceOf({ operations, features, events }: Recorded): unknown {
	return {
		operations: Object.entries(operations).map(([name, { sample, ...actions }]) => ({
			name,
			...actions,
			sample: shapeOf(sample),
		})),
		features,
		events: shapeOf(events),
	};
}

function shapeOf(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(shapeOf);
	if (value === null || typeof value !== 'object') return value === null ? 'null' : typeof value;
	return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]));
}
