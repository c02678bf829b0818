import { Container } from '@n8n/di';
import { parse, stringify } from 'flatted';
import {
	ExecutionLifecycleHooks,
	InstanceSettings,
	PollContext,
	RoutingNode,
	WorkflowExecute,
} from 'n8n-core';
import * as shared from 'n8n-workflow';
import {
	createRunExecutionData,
	type EngineRequest,
	type EngineResponse,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IRunExecutionData,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
	type IHttpRequestOptions,
	NodeConnectionTypes,
	Workflow,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { connectInLine } from '../../support/connectInLine';
import { useUntimedRegularExpressions } from '../../support/jest/regexEngine';
import { clock } from './clock';
import type { Cloud } from './cloud';

useUntimedRegularExpressions();

/**
 * n8n around the nodes: one process with one database. A second one is another process (with its own modules), and
 * another n8n when it has another instance ID.
 */
export interface Account {
	accessKeyId: string;
	accessKeySecret: string;
	regionId: string;
	securityToken?: string;
	/** The credential in n8n that has these keys; keys may be renewed in it. */
	credentialId?: string;
}

export const ACCOUNT_A: Account = {
	accessKeyId: 'LTAI5tModelAccountA',
	accessKeySecret: 'model-secret-of-a-0123456789',
	regionId: 'cn-hangzhou',
};
export const ACCOUNT_B: Account = {
	accessKeyId: 'LTAI5tModelAccountB',
	accessKeySecret: 'model-secret-of-b-9876543210',
	regionId: 'cn-hangzhou',
};

export type NodeSpec = {
	name: string;
	type?: 'eip' | 'trigger' | 'start' | 'sub' | 'code' | 'agent' | 'tool' | 'loop';
	parameters?: Record<string, unknown>;
	account?: Account;
	retry?: { maxTries: number; wait?: number };
	onError?: INode['onError'];
	executeOnce?: boolean;
	run?: (
		context: IExecuteFunctions,
		items: INodeExecutionData[],
		response?: EngineResponse,
	) => unknown;
};

export interface Execution {
	id: string;
	flow: Flow;
	mode: WorkflowExecuteMode;
	/** As the database has it: the JSON that n8n stores. */
	stored: string;
	status: string;
	/** Output items by node, of the last run. */
	output: Record<string, INodeExecutionData[]>;
	error?: { message: string; description: string; node?: string };
	/** All that a user can read of the run. */
	text: string;
	startedAt: number;
	endedAt: number;
}

export interface Flow {
	id: string;
	nodes: NodeSpec[];
	/** Sub-workflows that its nodes may call, by ID. */
	subs?: Record<string, Flow>;
}

export interface RunOptions {
	items?: INodeExecutionData[] | Array<Record<string, unknown>>;
	mode?: WorkflowExecuteMode;
	/** Milliseconds after which the user cancels. */
	cancelAfter?: number;
	parent?: IRunExecutionData['parentExecution'];
	/** With Retry: the workflow as it is saved now, in place of the one that was run. */
	flow?: Flow;
}

const settings = Container.get(InstanceSettings);
let currentInstance = 'instance-1';
Object.defineProperty(settings, 'instanceId', { get: () => currentInstance, configurable: true });

const CREDENTIAL = 'alibabaCloudAccessKeyApi';
const idOf = (account: Account) => account.credentialId ?? account.accessKeyId;
/** As n8n calls the nodes of the package. */
const TYPES: Record<string, string | undefined> = {
	eip: 'n8n-nodes-alibaba-cloud-eip.alibabaCloudEip',
	trigger: 'n8n-nodes-alibaba-cloud-eip.alibabaCloudEipTrigger',
	tool: 'n8n-nodes-alibaba-cloud-eip.alibabaCloudEipTool',
};

/** As n8n gives a declarative node its way to run. */
const executeOf = (type: INodeType) =>
	async function (this: IExecuteFunctions) {
		const routing = new RoutingNode(
			this as unknown as ConstructorParameters<typeof RoutingNode>[0],
			type,
		);
		return (await routing.runNode()) ?? null;
	};

/** n8n fills in the defaults of all fields that are shown when a node is saved; top-level ones are enough here. */
export class N8n {
	private readonly eipType: INodeType;
	private readonly triggerType: INodeType;
	private readonly credential: ICredentialType;
	private nextExecution = 1;
	private readonly specs = new Map<string, NodeSpec>();
	executions: Execution[] = [];

	constructor(
		private readonly cloud: Cloud,
		readonly instanceId = 'instance-1',
	) {
		let eip!: new () => INodeType;
		let trigger!: new () => INodeType;
		let credential!: new () => ICredentialType;
		jest.isolateModules(() => {
			jest.doMock('n8n-workflow', () => shared);
			({ AlibabaCloudEip: eip } = jest.requireActual<{ AlibabaCloudEip: new () => INodeType }>(
				'../../../nodes/AlibabaCloudEip/AlibabaCloudEip.node',
			));
			({ AlibabaCloudEipTrigger: trigger } = jest.requireActual<{
				AlibabaCloudEipTrigger: new () => INodeType;
			}>('../../../nodes/AlibabaCloudEip/AlibabaCloudEipTrigger.node'));
			({ AlibabaCloudAccessKeyApi: credential } = jest.requireActual<{
				AlibabaCloudAccessKeyApi: new () => ICredentialType;
			}>('../../../credentials/AlibabaCloudAccessKeyApi.credentials'));
		});
		this.eipType = new eip();
		this.eipType.execute = executeOf(this.eipType);
		this.triggerType = new trigger();
		this.credential = new credential();
	}

	/** Another process with the same database. */
	restart(): N8n {
		const next = new N8n(this.cloud, this.instanceId);
		next.nextExecution = this.nextExecution;
		next.executions = this.executions;
		return next;
	}

	private simpleType(name: string): INodeType {
		const specs = this.specs;
		return {
			description: {
				displayName: name,
				name,
				group: ['transform'],
				version: 1,
				description: '',
				defaults: { name },
				inputs:
					name === 'model.agent'
						? [NodeConnectionTypes.Main, NodeConnectionTypes.AiTool]
						: [NodeConnectionTypes.Main],
				outputs:
					name === 'model.loop'
						? [NodeConnectionTypes.Main, NodeConnectionTypes.Main]
						: [NodeConnectionTypes.Main],
				properties: [],
			},
			async execute(this: IExecuteFunctions, response?: EngineResponse) {
				const items = this.getInputData();
				const spec = specs.get(this.getNode().id);
				if (name === 'model.sub') {
					// As n8n's own node does with "Run once with all items".
					const result = await this.executeWorkflow(
						{ id: String(spec?.parameters?.workflowId) },
						items,
						undefined,
						{
							parentExecution: {
								executionId: this.getExecutionId(),
								workflowId: String(this.getWorkflow().id),
							},
						},
					);
					return [(result.data[0] ?? []) as INodeExecutionData[]];
				}
				const made = await spec?.run?.(this, items, response);
				// An agent may ask the engine to run its tools.
				if (made && !Array.isArray(made)) return made as EngineRequest;
				// What goes on, and what goes round.
				if (name === 'model.loop') return made as INodeExecutionData[][];
				return [(made as INodeExecutionData[] | undefined) ?? items];
			},
		};
	}

	private readonly simple = new Map<string, INodeType>();

	private nodeTypes(): INodeTypes {
		const get = (type: string): INodeType => {
			if (type === TYPES.eip) return this.eipType;
			if (type === TYPES.trigger) return this.triggerType;
			if (type === TYPES.tool) return this.toolType();
			let known = this.simple.get(type);
			if (!known) this.simple.set(type, (known = this.simpleType(type)));
			return known;
		};
		return {
			getByName: get,
			getByNameAndVersion: get,
			getKnownTypes: () => ({}),
		};
	}

	/** As n8n makes a tool of a node: the same, with a tool as its output. */
	private toolType(): INodeType {
		const made = Object.create(this.eipType) as INodeType;
		made.description = {
			...this.eipType.description,
			name: 'alibabaCloudEipTool',
			inputs: [],
			outputs: [NodeConnectionTypes.AiTool],
		};
		made.execute = executeOf(made);
		return made;
	}

	private readonly nodesOf = new Map<Flow, { nodes: INode[]; base: IWorkflowBase }>();

	private build(flow: Flow) {
		let known = this.nodesOf.get(flow);
		if (!known) {
			const nodes = flow.nodes.map((spec, index): INode => {
				// A workflow that was exported and imported has the same IDs.
				const id = `${flow.id}-node-${index}`;
				this.specs.set(id, spec);
				return {
					id,
					name: spec.name,
					type: TYPES[spec.type ?? 'eip'] ?? `model.${spec.type}`,
					typeVersion: 1,
					position: [0, 0],
					parameters: JSON.parse(JSON.stringify(spec.parameters ?? {})) as INode['parameters'],
					...(spec.account
						? {
								credentials: {
									[CREDENTIAL]: { id: idOf(spec.account), name: idOf(spec.account) },
								},
							}
						: {}),
					...(spec.retry
						? {
								retryOnFail: true,
								maxTries: spec.retry.maxTries,
								waitBetweenTries: spec.retry.wait ?? 1000,
							}
						: {}),
					...(spec.onError ? { onError: spec.onError } : {}),
					...(spec.executeOnce ? { executeOnce: true } : {}),
				};
			});
			const chain = flow.nodes.filter((spec) => spec.type !== 'tool');
			const connections = connectInLine(chain);
			const loop = chain.find((spec) => spec.type === 'loop');
			if (loop) {
				// All that comes after it goes round.
				const [body] = connections[loop.name].main;
				connections[loop.name] = { main: [[], body] };
				connections[chain[chain.length - 1].name] = {
					main: [[{ node: loop.name, type: NodeConnectionTypes.Main, index: 0 }]],
				};
			}
			const agent = flow.nodes.find((spec) => spec.type === 'agent');
			for (const tool of flow.nodes.filter((spec) => spec.type === 'tool'))
				connections[tool.name] = {
					[NodeConnectionTypes.AiTool]: [
						[{ node: agent!.name, type: NodeConnectionTypes.AiTool, index: 0 }],
					],
				};
			const base: IWorkflowBase = {
				id: flow.id,
				name: flow.id,
				active: false,
				isArchived: false,
				createdAt: new Date(),
				updatedAt: new Date(),
				nodes,
				connections,
				settings: { executionOrder: 'v1' },
				activeVersionId: null,
			} as unknown as IWorkflowBase;
			known = { nodes, base };
			this.nodesOf.set(flow, known);
		}
		return known;
	}

	workflow(flow: Flow, staticData?: shared.IDataObject): Workflow {
		const { base } = this.build(flow);
		return new Workflow({
			id: base.id,
			name: base.name,
			nodes: JSON.parse(JSON.stringify(base.nodes)) as INode[],
			connections: base.connections,
			active: false,
			nodeTypes: this.nodeTypes(),
			settings: base.settings,
			staticData,
		});
	}

	additionalData(flow: Flow, executionId: string | undefined, mode: WorkflowExecuteMode) {
		const accounts = new Map<string, Account>();
		const collect = (one: Flow) => {
			for (const spec of one.nodes)
				if (spec.account) accounts.set(idOf(spec.account), spec.account);
			for (const sub of Object.values(one.subs ?? {})) collect(sub);
		};
		collect(flow);
		const { cloud, credential } = this;
		const credentialsHelper = {
			getParentTypes: () => [],
			isCredentialUsableByNode: () => true,
			getCredentialsProperties: () => credential.properties,
			getCredentials: async () => {},
			updateCredentials: async () => {},
			preAuthentication: async () => undefined,
			runPreAuthentication: async () => undefined,
			authenticate: async (
				decrypted: ICredentialDataDecryptedObject,
				_type: string,
				options: IHttpRequestOptions,
			) =>
				await (
					credential.authenticate as (
						c: ICredentialDataDecryptedObject,
						o: IHttpRequestOptions,
					) => Promise<IHttpRequestOptions>
				)(decrypted, options),
			getDecrypted: async (
				_data: unknown,
				nodeCredentials: { id: string },
			): Promise<ICredentialDataDecryptedObject> => {
				const account = accounts.get(nodeCredentials.id)!;
				return {
					signatureMethod: 'ACS3-HMAC-SHA256',
					securityToken: '',
					assumeRole: false,
					...account,
					endpointType: 'custom',
					endpoint: cloud.endpoint,
				};
			},
		};
		const data = {
			credentialsHelper,
			executionId,
			hooks: new ExecutionLifecycleHooks(mode, executionId ?? '', this.build(flow).base),
			restApiUrl: 'http://localhost/rest',
			instanceBaseUrl: 'http://localhost/',
			webhookBaseUrl: 'http://localhost/webhook',
			webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
			webhookTestBaseUrl: 'http://localhost/webhook-test',
			formWaitingBaseUrl: 'http://localhost/form-waiting',
			variables: {},
			currentNodeExecutionIndex: 0,
			currentNodeParameters: undefined,
			setExecutionStatus: () => {},
			sendDataToUI: () => {},
			logAiEvent: () => {},
			executeWorkflow: async (
				info: { id?: string },
				_additional: unknown,
				options: {
					inputData?: INodeExecutionData[];
					parentExecution?: IRunExecutionData['parentExecution'];
				},
			) => {
				const sub = flow.subs?.[info.id ?? ''];
				if (!sub) throw new Error('MODEL: no such sub-workflow');
				const execution = await this.execute(
					{ ...sub, subs: sub.subs ?? flow.subs },
					{
						items: JSON.parse(
							JSON.stringify(options.inputData ?? [{ json: {} }]),
						) as INodeExecutionData[],
						mode: 'integrated',
						parent: options.parentExecution,
					},
				);
				if (execution.error) {
					// n8n throws the error of the sub-execution in the parent.
					const parsed = execution.raw!.data.resultData.error;
					throw parsed ?? new Error(execution.error.message);
				}
				const last = sub.nodes[sub.nodes.length - 1].name;
				return { executionId: execution.id, data: [execution.output[last] ?? []], waitTill: null };
			},
		};
		return data as unknown as IWorkflowExecuteAdditionalData;
	}

	/** One execution of a workflow, in virtual time. */
	async run(flow: Flow, options: RunOptions = {}): Promise<Execution> {
		currentInstance = this.instanceId;
		const execution = await clock.drive(this.execute(flow, options));
		return execution;
	}

	private async execute(flow: Flow, options: RunOptions): Promise<Execution & { raw?: IRun }> {
		const items = (options.items ?? [{}]).map((item) =>
			'json' in item ? (item as INodeExecutionData) : { json: item as shared.IDataObject },
		);
		const { nodes } = this.build(flow);
		const data = createRunExecutionData({
			executionData: {
				nodeExecutionStack: [
					{
						node: JSON.parse(JSON.stringify(nodes[0])) as INode,
						data: { main: [items] },
						source: null,
						...(options.parent ? { metadata: { parentExecution: options.parent } } : {}),
					},
				],
			},
			...(options.parent ? { parentExecution: options.parent } : {}),
		});
		return await this.process(flow, data, options.mode ?? 'trigger', options);
	}

	/** *Retry* in the list of executions: what is stored, run on under a new ID. */
	async retry(before: Execution, options: RunOptions = {}): Promise<Execution> {
		currentInstance = this.instanceId;
		const data = parse(before.stored) as IRunExecutionData;
		const last = data.resultData.lastNodeExecuted;
		if (last) {
			delete data.resultData.error;
			const runs = data.resultData.runData[last] ?? [];
			if (runs.length > 0 && runs[runs.length - 1].error !== undefined) runs.pop();
		}
		if (options.flow) {
			// As n8n does: what waits to be run is taken from the workflow as it is saved now.
			const workflow = this.workflow(options.flow);
			for (const waiting of data.executionData?.nodeExecutionStack ?? [])
				waiting.node = workflow.getNode(waiting.node.name) ?? waiting.node;
		}
		return await clock.drive(this.process(options.flow ?? before.flow, data, 'retry', options));
	}

	private async process(
		flow: Flow,
		data: IRunExecutionData,
		mode: WorkflowExecuteMode,
		options: RunOptions,
	): Promise<Execution & { raw?: IRun }> {
		const id = String(this.nextExecution++);
		const startedAt = clock.elapsed;
		const engine = new WorkflowExecute(this.additionalData(flow, id, mode), mode, data);
		const running = engine.processRunExecutionData(this.workflow(flow));
		if (options.cancelAfter !== undefined) clock.at(options.cancelAfter, () => running.cancel());
		const run: IRun = await running;
		const { resultData } = run.data;
		const output: Execution['output'] = {};
		for (const [name, runs] of Object.entries(resultData.runData))
			output[name] = (runs[runs.length - 1]?.data?.main?.[0] ?? []) as INodeExecutionData[];
		const texts: string[] = [];
		const say = (error: unknown) => {
			if (!error) return;
			const { message, description, messages } = error as {
				message?: string;
				description?: string;
				messages?: string[];
			};
			texts.push(message ?? '', description ?? '', JSON.stringify(messages ?? []));
		};
		for (const runs of Object.values(resultData.runData))
			for (const one of runs) {
				say(one.error);
				for (const branch of one.data?.main ?? [])
					for (const item of branch ?? []) {
						texts.push(JSON.stringify(item.json));
						say(item.error);
					}
				texts.push(JSON.stringify(one.hints ?? []));
			}
		say(resultData.error);
		const execution: Execution & { raw?: IRun } = {
			id,
			flow,
			mode,
			stored: stringify(run.data),
			status: run.status,
			output,
			...(resultData.error
				? {
						error: {
							message: resultData.error.message,
							description: String((resultData.error as { description?: string }).description ?? ''),
							node: resultData.lastNodeExecuted,
						},
					}
				: {}),
			text: texts.join('\n'),
			startedAt,
			endedAt: clock.elapsed,
		};
		Object.defineProperty(execution, 'raw', { value: run, enumerable: false });
		this.executions.push(execution);
		return execution;
	}

	/** A watch of a trigger: its static data lives as long as n8n keeps it. */
	watch(flow: Flow, saved?: string) {
		const workflow = this.workflow(
			flow,
			saved ? (JSON.parse(saved) as shared.IDataObject) : undefined,
		);
		const spec = flow.nodes[0];
		const node = workflow.getNode(spec.name)!;
		const poll = async (mode: WorkflowExecuteMode, budget?: number) => {
			currentInstance = this.instanceId;
			const context = new PollContext(
				workflow,
				node,
				this.additionalData(flow, undefined, mode),
				mode,
				'activate',
				undefined,
				undefined,
				undefined,
				undefined,
				undefined,
				budget ? () => budget : undefined,
			);
			const items = await clock.drive(this.triggerType.poll!.call(context));
			return (items?.[0] ?? []).map((item) => item.json as Record<string, unknown>);
		};
		return {
			poll: async (budget?: number) => await poll('trigger', budget),
			test: async () => await poll('manual'),
			state: () => JSON.stringify(workflow.staticData),
		};
	}
}

/** Fields that most nodes need. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
export const eip = (operation: string, more: Record<string, unknown> = {}) => ({
	resource: 'elasticIp',
	operation,
	regionId: { __rl: true, mode: 'list', value: '' },
	...more,
});
