import { isRegionId } from '../../../credentials/signature/endpoint';
import { listRegions } from '../resources/region/getAll';
import type { Environment } from './environment';
import { toMinutes } from './snapshot';
import type { TriggerState } from './state/state';
import { openWatchfulSession } from './watchfulSession';

/** Alibaba Cloud opens a few regions a year: the list is asked for once a day. */
const LIST_MINUTES = 24 * 60;

/**
 * The regions to look at.
 * @throws ApiFailure when all are wanted and they can't be listed for the first time
 */
export async function findRegions(
	environment: Environment,
	known: TriggerState['regionList'],
): Promise<{ regionIds: string[]; regionList?: TriggerState['regionList'] }> {
	const { settings, defaultRegionId, clock } = environment;
	if (settings.regions !== 'all') return { regionIds: settings.regions ?? [defaultRegionId] };
	const now = toMinutes(clock.now());
	const isFresh = known && now >= known.listedAt && now < known.listedAt + LIST_MINUTES;
	if (isFresh) return { regionIds: known.ids, regionList: known };
	const listed = await listRegions(openWatchfulSession(environment, defaultRegionId), {
		AcceptLanguage: 'en-US',
	}).catch((failure: unknown) => (failure instanceof Error ? failure : new Error(String(failure))));
	if (listed instanceof Error) {
		if (!known) throw listed;
		return { regionIds: known.ids, regionList: known };
	}
	const ids = listed
		.map(({ RegionId }) => String(RegionId))
		.filter(isRegionId)
		.sort();
	if (ids.length === 0 && known) return { regionIds: known.ids, regionList: known };
	return { regionIds: ids, regionList: { ids, listedAt: now } };
}
