import type { N8nClient } from '../support/n8nClient';
import { failureOf, outputOf } from '../support/n8nClient';
import { waitFor } from '../support/waitFor';
import { TRIGGER, WATCH_ID } from './workflows';

/** One item that the trigger put out. */
export interface SeenEvent {
	event: string;
	eventId: string;
	observedAt: string;
	elasticIp: { allocationId: string };
	old: Record<string, unknown> | null;
	new: Record<string, unknown> | null;
}

const BETWEEN_LOOKS = 15_000;
const FINAL = ['success', 'error', 'crashed', 'canceled'];

/** Collects what the trigger has put out, from the executions that n8n has stored. */
export class WatchLog {
	/** In the order of the executions. */
	readonly events: SeenEvent[] = [];
	/** Executions that failed, in n8n's words. */
	readonly failures: string[] = [];
	executions = 0;
	private readonly known = new Set<string>();
	private isOver = false;
	private running: Promise<void> | undefined;

	constructor(private readonly n8n: N8nClient) {}

	start(): void {
		this.running = this.run();
		this.running.catch(() => {});
	}

	/** Reads the last ones too. */
	async stop(): Promise<void> {
		this.isOver = true;
		await this.running;
		await this.readAll();
	}

	/** A busy n8n may refuse to answer for a moment; what is read is remembered. */
	private async readAll(): Promise<void> {
		await waitFor(async () => (await this.read()) === 'all', {
			what: 'What the trigger has put out',
			timeout: 300_000,
			interval: 2_000,
		});
	}

	private async run(): Promise<void> {
		while (!this.isOver) {
			await this.readAll();
			for (let waited = 0; waited < BETWEEN_LOOKS && !this.isOver; waited += 500) {
				await new Promise((resolve) => setTimeout(resolve, 500));
			}
		}
	}

	private async read(): Promise<'all' | 'some'> {
		const list = (await this.n8n.executions(WATCH_ID, 100)).filter(({ id }) => !this.known.has(id));
		for (const { id, status } of list.sort((one, other) => Number(one.id) - Number(other.id))) {
			// One that runs still is read next time, and with it those after it: the order matters.
			if (!FINAL.includes(status)) return 'some';
			const execution = await this.n8n.execution(id);
			this.known.add(id);
			this.executions++;
			const failure = failureOf(execution);
			if (failure !== undefined) this.failures.push(failure);
			this.events.push(...(outputOf(execution, TRIGGER) as unknown as SeenEvent[]));
		}
		return 'all';
	}
}
