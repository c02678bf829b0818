import {
	type DeclarativeRestApiSettings,
	type IDataObject,
	type IExecutePaginationFunctions,
	type IExecuteSingleFunctions,
	type IN8nHttpFullResponse,
	type INode,
	type INodeExecutionData,
	type NodeApiError,
	type NodeOperationError,
	sleep,
} from 'n8n-workflow';
import { type AccessKey, readAccessKey } from '../../../credentials/signature/accessKey';
import type { Operation, OperationContext } from '../description/Operation';
import { InvalidInput } from '../errors/ApiFailure';
import { toNodeError } from '../errors/toNodeError';
import { findOperation } from '../resources';
import { findField, toApiParameters, toBoolean } from './apiParameters';
import { clientToken } from './clientToken';
import { systemClock } from './clock';
import { oneAfterTheOther } from './inFlight';
import {
	type NodeRun,
	type RunTry,
	beginItem,
	endItem,
	forgetRun,
	namePurchases,
	noteCall,
	sentActions,
} from './nodeRun';
import type { RawReply } from './parseReply';
import { buy, forgetPurchases, isPurchase, purchaseMemory } from './purchaseMemory';
import { isRead } from './retry';
import { type Send, type Session, createSession } from './session';
import { waitFor } from './statusPoller';
import { noteFailedTry, takeFailedTry } from './toolTries';

export const CREDENTIAL = 'alibabaCloudAccessKeyApi';

/** RoutingNode's own time-out for a request when the user sets none. Too long for these calls. */
const N8N_DEFAULT_TIMEOUT = 300_000;
const REQUEST_TIMEOUT = 30_000;

/**
 * The one way of every operation: n8n's RoutingNode calls it for each item, with the parameters
 * that the fields' `routing` collected in `options.qs` under their API names.
 *
 * It pairs each output item with its input item. With "Continue On Fail" it returns an error item
 * that n8n can pair and retry; RoutingNode's own has neither lineage nor `json.error`.
 *
 * @throws NodeApiError or NodeOperationError
 */
export async function transport(
	this: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
): Promise<INodeExecutionData[]> {
	const item = this.getItemIndex();
	const key = runKey(this);
	// Before anything is awaited: n8n hands over all items in one go, so now it can be told how many came.
	const run = beginItem(key, item, systemClock.now());
	const runTry = run.latest;
	const outcome = await attempt(this, request, run);
	if ('results' in outcome) {
		endItem(run, runTry, systemClock.now());
		forgetIfOver(this, key, run);
		return outcome.results.map((json) => ({ json, pairedItem: { item } }));
	}
	const error = toNodeError(this.getNode(), outcome.failure, item);
	runTry.hasFailures = true;
	noteFailedTry(run);
	if (outcome.failure instanceof RunStopped) {
		endItem(run, runTry, systemClock.now());
		if (key !== undefined && runTry.open === 0 && run.latest === runTry) forgetRun(key);
		// Nobody listens any more: n8n has left the run, and a rejection would end the process.
		return [{ json: { error: error.message }, error, pairedItem: { item } }];
	}
	if (!this.continueOnFail()) namePurchasesAfterwards(run, runTry, item, error);
	endItem(run, runTry, systemClock.now());
	forgetIfOver(this, key, run);
	if (!this.continueOnFail()) throw error;
	return [{ json: { error: error.message }, error, pairedItem: { item } }];
}

/** The same for all items and tries of one run of the node; undefined where there is no execution. */
function runKey(context: IExecutePaginationFunctions): string | undefined {
	const executionId = context.getExecutionId();
	if (executionId === undefined) return undefined;
	return JSON.stringify([executionId, context.getNode().id, readRunIndex(context)]);
}

function readRunIndex(context: IExecutePaginationFunctions): number {
	return Number(context.getWorkflowDataProxy(context.getItemIndex()).$runIndex);
}

/**
 * n8n waits for all items before it looks at the errors. So the error of an item may learn later
 * what the others have bought, and nothing has to wait for anything here.
 */
function namePurchasesAfterwards(
	run: NodeRun,
	runTry: RunTry,
	item: number,
	error: NodeApiError | NodeOperationError,
): void {
	const description = error.description ?? '';
	runTry.afterwards.push(() => {
		const purchases = namePurchases(run, item, `${error.message} ${description}`);
		error.description = [description, purchases].filter(Boolean).join(' ');
	});
}

/** n8n's own bounds for the tries of Retry On Fail. */
function mostTries({ retryOnFail, maxTries }: INode): number {
	return retryOnFail === true ? Math.min(5, Math.max(2, maxTries ?? 3)) : 1;
}

