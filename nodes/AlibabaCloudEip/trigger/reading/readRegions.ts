import { randomUUID } from 'node:crypto';
import { MAX_REQUESTS_AT_A_TIME, MAX_TURN } from '../../api/client/places';
import type { RegionSnapshot, TriggerState } from '../state/TriggerState';
import type { ReadingEnvironment } from './ReadingEnvironment';
import { type Observation, RegionReading } from './RegionReading';
import { waitAtMost } from '../../api/client/waitAtMost';

/** A region that failed at the last poll gets a third of the time, and at most so many milliseconds. */
const MAX_TIME_FOR_FAILING = 15_000;
const PART_FOR_FAILING = 1 / 3;

/** Who gave no reply in half of the time has failed, rather than had no time. */
const PART_OF_SILENCE = 1 / 2;

/**
 * Reads the regions in this order, those that failed at the last poll after the others. A region that
 * does not answer keeps no other one from being read in this poll.
 *
 * @returns by region, in the order in which they were read
 */
export async function readRegions(
	environment: ReadingEnvironment,
	regionIds: string[],
	failing: ReadonlySet<string>,
	old: Pick<TriggerState, 'regions' | 'usage'>,
	scope: RegionSnapshot['scope'],
): Promise<Map<string, Observation>> {
	const { clock, deadline, end } = environment;
	const order = [
		...regionIds.filter((regionId) => !failing.has(regionId)),
		...regionIds.filter((regionId) => failing.has(regionId)),
	];
	const rest = Math.max(0, deadline - clock.monotonic());
	const turns = Math.ceil(order.length / MAX_REQUESTS_AT_A_TIME);
	// So short that all regions get a turn, even if none of them answers.
	const turn = Math.min(MAX_TURN, rest / (turns + 1));
	const places = { key: `poll ${randomUUID()}`, limit: MAX_REQUESTS_AT_A_TIME, turn };
	const timeForFailing = Math.min(MAX_TIME_FOR_FAILING, rest * PART_FOR_FAILING);

	let next = 0;
	const observations: Observation[] = [];
	const whole: Array<Promise<void>> = [];
	const work = async () => {
		while (next < order.length) {
			const index = next++;
			const regionId = order[index];
			const isFailing = failing.has(regionId);
			const last = isFailing ? Math.min(deadline, clock.monotonic() + timeForFailing) : end;
			const limits = { deadline: Math.min(deadline, last), end: last, places };
			const reading = new RegionReading(environment, regionId, old, scope, index === 0, limits);
			const list = reading.list();
			whole.push(
				waitAtMost(
					clock,
					last - clock.monotonic(),
					list.then(async () => await reading.complete()),
				).then(() => {
					observations[index] = reading.outcome(isFailing ? 0 : rest * PART_OF_SILENCE);
				}),
			);
			await waitAtMost(clock, turn, list);
		}
	};
	await Promise.all(Array.from({ length: Math.min(MAX_REQUESTS_AT_A_TIME, order.length) }, work));
	await Promise.all(whole);
	return new Map(observations.map((observation) => [observation.regionId, observation]));
}
