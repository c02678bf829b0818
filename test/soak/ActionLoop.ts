import type { Simulator } from '../simulator';
import { type Execution, type N8nClient, failureOf, outputOf } from '../support/n8nClient';
import { GiveUp, waitFor } from '../support/waitFor';
import { type Loop, START } from './workflows';

/** One run of a workflow, and what really happened. */
export interface ActionRun {
	workflow: string;
	executionId: string;
	status: string;
	/** The node, and n8n's words; undefined where nothing failed. */
	failure: string | undefined;
	/** How many Elastic IPs were asked for, and those that were bought. */
	asked: number;
	bought: string[];
	/** Bought for the same item. */
	doubled: string[];
	/** Bought, and in no output and no message of the execution. */
	unnamed: string[];
	/** What the last node put out differs from the journal, in words. */
	disagreements: string[];
	milliseconds: number;
}

/** No run may take longer. */
const LONGEST_RUN = 600_000;

/** Runs a workflow again and again, and compares what n8n recorded with the simulator's journal. */
export class ActionLoop {
	readonly runs: ActionRun[] = [];
	private isOver = false;
	private running: Promise<void> | undefined;

	constructor(
		private readonly n8n: N8nClient,
		private readonly simulator: Simulator,
		private readonly loop: Loop,
	) {}

	start(): void {
		this.running = this.run();
		// Told by `stop`; until then it must not end the process.
		this.running.catch(() => {});
	}

	/** Lets the run under way come to its end. @throws what went wrong with n8n itself */
	async stop(): Promise<void> {
		this.isOver = true;
		await this.running;
	}

	private async run(): Promise<void> {
		const { workflow } = this.loop;
		while (!this.isOver) {
			const begin = Date.now();
			const id = await this.begin(workflow.id);
			const execution = await this.n8n.finishedExecution(id, LONGEST_RUN);
			const run = this.compare(execution, Date.now() - begin);
			this.runs.push(run);
			await this.cleanUp(run.bought);
		}
	}

	/** A busy n8n refuses to answer for a moment, before it has begun anything. */
	private async begin(workflowId: string): Promise<string> {
		return await waitFor(
			async () => {
				try {
					return await this.n8n.startWorkflow(workflowId, START);
				} catch (error) {
					if (error instanceof Error && /answered with 503/.test(error.message)) return undefined;
					throw new GiveUp(error instanceof Error ? error.message : String(error));
				}
			},
			{ what: `The start of ${workflowId}`, timeout: 300_000, interval: 2_000 },
		);
	}

	private compare(execution: Execution, milliseconds: number): ActionRun {
		const { elasticIps, lastNode, workflow } = this.loop;
		const bought = this.purchasesOf(execution.id);
		const record = JSON.stringify(execution.data);
		return {
			workflow: workflow.name,
			executionId: execution.id,
			status: execution.status,
			failure: this.failureOf(execution),
			asked: elasticIps,
			bought: bought.map(({ allocationId }) => allocationId),
			doubled: bought
				.filter(({ name }, index) => bought.findIndex((other) => other.name === name) !== index)
				.map(({ allocationId, name }) => `${name}: ${allocationId}`),
			unnamed: bought
				.map(({ allocationId }) => allocationId)
				.filter((allocationId) => !record.includes(allocationId)),
			disagreements:
				execution.status === 'success'
					? this.disagreements(
							bought.map(({ allocationId }) => allocationId),
							outputOf(execution, lastNode).map(({ allocationId }) => String(allocationId)),
						)
					: [],
			milliseconds,
		};
	}

	/** By the names that the workflows give, from the requests that really bought something. */
	private purchasesOf(executionId: string): Array<{ allocationId: string; name: string }> {
		const names = new Map(
			this.simulator.requests
				.filter(({ action }) => action === 'AllocateEipAddress')
				.map(({ requestId, parameters }) => [requestId, parameters.Name ?? '']),
		);
		return this.simulator.journal
			.filter(({ change }) => change === 'allocated')
			.map(({ allocationId, requestId }) => ({
				allocationId,
				name: names.get(requestId ?? '') ?? '',
			}))
			.filter(({ name }) => name.startsWith(`soak-${executionId}-`));
	}

	private failureOf(execution: Execution): string | undefined {
		const failure = failureOf(execution);
		return failure && `${execution.data.resultData.lastNodeExecuted}: ${failure}`;
	}

	private disagreements(bought: string[], output: string[]): string[] {
		const found: string[] = [];
		const { elasticIps, binds } = this.loop;
		if (bought.length !== elasticIps) {
			found.push(`${elasticIps} asked for, ${bought.length} bought`);
		}
		if ([...output].sort().join() !== [...bought].sort().join()) {
			found.push(`put out ${output.join()}, bought ${bought.join()}`);
		}
		for (const id of bought) {
			const changes = new Set(
				this.simulator.journal
					.filter(({ allocationId }) => allocationId === id)
					.map(({ change }) => change),
			);
			for (const change of ['allocated', ...(binds ? ['bound', 'unbound'] : []), 'released']) {
				if (![...changes].some((kind) => kind === change)) found.push(`${id} was never ${change}`);
			}
		}
		return found;
	}

	/** What a run that failed has left is given back as in the console, when nothing is under way any more. */
	private async cleanUp(bought: string[]): Promise<void> {
		for (const id of bought) {
			await waitFor(
				() => {
					if (this.isOver) throw new GiveUp('Over');
					return !/ing$/.test(this.simulator.eip(id)?.status ?? '');
				},
				{ what: `The end of the change of ${id}`, timeout: 30_000 },
			).catch(() => {});
			if (this.simulator.eip(id)) this.simulator.remove(id);
		}
	}
}
