import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type IWorkflowBase,
	Workflow,
} from 'n8n-workflow';
import { AlibabaCloudAccessKeyApi } from '../../../credentials/AlibabaCloudAccessKeyApi.credentials';
import { AlibabaCloudEip } from '../../../nodes/AlibabaCloudEip/AlibabaCloudEip.node.ts';
import { AlibabaCloudEipTrigger } from '../../../nodes/AlibabaCloudEip/AlibabaCloudEipTrigger.node.ts';
import { resources } from '../../../nodes/AlibabaCloudEip/resources';
import {
	CREDENTIAL_TYPE,
	NODE_TYPE,
	TestCredentials,
	testAdditionalData,
	testNodeTypes,
	withRequestOptions,
} from '../harness';
import { credentialFor, locator } from '../setup';
import { useTrigger } from './useTrigger';

/** A click on "Execute workflow": the trigger's test event goes on to nodes that destroy or cut off. */

const trigger = useTrigger();

/** As Edit Fields does: other fields, the same item. */
type Change = (item: INodeExecutionData, index: number) => INodeExecutionData;

const editFields = (change: Change) =>
	({
		description: {
			...{ displayName: 'Edit', name: 'set', group: [], version: 1, description: '' },
			...{ defaults: { name: 'Edit' }, inputs: ['main'], outputs: ['main'], properties: [] },
		},
		async execute(this: IExecuteFunctions) {
			return [this.getInputData().map(change)];
		},
	}) as unknown as INodeType;

const only: Record<string, Change> = {
	'nothing between': (item) => item,
	'only the ID kept': ({ json }, item) => ({
		json: { id: (json.elasticIp as IDataObject | null)?.allocationId },
		pairedItem: { item },
	}),
	'the pairing lost too': ({ json }) => ({
		json: { id: (json.elasticIp as IDataObject | null)?.allocationId },
	}),
};

interface Run {
	/** The action node's parameters. */
	parameters: INodeParameters;
	change?: Change;
	/** Items of another start than the trigger. */
	items?: IDataObject[];
	node?: Partial<INode>;
}

async function run({ parameters, change = only['nothing between'], items, node }: Run) {
	const credentials = { [CREDENTIAL_TYPE]: { id: '1', name: 'Test' } };
	const place = { typeVersion: 1, position: [0, 0] as [number, number] };
	const start = 'n8n-nodes-alibaba-cloud-eip.alibabaCloudEipTrigger';
	const nodes: INode[] = [
		{
			...{ id: 'trigger', name: 'Changes', type: items ? 'start' : start, ...place },
			...{ parameters: { events: ['appeared'] }, credentials },
		},
		{ id: 'edit', name: 'Edit', type: 'edit', ...place, parameters: {} },
		{ id: 'eip', name: 'EIP', type: NODE_TYPE, ...place, parameters, credentials, ...node },
	];
	const to = (name: string) => ({ main: [[{ node: name, type: 'main' as const, index: 0 }]] });
	const connections = { Changes: to('Edit'), Edit: to('EIP') };
	const nodeTypes = testNodeTypes({
		[start]: new AlibabaCloudEipTrigger() as unknown as INodeType,
		start: {
			...editFields((item) => item),
			description: { ...editFields((item) => item).description, group: ['trigger'], inputs: [] },
			execute: async () => [(items ?? []).map((json) => ({ json }))],
		},
		edit: editFields(change),
		[NODE_TYPE]: withRequestOptions(new AlibabaCloudEip()),
	});
	const workflow = new Workflow({ id: 'w', nodes, connections, active: false, nodeTypes });
	const hooks = new ExecutionLifecycleHooks('manual', '1', {} as IWorkflowBase);
	const additionalData = testAdditionalData(
		new TestCredentials(
			new AlibabaCloudAccessKeyApi(),
			credentialFor(trigger.simulator) as ICredentialDataDecryptedObject,
		),
		hooks,
		`guard-${Math.random()}`,
	);
	const { data } = await new WorkflowExecute(additionalData, 'manual').run({
		workflow,
		startNode: nodes[0],
	});
	const { error, runData } = data.resultData;
	return { error, output: runData.EIP?.[0]?.data?.main[0] ?? [] };
}

const release = (options: IDataObject = {}): INodeParameters =>
	({
		...{ resource: 'elasticIp', operation: 'release', options },
		allocationId: {
			...locator('={{ $json.id ?? $json.elasticIp.allocationId }}'),
		},
	}) as INodeParameters;

