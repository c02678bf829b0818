import { createHash, randomUUID } from 'node:crypto';

/** What makes a wish to change something the same wish when n8n runs the node again. */
export interface TokenScope {
	executionId: string | undefined;
	nodeId: string;
	runIndex: number;
	itemIndex: number;
}

/**
 * The ClientToken of a call: 64 ASCII characters. The same for each try of n8n's Retry On Fail, so
 * that a second try asks for the same Elastic IP; another one for each item, each run of the node
 * in a loop and each execution. Without an execution (a test of a trigger) it is random.
 */
export function clientToken(
	scope: TokenScope,
	action: string,
	parameters: Record<string, string>,
): string {
	if (scope.executionId === undefined) return randomUUID();
	const sorted = Object.entries(parameters).sort(([one], [other]) => (one < other ? -1 : 1));
	const { executionId, nodeId, runIndex, itemIndex } = scope;
	const wish = JSON.stringify([executionId, nodeId, runIndex, itemIndex, action, sorted]);
	return createHash('sha256').update(wish).digest('hex');
}
