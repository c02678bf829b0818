import type { IDataObject } from 'n8n-workflow';
import type { RunResult } from '../harness';
import { useSimulator } from '../setup';

/** "Retry" in n8n's list of executions: a new execution goes on where the one that failed stopped. */

const test$ = useSimulator({ durations: { associating: 20, unassociating: 20, releasing: 20 } });

const buy = {
	operation: 'allocate',
	additionalFields: { name: '={{ $json.name }}' },
	options: { timeLimit: 2 },
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
		const second = await run({ retryOf: first.run });
		expect(ids()).toHaveLength(4);
		const third = await run({ retryOf: second.run });
		expect(third.error).toBeUndefined();
		expect(ids()).toHaveLength(5);
		expect(ids()).not.toContain(gone);
		expect(idsOf(third)).toEqual(ids());
	});

	test('buys and binds what is missing', async () => {
		for (const { name } of items) test$.simulator.addInstance({ type: 'EcsInstance', id: name });
		const both = {
			operation: 'allocateAndAssociate',
			instanceId: '={{ $json.name }}',
			onFailure: 'keep',
			additionalFields: { name: '={{ $json.name }}' },
			options: { timeLimit: 5 },
		};
		refuse('c');
		const first = await run({}, both);
		expect(first.error).toBeDefined();
		const second = await run({ retryOf: first.run }, both);
		expect(second.error).toBeUndefined();
		expect(ids()).toHaveLength(5);
		expect(idsOf(second)).toEqual(ids());
	});

	test('is another wish when it asks for something else', async () => {
		refuse('c');
		const first = await run();
		const second = await run({ retryOf: first.run }, { ...buy, bandwidth: 7 });
		expect(second.error).toBeUndefined();
		expect(ids()).toHaveLength(9);
	});

	test('leaves no secret with the execution, and nothing where all went well', async () => {
		refuse('c');
		const first = await run();
		const stored = JSON.stringify(first.run.data.executionData?.contextData);
		expect(stored).toContain('alibabaCloudPurchases');
		expect(stored).not.toContain(test$.simulator.account.accessKeySecret);
		const second = await run({ retryOf: first.run });
		expect(JSON.stringify(second.run.data.executionData?.contextData)).not.toContain(
			'alibabaCloudPurchases',
		);
	});
});

test('a new execution is a new wish', async () => {
	const first = await run();
	const second = await run();
	expect(new Set([...idsOf(first), ...idsOf(second)]).size).toBe(10);
});
