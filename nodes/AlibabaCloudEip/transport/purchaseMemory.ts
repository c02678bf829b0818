import type { IDataObject, IExecutePaginationFunctions } from 'n8n-workflow';
import { describeById } from './elasticIp';
import type { Session } from './session';

/**
 * What a node has bought in an execution. n8n stores it with the execution as the context of the
 * node and hands it to the execution that "Retry" starts, so the retry buys only what is missing.
 * It holds no secrets: IDs, addresses and ClientTokens.
 */
export interface PurchaseMemory {
	/** The execution that was retried, or this one: ClientTokens for purchases derive from it. */
	executionId: string;
	/** Replies to purchases, by ClientToken. */
	replies: Record<string, IDataObject>;
}

const KEY = 'alibabaCloudPurchases';

/** What costs money from the moment on that it is there. */
const PURCHASES = new Set([
	'AllocateEipAddress',
	'AllocateEipSegmentAddress',
	'CreateCommonBandwidthPackage',
]);

export function isPurchase(action: string): boolean {
	return PURCHASES.has(action);
}

/** The memory of this node; undefined where there is no execution. */
export function purchaseMemory(context: IExecutePaginationFunctions): PurchaseMemory | undefined {
	const executionId = context.getExecutionId();
	if (executionId === undefined) return undefined;
	const stored = context.getContext('node');
	stored[KEY] ??= { executionId, replies: {} } satisfies PurchaseMemory;
	return stored[KEY] as PurchaseMemory;
}

/** A run that needs no retry needs no memory. */
export function forgetPurchases(context: IExecutePaginationFunctions): void {
	if (context.getExecutionId() !== undefined) delete context.getContext('node')[KEY];
}

/**
 * Buys, unless the execution that is retried has bought this very thing and it still exists.
 *
 * @param newToken for what was bought and is gone: the old token would bring the old reply
 */
export async function buy(
	{ replies }: PurchaseMemory,
	isRetry: boolean,
	session: Session,
	action: string,
	parameters: Record<string, string>,
	newToken: () => string,
): Promise<IDataObject> {
	const { ClientToken: token } = parameters;
	const before = Object.hasOwn(replies, token) ? replies[token] : undefined;
	let sent = token;
	if (before && isRetry && action === 'AllocateEipAddress') {
		const eipId = String(before.AllocationId ?? '');
		// An order that is not paid has no Elastic IP to look for.
		if (eipId === '' || (await describeById(session, eipId))) return before;
		sent = newToken();
	}
	const reply = await session.call(action, { ...parameters, ClientToken: sent });
	// A token that the user gave may be any text; only our own are names of properties.
	if (/^[0-9a-f]{64}$/.test(token)) replies[token] = reply;
	return reply;
}
