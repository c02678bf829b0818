import { ExecutionLifecycleHooks, RoutingNode, WorkflowExecute } from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeProperties,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IRunExecutionData,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
	ICredentialsHelper,
	NodeHelpers,
	Workflow,
	deepCopy,
} from 'n8n-workflow';
import { AlibabaCloudAccessKeyApi } from '../../credentials/AlibabaCloudAccessKeyApi.credentials';
// With its ending: a loader may otherwise take the codex file AlibabaCloudEip.node.json.
import { AlibabaCloudEip } from '../../nodes/AlibabaCloudEip/AlibabaCloudEip.node.ts';
import { useUntimedRegularExpressions } from '../support/jest/regexEngine';

useUntimedRegularExpressions();

/** Runs the action node as n8n does: n8n-core's WorkflowExecute, RoutingNode, credential and HTTP client. */

export const NODE_TYPE = 'n8n-nodes-alibaba-cloud-eip.alibabaCloudEip';
export const CREDENTIAL_TYPE = 'alibabaCloudAccessKeyApi';

/** Hands out one credential and signs with the credential's own `authenticate`. */
export class TestCredentials extends ICredentialsHelper {
	constructor(
		private readonly type: ICredentialType,
		private readonly data: ICredentialDataDecryptedObject,
	) {
		super();
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_typeName: string,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		if (typeof this.type.authenticate !== 'function') throw new Error('No authenticate function');
		return await this.type.authenticate(credentials, options);
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<never> {
		throw new Error('Not used');
	}

	async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		return { ...this.data };
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}

	getCredentialsProperties() {
		return this.type.properties;
	}
}

/** A trigger that hands its input on, so that a run can start with any items. */
const startNode = (items: IDataObject[]) =>
	({
		description: {
			displayName: 'Start',
			name: 'start',
			group: ['trigger'],
			version: 1,
			description: '',
			defaults: { name: 'Start' },
			inputs: [],
			outputs: ['main'],
			properties: [],
		},
		async execute() {
			return [items.map((json) => ({ json }))];
		},
	}) as unknown as INodeType;

/** Sends the same items back into the loop until there were enough rounds. */
const loopNode = (items: IDataObject[], rounds: number) =>
	({
		...startNode(items),
		description: { ...startNode(items).description, name: 'loop', group: [], inputs: ['main'] },
		async execute(this: IExecuteFunctions) {
			const { $runIndex: round } = this.getWorkflowDataProxy(0);
			return [Number(round) + 1 < rounds ? items.map((json) => ({ json })) : []];
		},
	}) as unknown as INodeType;

/** As n8n's own NodeTypes: a declarative node gets its `execute` from RoutingNode. */
export function testNodeTypes(types: Record<string, INodeType>): INodeTypes {
	const get = (name: string, version?: number) => {
		const type = NodeHelpers.getVersionedNodeType(types[name], version);
		if (!type.execute && !type.poll) {
			type.execute = async function () {
				return (await new RoutingNode(this as never, type).runNode()) ?? [];
			};
		}
		return type;
	};
	return { getByName: get, getByNameAndVersion: get, getKnownTypes: () => ({}) };
}

