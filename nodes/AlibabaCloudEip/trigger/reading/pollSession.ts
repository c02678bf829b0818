import { Deadline } from '../../api/client/deadline';
import { type Places, inPlace } from '../../api/client/places';
import type { Session } from '../../api/client/session';
import { ApiFailure } from '../../errors/ApiFailure';
import type { ReadingEnvironment } from './ReadingEnvironment';

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
			const send = async () => {
				const now = clock.monotonic();
				if (now >= deadline) throw new OutOfTime();
				const own = session.independent(Math.min(end - now, MAX_TIME_PER_CALL));
				onSend?.();
				return await own.call(action, parameters, checks);
			};
			const rest = Math.max(0, deadline - clock.monotonic());
			const limits = { clock, deadline: new Deadline(clock, rest) };
			const reply = places
				? await inPlace(places, limits, send, () => new OutOfTime())
				: await send();
			onReply?.();
			return reply;
		},
	};
}
