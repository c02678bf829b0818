import type { NodeRun } from './nodeRun';

/**
 * As a tool that an agent itself calls, n8n gives each try of Retry On Fail a run index of its own
 * (makeHandleToolInvocation, n8n-core 2.41). So what tells a second try from a second wish is that the
 * same call failed before.
 */

/** A call of a tool that failed. */
interface FailedTry {
	run: NodeRun;
	/** The run index that its ClientTokens are made from. */
	runIndex: number;
	/** Milliseconds since 1970. */
	at: number;
}

const failedTries = new Map<string, FailedTry[]>();

/** n8n and agents try again within minutes, so only the latest are of use. */
const MOST_WISHES = 1_000;
const LONGEST_LIFE = 3_600_000;

/** @param key execution, node and wish of the call */
export function noteFailedTry(key: string, failed: FailedTry): void {
	const others = failedTries.get(key) ?? [];
	failedTries.delete(key);
	failedTries.set(key, [...others, failed]);
	const [oldest] = failedTries.keys();
	if (failedTries.size > MOST_WISHES && oldest !== undefined) failedTries.delete(oldest);
}

/** The failed call that a call with this key is the next try of; it is then under way again. */
export function takeFailedTry(key: string, now: number): FailedTry | undefined {
	const [first, ...others] = failedTries.get(key) ?? [];
	if (others.length > 0) failedTries.set(key, others);
	else failedTries.delete(key);
	return first && now - first.at < LONGEST_LIFE ? first : undefined;
}
