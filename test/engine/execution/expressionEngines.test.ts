import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { credentialFor, locator, useSimulator } from '../setup';

const test$ = useSimulator();

type Run = (parameters: INodeParameters, item: IDataObject) => Promise<IDataObject[]>;

const inLegacyEngine: Run = async (parameters, item) =>
	await test$.items(parameters, { items: [item] });

/** n8n 2.41 evaluates expressions in an isolate by default; their values cross a border. */
const inVmEngine: Run = async (parameters, item) => {
	const child = spawn(
		process.execPath,
		['--import', 'tsx', join(__dirname, '..', 'runOutsideJest.ts')],
		{ stdio: ['pipe', 'pipe', 'inherit'] },
	);
	child.stdin.end(
		JSON.stringify({
			parameters: { resource: 'elasticIp', ...parameters },
			credential: credentialFor(test$.simulator),
			items: [item],
		}),
	);
	const { items, message } = JSON.parse(await text(child.stdout)) as {
		items: IDataObject[];
		message?: string;
	};
	if (message !== undefined) throw new Error(message);
	return items;
};

describe.each([
	['legacy', inLegacyEngine],
	['vm', inVmEngine],
])('with the %s expression engine', (_engine, run) => {
	test('times, lists and objects of expressions reach the API as they should', async () => {
		await run(
			{
				operation: 'getAll',
				filters: {
					createdAfter: '={{ $now.minus({ hours: 1 }) }}',
					allocationIds: '={{ $json.ids }}',
					tags: { tag: [{ key: '={{ $json.key }}', value: '={{ 1 + 1 }}' }] },
				},
			},
			{ ids: ['eip-25877c70gddh5abcd', 'eip-2zeerraiwb7uj6abcd'], key: 'k' },
		);
		expect(test$.sent('DescribeEipAddresses')[0]).toMatchObject({
			'Filter.1.Key': 'CreationStartTime',
			'Filter.1.Value': expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/),
			AllocationId: 'eip-25877c70gddh5abcd,eip-2zeerraiwb7uj6abcd',
			'Tag.1.Key': 'k',
			'Tag.1.Value': '2',
		});
	}, 30_000);

	test('monitoring data takes {{ $now }}', async () => {
		const [eip] = test$.simulator.addEips(1);
		const output = await run(
			{
				operation: 'getMonitorData',
				allocationId: locator('={{ $json.id }}'),
				timeRange: 'custom',
				startTime: '={{ $now.minus({ minutes: 10 }) }}',
				endTime: '={{ $now }}',
			},
			{ id: eip.allocationId },
		);
		expect(output.length).toBeGreaterThanOrEqual(9);
	}, 30_000);
});
