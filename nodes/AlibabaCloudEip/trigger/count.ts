import { hashOf, toEvent } from './eventId';
import type { TriggerSettings } from './settings';
import type { RegionSnapshot, TriggerEvent } from './types';

/** What is remembered about the number of Elastic IPs. */
export interface CountState {
	/** Tells what was counted: with other regions, filters or another threshold it begins anew. */
	watch: string;
	count: number;
	isReached: boolean;
	/** How often the threshold was crossed. */
	crossings: number;
	/** Another one for each time that it begins anew. */
	epoch: string;
}

/**
 * Compares the number of Elastic IPs that pass the filters with the threshold.
 *
 * @param regions all regions that are watched; all of them must have been read
 */
export function diffCount(
	before: CountState | undefined,
	regions: Map<string, RegionSnapshot>,
	settings: TriggerSettings,
	now: number,
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
		const epoch = hashOf(before ? [before.epoch, watch] : [now]).slice(0, 12);
		return { state: { watch, count, isReached, crossings: 0, epoch } };
	}
	const { epoch } = before;
	const state = { watch, count, isReached, crossings: before.crossings, epoch };
	if (isReached === before.isReached) return { state };
	state.crossings++;
	const event = toEvent(
		'countCrossed',
		hashOf(['countCrossed', epoch, isReached, before.crossings]),
		{
			old: { count: before.count, side: toSide(before.isReached), threshold },
			new: { count, side: toSide(isReached), threshold },
		},
		{ now, regionId: regionIds.length === 1 ? regionIds[0] : null, elasticIp: null },
	);
	return { event, state };
}

function toSide(isReached: boolean): string {
	return isReached ? 'reached' : 'below';
}
