import { OutOfTime } from './reading/pollSession';
import type { Observation } from './reading/RegionReading';
import type { TriggerState } from './state/TriggerState';

/** The regions with the most Elastic IPs first: they show best whose account it is. */
export function largestFirst(regionIds: string[], { regions }: TriggerState): string[] {
	const sizeOf = (regionId: string) => regions.get(regionId)?.elasticIps.size ?? 0;
	return [...regionIds].sort((one, other) => sizeOf(other) - sizeOf(one));
}

/**
 * Whether the stored state is about the account that was read now. A new AccessKey of the same
 * account sees at least one Elastic IP that was there before; with a key of another account, all
 * would seem released.
 */
export function hasFamiliar({ regions }: TriggerState, observations: Observation[]): boolean {
	return observations.some(
		(observation) =>
			observation.kind === 'read' &&
			observation.listing.some(({ AllocationId }) =>
				regions.get(observation.regionId)?.elasticIps.has(String(AllocationId)),
			),
	);
}

/**
 * What is remembered is not given up for another account while a region that holds some of it could
 * not be read.
 *
 * @throws Error, the one of that region
 */
export function assertAllRead({ regions }: TriggerState, observations: Observation[]): void {
	for (const observation of observations) {
		if (observation.kind === 'read' || !regions.get(observation.regionId)?.elasticIps.size)
			continue;
		throw observation.kind === 'failed' ? observation.error : new OutOfTime();
	}
}
