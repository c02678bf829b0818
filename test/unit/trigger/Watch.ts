import type { IDataObject } from 'n8n-workflow';
import type { Environment } from '../../../nodes/AlibabaCloudEip/trigger/environment';
import { computePoll } from '../../../nodes/AlibabaCloudEip/trigger/computePoll';
import type { PollResult } from '../../../nodes/AlibabaCloudEip/trigger/PollResult';
import type { TriggerEvent } from '../../../nodes/AlibabaCloudEip/trigger/events/TriggerEvent';
import { FakeCloud } from './FakeCloud';

/** A trigger that keeps its state over polls. */
export class Watch {
	readonly cloud = new FakeCloud();

	stored: unknown;

	constructor(
		public parameters: IDataObject,
		public more: Partial<Environment> = {},
	) {}

	/** @param passed milliseconds since the last poll */
	async poll(passed = 0): Promise<TriggerEvent[]> {
		return (await this.run(passed)).events;
	}

	/** The same with all that came out of it. */
	async run(passed = 0): Promise<PollResult> {
		this.cloud.now += passed;
		const environment = this.cloud.environment(this.parameters, this.more);
		const result = await computePoll(environment, this.stored);
		if (result.stored) this.stored = JSON.parse(JSON.stringify(result.stored)) as unknown;
		return result;
	}
}
