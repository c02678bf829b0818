import { randomUUID } from 'node:crypto';
import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import type { ActionName, CreatingAction } from '../api/actions';

/**
 * What the nodes of this package keep with an execution. n8n holds it as part of the execution, stores
 * it with one that failed, and hands it to the execution that "Retry" starts; so it is the same for
 * every try, whichever process runs it. It holds no secrets.
 */
export interface ExecutionMemory {
	/**
	 * Random, drawn once. ClientTokens derive from it: the IDs of executions repeat in a new database
	 * and in another n8n, this does not.
	 */
	seed: string;
	/** The execution that uses it now; another one than before is n8n's "Retry". */
	executionId: string;
	/** By node ID, which stays when a node is renamed. */
	nodes: Record<string, NodeMemory>;
	/** When what was bought, in milliseconds since 1970, by ID; see `RecentlyBought`. */
	bought: Record<string, number>;
	/** Idle Elastic IPs that items have taken instead, by ID; see `Reservations`. Times since 1970. */
	taken?: Record<string, { owner: string; until: number }>;
}

/** What is kept of one node. */
export interface NodeMemory {
	/** By position: run and item, or the call of a tool. */
	items: Record<string, ItemMemory>;
	/** Calls of the node as a tool that are not over, or that failed; see `toolCalls`. */
	toolCalls: ToolCall[];
	/** How many calls of the tool there were. */
	toolCallCount: number;
}

/** What is kept of one item of one run. */
export interface ItemMemory {
	creations: Creation[];
	/** Changes that were sent and may have been made, in every try. */
	sent: SentChange[];
	/** The ClientTokens of changes whose outcome is not known, by `requestKey`. */
	openTokens: Record<string, string>;
	/**
	 * The IDs of the Elastic IPs that were named by an address or by what they are bound to, and of the
	 * instances that were named by a private address, by account, region and name. Once a change was sent the next try acts on the same ones.
	 */
	resolved?: Record<string, string>;
	/**
	 * Where Elastic IPs were bound that the item has unbound, or may have, and not bound again: parameters of
	 * AssociateEipAddress, by ID.
	 */
	waysBack?: Record<string, Record<string, string>>;
	/** What an operation keeps over its tries, by account, region and resource. */
	kept?: Record<string, IDataObject>;
	/** The idle Elastic IP that the item has taken instead of buying one. */
	taken?: { regionId: string; allocationId: string };
	/** What the item resulted in, for the next try of Retry On Fail of the same execution. */
	done?: { executionId: string; results: IDataObject[] };
}

export interface SentChange {
	action: ActionName;
	/** The resource that it was about. */
	resourceId: string;
}

/** Something that was bought or created, or may have been. */
export interface Creation {
	action: CreatingAction;
	/** The key that it was sent with last. */
	account: string;
	regionId: string;
	/**
	 * Counts what was asked for before it for the same purpose: given back, refused with other values, or,
	 * for what is no purchase, refused at all.
	 */
	generation: number;
	/** How many of those were given back. */
	returns: number;
	/** What was sent first, with its newest ClientToken; the same is sent again, whatever the fields give meanwhile. */
	parameters: Record<string, string>;
	/**
	 * - `sent`: the outcome is not known
	 * - `refused`: nothing was bought
	 * - `created`: see `reply`
	 * - `returned`: given back, or gone
	 */
	state: 'sent' | 'refused' | 'created' | 'returned';
	/** Whether an attempt may have made it: then a later refusal does not say that nothing is there. */
	mayBeMade?: true;
	reply?: IDataObject;
	/** The execution that created it, and when, in milliseconds since 1970. */
	executionId?: string;
	createdAt?: number;
}

export interface ToolCall {
	/** Its number, from which its position is made. */
	number: number;
	/** The agent's own ID of the call, where n8n tells it. */
	toolCallId?: string;
	/** What the agent asked for. */
	input: string;
	state: 'running' | 'failed';
}

const KEY = 'alibabaCloudEip';

/**
 * The memory of the execution; one that is not kept where there is no execution.
 *
 * @param executionId undefined where there is no execution
 */
export function readExecutionMemory(
	context: Pick<IExecutePaginationFunctions, 'getContext'>,
	executionId: string | undefined,
): ExecutionMemory {
	if (executionId === undefined) return emptyMemory('');
	const flow = context.getContext('flow');
	flow[KEY] ??= emptyMemory(executionId) as unknown as IDataObject;
	const memory = flow[KEY] as unknown as ExecutionMemory;
	memory.executionId = executionId;
	return memory;
}

function emptyMemory(executionId: string): ExecutionMemory {
	return { seed: randomUUID(), executionId, nodes: {}, bought: {} };
}

export function nodeMemory(memory: ExecutionMemory, nodeId: string): NodeMemory {
	return (memory.nodes[nodeId] ??= { items: {}, toolCalls: [], toolCallCount: 0 });
}

export function itemMemory(node: NodeMemory, position: string): ItemMemory {
	return (node.items[position] ??= { creations: [], sent: [], openTokens: {} });
}

/** Keeps where an Elastic IP was bound before it was unbound; without a binding it is forgotten. */
export function keepWayBack(
	item: ItemMemory,
	allocationId: string,
	binding: Record<string, string> | undefined,
): void {
	const { [allocationId]: _forgotten, ...others } = item.waysBack ?? {};
	item.waysBack = binding ? { ...others, [allocationId]: binding } : others;
}

/** Forgets what needs no memory any more: items that went well. */
export function forgetItems(
	memory: ExecutionMemory,
	nodeId: string,
	positions: Iterable<string>,
): void {
	const node = nodeMemory(memory, nodeId);
	for (const position of positions) delete node.items[position];
	if (Object.keys(node.items).length === 0 && node.toolCalls.length === 0) {
		node.items = {};
		if (node.toolCallCount === 0) delete memory.nodes[nodeId];
	}
}
