import type { IDataObject } from 'n8n-workflow';
import { systemClock } from '../../../nodes/AlibabaCloudEip/api/client/clock';
import type { RunResult } from '../harness';
import { useSimulator } from '../setup';
import { makeHaste } from './hasty';

/** "Retry" in n8n's list of executions: a new execution goes on where the one that failed stopped. */

makeHaste(10);
const test$ = useSimulator({ durations: { associating: 20, unassociating: 20, releasing: 20 } });

const buy = {
	operation: 'allocate',
	name: '={{ $json.name }}',
	options: { timeLimit: 20 },
};
const items = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ name }));
const ids = () =>
	test$.simulator
		.eips()
		.map(({ allocationId }) => allocationId)
		.sort();
const idsOf = (result: RunResult) => result.items.map(({ json }) => json.allocationId).sort();

/** The purchase for one item is refused, so often. */
const refuse = (name: string, times = 1) =>
	test$.simulator.faults.add({
		kind: 'code',
		code: 'QuotaExceeded.Eip',
		status: 400,
		match: ({ parameters }) => parameters.Name === name,
		times,
	});
const run = async (more: IDataObject = {}, parameters: IDataObject = buy) =>
	await test$.run(parameters as never, { items, ...more });

describe('a workflow that is retried', () => {
	test.each([true, false])(
		'has no more Elastic IPs than items, with ClientToken honoured: %s',
		async (honourClientToken) => {
			test$.simulator.settings.honourClientToken = honourClientToken;
			refuse('c');
			const first = await run();
			expect(first.error?.message).toMatch(/quota/i);
			expect(ids()).toHaveLength(4);

			const second = await run({ retryOf: first.run });
			expect(second.error).toBeUndefined();
			expect(ids()).toHaveLength(5);
			expect(idsOf(second)).toEqual(ids());
			expect(second.items.map(({ pairedItem }) => pairedItem)).toEqual(
				items.map((_, item) => ({ item })),
			);
		},
	);

	test('has no more either when it is retried again and again', async () => {
		refuse('c', 3);
		let result = await run();
		for (let retry = 0; retry < 3; retry++) result = await run({ retryOf: result.run });
		expect(result.error).toBeUndefined();
		expect(ids()).toHaveLength(5);
		expect(idsOf(result)).toEqual(ids());
	});

	test('asks for the same when the reply was lost for good', async () => {
		test$.simulator.faults.add({
			kind: 'dropAfter',
			times: Infinity,
			match: ({ action, parameters }) => action === 'AllocateEipAddress' && parameters.Name === 'c',
		});
		const first = await run();
		expect(first.error?.description).toContain('It is not known whether');
		expect(ids()).toHaveLength(5);
		test$.simulator.faults.clear();

		const second = await run({ retryOf: first.run });
		expect(second.error).toBeUndefined();
		expect(ids()).toHaveLength(5);
		expect(idsOf(second)).toEqual(ids());
	});

	test('buys anew what was given back in the meantime, and that once', async () => {
		refuse('c', 2);
		const first = await run();
		const [gone] = ids();
		test$.simulator.remove(gone);
		// Later than a new one may still not show.
		const { now } = systemClock;
		systemClock.now = () => now() + 3 * 3_600_000;
		const second = await run({ retryOf: first.run });
		systemClock.now = now;
		expect(ids()).toHaveLength(4);
		const third = await run({ retryOf: second.run });
		expect(third.error).toBeUndefined();
		expect(ids()).toHaveLength(5);
		expect(ids()).not.toContain(gone);
		expect(idsOf(third)).toEqual(ids());
	});

	test('buys and binds what is missing', async () => {
		for (const { name } of items) {
			test$.simulator.addInstance({ type: 'EcsInstance', id: `i-${name}` });
		}
		const both = {
			operation: 'allocateAndAssociate',
			instanceId: '={{ "i-" + $json.name }}',
			onFailure: 'keep',
			name: '={{ $json.name }}',
			options: { timeLimit: 50 },
		};
		refuse('c');
		const first = await run({}, both);
		expect(first.error).toBeDefined();
		const second = await run({ retryOf: first.run }, both);
		expect(second.error).toBeUndefined();
		expect(ids()).toHaveLength(5);
		expect(idsOf(second)).toEqual(ids());
	});

	test('has no more with other values either: only what is missing is bought with them', async () => {
		refuse('c');
		const first = await run();
		const second = await run({ retryOf: first.run }, { ...buy, bandwidth: 7 });
		expect(second.error).toBeUndefined();
		expect(idsOf(second)).toEqual(ids());
		expect(
			test$.simulator
				.eips()
				.map(({ bandwidth }) => bandwidth)
				.sort(),
		).toEqual([5, 5, 5, 5, 7]);
	});

	test('does not buy again what does not show yet', async () => {
		refuse('c');
		const first = await run();
		test$.simulator.faults.add({
			kind: 'body',
			action: 'DescribeEipAddresses',
			body: JSON.stringify({ TotalCount: 0, EipAddresses: { EipAddress: [] } }),
			times: Infinity,
		});
		const second = await run({ retryOf: first.run });
		expect(second.error).toBeUndefined();
		expect(idsOf(second)).toEqual(ids());
		expect(ids()).toHaveLength(5);
	});

	test('leaves no secret with the execution, and nothing where all went well', async () => {
		refuse('c');
		const first = await run();
		const stored = JSON.stringify(first.run.data.executionData?.contextData);
		expect(stored).toContain('creations');
		expect(stored).not.toContain(test$.simulator.account.accessKeySecret);
		const second = await run({ retryOf: first.run });
		expect(JSON.stringify(second.run.data.executionData?.contextData)).not.toContain('creations');
	});
});

test('a new execution buys again', async () => {
	const first = await run();
	const second = await run();
	expect(new Set([...idsOf(first), ...idsOf(second)]).size).toBe(10);
});
