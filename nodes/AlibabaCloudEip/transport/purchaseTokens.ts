import { createHash } from 'node:crypto';

/** How often what was bought with a token has been given back. */
const returns = new Map<string, number>();

/** n8n retries an item within minutes, so only the latest are of use. */
const MOST_TOKENS = 1_000;

/**
 * The ClientToken for a purchase that may be given back and tried again in the same execution.
 * While what was bought with it exists the token stays the same, so that it is not bought twice;
 * afterwards it is another one, because with the old token Alibaba Cloud would answer with what is
 * gone.
 */
export function purchaseToken(base: string): string {
	const count = returns.get(base);
	if (count === undefined) return base;
	return createHash('sha256').update(`${base}#${count}`).digest('hex');
}

/** Notes that what was bought with the token of this base has been given back. */
export function notePurchaseReturned(base: string): void {
	const count = (returns.get(base) ?? 0) + 1;
	returns.delete(base);
	returns.set(base, count);
	const [oldest] = returns.keys();
	if (returns.size > MOST_TOKENS && oldest !== undefined) returns.delete(oldest);
}
