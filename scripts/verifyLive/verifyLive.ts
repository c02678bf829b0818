import { randomBytes } from 'node:crypto';
import { readChecks } from './checks';
import { Live, type LiveOptions } from './Live';
import { type Result, runChecks } from './runChecks';
import { MOST_PURCHASES, Purchases } from './write/Purchases';
import { type CleanedUp, releaseAll } from './write/releaseAll';
import { writeChecks } from './write/writeChecks';

export interface VerifyOptions extends LiveOptions {
	/** Asks the user whether to buy; undefined: only read. */
	confirmPurchase?: (what: string) => Promise<boolean>;
	/** Says what is going on. */
	say: (text: string) => void;
}

export interface Verified {
	results: Result[];
	/** What could not be released, with the mark by which it can be found. */
	cleanedUp?: CleanedUp & { mark: string };
}

/** What `--write` does, in words, and what it can cost. */
function describePurchase(regionId: string, mark: string): string {
	return `--write will, in ${regionId}:
  - buy one pay-as-you-go Elastic IP of 1 Mbit/s, billed by traffic, named ${mark}
  - ask for it again with the same ClientToken, once with the same and once with other parameters
  - read it, rename it, release it, and look until it is gone (about one minute)
Cost: the fee for one started hour of an Elastic IP that is not associated (a few cents; see the price list
of your region); no traffic. If Alibaba Cloud ignored ClientToken, more would be bought, at most ${MOST_PURCHASES},
and released as well. Whatever happens, everything that was bought is released before this ends.
Only if the process is killed or the machine stops, look in the console for the name above.`;
}

/**
 * Runs all checks. Throws nothing once something may have been bought.
 * @throws Error when the API can't be used at all with this key, region and endpoint
 */
export async function verifyLive(options: VerifyOptions): Promise<Verified> {
	const { say, confirmPurchase } = options;
	const live = new Live(options);
	const { code } = await live.call('DescribeEipAddresses', { PageSize: '1' });
	if (code) throw new Error(`The Elastic IPs of ${live.regionId} cannot be listed: ${code}`);
	const mark = `n8n-verify-live-${randomBytes(8).toString('hex')}`;
	// Asked first, so that nobody has to wait for the question.
	const isBuying = (await confirmPurchase?.(describePurchase(live.regionId, mark))) === true;
	if (confirmPurchase && !isBuying) say('Nothing will be bought.');

	say('Reading …');
	const results = await runChecks(readChecks, live, say);
	if (!isBuying || options.signal?.aborted) return { results };

	const purchases = new Purchases(mark);
	say('Buying, renaming, releasing …');
	try {
		results.push(...(await runChecks(writeChecks(live, purchases), live, say)));
	} catch (error) {
		// Nothing may keep us from cleaning up.
		say(`  The checks broke off: ${String(error)}`);
	}
	const cleanedUp = await releaseAll(live, purchases, say);
	return { results, cleanedUp: { ...cleanedUp, mark } };
}
