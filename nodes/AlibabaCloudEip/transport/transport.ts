import {
	type DeclarativeRestApiSettings,
	type IDataObject,
	type IExecutePaginationFunctions,
	type IExecuteSingleFunctions,
	type IN8nHttpFullResponse,
	type INodeExecutionData,
	sleep,
} from 'n8n-workflow';
import { type AccessKey, readAccessKey } from '../../../credentials/signature/accessKey';
import type { Operation, OperationContext } from '../description/Operation';
import { InvalidInput } from '../errors/ApiFailure';
import { toNodeError } from '../errors/toNodeError';
import { findOperation } from '../resources';
import { toApiParameters } from './apiParameters';
import { clientToken } from './clientToken';
import { systemClock } from './clock';
import { oneAfterTheOther } from './inFlight';
import type { RawReply } from './parseReply';
import { type Send, createSession } from './session';
import { waitFor } from './statusPoller';

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
	const outcome = await attempt(this, request);
	if ('results' in outcome) {
		return outcome.results.map((json) => ({ json, pairedItem: { item } }));
	}
	const error = toNodeError(this.getNode(), outcome.failure, item);
	if (!this.continueOnFail()) throw error;
	return [{ json: { error: error.message }, error, pairedItem: { item } }];
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
): Promise<{ results: IDataObject[] } | { failure: unknown }> {
	try {
		// n8n starts all items at once; a breath in between lets it react when there are thousands.
		const item = context.getItemIndex();
		if (item > 0 && item % 100 === 0) await sleep(0);
		return { results: await runItem(context, request) };
	} catch (failure) {
		return { failure };
	}
}

async function runItem(
	context: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
): Promise<IDataObject[]> {
	const operation = findOperation(
		String(context.getNodeParameter('resource')),
		String(context.getNodeParameter('operation')),
	);
	const accessKey = readAccessKey(await context.getCredentials(CREDENTIAL));
	const parameters = toApiParameters(operation, request.options.qs ?? {}, context.getTimezone());
	operation.check?.(parameters, systemClock.now());
	const session = createSession({
		accessKey,
		regionId: readRegion(context, accessKey),
		send: sendThrough(context, request),
		timeLimit: readTimeLimit(context),
		signal: context.getExecutionCancelSignal(),
	});
	const { id: nodeId } = context.getNode();
	const executionId = context.getExecutionId();
	const { $runIndex: runIndex } = context.getWorkflowDataProxy(context.getItemIndex());
	const scope = {
		executionId,
		nodeId,
		runIndex: Number(runIndex),
		itemIndex: context.getItemIndex(),
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
		clientToken: (action) =>
			clientToken(scope, action, { RegionId: session.regionId, ...parameters }),
	};
	return await operation.run(operationContext);
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

function hasField(operation: Operation, name: string): boolean {
	return operation.fields.some((field) => field.name === name);
}

function isOn(context: IExecutePaginationFunctions, operation: Operation, name: string): boolean {
	return hasField(operation, name) && context.getNodeParameter(name, true) !== false;
}

/** @throws InvalidInput when it is not a whole number above zero */
function readLimit(context: IExecutePaginationFunctions, operation: Operation): number | undefined {
	if (!hasField(operation, 'limit') || context.getNodeParameter('returnAll', false) === true) {
		return undefined;
	}
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

/** Milliseconds. @throws InvalidInput */
function readTimeLimit(context: IExecutePaginationFunctions): number {
	const seconds = Number(context.getNodeParameter('options.timeLimit', 300));
	if (seconds >= 1 && seconds <= 3600) return seconds * 1000;
	throw new InvalidInput("'Time Limit' is not between 1 and 3600 seconds", 'Change it.');
}
