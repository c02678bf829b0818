import { UnexpectedOutcome } from '../errors/ApiFailure';
import type { Session } from './session';
import type { Verdict } from './statusPoller';

/** Milliseconds before the first look, and between two looks. */
const FIRST_TICK = 1_000;
const TICK = 2_000;

/**
 * Waits until the judge says that it is over: for what few items wait for, such as a bandwidth
 * package. Elastic IPs share their looks in `statusPoller`.
 *
 * @param look reads the resource; undefined when it does not exist (yet, or any more)
 * @param name how messages call the resource, e.g. `The bandwidth package 'cbwp-1'`
 * @returns the resource in the state reached, undefined if it is gone
 * @throws UnexpectedOutcome when it ended otherwise or not within the session's time limit;
 *   ApiFailure when looking did not succeed; CancelledError
 */
export async function waitUntil<Resource extends { Status?: unknown }>(
	{ clock, timeLimit, signal }: Session,
	name: string,
	look: () => Promise<Resource | undefined>,
	judge: (resource: Resource | undefined) => Verdict,
): Promise<Resource | undefined> {
	const deadline = clock.now() + timeLimit;
	for (let tick = FIRST_TICK; ; tick = TICK) {
		await clock.sleep(tick, signal);
		const resource = await look();
		const verdict = judge(resource);
		if (verdict === 'done') return resource;
		if (verdict) throw new UnexpectedOutcome(verdict.unexpected, verdict.advice);
		if (clock.now() >= deadline) {
			const state = resource ? String(resource.Status ?? 'being changed') : 'not to be found';
			throw new UnexpectedOutcome(
				`${name} is still ${state} after ${Math.round(timeLimit / 1000)} seconds`,
				"The change was accepted and may still be made. Look at it later, or raise the 'Time Limit' option.",
			);
		}
	}
}