/** What is over and will not be tried again need not be remembered. */
function forgetIfOver(
	context: IExecutePaginationFunctions,
	key: string | undefined,
	run: NodeRun,
): void {
	const { begun, open, hasFailures, number } = run.latest;
	if (key === undefined || open > 0) return;
	const isOver = begun.size >= countItems(context);
	const isLastTry = !hasFailures || number >= mostTries(context.getNode());
	if (isOver && !hasFailures) forgetPurchases(context);
	if (isOver && isLastTry) {
		forgetRun(key);
	} else if (!run.isWatched) {
		run.isWatched = true;
		context.onExecutionFinish?.(() => forgetRun(key));
	}
}

/** How many items the run has; 1 as a tool of an AI agent, and with the setting "Execute Once". */
function countItems(context: IExecutePaginationFunctions): number {
	// For a tool n8n tells the items of the agent below; for "Execute Once", those that it leaves out.
	if (context.getNode().executeOnce === true || isTool(context)) return 1;
	const { $input: input } = context.getWorkflowDataProxy(context.getItemIndex());
	return Number(input.all().length) || 1;
}

/** Keeps the whole reply, as text, for `transport` to read. */
export async function keepRawReply(
	this: IExecuteSingleFunctions,
	_items: INodeExecutionData[],
	{ statusCode, headers, body }: IN8nHttpFullResponse,
): Promise<INodeExecutionData[]> {
	return [{ json: { statusCode, headers, body: body as IDataObject } }];
}

/** Never throws: the lint rules of verified nodes forbid to throw on what was caught. */
async function attempt(
	context: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
	run: NodeRun,
): Promise<{ results: IDataObject[] } | { failure: unknown }> {
	try {
		// n8n starts all items at once; a breath in between lets it react when there are thousands.
		const item = context.getItemIndex();
		if (item > 0 && item % 100 === 0) await sleep(0);
		return { results: await runItem(context, request, run) };
	} catch (failure) {
		return { failure };
	}
}

async function runItem(
	context: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
	run: NodeRun,
): Promise<IDataObject[]> {
	const operation = findOperation(
		String(context.getNodeParameter('resource')),
		String(context.getNodeParameter('operation')),
	);
	const accessKey = readAccessKey(await context.getCredentials(CREDENTIAL));
	const parameters = toApiParameters(operation, request.options.qs ?? {}, {
		timezone: context.getTimezone(),
		readField: (name) => context.getNodeParameter(name, undefined),
	});
	operation.check?.(parameters, systemClock.now());
	await untilAllBegan(context, run);
	const itemIndex = context.getItemIndex();
	const plainSession = createSession({
		accessKey,
		regionId: readRegion(context, accessKey),
		send: sendThrough(context, request),
		timeLimit: readTimeLimit(context),
		signal: context.getExecutionCancelSignal(),
	});
	const { id: nodeId } = context.getNode();
	const executionId = context.getExecutionId();
	const { apiAction } = operation;
	const wish = JSON.stringify([
		apiAction,
		accessKey.accessKeyId,
		plainSession.regionId,
		parameters,
	]);
	const before = run.done.get(itemIndex);
	if (before?.wish === wish) return before.results;
	const runIndex = isTool(context)
		? resumeTool(run, JSON.stringify([executionId, nodeId, wish]), readRunIndex(context))
		: readRunIndex(context);
	const scope = { executionId, nodeId, runIndex, itemIndex };
	const memory = purchaseMemory(context);
	const isRetry = memory !== undefined && memory.executionId !== executionId;
	const sent = sentActions(run, itemIndex, wish);
	let hasChanged = false;
	const session: Session = {
		...plainSession,
		async call(action, callParameters, looks) {
			const reply =
				memory && isPurchase(action)
					? await buy(memory, isRetry, plainSession, action, callParameters, () =>
							clientToken(scope, action, callParameters),
						)
					: await plainSession.call(action, callParameters, { ...looks, sent });
			noteCall(run, itemIndex, action, callParameters, reply);
			hasChanged ||= !isRead(action);
			return reply;
		},
	};
	const group = [accessKey.accessKeyId, session.regionId, executionId, nodeId, runIndex].join('|');
	const operationContext: OperationContext = {
		session,
		parameters,
		simplify: isOn(context, operation, 'simplify'),
		limit: readLimit(context, operation),
		waitUntilDone: isOn(context, operation, 'waitUntilDone'),
		alone: async (ids, task) =>
			await oneAfterTheOther(
				ids.filter(Boolean).map((id) => `${accessKey.accessKeyId}/${session.regionId}/${id}`),
				task,
			),
		waitFor: async (allocationId, judge) => await waitFor(session, group, allocationId, judge),
		wasSent: (action) => sent.has(action),
		clientToken: (action) =>
			clientToken(
				isPurchase(action) && memory ? { ...scope, executionId: memory.executionId } : scope,
				action,
				{ RegionId: session.regionId, ...parameters },
			),
		readOptions: () => readOptions(context),
	};
	const results = await operation.run(operationContext);
	if (hasChanged) run.done.set(itemIndex, { wish, results });
	return results;
}

