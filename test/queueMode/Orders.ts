import type { Eip } from '../simulator';
import { waitFor } from '../support/waitFor';
import type { ScaledN8n } from './ScaledN8n';

/** In ms: long enough to end a worker meanwhile. */
const SLOW = 6_000;

/** Orders for an Elastic IP that bears the number of the order as its name. */
export class Orders {
	constructor(private readonly n8n: ScaledN8n) {}

	/** What the webhook is called with; there is an instance to bind to. */
	async create(order: string): Promise<{ order: string; instanceId: string }> {
		const fields = { type: 'EcsInstance', id: `i-${order}` } as const;
		const { id } = await this.n8n.simulator.addInstance(fields);
		return { order, instanceId: id };
	}

	async elasticIps(order: string): Promise<Eip[]> {
		return (await this.n8n.simulator.eips()).filter(({ name }) => name === order);
	}

	/** Waits until an Elastic IP of the order is in this state. @returns its id */
	async whenIn(order: string, status: string): Promise<string> {
		return await waitFor(
			async () => (await this.elasticIps(order)).find((eip) => eip.status === status)?.allocationId,
			{ what: `The Elastic IP of ${order} in ${status}`, timeout: 60_000, interval: 100 },
		);
	}

	/** Does something while each binding takes seconds. */
	async withSlowBinding<T>(task: () => Promise<T>): Promise<T> {
		const { simulator } = this.n8n;
		const { associating } = (await simulator.settings()).durations;
		await simulator.settings({ durations: { associating: SLOW } });
		try {
			return await task();
		} finally {
			await simulator.settings({ durations: { associating } });
		}
	}
}
