/** Milliseconds for which an idle Elastic IP belongs to who took it: until then it should be bound. */
export const RESERVED_FOR = 60 * 60_000;
/** The same after a failure: long enough for the next try of Retry On Fail. */
export const RESERVED_FOR_RETRY = 60_000;
const MAX_ENTRIES = 1_000;

interface Reservation {
	owner: string;
	/** Of the same clock as `now`. */
	until: number;
}

/** Who has taken what, so that nobody else takes it. */
export class Reservations {
	/** @param entries by key. It is changed. */
	constructor(private readonly entries: Record<string, Reservation> = {}) {}

	/** Whether the owner may take it. Where there is no place for one more, nobody may. */
	isFree(key: string, owner: string, now: number): boolean {
		const known = this.#find(key, now);
		if (known) return known.owner === owner;
		this.#forgetOver(now);
		return Object.keys(this.entries).length < MAX_ENTRIES;
	}

	/** Takes it. @returns whether it could be had */
	take(key: string, owner: string, now: number): boolean {
		if (!this.isFree(key, owner, now)) return false;
		this.entries[key] = { owner, until: now + RESERVED_FOR };
		return true;
	}

	/** Ends a reservation of the owner, after so many milliseconds. */
	end(key: string, owner: string, now: number, after = 0): void {
		const known = this.#find(key, now);
		if (known?.owner !== owner) return;
		if (after > 0) known.until = now + after;
		else delete this.entries[key];
	}

	#find(key: string, now: number): Reservation | undefined {
		const known = Object.hasOwn(this.entries, key) ? this.entries[key] : undefined;
		return known && known.until > now ? known : undefined;
	}

	#forgetOver(now: number): void {
		for (const [key, { until }] of Object.entries(this.entries)) {
			if (until <= now) delete this.entries[key];
		}
	}
}

/**
 * The idle Elastic IPs that items of this process have taken instead of buying new ones. Another process has
 * its own: who binds second there sees it, and takes another.
 * Owner: the item that took it. Key: the ID, which no two accounts have; times of the monotonic clock. Bound: MAX_ENTRIES.
 * End: when it is bound, RESERVED_FOR_RETRY after a failure, else after RESERVED_FOR.
 */
export const reservations: Reservations = new Reservations();
