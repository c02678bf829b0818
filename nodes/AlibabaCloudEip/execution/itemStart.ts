import {
	type IDataObject,
	type IExecutePaginationFunctions,
	type INode,
	NodeConnectionTypes,
} from 'n8n-workflow';
import {
	type ExecutionMemory,
	type ItemMemory,
	type NodeMemory,
	type ToolCall,
	forgetItems,
	itemMemory,
	nodeMemory,
	readExecutionMemory,
} from './executionMemory';
import { type NodeRun, type RunTry, beginItem, endItem, forgetRun } from './nodeRun';
import { beginToolCall, endToolCall, toolPosition } from './toolCalls';

/** An item that has begun, and what is kept of it. */
export interface StartedItem {
	/** n8n's object for the execution, see `NodeRun`. */
	execution: IDataObject | undefined;
	memory: ExecutionMemory;
	node: NodeMemory;
	/** Run and item, or the call of a tool: what is kept of the item stands there. */
	position: string;
	toolCall: ToolCall | undefined;
	runKey: string;
	run: NodeRun;
	runTry: RunTry;
}

/** Begins an item, before anything is awaited: n8n hands over all items in one go. */
export function startItem(context: IExecutePaginationFunctions): StartedItem {
	const executionId = context.getExecutionId();
	const { id: nodeId } = context.getNode();
	const memory = readExecutionMemory(context, executionId);
	const node = nodeMemory(memory, nodeId);
	const itemIndex = context.getItemIndex();
	const toolCall = isTool(context)
		? beginToolCall(node, context.getInputData(0, NodeConnectionTypes.AiTool).json)
		: undefined;
	const runIndex = Number(context.getWorkflowDataProxy(itemIndex).$runIndex);
	const position = toolCall ? toolPosition(toolCall) : `${runIndex}/${itemIndex}`;
	const runKey = JSON.stringify([nodeId, toolCall ? position : runIndex]);
	const execution = executionId === undefined ? undefined : context.getContext('flow');
	const run = beginItem(execution, runKey, itemIndex);
	run.items.set(position, itemMemory(node, position));
	return { execution, memory, node, position, toolCall, runKey, run, runTry: run.latest };
}

/** What is kept of a started item. */
export function memoryOf({ node, position }: StartedItem): ItemMemory {
	return itemMemory(node, position);
}

/** Ends an item. What is over and will not be tried again need not be remembered. */
export function finishItem(
	context: IExecutePaginationFunctions,
	{ execution, memory, node, toolCall, runKey, run, runTry }: StartedItem,
	hasFailed: boolean,
): void {
	endItem(runTry);
	if (toolCall) endToolCall(node, toolCall, hasFailed);
	const { begun, open, hasFailures, number } = runTry;
	if (run.latest !== runTry || open > 0 || begun.size < countItems(context)) return;
	if (!hasFailures) forgetItems(memory, context.getNode().id, run.items.keys());
	if (toolCall || !hasFailures || number >= maxTries(context.getNode())) {
		forgetRun(execution, runKey);
	}
}

/** n8n's own bounds for the tries of Retry On Fail. */
function maxTries({ retryOnFail, maxTries: tries }: INode): number {
	return retryOnFail === true ? Math.min(5, Math.max(2, tries ?? 3)) : 1;
}

/** How many items the run has; 1 as a tool of an AI agent, and with the setting "Execute Once". */
export function countItems(context: IExecutePaginationFunctions): number {
	// For a tool n8n tells the items of the agent below; for "Execute Once", those that it leaves out.
	if (context.getNode().executeOnce === true || isTool(context)) return 1;
	const { $input: input } = context.getWorkflowDataProxy(context.getItemIndex());
	return Number(input.all().length) || 1;
}

/** Whether it runs as a tool of an AI agent. */
export function isTool(context: IExecutePaginationFunctions): boolean {
	return context.getNode().type.endsWith('Tool');
}
