import type { Ending, WaitLimits } from './deadline';
import { takePlace } from './locks';
import { waitAtMost } from './waitAtMost';

/** So many requests of one poll or one run are under way at the same time, over all its regions. */
export const MAX_REQUESTS_AT_A_TIME = 8;

/** Milliseconds after which a request without a reply makes room for another one. */
export const MAX_TURN = 2_000;

/** What the requests of one poll or one run share, over all its regions. */
export interface Places {
	/** Names the poll or the run. */
	key: string;
	/** So many requests are under way at the same time. */
	limit: number;
	/** Milliseconds after which a request without a reply makes room for another one. */
	turn: number;
}

/**
 * Sends a request when there is a place for it. A region that does not answer keeps a place for its turn
 * only, so that it keeps no other region from being read.
 *
 * @param toFailure what is thrown when its turn did not come in time
 */
export async function inPlace<Reply>(
	{ key, limit, turn }: Places,
	limits: WaitLimits,
	send: () => Promise<Reply>,
	toFailure: (ending: Ending) => Error,
): Promise<Reply> {
	const place = await takePlace([key], limit, limits);
	if ('ending' in place) throw toFailure(place.ending);
	const reply = send();
	void waitAtMost(limits.clock, turn, reply).then(place.leave);
	return await reply;
}