/** Whether it runs as a tool of an AI agent. */
function isTool(context: IExecutePaginationFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}

/**
 * A call of a tool goes on where the last one failed that wanted the same.
 *
 * @returns the run index that its ClientTokens are to be made from
 */
function resumeTool(run: NodeRun, key: string, runIndex: number): number {
	const failed = takeFailedTry(key, systemClock.now());
	for (const [item, purchases] of failed?.bought ?? []) run.bought.set(item, purchases);
	for (const [item, sent] of failed?.sent ?? []) run.sent.set(item, sent);
	run.toolTry = { key, runIndex: failed?.toolTry?.runIndex ?? runIndex };
	return run.toolTry.runIndex;
}

/** n8n has left the run before this item sent anything. */
class RunStopped extends InvalidInput {}

/** Milliseconds without a new item after which none is expected any more. */
const NO_MORE_ITEMS = 2_000;
const LOOK_FOR_ITEMS = 50;

/**
 * n8n works out the parameters of one item after the other and lets each begin at once. When an
 * expression of a later item can't be worked out it leaves the run with that message, while the
 * earlier items go on unseen. So nothing is sent before all have begun.
 *
 * @throws RunStopped
 */
async function untilAllBegan(context: IExecutePaginationFunctions, run: NodeRun): Promise<void> {
	if (context.continueOnFail() || context.getExecutionId() === undefined) return;
	// With batches the later items begin after the earlier ones have ended.
	const interval = context.getNodeParameter('requestOptions.batching.batch.batchInterval', 0);
	if (Number(interval) > 0) return;
	const total = countItems(context);
	const runTry = run.latest;
	for (let known = 0, waited = 0; runTry.begun.size < total; waited += LOOK_FOR_ITEMS) {
		if (runTry.begun.size > known) waited = 0;
		known = runTry.begun.size;
		if (waited >= NO_MORE_ITEMS || run.latest !== runTry) {
			throw new RunStopped(
				'Nothing was sent for this item',
				'Another item of the run could not be read, so n8n stopped the node before.',
			);
		}
		await sleep(LOOK_FOR_ITEMS);
	}
}

/** Sends through n8n's RoutingNode: its proxy, TLS and time-out settings hold, the credential signs. */
function sendThrough(
	context: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
): Send {
	const { timeout } = request.options;
	return async (options) => {
		const [item] = await context.makeRoutingRequest({
			...request,
			options: {
				...request.options,
				...options,
				timeout: timeout === N8N_DEFAULT_TIMEOUT ? REQUEST_TIMEOUT : timeout,
			},
		});
		return item.json as unknown as RawReply;
	};
}

/** @throws InvalidInput when an expression makes it neither true nor false */
function isOn(context: IExecutePaginationFunctions, operation: Operation, name: string): boolean {
	const field = findField(operation, name);
	if (!field) return false;
	const value = context.getNodeParameter(name, field.default);
	return toBoolean(field, value ?? field.default) === 'true';
}

/** @throws InvalidInput when it is not a whole number above zero */
function readLimit(context: IExecutePaginationFunctions, operation: Operation): number | undefined {
	if (!findField(operation, 'limit') || isOn(context, operation, 'returnAll')) return undefined;
	const limit = Number(context.getNodeParameter('limit', 50));
	if (Number.isInteger(limit) && limit >= 1) return limit;
	throw new InvalidInput(
		"'Limit' is not a whole number above zero",
		"Change it, or turn on 'Return All'.",
	);
}

/** The region of the node, or the default region of the credential where the node names none. */
function readRegion(context: IExecutePaginationFunctions, accessKey: AccessKey): string {
	const value = context.getNodeParameter('regionId', '', { extractValue: true });
	if (typeof value !== 'string') {
		throw new InvalidInput(
			"'Region' is not a text",
			"Give the ID of a region, such as 'cn-hangzhou'.",
		);
	}
	return value.trim() || accessKey.regionId;
}

/** The `options` collection, its expressions worked out. n8n takes nothing but a collection there. */
function readOptions(context: IExecutePaginationFunctions): IDataObject {
	return context.getNodeParameter('options', {}) as IDataObject;
}

/** Milliseconds. @throws InvalidInput */
function readTimeLimit(context: IExecutePaginationFunctions): number {
	const seconds = Number(context.getNodeParameter('options.timeLimit', 300));
	if (seconds >= 1 && seconds <= 3600) return seconds * 1000;
	throw new InvalidInput("'Time Limit' is not between 1 and 3600 seconds", 'Change it.');
}
