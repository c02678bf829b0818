import { ExecutionLifecycleHooks, SupplyDataContext } from 'n8n-core';
import { makeHandleToolInvocation } from 'n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data';
import {
	type IDataObject,
	type INode,
	type INodeParameters,
	type IWorkflowBase,
	Workflow,
	createRunExecutionData,
} from 'n8n-workflow';
import { AlibabaCloudAccessKeyApi } from '../../../credentials/AlibabaCloudAccessKeyApi.credentials';
import { AlibabaCloudEip } from '../../../nodes/AlibabaCloudEip/AlibabaCloudEip.node.ts';
import {
	CREDENTIAL_TYPE,
	TestCredentials,
	testAdditionalData,
	testNodeTypes,
	withRequestOptions,
} from '../harness';
import { credentialFor, locator, useSimulator } from '../setup';

/**
 * As a tool that an agent calls by itself: n8n-core's own handler, which gives each try of Retry On Fail
 * another run index.
 */

const test$ = useSimulator({ durations: { associating: 20, releasing: 20 } });
const TYPE = 'n8n-nodes-alibaba-cloud-eip.alibabaCloudEipTool';

let executions = 0;

/** The tool of one execution, to be called as an agent does. */
function toolWith(parameters: INodeParameters, maxTries: number) {
	return toolsWith(parameters, maxTries)();
}

/** Makes the tools of one execution: n8n makes one for each item that an agent works on. */
function toolsWith(parameters: INodeParameters, maxTries: number) {
	const node: INode = {
		id: 'tool',
		name: 'EIP Tool',
		type: TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters: { resource: 'elasticIp', ...parameters },
		credentials: { [CREDENTIAL_TYPE]: { id: '1', name: 'Test' } },
		retryOnFail: maxTries > 1,
		maxTries,
		waitBetweenTries: 1,
	};
	const nodeTypes = testNodeTypes({ [TYPE]: withRequestOptions(new AlibabaCloudEip()) });
	const workflow = new Workflow({
		id: 'test',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1' },
	});
	const executionId = `tool-${process.pid}-${++executions}`;
	const about = { id: 'test', name: 'test', nodes: [node], connections: {} };
	const additionalData = testAdditionalData(
		new TestCredentials(new AlibabaCloudAccessKeyApi(), credentialFor(test$.simulator) as never),
		new ExecutionLifecycleHooks('manual', executionId, about as unknown as IWorkflowBase),
		executionId,
	);
	const runData = createRunExecutionData({});
	return () => {
		const call = makeHandleToolInvocation(
			(runIndex: number) =>
				new SupplyDataContext(
					workflow,
					node,
					additionalData,
					'manual',
					runData,
					runIndex,
					[],
					{},
					'ai_tool',
					{ data: {}, node, source: null },
					[],
				),
			node,
			nodeTypes.getByNameAndVersion(TYPE),
			runData,
		);
		return async (args: IDataObject = {}): Promise<string> => await call(args);
	};
}

const BUY: INodeParameters = { operation: 'allocate', options: { timeLimit: 1 } };
const bought = () => test$.simulator.eips().map(({ allocationId }) => allocationId);
const lose = (times: number) =>
	test$.simulator.faults.add({ kind: 'dropAfter', action: 'AllocateEipAddress', times });

test('a purchase whose reply is lost for a whole try is not made again by the next', async () => {
	lose(Infinity);
	const tool = toolWith(BUY, 3);
	await expect(tool()).rejects.toThrow('It is not known whether');
	expect(bought()).toHaveLength(1);
	test$.simulator.faults.clear();
	// The agent calls it once more, because it failed.
	expect(await tool()).toContain(bought()[0]);
	expect(bought()).toHaveLength(1);
	// It went well, so this is another purchase.
	await tool();
	expect(bought()).toHaveLength(2);
}, 30_000);

test('a purchase that is kept because it cannot be associated is not made again by the next', async () => {
	const parameters = { operation: 'allocateAndAssociate', instanceId: 'i-1', onFailure: 'keep' };
	const tool = toolWith(parameters, 3);
	test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-1' });
	const refusal = { kind: 'code', code: 'InvalidAssociation.Duplicated', status: 400 } as const;
	test$.simulator.faults.add({ ...refusal, action: 'AssociateEipAddress', times: 3 });
	await expect(tool()).rejects.toThrow('was kept');
	expect(bought()).toHaveLength(1);
	await tool();
	expect(test$.simulator.eips()).toMatchObject([{ boundTo: 'i-1' }]);
}, 30_000);

test('calls for the same at the same time are purchases of their own', async () => {
	const tool = toolWith(BUY, 2);
	await Promise.all([tool(), tool(), tool()]);
	expect(bought()).toHaveLength(3);
});

