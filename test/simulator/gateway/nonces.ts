/** How far a timestamp may be from the server clock, in ms, either way. */
export const CLOCK_WINDOW = 15 * 60_000;

/** Remembers nonces for as long as a request with them could be accepted again. */
export class Nonces {
	readonly #seen = new Map<string, number>();

	/** `false` when this key has used this nonce before. */
	use(accessKeyId: string, nonce: string, now: number): boolean {
		const key = `${accessKeyId}/${nonce}`;
		const seen = this.#seen.get(key);
		if (seen !== undefined && Math.abs(now - seen) <= 2 * CLOCK_WINDOW) return false;
		this.#seen.delete(key);
		this.#seen.set(key, now);
		for (const [old, time] of this.#seen) {
			if (now - time <= 2 * CLOCK_WINDOW) break;
			this.#seen.delete(old);
		}
		return true;
	}
}
