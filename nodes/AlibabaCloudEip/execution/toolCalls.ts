import type { IDataObject } from 'n8n-workflow';
import type { NodeMemory, ToolCall } from './executionMemory';

/**
 * As a tool of an AI agent a node has no position of its own: run indexes repeat for items that an agent
 * works on at the same time, and each try of Retry On Fail has another one (makeHandleToolInvocation,
 * n8n-core 2.41). So calls are numbered here. The same call is known by its input: n8n hands the very
 * same object to every try, or tells the agent's ID of the call.
 */

/** The call that an input belongs to. Ends with the input. */
const calls = new WeakMap<object, { node: NodeMemory; number: number }>();

const MAX_FAILED_CALLS = 100;

/**
 * The call that this input is a try of. A call for the same as one that failed goes on where that one
 * ended: agents repeat what failed.
 */
export function beginToolCall(node: NodeMemory, input: IDataObject): ToolCall {
	const { toolCallId, ...asked } = input;
	const id = typeof toolCallId === 'string' && toolCallId !== '' ? toolCallId : undefined;
	const last = calls.get(input);
	const known = last?.node === node ? last.number : undefined;
	const text = JSON.stringify(
		Object.entries(asked).sort(([one], [other]) => (one < other ? -1 : 1)),
	);
	const call =
		node.toolCalls.find(({ number }) => number === known) ??
		node.toolCalls.find((one) => id !== undefined && one.toolCallId === id) ??
		node.toolCalls.find((one) => one.state === 'failed' && one.input === text) ??
		addCall(node, { number: node.toolCallCount++, toolCallId: id, input: text, state: 'running' });
	call.state = 'running';
	call.toolCallId = id;
	calls.set(input, { node, number: call.number });
	return call;
}

function addCall(node: NodeMemory, call: ToolCall): ToolCall {
	node.toolCalls.push(call);
	return call;
}

/** The call has ended. One that failed is kept, for the same call to go on from. */
export function endToolCall(node: NodeMemory, call: ToolCall, hasFailed: boolean): void {
	if (hasFailed) call.state = 'failed';
	else node.toolCalls = node.toolCalls.filter((one) => one !== call);
	const failed = node.toolCalls.filter(({ state }) => state === 'failed');
	if (failed.length <= MAX_FAILED_CALLS) return;
	node.toolCalls = node.toolCalls.filter((one) => one !== failed[0]);
}

/** Where what the call has bought is kept. */
export function toolPosition({ number }: ToolCall): string {
	return `call/${number}`;
}
