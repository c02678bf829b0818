import type { ItemMemory } from './executionMemory';

/** One run of the node while it is under way: all its items, in every try of n8n's Retry On Fail. */
export interface NodeRun {
	/** What is kept of its items with the execution, by their position there, in the order of the items. */
	readonly items: Map<string, ItemMemory>;
	/** The try under way, or the last one. */
	latest: RunTry;
}

/** One try of a run. */
export interface RunTry {
	/** 1 for the first. */
	readonly number: number;
	/** Items that have begun. */
	readonly begun: Set<number>;
	/** Items that have begun and not ended. */
	open: number;
	hasFailures: boolean;
	/** Called each time when nothing is under way any more. */
	readonly afterwards: Array<() => void>;
}

/**
 * The runs of an execution, by node and run index. Their owner is the execution: n8n has one context
 * object for each, and they end with it.
 */
const runsOf = new WeakMap<object, Map<string, NodeRun>>();

/**
 * An item begins. The same item again is the next try of the same run.
 *
 * @param execution n8n's object for the execution; undefined where there is none: then the item has a
 *   run of its own
 * @param key node and run index
 */
export function beginItem(execution: object | undefined, key: string, itemIndex: number): NodeRun {
	const runs = (execution && runsOf.get(execution)) ?? new Map<string, NodeRun>();
	if (execution) runsOf.set(execution, runs);
	const run = runs.get(key) ?? { items: new Map(), latest: newTry(1) };
	runs.set(key, run);
	if (run.latest.begun.has(itemIndex)) run.latest = newTry(run.latest.number + 1);
	run.latest.begun.add(itemIndex);
	run.latest.open++;
	return run;
}

function newTry(number: number): RunTry {
	return { number, begun: new Set(), open: 0, hasFailures: false, afterwards: [] };
}

/** An item has ended. The last one calls those that wait for it, see `afterwards`. */
export function endItem(runTry: RunTry): void {
	runTry.open--;
	if (runTry.open > 0) return;
	for (const callback of runTry.afterwards) callback();
}

/** Forgets a run: n8n will not try it again. */
export function forgetRun(execution: object | undefined, key: string): void {
	if (execution) runsOf.get(execution)?.delete(key);
}

/** How many runs of an execution are remembered. For tests. */
export function countRuns(execution: object): number {
	return runsOf.get(execution)?.size ?? 0;
}
