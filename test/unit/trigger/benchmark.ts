import { eventDefinitions } from '../../../nodes/AlibabaCloudEip/trigger/events';
import { encodeState } from '../../../nodes/AlibabaCloudEip/trigger/state/state';
import { triggerProperties } from '../../../nodes/AlibabaCloudEip/trigger/description';
import { runPoll } from '../../../nodes/AlibabaCloudEip/trigger/runPoll';
import { FakeCloud } from './FakeCloud';
import { largeAccount, measureCpu, stateOf } from './largeAccount';

/**
 * What a poll of 10,000 Elastic IPs in 3 regions costs, without the network.
 * Run it with `npx tsx test/unit/trigger/benchmark.ts`.
 */
async function main(): Promise<void> {
	const regions = largeAccount();
	const sets = {
		'default events': triggerProperties[0].default as string[],
		'all events': eventDefinitions.map(({ value }) => value),
	};
	for (const [name, events] of Object.entries(sets)) {
		const { state } = stateOf(regions, events);
		const bytes = Buffer.byteLength(JSON.stringify(encodeState(state)));
		const { read, diff, write } = measureCpu(regions, events, 40);
		console.log(
			`${name}: ${bytes} bytes of state, ${(bytes / 10_000).toFixed(1)} for each Elastic IP`,
		);
		console.log(
			`  processor: reading the state ${read.toFixed(1)} ms, diff ${diff.toFixed(1)} ms, writing ${write.toFixed(1)} ms`,
		);
	}
	const cloud = new FakeCloud();
	for (const [regionId, list] of regions) cloud.regions.set(regionId, list);
	const environment = cloud.environment({
		events: sets['default events'],
		regionScope: 'chosen',
		regionIds: [...regions.keys()],
	});
	const { stored } = await runPoll(environment, undefined);
	cloud.calls = [];
	const before = process.memoryUsage().heapUsed;
	const start = performance.now();
	await runPoll(environment, stored);
	const milliseconds = performance.now() - start;
	const megabytes = (process.memoryUsage().heapUsed - before) / 1e6;
	console.log(
		`a poll: ${cloud.calls.length} calls, ${milliseconds.toFixed(0)} ms without the network, ${megabytes.toFixed(0)} MB of memory for a while`,
	);
}

void main();