const REFUSED = "The item comes from a test event of the trigger, which has 'isTest'";
const writes = () => trigger.simulator.requests.filter(({ action }) => !/^Describe/.test(action));

describe.each(Object.keys(only))('with %s', (name) => {
	const change = only[name];

	it('a test event releases nothing', async () => {
		const [eip] = trigger.simulator.addEips(1);
		const { error } = await run({ parameters: release(), change });
		expect(error?.message).toBe(REFUSED);
		expect(trigger.simulator.eip(eip.allocationId)).toBeDefined();
		expect(writes()).toEqual([]);
	});

	it("it does when 'Safety Checks' is off", async () => {
		const [eip] = trigger.simulator.addEips(1);
		const { error } = await run({ parameters: release({ safetyChecks: false }), change });
		expect(error).toBeUndefined();
		expect(trigger.simulator.eip(eip.allocationId)).toBeUndefined();
	});
});

it('an item of a real event, or of no event, is released', async () => {
	for (const more of [{}, { isTest: false }, { isTest: 'true' }, { isTest: null }]) {
		const [eip] = trigger.simulator.addEips(1);
		const items = [{ id: eip.allocationId, ...more }];
		expect((await run({ parameters: release(), items })).error).toBeUndefined();
		expect(trigger.simulator.eip(eip.allocationId)).toBeUndefined();
	}
});

it('refuses the item of a test event alone, in a sub-workflow or as a tool too, where only the item is there', async () => {
	const [test, real] = trigger.simulator.addEips(2);
	const items = [{ id: test.allocationId, isTest: true }, { id: real.allocationId }];
	const { output } = await run({
		parameters: release(),
		items,
		change: ({ json }, item) => ({ json: { id: json.id }, pairedItem: { item } }),
		node: { onError: 'continueRegularOutput' },
	});
	expect(output.map(({ json }) => json.error ?? json.allocationId)).toEqual([
		REFUSED,
		real.allocationId,
	]);
	expect(trigger.simulator.eip(test.allocationId)).toBeDefined();
	expect(trigger.simulator.eip(real.allocationId)).toBeUndefined();
});

it('lets a test event read', async () => {
	const [eip] = trigger.simulator.addEips(1);
	const { error, output } = await run({ parameters: { ...release(), operation: 'get' } });
	expect(error).toBeUndefined();
	expect(output[0].json.allocationId).toBe(eip.allocationId);
});

const DESTRUCTIVE = [
	'addressPool.delete',
	'addressPool.deleteCidrBlock',
	'bandwidthPackage.delete',
	'elasticIp.convertPublicIp',
	'elasticIp.move',
	'elasticIp.release',
	'elasticIp.unassociate',
	'segment.release',
];

it('each operation that destroys or cuts off is marked so, and has the option to do it all the same', () => {
	const marked = resources.flatMap(({ value, list }) =>
		list
			.filter(({ isDestructive }) => isDestructive)
			.map((operation) => {
				const names = operation.collections?.options?.map(({ name }) => name);
				expect(names).toContain('safetyChecks');
				return `${value}.${operation.value}`;
			}),
	);
	expect(marked.sort()).toEqual(expect.arrayContaining(DESTRUCTIVE));
	const all = resources.flatMap(({ value, list }) =>
		list.map((operation) => `${value}.${operation.value}`),
	);
	const looksSo = all.filter((name) => /release|delete|unassociate|\.move$|replace/i.test(name));
	expect(marked).toEqual(expect.arrayContaining(looksSo));
});

it.each(DESTRUCTIVE)('%s refuses a test event before anything is sent', async (name) => {
	const [resource, operation] = name.split('.');
	const { error } = await run({
		items: [{ isTest: true }],
		parameters: {
			...{ resource, operation, allocationId: locator('eip-25877c70gddh5abcd') },
			...{ instanceId: locator('i-25skktcp4abcdefgh'), cidrBlock: '203.0.113.0/24' },
			bandwidthPackageId: locator('cbwp-bp1ov3oi4xo7jabcd'),
			segmentInstanceId: 'eipsg-2zett8ba055tbsxme1234',
			publicIpAddressPoolId: 'pippool-6wetvn6fumkgycssx1234',
		} as INodeParameters,
	});
	expect(error?.message).toBe(REFUSED);
	expect(trigger.simulator.requests).toEqual([]);
});
