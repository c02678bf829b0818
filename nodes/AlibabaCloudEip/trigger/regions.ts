import { isRegionId } from '../../../credentials/signature/endpoint';
import { ApiFailure } from '../errors/ApiFailure';
import { toError } from '../errors/toError';
import { listRegions } from '../resources/region/getAll';
import type { Environment } from './environment';
import { toMinutes } from './snapshot';
import type { TriggerState } from './state/state';
import { openWatchfulSession } from './watchfulSession';

/** Alibaba Cloud opens a few regions a year: the list is asked for once a day. */
const LIST_MINUTES = 24 * 60;

/**
 * The regions to look at.
 *
 * @param before what is remembered: a region with Elastic IPs does not go because a list lacks it
 * @throws ApiFailure when all are wanted and they can't be listed for the first time
 */
export async function findRegions(
	environment: Environment,
	{ regionList: known, regions }: Pick<TriggerState, 'regionList' | 'regions'>,
): Promise<{ regionIds: string[]; regionList?: TriggerState['regionList'] }> {
	const { settings, defaultRegionId, clock } = environment;
	if (settings.regions !== 'all') return { regionIds: settings.regions ?? [defaultRegionId] };
	const now = toMinutes(clock.now());
	const isFresh = known && now >= known.listedAt && now < known.listedAt + LIST_MINUTES;
	if (isFresh) return { regionIds: known.ids, regionList: known };
	const listed = await listRegions(openWatchfulSession(environment, defaultRegionId), {
		AcceptLanguage: 'en-US',
	}).catch(toError);
	if (listed instanceof Error) {
		if (!known) throw listed;
		return { regionIds: known.ids, regionList: known };
	}
	const listedIds = listed.map(({ RegionId }) => String(RegionId)).filter(isRegionId);
	if (listedIds.length === 0) {
		if (known) return { regionIds: known.ids, regionList: known };
		throw new ApiFailure({ message: 'The list of regions is empty', reached: 'unknown' });
	}
	const inUse = [...regions].filter(([, { elasticIps }]) => elasticIps.size > 0);
	const ids = [...new Set([...listedIds, ...inUse.map(([regionId]) => regionId)])].sort();
	return { regionIds: ids, regionList: { ids, listedAt: now } };
}
