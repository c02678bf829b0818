import { LONGEST_LIFE, type NodeRun } from './nodeRun';

/**
 * As a tool that an agent itself calls, n8n gives each try of Retry On Fail a run index of its own
 * (makeHandleToolInvocation, n8n-core 2.41). So what tells a second try from a second wish is that the
 * same call failed before.
 */

/** Calls of tools that failed, by the key of their `toolTry`. */
const failedTries = new Map<string, NodeRun[]>();

/** n8n and agents try again within minutes, so only the latest are of use. */
const MOST_WISHES = 1_000;

/** Notes that the call of a tool failed; any other run is left alone. */
export function noteFailedTry(run: NodeRun): void {
	if (!run.toolTry) return;
	const { key } = run.toolTry;
	const others = failedTries.get(key) ?? [];
	failedTries.delete(key);
	failedTries.set(key, [...others, run]);
	const [oldest] = failedTries.keys();
	if (failedTries.size > MOST_WISHES && oldest !== undefined) failedTries.delete(oldest);
}

/** The failed call that a call with this key is the next try of; it is then under way again. */
export function takeFailedTry(key: string, now: number): NodeRun | undefined {
	const [first, ...others] = failedTries.get(key) ?? [];
	if (others.length > 0) failedTries.set(key, others);
	else failedTries.delete(key);
	return first && now - first.lastUse < LONGEST_LIFE ? first : undefined;
}
