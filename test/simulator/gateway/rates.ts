import { RATES, RATE_WINDOW } from '../facts/rates';
import { ApiError } from '../wire/apiError';

/** Counts calls in sliding windows of 60 s for each main account, region and action. */
export class Rates {
	readonly #calls = new Map<string, number[]>();

	/** Counts a call, or refuses it and says in ms when the next one is allowed. */
	check(accountId: string, region: string, action: string, now: number): void {
		const limit = RATES[action];
		if (limit === undefined) return;
		const key = `${accountId}/${region}/${action}`;
		const calls = (this.#calls.get(key) ?? []).filter((time) => time > now - RATE_WINDOW);
		this.#calls.set(key, calls);
		if (calls.length >= limit) {
			const wait = calls[0] + RATE_WINDOW - now;
			throw new ApiError('Throttling.User', undefined, {
				headers: { 'x-acs-retry-after': String(wait) },
			});
		}
		calls.push(now);
	}
}
