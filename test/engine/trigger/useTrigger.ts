import type { INodeParameters } from 'n8n-workflow';
import type { TriggerEvent } from '../../../nodes/AlibabaCloudEip/trigger/events/TriggerEvent';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator';
import { credentialFor } from '../setup';
import { type HostOptions, TriggerHost } from './TriggerHost';

/** A simulator for the tests of a file, and trigger nodes that watch it. */
export function useTrigger(options: SimulatorOptions = {}) {
	let simulator: Simulator | undefined;
	const get = () => {
		if (!simulator) throw new Error('The simulator was not started yet');
		return simulator;
	};
	beforeAll(async () => {
		simulator = await startSimulator({ eipQuota: 100_000, ...options });
	});
	beforeEach(() => get().reset());
	afterAll(async () => await simulator?.close());

	return {
		get simulator() {
			return get();
		},
		/** A trigger node that is not active yet. */
		host: (parameters: INodeParameters = {}, more: Partial<HostOptions> = {}) =>
			new TriggerHost({ parameters, credential: credentialFor(get()), ...more }),
		/** An active trigger node. */
		async active(parameters: INodeParameters = {}, more: Partial<HostOptions> = {}) {
			const host = this.host(parameters, more);
			expect(await host.activate()).toEqual([]);
			return host;
		},
	};
}

/** What is short enough to compare: event, ID, old and new. */
export function brief(events: TriggerEvent[]) {
	return events.map(({ event, elasticIp, old, new: next }) => ({
		event,
		id: elasticIp?.allocationId ?? elasticIp?.AllocationId,
		old,
		new: next,
	}));
}
