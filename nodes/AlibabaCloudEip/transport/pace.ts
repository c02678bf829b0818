import type { ApiFailure } from '../errors/ApiFailure';
import type { Clock } from './clock';

/** Alibaba Cloud counts the calls of an API action in a minute; the rest is for requests that travel faster than others. */
const WINDOW = 60_000 + 1_000;
/** A wait this long says that the calls of a whole minute are used up, a shorter one only that it is too fast. */
const LONG_WAIT = 10_000;
/** Others share the limit; so what is left for us now may be more later. */
const FORGOTTEN_AFTER = 5 * 60_000;
/** Even if others have used up nearly all, so that it does not come to a halt. */
const LEAST_CALLS = 5;
/** More than any limit that Alibaba Cloud documents (600 a minute). */
const MOST_REMEMBERED = 1_000;

/** When a call may be sent. */
export interface Booking {
	/** Milliseconds since 1970. */
	readonly at: number;
	/** Whether it was due when it was asked for: then it is sent at once. */
	isSent: boolean;
	/** The refusal that holds it back, if anything does. */
	readonly reason?: ApiFailure;
}

/** What is known of one API action. */
interface Track {
	/** Calls that were or will be sent and were not refused, oldest first. */
	calls: Booking[];
	/** The most calls within the window. */
	limit: number;
	notBefore: number;
	refusal?: { failure: ApiFailure; at: number };
}

/**
 * Keeps all items together to what Alibaba Cloud allows once it has refused one of them for being too
 * many. Until then nothing is held back.
 */
export class Pace {
	readonly #tracks = new Map<string, Track>();

	/**
	 * Says when the next call may be sent, and counts it.
	 *
	 * @param earlier what it said before; does not hold any more if something was refused since
	 */
	book(key: string, now: number, earlier?: Booking): Booking {
		const track = this.#track(key);
		const { calls } = track;
		const isUseless = ({ at, isSent }: Booking) =>
			at <= now - WINDOW || (isSent && calls.length > MOST_REMEMBERED);
		while (calls.length > 0 && isUseless(calls[0])) calls.shift();
		const booking = earlier && calls.includes(earlier) ? earlier : this.#add(track, now);
		booking.isSent = booking.at <= now;
		return booking;
	}

	#add(track: Track, now: number): Booking {
		const { calls, notBefore, refusal } = track;
		if (refusal && now - refusal.at > FORGOTTEN_AFTER) track.limit = Infinity;
		// Of the calls that are noted, this one has to leave the window first.
		const blocking = calls[calls.length - track.limit];
		const at = Math.max(now, notBefore, blocking === undefined ? now : blocking.at + WINDOW);
		const booking: Booking = {
			...{ at, isSent: false },
			...(refusal && at > now && { reason: refusal.failure }),
		};
		calls.push(booking);
		return booking;
	}

	/** The call will not be sent. */
	cancel(key: string, booking: Booking): void {
		const track = this.#track(key);
		track.calls = track.calls.filter((one) => one !== booking);
	}

	/** Alibaba Cloud has refused the call, as one too many. */
	refused(key: string, booking: Booking, now: number, failure: ApiFailure): void {
		const track = this.#track(key);
		// Without the header each item waits for itself.
		const { retryAfter = 0 } = failure.details;
		track.calls = track.calls.filter((one) => one.isSent && one !== booking);
		track.notBefore = now + retryAfter;
		track.refusal = { failure, at: now };
		if (retryAfter >= LONG_WAIT) track.limit = Math.max(LEAST_CALLS, track.calls.length);
	}

	#track(key: string): Track {
		const known = this.#tracks.get(key);
		if (known) return known;
		const track: Track = { calls: [], limit: Infinity, notBefore: 0 };
		this.#tracks.set(key, track);
		return track;
	}
}

const paces = new WeakMap<Clock, Pace>();

/** The pace of all sessions; times of different clocks do not mix. */
export function paceOf(clock: Clock): Pace {
	const pace = paces.get(clock) ?? new Pace();
	paces.set(clock, pace);
	return pace;
}
