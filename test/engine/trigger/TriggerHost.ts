import { ExecutionLifecycleHooks, PollContext } from 'n8n-core';
import * as n8nWorkflow from 'n8n-workflow';
import {
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeParameters,
	type INodeType,
	type IPollFunctions,
	type IWorkflowBase,
	Workflow,
} from 'n8n-workflow';
import { AlibabaCloudAccessKeyApi } from '../../../credentials/AlibabaCloudAccessKeyApi.credentials';
import { AlibabaCloudEipTrigger } from '../../../nodes/AlibabaCloudEip/AlibabaCloudEipTrigger.node.ts';
import type { TriggerEvent } from '../../../nodes/AlibabaCloudEip/trigger/events/TriggerEvent';
import { CREDENTIAL_TYPE, TestCredentials, testAdditionalData, testNodeTypes } from '../harness';

const TRIGGER_TYPE = 'n8n-nodes-alibaba-cloud-eip.alibabaCloudEipTrigger';

/**
 * How n8n 2.41 keeps static data of a poll trigger.
 * - `default`: one live object; written to the database at activation and with each execution.
 * - `durable`: each poll works on a copy; it is kept if the poll returned, and dropped if it threw.
 */
export type Engine = 'default' | 'durable';

export interface HostOptions {
	parameters: INodeParameters;
	credential: IDataObject;
	engine?: Engine;
	/** Milliseconds, as `getPollBudgetMs` says; `none` for an n8n that doesn't have it. */
	budget?: number | 'none';
	/** Default: those of the source. */
	node?: AlibabaCloudEipTrigger;
	credentialType?: AlibabaCloudAccessKeyApi;
}

let hosts = 0;

/** Activates and polls the trigger node as n8n does, with n8n-core's PollContext and HTTP client. */
export class TriggerHost {
	parameters: INodeParameters;

	credential: IDataObject;

	readonly warnings: string[] = [];

	/** What n8n has in its database. */
	saved: IDataObject = {};

	readonly #engine: Engine;

	readonly #budget: HostOptions['budget'];

	#nodeType: AlibabaCloudEipTrigger;

	readonly #credentialType: AlibabaCloudAccessKeyApi;

	#name = 'EIP Trigger';

	#workflow: Workflow;

	readonly #serial = ++hosts;

	constructor(options: HostOptions) {
		const { parameters, credential, engine = 'default', budget } = options;
		this.#nodeType = options.node ?? new AlibabaCloudEipTrigger();
		this.#credentialType = options.credentialType ?? new AlibabaCloudAccessKeyApi();
		this.parameters = parameters;
		this.credential = credential;
		this.#engine = engine;
		this.#budget = budget;
		this.#workflow = this.#createWorkflow();
	}