export function testAdditionalData(
	credentials: ICredentialsHelper,
	hooks: ExecutionLifecycleHooks,
	executionId: string | undefined,
): IWorkflowExecuteAdditionalData {
	const base = 'http://localhost';
	return {
		credentialsHelper: credentials,
		hooks,
		executionId,
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: `${base}/rest`,
		instanceBaseUrl: base,
		webhookBaseUrl: `${base}/webhook`,
		webhookWaitingBaseUrl: `${base}/webhook-waiting`,
		webhookTestBaseUrl: `${base}/webhook-test`,
		formBaseUrl: `${base}/form`,
		formWaitingBaseUrl: `${base}/form-waiting`,
		formTestBaseUrl: `${base}/form-test`,
		mcpBaseUrl: `${base}/mcp`,
		mcpTestBaseUrl: `${base}/mcp-test`,
		logAiEvent() {},
		setExecutionStatus() {},
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** A type of node to run, and the credential type that signs for it. */
export interface Subject {
	/** As in a workflow, e.g. `n8n-nodes-base.httpRequest`. */
	name: string;
	version: number;
	node: INodeType;
	credential: ICredentialType;
}

export interface RunOptions {
	parameters: INodeParameters;
	/** What runs instead of this repository's action node. */
	subject?: Subject;
	/** The credential's fields. */
	credential: IDataObject;
	/** The input items; one empty item by default. */
	items?: IDataObject[];
	/** Settings of the node, e.g. `onError`, `retryOnFail`. */
	node?: Partial<INode>;
	executionId?: string;
	/** How often the node runs in the one execution, with the same items: a loop. */
	rounds?: number;
	/** A run that failed, to be continued as n8n's "Retry" in the list of executions does. */
	retryOf?: IRun;
	signal?: AbortSignal;
	/** Called with the run before it is awaited, e.g. to cancel it. */
	onStart?: (cancel: () => void) => void;
}

export interface RunResult {
	status: IRun['status'];
	error?: Error & {
		description?: string | null;
		httpCode?: string | null;
		failure?: unknown;
		context?: IDataObject;
	};
	/** The items of the first output. */
	items: INodeExecutionData[];
	/** The items of all outputs. */
	outputs: Array<INodeExecutionData[] | null>;
	run: IRun;
}

/** The options that n8n's loader adds to declarative nodes, as far as tests use them. */
const requestOptions: INodeProperties = {
	displayName: 'Request Options',
	name: 'requestOptions',
	type: 'collection',
	default: {},
	options: [
		{
			displayName: 'Batching',
			name: 'batching',
			type: 'fixedCollection',
			default: { batch: {} },
			options: [
				{
					displayName: 'Batching',
					name: 'batch',
					values: [
						{ displayName: 'Items', name: 'batchSize', type: 'number', default: 50 },
						{ displayName: 'Interval', name: 'batchInterval', type: 'number', default: 1000 },
					],
				},
			],
		},
		{ displayName: 'Timeout', name: 'timeout', type: 'number', default: 10000 },
	],
};

/** As n8n's loader does: without it n8n drops the setting from the parameters. */
export function withRequestOptions(node: INodeType): INodeType {
	node.description.properties = [...node.description.properties, requestOptions];
	return node;
}

function actionNode(): Subject {
	return {
		name: NODE_TYPE,
		version: 1,
		node: withRequestOptions(new AlibabaCloudEip()),
		credential: new AlibabaCloudAccessKeyApi(),
	};
}

let executions = 0;

/** Runs one node after a start node with these items. */
export async function runNode(options: RunOptions): Promise<RunResult> {
	const { parameters, credential, items = [{}], subject = actionNode() } = options;
	const nodes: INode[] = [
		{
			id: 'start',
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'eip-node',
			name: 'EIP',
			type: subject.name,
			typeVersion: subject.version,
			position: [200, 0],
			parameters,
			credentials: { [CREDENTIAL_TYPE]: { id: '1', name: 'Test' } },
			...options.node,
		},
		{
			id: 'loop',
			name: 'Loop',
			type: 'n8n-nodes-base.noOp',
			typeVersion: 1,
			position: [400, 0],
			parameters: {},
		},
	];
	const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	const connections = { Start: to('EIP'), EIP: to('Loop'), Loop: to('EIP') };
	const nodeTypes = testNodeTypes({
		'n8n-nodes-base.manualTrigger': startNode(items),
		'n8n-nodes-base.noOp': loopNode(items, options.rounds ?? 1),
		[subject.name]: subject.node,
	});
	const workflow = new Workflow({
		id: 'test',
		nodes,
		connections,
		active: false,
		nodeTypes,
		settings: { executionOrder: 'v1' },
	});
	const executionId = options.executionId ?? `execution-${process.pid}-${++executions}`;
	const hooks = new ExecutionLifecycleHooks('manual', executionId, {
		id: 'test',
		name: 'test',
		nodes,
		connections,
	} as unknown as IWorkflowBase);
	const credentials = new TestCredentials(subject.credential, {
		...credential,
	} as ICredentialDataDecryptedObject);
	const additionalData = testAdditionalData(credentials, hooks, executionId);
	const promise = options.retryOf
		? new WorkflowExecute(
				additionalData,
				'retry',
				dataForRetry(options.retryOf, nodes),
			).processRunExecutionData(workflow)
		: new WorkflowExecute(additionalData, 'manual').run({
				workflow,
				startNode: workflow.getStartNode(),
			});
	options.onStart?.(() => promise.cancel());
	const run = await promise;
	const { error, runData } = run.data.resultData;
	const outputs = runData.EIP?.[0]?.data?.main ?? [];
	return {
		status: run.status,
		error: error as RunResult['error'],
		items: outputs[0] ?? [],
		outputs,
		run,
	};
}

/**
 * What n8n makes of a stored execution before it runs it again: the node that failed is to run anew,
 * as it is in the workflow now.
 */
function dataForRetry({ data }: IRun, nodes: INode[]): IRunExecutionData {
	const copy = deepCopy(data);
	for (const entry of copy.executionData?.nodeExecutionStack ?? []) {
		entry.node = nodes.find(({ name }) => name === entry.node.name) ?? entry.node;
	}
	const { lastNodeExecuted = '', runData } = copy.resultData;
	delete copy.resultData.error;
	if (runData[lastNodeExecuted]?.at(-1)?.error) runData[lastNodeExecuted].pop();
	return copy;
}

/** Runs and hands back the output; throws if the run did not succeed. */
export async function runForItems(options: RunOptions): Promise<IDataObject[]> {
	const { error, items } = await runNode(options);
	if (error) throw error;
	return items.map(({ json }) => json);
}
