import type { Clock } from '../../api/client/clock';
import { Deadline } from '../../api/client/deadline';
import { takePlace } from '../../api/client/locks';
import type { Session } from '../../api/client/session';
import { ApiFailure } from '../../errors/ApiFailure';
import type { ReadingEnvironment } from './ReadingEnvironment';
import { waitAtMost } from './waitAtMost';

/** There was no time left to go on. */
export class OutOfTime extends ApiFailure {
	constructor() {
		super({
			message:
				'There was not enough time to read all Elastic IPs. Poll less often, or watch fewer regions with one trigger',
			reached: 'not sent',
		});
		this.name = 'OutOfTime';
	}
}

/** Milliseconds that one call may take with all its attempts. */
const MAX_TIME_PER_CALL = 30_000;

/** What the requests of a poll share, over all its regions. */
export interface Places {
	/** Names the poll. */
	key: string;
	/** So many requests are under way at the same time. */
	limit: number;
	/** Milliseconds after which a request without a reply makes room for another one. */
	turn: number;
}

/** The limits of what a poll reads. */
export interface PollLimits {
	/** When nothing new is to be begun, as `clock.monotonic()` counts. */
	deadline: number;
	/** When nothing is waited for any more; later than `deadline`. */
	end: number;
	places?: Places;
}

/**
 * A session for a poll: it ends in time.
 *
 * @param onSend called when a request is about to be sent; `onReply` with each reply
 */
export function openPollSession(
	{ openSession, clock }: Pick<ReadingEnvironment, 'openSession' | 'clock'>,
	regionId: string,
	{ deadline, end, places }: PollLimits,
	{ onSend, onReply }: { onSend?: () => void; onReply?: () => void } = {},
): Session {
	const session = openSession(regionId, Math.max(1, end - clock.monotonic()));
	return {
		...session,
		async call(action, parameters, checks) {
			const leave = places && (await takeTurn(clock, places, deadline));
			const now = clock.monotonic();
			const own = session.independent(Math.min(end - now, MAX_TIME_PER_CALL));
			if (now < deadline) onSend?.();
			const calling = now < deadline ? own.call(action, parameters, checks) : undefined;
			if (leave) void waitAtMost(clock, places.turn, Promise.resolve(calling)).then(leave);
			if (!calling) throw new OutOfTime();
			const reply = await calling;
			onReply?.();
			return reply;
		},
	};
}

/** Waits for a place among the requests of a poll. @throws OutOfTime */
async function takeTurn(
	clock: Clock,
	{ key, limit }: Places,
	deadline: number,
): Promise<() => void> {
	const rest = Math.max(0, deadline - clock.monotonic());
	const place = await takePlace([key], limit, { clock, deadline: new Deadline(clock, rest) });
	if ('ending' in place) throw new OutOfTime();
	return place.leave;
}
