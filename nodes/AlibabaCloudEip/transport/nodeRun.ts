import type { IDataObject } from 'n8n-workflow';

/** Something that costs money until it is given back. */
export interface Purchase {
	id: string;
	/** How a message names it. */
	label: string;
}

/** One run of the node: all its items, in every try of n8n's Retry On Fail. */
export interface NodeRun {
	/** What each item has bought and not given back, in every try. */
	readonly bought: Map<number, Purchase[]>;
	/** What items have done for good, so that the next try need not do it again. */
	readonly done: Map<number, { wish: string; results: IDataObject[] }>;
	/** The API actions that items have sent and that may have been carried out, in every try. */
	readonly sent: Map<number, { wish: string; actions: Set<string> }>;
	/** The try under way, or the last one. */
	latest: RunTry;
	/** As a tool of an AI agent: execution, node and wish, and the run index of its ClientTokens. */
	toolTry?: { key: string; runIndex: number };
	/** Whether the end of the execution will make it forgotten. */
	isWatched: boolean;
	/** Milliseconds since 1970. */
	lastUse: number;
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

const runs = new Map<string, NodeRun>();

/** Runs that n8n never told to be over are forgotten after so many milliseconds. */
export const LONGEST_LIFE = 3_600_000;

/**
 * An item begins. The same item again is the next try of the same run.
 *
 * @param key execution, node and run index; undefined where there is no execution: then the item
 *   has a run of its own
 * @param now milliseconds since 1970
 */
export function beginItem(key: string | undefined, itemIndex: number, now: number): NodeRun {
	const run = (key === undefined ? undefined : runs.get(key)) ?? {
		bought: new Map(),
		done: new Map(),
		sent: new Map(),
		latest: newTry(1),
		isWatched: false,
		lastUse: now,
	};
	if (key !== undefined && !runs.has(key)) {
		for (const [other, { lastUse, latest }] of runs) {
			if (latest.open === 0 && now - lastUse > LONGEST_LIFE) runs.delete(other);
		}
		runs.set(key, run);
	}
	if (run.latest.begun.has(itemIndex)) run.latest = newTry(run.latest.number + 1);
	run.latest.begun.add(itemIndex);
	run.latest.open++;
	run.lastUse = now;
	return run;
}

function newTry(number: number): RunTry {
	return { number, begun: new Set(), open: 0, hasFailures: false, afterwards: [] };
}

/** An item has ended. The last one tells those that wait for it, see `afterwards`. */
export function endItem(run: NodeRun, runTry: RunTry, now: number): void {
	run.lastUse = now;
	runTry.open--;
	if (runTry.open > 0) return;
	for (const tell of runTry.afterwards) tell();
}

/** Forgets a run: n8n will not try it again. */
export function forgetRun(key: string): void {
	runs.delete(key);
}

/** How many runs are remembered. For tests. */
export function countRuns(): number {
	return runs.size;
}

/** What an action buys, from its reply. */
const purchases: Record<string, (reply: IDataObject) => Purchase[]> = {
	AllocateEipAddress: ({ AllocationId: id, EipAddress: address, OrderId: order }) =>
		id ? bought(id, address) : bought(order && `order ${String(order)}`, 'unpaid'),
	AllocateEipSegmentAddress: ({ EipSegmentInstanceId: id }) => bought(id, 'contiguous group'),
	CreateCommonBandwidthPackage: ({ BandwidthPackageId: id }) => bought(id, 'bandwidth package'),
};

function bought(id: unknown, what: unknown): Purchase[] {
	return id ? [{ id: String(id), label: `${String(id)} (${String(what)})` }] : [];
}

/** The parameter that says what an action gives back. */
const returned: Record<string, string> = {
	ReleaseEipAddress: 'AllocationId',
	ReleaseEipSegmentAddress: 'SegmentInstanceId',
	DeleteCommonBandwidthPackage: 'BandwidthPackageId',
};

/** Notes what a call has bought or given back. */
export function noteCall(
	run: NodeRun,
	itemIndex: number,
	action: string,
	parameters: Record<string, string>,
	reply: IDataObject,
): void {
	const before = run.bought.get(itemIndex) ?? [];
	const more = (purchases[action]?.(reply) ?? []).filter(
		(purchase) => !before.some(({ id }) => id === purchase.id),
	);
	const gone = returned[action] && parameters[returned[action]];
	const now = [...before, ...more].filter(({ id }) => id !== gone);
	if (now.length > 0) run.bought.set(itemIndex, now);
	else run.bought.delete(itemIndex);
}

/** The actions that an item has sent for this wish in every try, for its calls to add to. */
export function sentActions({ sent }: NodeRun, itemIndex: number, wish: string): Set<string> {
	const before = sent.get(itemIndex);
	if (before?.wish === wish) return before.actions;
	const actions = new Set<string>();
	sent.set(itemIndex, { wish, actions });
	return actions;
}

/**
 * A sentence that names what items of the run have bought, or an empty text. n8n shows nothing of
 * the items that went well when one of the others stops the node.
 *
 * @param told what the message says already; what stands there is not repeated
 */
export function namePurchases({ bought: all }: NodeRun, itemIndex: number, told: string): string {
	const list = (purchases: Purchase[]) =>
		purchases
			.filter(({ id }) => !told.includes(id))
			.map(({ label }) => label)
			.join(', ');
	const own = list(all.get(itemIndex) ?? []);
	const others = list(
		[...all.entries()]
			.filter(([index]) => index !== itemIndex)
			.sort(([one], [other]) => one - other)
			.flatMap(([, purchases]) => purchases),
	);
	return [
		own && `Bought by this item: ${own}.`,
		others && `Bought by other items of this run: ${others}.`,
	]
		.filter(Boolean)
		.join(' ');
}
