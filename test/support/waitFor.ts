import { setTimeout as pause } from 'node:timers/promises';

export interface WaitOptions {
	/** What is awaited, for the message when it does not come. */
	what: string;
	/** In ms. */
	timeout: number;
	/** In ms; default 200. */
	interval?: number;
}

/**
 * Asks until there is an answer. An exception counts as "not yet", and the last one is told when time
 * runs out; so no wait depends on how fast the machine is.
 */
export async function waitFor<T>(
	probe: () => T | undefined | false | Promise<T | undefined | false>,
	{ what, timeout, interval = 200 }: WaitOptions,
): Promise<T> {
	const deadline = Date.now() + timeout;
	let problem = '';
	for (;;) {
		try {
			const answer = await probe();
			if (answer !== undefined && answer !== false) return answer;
			problem = '';
		} catch (error) {
			if (error instanceof GiveUp) throw error;
			problem = `: ${error instanceof Error ? error.message : String(error)}`;
		}
		if (Date.now() >= deadline) {
			throw new Error(`${what} did not come within ${timeout / 1000} s${problem}`);
		}
		await pause(interval);
	}
}

/** Thrown by a probe when further waiting is pointless. */
export class GiveUp extends Error {}
