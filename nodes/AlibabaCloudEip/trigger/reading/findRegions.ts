import type { Clock } from '../../api/client/clock';
import { listRegionIds } from '../../api/regions';
import { toError } from '../../errors/toError';
import { toMinutes } from '../record/minutes';
import type { TriggerState } from '../state/TriggerState';
import { OutOfTime, openPollSession } from './pollSession';
import type { ReadingEnvironment } from './ReadingEnvironment';
import { waitAtMost } from '../../api/client/waitAtMost';

/** Alibaba Cloud opens a few regions a year: the list is asked for once a day. */
const DAY = 24 * 3_600_000;

/** If it does not come while an older one is known, the older one is good for so long. */
const ASK_AGAIN_AFTER = 600_000;

/** An older one known, the new one may take a quarter of the time, and at most so many milliseconds. */
const MAX_TIME_WITH_OLD_LIST = 5_000;

/** What this process knows of the last time the list was asked for. */
export interface RegionListMemory {
	/** When that was, and whether it failed. */
	regionList?: { askedAt: number; isFailed: boolean };
}

/**
 * The regions to read.
 *
 * @param before what is remembered: a region with Elastic IPs does not go because a list lacks it
 * @param memory what this process knows of the polls before
 * @throws ApiFailure when all are wanted and they cannot be listed for the first time
 */
export async function findRegions(
	environment: ReadingEnvironment,
	{ regionList: known, regions }: Pick<TriggerState, 'regionList' | 'regions'>,
	memory: RegionListMemory = {},
): Promise<{ regionIds: string[]; regionList?: TriggerState['regionList'] }> {
	const { settings, defaultRegionId, clock } = environment;
	if (settings.regions !== 'all') return { regionIds: settings.regions ?? [defaultRegionId] };
	const askedAt = clock.monotonic();
	if (known && isFresh(known.listedAt, memory, clock)) {
		return { regionIds: known.ids, regionList: known };
	}
	const rest = environment.deadline - askedAt;
	const deadline = known
		? askedAt + Math.min(MAX_TIME_WITH_OLD_LIST, rest / 4)
		: environment.deadline;
	const end = known ? deadline : environment.end;
	const answer = await readIds(environment, deadline, end);
	memory.regionList = { askedAt, isFailed: answer instanceof Error };
	if (answer instanceof Error) {
		if (!known) throw answer;
		return { regionIds: known.ids, regionList: known };
	}
	const inUse = [...regions].filter(([, { elasticIps }]) => elasticIps.size > 0);
	const ids = [...new Set([...answer, ...inUse.map(([regionId]) => regionId)])].sort();
	return { regionIds: ids, regionList: { ids, listedAt: toMinutes(clock.now()) } };
}

/** By what this process knows, and by the time of day, which may jump. */
function isFresh(listedAt: number, { regionList: last }: RegionListMemory, clock: Clock): boolean {
	const age = clock.now() - listedAt * 60_000;
	if (!last) return age >= 0 && age < DAY;
	const sinceAsked = clock.monotonic() - last.askedAt;
	return sinceAsked < (last.isFailed ? ASK_AGAIN_AFTER : DAY);
}

/** Never throws. */
async function readIds(
	environment: ReadingEnvironment,
	deadline: number,
	end: number,
): Promise<string[] | Error> {
	const { clock, defaultRegionId } = environment;
	let answer: string[] | Error = new OutOfTime();
	const session = openPollSession(environment, defaultRegionId, { deadline, end });
	const reading = listRegionIds(session).then((ids) => {
		answer = ids;
	});
	const failed = reading.catch((failure: unknown) => {
		answer = toError(failure);
	});
	await waitAtMost(clock, end - clock.monotonic(), failed);
	return answer;
}
