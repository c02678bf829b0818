import {
	type DeclarativeRestApiSettings,
	type IDataObject,
	type IExecutePaginationFunctions,
	type IExecuteSingleFunctions,
	type IN8nHttpFullResponse,
	type INodeExecutionData,
	sleep,
} from 'n8n-workflow';
import type { FieldNames } from '../errors/fieldOf';
import { toNodeError } from '../errors/toNodeError';
import { RunStopped, isListenedTo } from './barrier';
import { nameAllPurchasesAfterwards, nameOwnPurchases } from './errorItem';
import { fieldNames } from './inputFields';
import { type StartedItem, finishItem, startItem } from './itemStart';
import { readOperation } from './readFields';
import { runItem } from './runItem';

/**
 * The one way of every operation: n8n's RoutingNode calls it for each item, with the parameters
 * that the fields' `routing` collected in `options.qs` under their API names.
 *
 * It pairs each output item with its input item. With "Continue On Fail" it returns an error item
 * that n8n can pair and retry; RoutingNode's own has neither lineage nor `json.error`.
 *
 * @throws NodeApiError or NodeOperationError
 */
export async function execute(
	this: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
): Promise<INodeExecutionData[]> {
	const item = this.getItemIndex();
	const started = startItem(this);
	const { run, runTry } = started;
	const outcome = await attempt(this, request, started);
	if ('results' in outcome) {
		finishItem(this, started, false);
		return outcome.results.map((json) => ({ json, pairedItem: { item } }));
	}
	const error = toNodeError(this.getNode(), outcome.failure, item, fieldNamesOf(this));
	runTry.hasFailures = true;
	// When n8n has left the run nobody listens any more, and a rejection would end the process.
	const isStopped =
		outcome.failure instanceof RunStopped || !(await isListenedTo(this, run, runTry));
	const isContinued = isStopped || this.continueOnFail();
	if (isContinued) nameOwnPurchases(started, error);
	else nameAllPurchasesAfterwards(started, error);
	finishItem(this, started, true);
	if (!isContinued) throw error;
	return [{ json: { error: error.message }, error, pairedItem: { item } }];
}

/** Never throws: the lint rules of verified nodes forbid to throw on what was caught. */
async function attempt(
	context: IExecutePaginationFunctions,
	request: DeclarativeRestApiSettings.ResultOptions,
	started: StartedItem,
): Promise<{ results: IDataObject[] } | { failure: unknown }> {
	try {
		// n8n starts all items at once; a breath in between lets it react when there are thousands.
		const item = context.getItemIndex();
		if (item > 0 && item % 100 === 0) await sleep(0);
		return { results: await runItem(context, request, started) };
	} catch (failure) {
		return { failure };
	}
}

/** The names in the form of what was sent, for a refusal of a value; none where the operation is not known. */
function fieldNamesOf(context: IExecutePaginationFunctions): FieldNames | undefined {
	try {
		return fieldNames(readOperation(context));
	} catch {
		return undefined;
	}
}

/** Keeps the whole reply, as text, for `execute` to read. */
export async function keepRawReply(
	this: IExecuteSingleFunctions,
	_items: INodeExecutionData[],
	{ statusCode, headers, body }: IN8nHttpFullResponse,
): Promise<INodeExecutionData[]> {
	return [{ json: { statusCode, headers, body: body as IDataObject } }];
}