test.each(['at the same time', 'one after the other'])(
	'an agent that works on two items %s buys for each, also with the same values',
	async (when) => {
		const make = toolsWith(BUY, 2);
		const tools = [make(), make()];
		const replies =
			when === 'at the same time'
				? await Promise.all(tools.map(async (tool) => await tool({ name: 'x' })))
				: [await tools[0]({ name: 'x' }), await tools[1]({ name: 'x' })];
		expect(bought()).toHaveLength(2);
		for (const id of bought()) expect(replies.join()).toContain(id);
	},
);

test('with a name that is another one in every try, the tries of a call buy one', async () => {
	lose(4);
	const name = "={{ 'a' + Math.random().toString(36).slice(2) }}";
	const tool = toolWith({ ...BUY, name }, 3);
	expect(await tool()).toContain(bought()[0]);
	expect(bought()).toHaveLength(1);
}, 30_000);

test('another execution has purchases of its own', async () => {
	lose(Infinity);
	await expect(toolWith(BUY, 1)()).rejects.toThrow();
	test$.simulator.faults.clear();
	await toolWith(BUY, 1)();
	expect(bought()).toHaveLength(2);
});

test('what an earlier try released is done', async () => {
	const [{ allocationId }] = test$.simulator.addEips(1);
	test$.simulator.faults.add({ kind: 'dropAfter', action: 'ReleaseEipAddress' });
	test$.simulator.faults.add({
		kind: 'code',
		code: 'Forbidden.RAM',
		status: 403,
		match: ({ action }) =>
			action === 'DescribeEipAddresses' && test$.sent('ReleaseEipAddress').length > 0,
	});
	const tool = toolWith(
		{ operation: 'release', allocationId: { __rl: true, mode: 'id', value: allocationId } },
		2,
	);
	expect(await tool()).toContain(allocationId);
	expect(bought()).toEqual([]);
});

test('an agent names an Elastic IP as people do: by its address or by what it is associated with', async () => {
	test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-web' });
	const [eip] = test$.simulator.addEips(1, { instanceId: 'i-web', status: 'InUse' });
	const value = "={{ $fromAI('elastic_ip', 'The Elastic IP', 'string') }}";
	const tool = toolWith({ operation: 'get', allocationId: locator(value) }, 1);
	for (const name of [eip.allocationId, eip.ipAddress, 'i-web']) {
		expect(await tool({ elastic_ip: name })).toContain(eip.allocationId);
	}
});

test('an agent chooses the regions as a text, and is told which one could not be read', async () => {
	for (const region of ['cn-beijing', 'us-east-1']) test$.simulator.addEips(1, { region });
	const regionIds = "={{ $fromAI('regions', 'IDs of regions, separated by commas', 'string') }}";
	const parameters = { operation: 'getAll', regionScope: 'chosen', regionIds };
	const tool = toolWith(parameters, 1);
	const read = async (regions: string) =>
		JSON.parse(await tool({ regions })) as Array<{ regionId: string }>;
	const found = await read('cn-beijing, us-east-1, cn-hangzhou');
	expect(found.map(({ regionId }) => regionId)).toEqual(['cn-beijing', 'us-east-1']);
	test$.simulator.faults.add({ kind: 'code', code: 'Forbidden.RAM', status: 403 });
	await expect(tool({ regions: 'cn-beijing' })).rejects.toThrow('Could not read cn-beijing: ');
	await expect(tool({ regions: 'Beijing' })).rejects.toThrow("contains 'Beijing'");
});

test('an agent does not choose the account that it acts in', async () => {
	test$.simulator.addEips(1);
	const getAll = (roleArn: unknown, more: object = {}) =>
		toolWith({ operation: 'getAll', options: { roleArn, ...more } } as INodeParameters, 1);
	const given = [
		"={{ $fromAI('role', 'The role', 'string') }}",
		"={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('role', ``, 'string') }}",
		"={{ 'acs:ram::' + $fromai('account') + ':role/eip-operator' }}",
		{ __rl: true, mode: 'id', value: "={{ $fromAI('role') }}" },
	];
	const role = 'acs:ram::2000000000000002:role/eip-operator';
	for (const roleArn of given) {
		await expect(getAll(roleArn)({ role, account: '2000000000000002' })).rejects.toThrow(
			"'Act in Account' is not taken from an AI model",
		);
	}
	expect(test$.simulator.requests).toEqual([]);
	// Neither is what the user has fixed, nor another field that the agent fills in.
	const [{ allocationId }] = test$.simulator.addEips(1, { accountId: '2000000000000002' });
	for (const roleArn of [role, `={{ '${role}' }}`]) {
		const timeLimit = "={{ $fromAI('limit', 'Seconds', 'number') }}";
		expect(await getAll(roleArn, { timeLimit })({ limit: 20 })).toContain(allocationId);
	}
});
