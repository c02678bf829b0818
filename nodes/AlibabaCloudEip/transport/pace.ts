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
	/** Bookings from before the latest refusal do not hold any more. */
	readonly round: number;
	/** The refusal that holds it back, if anything does. */
	readonly reason?: ApiFailure;
}

/** What is known of one API action. */
interface Track {
	/** When calls were or will be sent that were not refused, oldest first. */
	calls: number[];
	/** The most calls within the window. */
	limit: number;
	notBefore: number;
	round: number;
	refusal?: { failure: ApiFailure; at: number };
}

/**
 * Keeps all items together to what Alibaba Cloud allows once it has refused one of them for being too
 * many. Until then nothing is held back.
 */
export class Pace {
	readonly #tracks = new Map<string, Track>();

	/** Says when the next call may be sent, and counts it. One that is due is passed on as it is. */
	book(key: string, now: number, earlier?: Booking): Booking {
		const track = this.#track(key);
		const { refusal, round } = track;
		if (earlier?.round === round) return earlier;
		if (earlier) removeFrom(track.calls, earlier.at);
		if (refusal && now - refusal.at > FORGOTTEN_AFTER) track.limit = Infinity;
		while (track.calls[0] <= now - WINDOW || track.calls.length > MOST_REMEMBERED) {
			track.calls.shift();
		}
		const { calls, limit, notBefore } = track;
		// Of the calls that are noted, this one has to leave the window first.
		const blocking = calls[calls.length - limit];
		const free = blocking === undefined ? now : blocking + WINDOW;
		const at = Math.max(now, notBefore, free);
		calls.push(at);
		return { at, round, ...(at > now && refusal && { reason: refusal.failure }) };
	}

	/** The call will not be sent. */
	cancel(key: string, booking: Booking): void {
		const track = this.#track(key);
		if (booking.round === track.round) removeFrom(track.calls, booking.at);
	}

	/** Alibaba Cloud has refused the call, as one too many. */
	refused(key: string, booking: Booking, now: number, failure: ApiFailure): void {
		const track = this.#track(key);
		// Without the header each item waits for itself.
		const { retryAfter = 0 } = failure.details;
		removeFrom(track.calls, booking.at);
		track.calls = track.calls.filter((time) => time <= now);
		track.round++;
		track.notBefore = now + retryAfter;
		track.refusal = { failure, at: now };
		if (retryAfter >= LONG_WAIT) track.limit = Math.max(LEAST_CALLS, track.calls.length);
	}

	#track(key: string): Track {
		const known = this.#tracks.get(key);
		if (known) return known;
		const track: Track = { calls: [], limit: Infinity, notBefore: 0, round: 0 };
		this.#tracks.set(key, track);
		return track;
	}
}

function removeFrom(times: number[], time: number): void {
	const index = times.lastIndexOf(time);
	if (index >= 0) times.splice(index, 1);
}

const paces = new WeakMap<Clock, Pace>();

/** The pace of all sessions; times of different clocks do not mix. */
export function paceOf(clock: Clock): Pace {
	const pace = paces.get(clock) ?? new Pace();
	paces.set(clock, pace);
	return pace;
}
