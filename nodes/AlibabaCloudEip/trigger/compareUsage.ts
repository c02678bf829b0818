import { InvalidInput } from '../errors/ApiFailure';
import type { Environment } from './environment';
import type { TriggerEvent } from './events/TriggerEvent';
import type { Failure } from './PollResult';
import type { Observation } from './reading/RegionReading';
import type { TriggerState } from './state/TriggerState';
import { diffUsage } from './usage';

/**
 * An Elastic IP that was not there yet when it was to be measured cannot be, and nothing would ever
 * say so. Later it may have been released.
 *
 * @throws InvalidInput
 */
export function refuseUnknown(wanted: string[], { usage }: TriggerState, all: Observation[]): void {
	const allocationIds = wanted.filter((id) => !usage.has(id));
	if (allocationIds.length === 0 || !all.every(({ kind }) => kind === 'read')) return;
	const known = new Set(
		all.flatMap((observation) =>
			observation.kind === 'read' ? observation.listing.map((one) => one.AllocationId) : [],
		),
	);
	const unknown = allocationIds.filter((id) => !known.has(id));
	if (unknown.length === 0) return;
	throw new InvalidInput(
		`'Elastic IPs to Measure' contains ${unknown.slice(0, 3).join(', ')}, which could not be found`,
		`Searched in ${all.length > 5 ? `${all.length} regions` : all.map(({ regionId }) => regionId).join(', ')}. Check the ID, or change 'Regions'.`,
	);
}

/** Compares the bandwidth use of each Elastic IP that is measured with what is remembered of it. */
export function compareUsage(
	{ settings, nonce }: Environment,
	{ usage }: TriggerState,
	all: Observation[],
): { events: TriggerEvent[]; states: TriggerState['usage']; failures: Failure[] } {
	const states: TriggerState['usage'] = new Map();
	const events: TriggerEvent[] = [];
	const failed = new Map<string, Failure>();
	for (const allocationId of settings.usage.allocationIds) {
		const before = usage.get(allocationId);
		// Also of one that was released: it is known to have been there.
		if (before) states.set(allocationId, before);
		for (const observation of all) {
			if (observation.kind !== 'read') continue;
			const { regionId, listing } = observation;
			const traffic = observation.traffic.get(allocationId);
			const elasticIp = listing.find(({ AllocationId }) => AllocationId === allocationId);
			if (!traffic || !elasticIp) continue;
			if (traffic instanceof Error) {
				failed.set(regionId, { regionId, what: 'bandwidth use', error: traffic });
				continue;
			}
			const about = { now: traffic.now, regionId, nonce };
			const result = diffUsage(before, elasticIp, traffic.points, settings, about);
			states.set(allocationId, result.state);
			events.push(...result.events);
		}
	}
	return { events, states, failures: [...failed.values()] };
}
