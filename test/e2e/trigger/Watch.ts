import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INodeParameters } from 'n8n-workflow';
import { eventDefinitions } from '../../../nodes/AlibabaCloudEip/trigger/events';
import type { TriggerEvent } from '../../../nodes/AlibabaCloudEip/trigger/events/TriggerEvent';
import { type Simulator, startSimulator } from '../../simulator';
import { pollEvery, simulatorCredential } from '../../support/examples';
import { type Execution, N8nClient, outputOf } from '../../support/n8nClient';
import { type N8n, startN8n } from '../../support/n8nProcess';
import { PACKAGE_NAME } from '../../support/repository';
import { waitFor } from '../../support/waitFor';
import { tarball } from '../environment';

const TRIGGER = 'Alibaba Cloud EIP Trigger';
const WITHOUT_TIME = eventDefinitions
	.filter(({ detect, isTimed }) => detect && !isTimed)
	.map(({ value }) => value);

/** What n8n 2.41 needs to know for each of its two ways of polling. */
export const ENGINES = {
	default: {},
	durable: {
		N8N_SCHEDULER_ENABLED: 'true',
		N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
		N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
		N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
		// It looks for polls that are due each second, so that they come as often as in the other one.
		N8N_SCHEDULER_EXECUTOR_INTERVAL: '1',
		N8N_SCHEDULER_MATERIALIZATION_INTERVAL: '1',
	},
} as const;

export type Engine = keyof typeof ENGINES;

/** An n8n and a simulator of its own, and in n8n a workflow that watches the simulator. */
export class Watch {
	readonly #home: string;

	readonly #finished = new Map<string, TriggerEvent[]>();

	#client: N8nClient;

	#workflowId = '';

	private constructor(
		readonly simulator: Simulator,
		readonly n8n: N8n,
		home: string,
	) {
		this.#home = home;
		this.#client = new N8nClient(n8n.url);
	}

	/** Starts both. The workflow is not active yet. */
	static async start(engine: Engine, secondsBetweenPolls: number): Promise<Watch> {
		const home = mkdtempSync(join(tmpdir(), `eip-trigger-${engine}-`));
		const simulator = await startSimulator({ eipQuota: 1000 });
		const n8n = await startN8n({
			home,
			tarball: tarball(),
			env: { ...ENGINES[engine], N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '1000' },
		});
		const watch = new Watch(simulator, n8n, home);
		await watch.#client.login();
		await watch.#createWorkflow(secondsBetweenPolls);
		return watch;
	}

	async end(): Promise<void> {
		await this.n8n.stop();
		await this.simulator.close();
		rmSync(this.#home, { recursive: true, force: true });
	}

	/** Makes the workflow active and waits until its trigger is. */
	async activate(): Promise<void> {
		const status = await this.#client.activateWorkflow(this.#workflowId);
		if (status.status !== 'published') {
			throw new Error(`The workflow is not active: ${JSON.stringify(status)}`);
		}
	}

	async deactivate(): Promise<void> {
		await this.#client.deactivateWorkflow(this.#workflowId);
	}

	async rename(name: string): Promise<void> {
		const { nodes, connections, settings } = await this.#client.workflow(this.#workflowId);
		await this.#client.updateWorkflow(this.#workflowId, { name, nodes, connections, settings });
	}

	/** Changes parameters of the trigger and publishes that. */
	async configure(parameters: INodeParameters): Promise<void> {
		const { name, nodes, connections, settings } = await this.#client.workflow(this.#workflowId);
		for (const node of nodes) {
			if (node.name === TRIGGER) Object.assign(node.parameters, parameters);
		}
		await this.#client.updateWorkflow(this.#workflowId, { name, nodes, connections, settings });
		await this.activate();
	}

	/** Starts n8n again after it was killed or is still running, and waits until the workflow is active. */
	async restart(): Promise<void> {
		await this.n8n.restart();
		await this.#client.login();
		await this.#client.whenPublished(this.#workflowId);
	}

	/** How many lists of Elastic IPs were asked for. */
	get listsRead(): number {
		return this.simulator.requests.filter(
			({ action, parameters }) =>
				action === 'DescribeEipAddresses' && parameters.PageNumber !== '2',
		).length;
	}

	/** Waits until so many more polls have begun. */
	async polls(count: number): Promise<void> {
		const enough = this.listsRead + count;
		await waitFor(() => this.listsRead >= enough, { what: 'The next poll', timeout: 60_000 });
	}

	/** Everything that the trigger has started the workflow with, oldest first. */
	async events(): Promise<TriggerEvent[]> {
		const executions = await this.#client.executions(this.#workflowId, 100);
		for (const { id } of executions.reverse()) {
			if (this.#finished.has(id)) continue;
			this.#finished.set(id, startedWith(await this.#client.finishedExecution(id)));
		}
		return [...this.#finished.values()].flat();
	}

	async #createWorkflow(secondsBetweenPolls: number): Promise<void> {
		const { name, type, data } = simulatorCredential(this.simulator.url);
		const credential = await this.#client.createCredential({ name, type, data });
		const { id } = await this.#client.createWorkflow({
			name: 'Watch',
			nodes: [
				{
					id: 'trigger',
					name: TRIGGER,
					type: `${PACKAGE_NAME}.alibabaCloudEipTrigger`,
					typeVersion: 1,
					position: [0, 0],
					parameters: { events: WITHOUT_TIME, pollTimes: pollEvery(secondsBetweenPolls) },
					credentials: { [type]: credential },
				},
				{
					id: 'end',
					name: 'End',
					type: 'n8n-nodes-base.noOp',
					typeVersion: 1,
					position: [200, 0],
					parameters: {},
				},
			],
			connections: { [TRIGGER]: { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
		});
		this.#workflowId = id;
	}
}

/** The events that an execution began with; also if n8n died before the trigger node had run. */
function startedWith(execution: Execution): TriggerEvent[] {
	const output = outputOf(execution, TRIGGER);
	if (output.length > 0) return output as TriggerEvent[];
	const [first] = execution.data.executionData?.nodeExecutionStack ?? [];
	return (first?.data.main[0] ?? []).map(({ json }) => json as TriggerEvent);
}
