import { type IExecutePaginationFunctions, sleep } from 'n8n-workflow';
import { InvalidInput } from '../errors/ApiFailure';
import { countItems } from './itemStart';
import type { NodeRun, RunTry } from './nodeRun';

/**
 * Nothing is sent before all items of a run have begun. n8n works out the parameters of one item after
 * the other and lets each begin at once. When an expression of a later item cannot be worked out it
 * leaves the run with that message, while the earlier items go on unseen. Once all have begun it takes
 * what becomes of each.
 */

/** n8n has left the run before this item sent anything. */
export class RunStopped extends InvalidInput {}

/** Milliseconds without a new item after which none is expected any more. */
const NO_MORE_ITEMS = 2_000;
const LOOK_FOR_ITEMS = 50;

/**
 * Waits until all items of the run have begun, or no more of them will.
 *
 * @param pause milliseconds that n8n lets pass between two items
 * @returns whether all have begun
 */
async function haveAllBegun(
	context: IExecutePaginationFunctions,
	run: NodeRun,
	runTry: RunTry,
	pause: number,
): Promise<boolean> {
	if (context.getExecutionId() === undefined) return true;
	const total = countItems(context);
	for (let known = 0, waited = 0; runTry.begun.size < total; waited += LOOK_FOR_ITEMS) {
		if (runTry.begun.size > known) waited = 0;
		known = runTry.begun.size;
		if (waited >= pause + NO_MORE_ITEMS || run.latest !== runTry) return false;
		await sleep(LOOK_FOR_ITEMS);
	}
	return true;
}

/** Milliseconds between two batches; with a pause the later items begin after the earlier ones. */
function batchPause(context: IExecutePaginationFunctions): number {
	const pause = context.getNodeParameter('requestOptions.batching.batch.batchInterval', 0);
	return Math.max(0, Number(pause) || 0);
}

/** @throws RunStopped when n8n has left the run before all items have begun */
export async function untilAllBegan(
	context: IExecutePaginationFunctions,
	run: NodeRun,
): Promise<void> {
	if (context.continueOnFail() || batchPause(context) > 0) return;
	if (await haveAllBegun(context, run, run.latest, 0)) return;
	throw new RunStopped(
		'Nothing was sent for this item',
		'The values of another item could not be read, so n8n stopped the node before it sent anything for this item.',
	);
}

/**
 * Whether n8n will take the error of an item. It listens to the items only when it has begun all of
 * them: what is rejected before, or after it has left the run, would end the process.
 */
export async function isListenedTo(
	context: IExecutePaginationFunctions,
	run: NodeRun,
	runTry: RunTry,
): Promise<boolean> {
	return (
		context.continueOnFail() || (await haveAllBegun(context, run, runTry, batchPause(context)))
	);
}
