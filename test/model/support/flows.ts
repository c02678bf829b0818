import type { IExecuteFunctions } from 'n8n-workflow';
import type { Call, Eip, Fault } from './cloud';
import { ACCOUNT_A, byId, eip, type Flow, type NodeSpec } from './n8n';

/** What most stories are made of: nodes, workflows, and what they are given. */
export const REGION = 'cn-hangzhou';
export const ACCOUNT = ACCOUNT_A.accessKeyId;
export const START: NodeSpec = { name: 'Start', type: 'start' };
export const FROM_JSON = byId('={{ $json.allocationId }}');
export const BOUND: Partial<Eip> = {
	status: 'InUse',
	instanceId: 'i-1',
	instanceType: 'EcsInstance',
};

/** Says of an Elastic IP that it is there no more. */
export const GONE =
	/disappeared|does not exist|was released|is released|was deleted|is deleted|no longer exists|not found/i;

/** A node of the package. */
export const node = (
	name: string,
	parameters: Record<string, unknown>,
	more: Partial<NodeSpec> = {},
): NodeSpec => ({ name, account: ACCOUNT_A, parameters, ...more });

export const flow = (...nodes: NodeSpec[]): Flow => ({ id: 'wf', nodes: [START, ...nodes] });

/** A workflow that a trigger starts; in the default region unless the parameters say otherwise. */
export const trigger = (parameters: Record<string, unknown>, account = ACCOUNT_A): Flow => ({
	id: 'wf',
	nodes: [
		{
			...{ name: 'T', type: 'trigger', account },
			parameters: { regionScope: 'default', ...parameters },
		},
	],
});

/** Retry On Fail with so many tries; off when it is one. */
export const tries = (count: number): Partial<NodeSpec> =>
	count > 1 ? { retry: { maxTries: count } } : {};

const BUYS = ['AllocateEipAddress', 'CreateCommonBandwidthPackage', 'AllocateEipSegmentAddress'];

/** Faults for the purchases, one after the other. */
export const faultsOfPurchases = (list: Array<Fault | undefined | null>) => {
	let nth = 0;
	return ({ action }: Call) => (BUYS.includes(action) ? (list[nth++] ?? undefined) : undefined);
};

/** A tool for an agent that buys an Elastic IP. */
export const buyTool = (parameters: Record<string, unknown>, more: Partial<NodeSpec> = {}) =>
	node(
		'Buy Tool',
		{ ...eip('allocate', parameters), descriptionType: 'manual', toolDescription: 'Buys' },
		{ type: 'tool', ...more },
	);

/** An agent that does this with its tool. */
export const agent = (run: NonNullable<NodeSpec['run']>): NodeSpec => ({
	...{ name: 'Agent', type: 'agent', run },
});

export type Tool = { invoke: (given: Record<string, unknown>) => Promise<string> };

/** The tool of the agent, as n8n makes it for an item. */
export const toolOf = async (context: IExecuteFunctions, item: number) =>
	((await context.getInputConnectionData('ai_tool', item)) as Tool[])[0];
