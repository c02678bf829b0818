import { hashOf, toEvent } from './eventId';
import type { TriggerEvent } from './events/TriggerEvent';
import type { EventSettings } from './settings/EventSettings';
import type { CountState, RegionSnapshot } from './state/TriggerState';

/**
 * Compares the number of Elastic IPs that pass the filters with the threshold.
 *
 * @param regions all regions that are watched; all of them must have been read
 */
export function diffCount(
	before: CountState | undefined,
	regions: Map<string, RegionSnapshot>,
	settings: EventSettings,
	{ now, nonce }: { now: number; nonce: string },
): { event?: TriggerEvent; state: CountState } {
	const { countThreshold: threshold, allocationIds, filter } = settings;
	const regionIds = [...regions.keys()].sort();
	// With all regions, one that Alibaba Cloud has opened counts like the others.
	const where = settings.regions === 'all' ? 'all' : regionIds;
	const watch = hashOf([threshold, where, allocationIds, filter]).slice(0, 12);
	let count = 0;
	for (const { elasticIps } of regions.values()) {
		for (const { matches } of elasticIps.values()) if (matches) count++;
	}
	const isReached = count >= threshold;
	if (before?.watch !== watch) {
		const epoch = hashOf(before ? [before.epoch, watch] : ['count', nonce]).slice(0, 12);
		const state = { watch, count, isReached, crossings: 0, epoch };
		if (!settings.reportExisting || !isReached) return { state };
		const crossing = toCrossing({ count: null, isReached: false }, state);
		return { event: { ...crossing, alreadySo: true }, state: { ...state, crossings: 1 } };
	}
	const { epoch, crossings } = before;
	const state = { watch, count, isReached, crossings, epoch };
	if (isReached === before.isReached) return { state };
	return { event: toCrossing(before, state), state: { ...state, crossings: crossings + 1 } };

	function toCrossing(
		old: { count: number | null; isReached: boolean },
		next: CountState,
	): TriggerEvent {
		return toEvent(
			'countCrossed',
			hashOf(['countCrossed', next.epoch, next.isReached, next.crossings]),
			{
				old: { count: old.count, side: toSide(old.isReached), threshold },
				new: { count: next.count, side: toSide(next.isReached), threshold },
			},
			{
				now,
				regionId: regionIds.length === 1 ? regionIds[0] : null,
				elasticIp: null,
				output: settings.output,
			},
		);
	}
}

/** On which side of the threshold the number is. */
export function toSide(isReached: boolean): string {
	return isReached ? 'reached' : 'below';
}
