import type { Session } from '../../api/client/session';
import { type ElasticIp, describeByIds, listElasticIps } from '../../api/elasticIp';
import type { RegionSnapshot } from '../state/TriggerState';

/**
 * Reads the Elastic IPs of a region.
 *
 * @throws ApiFailure
 */
export async function listRegion(
	session: Session,
	scope: RegionSnapshot['scope'],
): Promise<ElasticIp[]> {
	return scope === 'all'
		? await listElasticIps(session, {})
		: [...(await describeByIds(session, scope)).values()];
}

/**
 * What of a region is to be read again before a baseline is taken of it: what the first look misses
 * would seem to be new at the next one.
 *
 * @param before what is remembered of it
 * @param listing what was read until now
 * @returns undefined if nothing
 */
export function missedByFirstLook(
	before: RegionSnapshot | undefined,
	scope: RegionSnapshot['scope'],
	listing: ElasticIp[],
): RegionSnapshot['scope'] | undefined {
	if (before?.scope === 'all') return undefined;
	if (scope === 'all') return listing.length > 0 ? undefined : 'all';
	const known = new Set([...(before?.scope ?? []), ...listing.map((one) => one.AllocationId)]);
	const missed = scope.filter((id) => !known.has(id));
	return missed.length > 0 ? missed : undefined;
}