	/** The node's static data as the next poll finds it. */
	get staticData(): IDataObject {
		return this.#engine === 'durable'
			? ((this.saved.cursor as IDataObject | undefined) ?? {})
			: (this.#workflow.getStaticData('node', this.#node) as IDataObject);
	}

	/** Activates the workflow: the first poll. Throws what n8n shows when that fails. */
	async activate(): Promise<TriggerEvent[]> {
		this.#workflow = this.#createWorkflow();
		const events = await this.poll();
		this.#save();
		return events;
	}

	/** One poll. Throws as the poll function does. */
	async poll(): Promise<TriggerEvent[]> {
		const isDurable = this.#engine === 'durable';
		const workflow = this.#workflow;
		const seed = (this.saved.cursor as IDataObject | undefined) ?? {};
		const staged = copyOf(seed);
		const staticData = isDurable
			? staged
			: (workflow.getStaticData('node', this.#node) as IDataObject);
		const output = await this.#call('trigger', staticData);
		if (isDurable && JSON.stringify(staged) !== JSON.stringify(seed)) {
			this.saved = { cursor: copyOf(staged) };
		}
		if (output) this.#save();
		return toEvents(output);
	}

	/** "Fetch Test Event" in the editor. Fails the test if the static data is touched. */
	async fetchTestEvent(): Promise<TriggerEvent[]> {
		const untouchable = new Proxy<IDataObject>(
			{},
			{
				get: () => {
					throw new Error('A test run read the static data');
				},
				set: () => {
					throw new Error('A test run wrote the static data');
				},
			},
		);
		return toEvents(await this.#call('manual', untouchable));
	}

	/** n8n is killed and started again: only what was saved is still there. Then the workflow is activated. */
	async restart(): Promise<TriggerEvent[]> {
		this.#nodeType = loadAgain();
		return await this.activate();
	}

	/** The user renames the node. */
	rename(name: string): void {
		this.#name = name;
	}

	get #node(): INode {
		return {
			id: 'trigger-node',
			name: this.#name,
			type: TRIGGER_TYPE,
			typeVersion: 1,
			position: [0, 0],
			parameters: this.parameters,
			credentials: { [CREDENTIAL_TYPE]: { id: '1', name: 'Test' } },
		};
	}

	#save(): void {
		if (this.#engine === 'durable') return;
		const { staticData } = this.#workflow;
		if (!(staticData as { __dataChanged?: boolean }).__dataChanged) return;
		this.saved = copyOf(staticData);
		(staticData as { __dataChanged?: boolean }).__dataChanged = false;
	}

	#createWorkflow(): Workflow {
		return new Workflow({
			id: `workflow-${this.#serial}`,
			nodes: [this.#node],
			connections: {},
			active: true,
			nodeTypes: testNodeTypes({
				[TRIGGER_TYPE]: this.#nodeType as unknown as INodeType,
			}),
			staticData: copyOf(this.saved),
		});
	}

	async #call(mode: 'manual' | 'trigger', staticData: IDataObject) {
		const hooks = new ExecutionLifecycleHooks(mode, 'none', {} as IWorkflowBase);
		const credentials = new TestCredentials(this.#credentialType, {
			...this.credential,
		} as ICredentialDataDecryptedObject);
		const workflow = this.#workflow;
		const node = this.#node;
		workflow.nodes[node.name] = node;
		const context: IPollFunctions = new PollContext(
			workflow,
			node,
			testAdditionalData(credentials, hooks, undefined),
			mode,
			'activate',
			undefined,
			undefined,
			undefined,
			undefined,
			() => staticData,
			typeof this.#budget === 'number' ? () => this.#budget as number : undefined,
		);
		if (this.#budget === 'none') Object.assign(context, { getPollBudgetMs: undefined });
		Object.defineProperty(context, 'logger', {
			value: { warn: (message: string) => this.warnings.push(message) },
		});
		return await this.#nodeType.poll.call(context);
	}
}

/** The node as a new process has it, which remembers nothing. */
function loadAgain(): AlibabaCloudEipTrigger {
	let Loaded = AlibabaCloudEipTrigger;
	jest.isolateModules(() => {
		jest.doMock('n8n-workflow', () => n8nWorkflow);
		({ AlibabaCloudEipTrigger: Loaded } = jest.requireActual<{
			AlibabaCloudEipTrigger: typeof AlibabaCloudEipTrigger;
		}>('../../../nodes/AlibabaCloudEip/AlibabaCloudEipTrigger.node.ts'));
	});
	return new Loaded();
}

function toEvents(output: Awaited<ReturnType<AlibabaCloudEipTrigger['poll']>>): TriggerEvent[] {
	if (output === null) return [];
	if (output.length !== 1 || output[0].length === 0)
		throw new Error('Neither null nor one list of items');
	return output[0].map(({ json }) => json as TriggerEvent);
}

/** As n8n's database gives it back. */
function copyOf(data: IDataObject): IDataObject {
	return JSON.parse(JSON.stringify(data)) as IDataObject;
}
