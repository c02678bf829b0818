import type { ApiFailure } from '../../errors/ApiFailure';
import type { Clock } from './clock';
import { MAX_SERVER_DELAY } from './parseReply';

/** Alibaba Cloud counts the calls of an API action in a minute; the rest is for requests that travel faster than others. */
const WINDOW = 60_000 + 1_000;
/** A wait this long says that the calls of a whole minute are used up, a shorter one only that it is too fast. */
const LONG_WAIT = 10_000;
/** Others share the limit; so what is left for us now may be more later. */
const FORGOTTEN_AFTER = 5 * 60_000;
/** Even if others have used up nearly all, so that it does not come to a halt. */
const MIN_CALLS = 5;
/** More than any limit that Alibaba Cloud documents (600 a minute). */
const MAX_REMEMBERED_CALLS = 1_000;
/** So many actions, of all accounts and regions, are remembered; of more, those that were used last. */
const MAX_TRACKS = 1_000;
/** Milliseconds between two searches for what is out of use. */
const SWEEP_INTERVAL = 60_000;

/** When a call may be sent. */
export interface Reservation {
	/** On the monotonic clock. */
	readonly at: number;
	/** Whether it was due when it was asked for: then it is sent at once. */
	isSent: boolean;
	/** The refusal that holds it back, if anything does. */
	readonly reason?: ApiFailure;
}

/** What is known of one API action. */
interface Track {
	/** Calls that were or will be sent and were not refused, oldest first. */
	calls: Reservation[];
	/** The most calls within the window. */
	limit: number;
	notBefore: number;
	refusal?: { failure: ApiFailure; at: number };
	lastUse: number;
}

/**
 * Keeps all items together to what Alibaba Cloud allows once it has refused one of them for being too
 * many. Until then nothing is held back. All times are those of the monotonic clock.
 */
export class RateLimiter {
	/** By account, region and action, the one used last at the end. */
	readonly #tracks = new Map<string, Track>();

	/** Regions of accounts in which something was refused once, the latest at the end. */
	readonly #throttled = new Set<string>();

	#lastSweep = -Infinity;

	/** How many actions are remembered. */
	get size(): number {
		return this.#tracks.size;
	}

	/**
	 * Says when the next call may be sent, and counts it.
	 *
	 * @param earlier what it said before; does not hold any more if something was refused since
	 */
	reserve(key: string, now: number, earlier?: Reservation): Reservation {
		const track = this.#track(key, now);
		const { calls } = track;
		const isOut = ({ at, isSent }: Reservation) =>
			at <= now - WINDOW || (isSent && calls.length > MAX_REMEMBERED_CALLS);
		while (calls.length > 0 && isOut(calls[0])) calls.shift();
		const reservation = earlier && calls.includes(earlier) ? earlier : this.#add(track, now);
		reservation.isSent = reservation.at <= now;
		return reservation;
	}

	#add(track: Track, now: number): Reservation {
		const { calls, notBefore, refusal } = track;
		if (refusal && now - refusal.at > FORGOTTEN_AFTER) track.limit = Infinity;
		// Of the calls that are noted, this one has to leave the window first.
		const blocking = calls[calls.length - track.limit];
		const at = Math.max(now, notBefore, blocking === undefined ? now : blocking.at + WINDOW);
		const reservation: Reservation = {
			...{ at, isSent: false },
			...(refusal && at > now && { reason: refusal.failure }),
		};
		calls.push(reservation);
		return reservation;
	}

	/** The call will not be sent. */
	cancel(key: string, reservation: Reservation): void {
		const track = this.#tracks.get(key);
		if (track) track.calls = track.calls.filter((one) => one !== reservation);
	}

	/** Alibaba Cloud has refused the call, as one too many. */
	noteRefusal(key: string, reservation: Reservation, now: number, failure: ApiFailure): void {
		const track = this.#track(key, now);
		// Without the header each item waits for itself.
		const retryAfter = Math.min(failure.details.retryAfter ?? 0, MAX_SERVER_DELAY);
		track.calls = track.calls.filter((one) => one.isSent && one !== reservation);
		track.notBefore = now + retryAfter;
		track.refusal = { failure, at: now };
		if (retryAfter >= LONG_WAIT) track.limit = Math.max(MIN_CALLS, track.calls.length);
	}

	/** Notes that something was refused in the region of an account, for as long as the process runs. */
	noteThrottled(region: string): void {
		this.#throttled.delete(region);
		this.#throttled.add(region);
		const [oldest] = this.#throttled;
		if (this.#throttled.size > MAX_TRACKS) this.#throttled.delete(oldest);
	}

	wasThrottled(region: string): boolean {
		return this.#throttled.has(region);
	}

	#track(key: string, now: number): Track {
		const known = this.#tracks.get(key);
		const track = known ?? { calls: [], limit: Infinity, notBefore: 0, lastUse: now };
		track.lastUse = now;
		if (known) this.#tracks.delete(key);
		else this.#sweep(now);
		this.#tracks.set(key, track);
		return track;
	}

	/** Forgets actions that were not called for so long that nothing known of them holds any more. */
	#sweep(now: number): void {
		if (now - this.#lastSweep < SWEEP_INTERVAL && this.#tracks.size < MAX_TRACKS) return;
		this.#lastSweep = now;
		for (const [key, { lastUse, calls }] of this.#tracks) {
			// The first is the one that was used the longest time ago.
			const isTooMany = this.#tracks.size >= MAX_TRACKS;
			const lastCall = calls.at(-1)?.at ?? 0;
			if (!isTooMany && now - Math.max(lastUse, lastCall) <= FORGOTTEN_AFTER) break;
			this.#tracks.delete(key);
		}
	}
}

const limiters = new WeakMap<Clock, RateLimiter>();

/** The limiter of all sessions; times of different clocks do not mix. */
export function rateLimiterOf(clock: Clock): RateLimiter {
	const limiter = limiters.get(clock) ?? new RateLimiter();
	limiters.set(clock, limiter);
	return limiter;
}
