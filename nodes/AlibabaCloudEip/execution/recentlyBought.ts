/** Milliseconds after which what was bought is taken to show everywhere. */
export const NEW_FOR = 10 * 60_000;
const MAX_ENTRIES = 1_000;

/** What was bought within the last minutes, so that it may not show yet. */
export class RecentlyBought {
	/** @param times when, in milliseconds, by key; the oldest first. It is changed. */
	constructor(private readonly times: Record<string, number> = {}) {}

	/** Notes that something was bought just now. */
	note(key: string, now: number): void {
		for (const [other, time] of Object.entries(this.times)) {
			if (other === key || now - time > NEW_FOR) delete this.times[other];
		}
		this.times[key] = now;
		const [oldest, ...others] = Object.keys(this.times);
		if (others.length >= MAX_ENTRIES) delete this.times[oldest];
	}

	has(key: string, now: number): boolean {
		return Object.hasOwn(this.times, key) && Math.abs(now - this.times[key]) <= NEW_FOR;
	}
}

/**
 * What this process has bought: other executions may use it before it shows.
 * Owner: the process. Key: account, region and ID; times of the monotonic clock. Bound: MAX_ENTRIES.
 * End: after NEW_FOR.
 */
export const recentlyBought = new RecentlyBought();
