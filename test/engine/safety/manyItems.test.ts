import type { IDataObject } from 'n8n-workflow';
import { countRuns } from '../../../nodes/AlibabaCloudEip/execution/nodeRun';
import { locator, useSimulator } from '../setup';

/** What holds between the items of one run of the node, and between the tries of Retry On Fail. */

const test$ = useSimulator({ durations: { associating: 20, unassociating: 20, releasing: 20 } });

const buy = {
	operation: 'allocate',
	name: '={{ $json.name }}',
	options: { timeLimit: 5 },
};
const names = (count: number) =>
	Array.from({ length: count }, (_, index) => ({ name: `item-${index}` }));
const refuseOnce = (name: string, times = 1) =>
	test$.simulator.faults.add({
		kind: 'code',
		code: 'QuotaExceeded.Eip',
		status: 400,
		action: 'AllocateEipAddress',
		match: ({ parameters }) => parameters.Name === name,
		times,
	});
const retry = (maxTries: number, more: IDataObject = {}) => ({
	node: { retryOnFail: true, maxTries, waitBetweenTries: 1, ...more } as object,
});
const ids = () =>
	test$.simulator
		.eips()
		.map(({ allocationId }) => allocationId)
		.sort();

/** Runs, and sees that nothing of it is remembered but what n8n keeps with the execution. */
const run: typeof test$.run = async (...options) => {
	const result = await test$.run(...options);
	const flow = result.run.data.executionData?.contextData.flow;
	expect(flow && countRuns(flow)).toBe(0);
	return result;
};

describe('when the node stops, the message names what was bought', () => {
	const expectAllNamed = (told: string) => {
		for (const { allocationId, ipAddress } of test$.simulator.eips()) {
			expect(told).toContain(`${allocationId} (${ipAddress})`);
		}
	};

	test.each([0, 3, 9])('by the other items, when item %i did not succeed', async (index) => {
		// The others are slow, so that they are under way when it fails.
		test$.simulator.faults.add({
			kind: 'delay',
			ms: 300,
			times: Infinity,
			match: ({ parameters }) => parameters.Name !== `item-${index}`,
		});
		test$.simulator.settings.latency = 5;
		refuseOnce(`item-${index}`);
		// The first fault that fits counts; the refused item does not fit the delay.
		const { error } = await run(buy, { items: names(10) });
		expect(error?.context?.itemIndex).toBe(index);
		expect(test$.simulator.eips()).toHaveLength(9);
		expect(error?.description).toContain('Bought by other items of this run: eip-');
		expectAllNamed(error?.description ?? '');
	});

	test('by none, when there is none', async () => {
		refuseOnce('item-0');
		const { error } = await run(buy, { items: names(1) });
		expect(error?.description).not.toContain('Bought');
	});

	test('also with batches, where others begin after the one that did not succeed', async () => {
		refuseOnce('item-0');
		const { error } = await run(
			{
				...buy,
				requestOptions: { batching: { batch: { batchSize: 2, batchInterval: 60 } } },
			},
			{ items: names(5) },
		);
		expect(test$.simulator.eips()).toHaveLength(4);
		expectAllNamed(error?.description ?? '');
	});

	/** One that can be bound to, and two that only the binding refuses. */
	const addInstances = () => {
		test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-1' });
		for (const id of ['i-mapped', 'i-other']) {
			test$.simulator.addInstance({ type: 'EcsInstance', id, hasPortMap: true });
		}
	};

	test('also what an item bought that then did not succeed itself', async () => {
		addInstances();
		const { error } = await run(
			{
				operation: 'allocateAndAssociate',
				instanceId: '={{ $json.target }}',
				onFailure: 'keep',
				options: { timeLimit: 2 },
			},
			{ items: [{ target: 'i-mapped' }, { target: 'i-other' }, { target: 'i-1' }] },
		);
		expect(test$.simulator.eips()).toHaveLength(3);
		const told = `${error?.message} ${error?.description}`;
		for (const { allocationId } of test$.simulator.eips()) {
			expect(told.split(allocationId)).toHaveLength(2);
		}
	}, 20_000);

	test('not what was given back', async () => {
		addInstances();
		const { error } = await run(
			{
				operation: 'allocateAndAssociate',
				instanceId: '={{ $json.target }}',
				options: { timeLimit: 2 },
			},
			{ items: [{ target: 'i-mapped' }, { target: 'i-other' }] },
		);
		expect(test$.simulator.eips()).toEqual([]);
		expect(error?.description).not.toContain('Bought');
	}, 20_000);

	test('nothing is sent when the parameters of a later item cannot be worked out', async () => {
		const { error } = await test$.run(
			{
				...buy,
				name: '={{ $json.name === "item-2" ? $("Nowhere").first().json.x : $json.name }}',
			},
			{ items: names(4) },
		);
		expect(error?.message).toMatch(/Nowhere|node/);
		await new Promise((resolve) => setTimeout(resolve, 2_500));
		expect(test$.simulator.requests).toEqual([]);
	}, 10_000);

	test("with n8n's setting 'Execute Once' nothing is waited for that never begins", async () => {
		const { items, error } = await run(buy, {
			items: names(4),
			node: { executeOnce: true },
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.allocationId)).toEqual(ids());
		expect(ids()).toHaveLength(1);
	});

	test('a run that goes on is not held up by such an item', async () => {
		const { items, error } = await test$.run(
			{
				...buy,
				name: '={{ $json.name === "item-2" ? $("Nowhere").first().json.x : $json.name }}',
			},
			{ items: names(4), node: { onError: 'continueRegularOutput' } },
		);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(4);
		expect(test$.simulator.eips()).toHaveLength(3);
	});

	test('the other kinds of purchases too', async () => {
		test$.simulator.faults.add({
			kind: 'code',
			code: 'QuotaExceeded',
			status: 400,
			match: ({ parameters }) => parameters.Name === 'item-0',
		});
		const { error } = await run(
			{
				resource: 'bandwidthPackage',
				operation: 'create',
				name: '={{ $json.name }}',
			},
			{ items: names(2) },
		);
		const [bought] = test$.simulator.bandwidthPackages();
		expect(error?.description).toMatch(
			/Bought by other items of this run: cbwp-.* \(Internet Shared Bandwidth instance\)/,
		);
		expect(bought).toBeDefined();
	});
});

describe('Retry On Fail', () => {
	test.each([2, 3, 4, 5])('%i tries buy each item once', async (maxTries) => {
		refuseOnce('item-2', maxTries - 1);
		const { items, error } = await run(buy, { items: names(5), ...retry(maxTries) });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.allocationId).sort()).toEqual(ids());
		expect(ids()).toHaveLength(5);
	});

	test.each([2, 5])('%i tries that all fail name what was bought in any of them', async (tries) => {
		refuseOnce('item-2', Infinity);
		const { error } = await run(buy, { items: names(5), ...retry(tries) });
		expect(ids()).toHaveLength(4);
		for (const id of ids()) expect(error?.description).toContain(id);
		// What was done is not sent again, whatever Alibaba Cloud makes of the ClientToken.
		expect(test$.sent('AllocateEipAddress')).toHaveLength(4 + tries);
	});

	test('what was released or disassociated in the first try does not stop the second', async () => {
		test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-1' });
		for (const operation of ['release', 'unassociate']) {
			const eips = test$.simulator.addEips(
				3,
				operation === 'unassociate' ? { instanceId: 'i-1', status: 'InUse' } : {},
			);
			test$.simulator.faults.add({
				kind: 'code',
				code: 'Some.NewCode',
				status: 400,
				match: ({ action, parameters }) =>
					!action.startsWith('Describe') && parameters.AllocationId === eips[0].allocationId,
			});
			const { items, error } = await run(
				{ operation, allocationId: locator('={{ $json.id }}') },
				{ items: eips.map(({ allocationId }) => ({ id: allocationId })), ...retry(2) },
			);
			expect(error).toBeUndefined();
			expect(items).toHaveLength(3);
		}
	}, 20_000);

	test('each round of a loop buys new ones, and each of them once', async () => {
		test$.simulator.faults.add({ kind: 'dropAfter', action: 'AllocateEipAddress', times: 4 });
		refuseOnce('item-1', 3);
		const { error, run: done } = await run(buy, { items: names(3), rounds: 4, ...retry(5) });
		expect(error).toBeUndefined();
		const rounds = done.data.resultData.runData.EIP;
		expect(rounds).toHaveLength(4);
		const told = rounds.flatMap(({ data }) => data?.main[0] ?? []);
		expect(told.map(({ json }) => json.allocationId).sort()).toEqual(ids());
		expect(ids()).toHaveLength(12);
	}, 20_000);

	test('executions buy new ones', async () => {
		const first = await test$.items(buy, { items: names(2), executionId: 'one' });
		const again = await test$.items(buy, { items: names(2), executionId: 'other' });
		expect(new Set([...first, ...again].map(({ allocationId }) => allocationId)).size).toBe(4);
		expect(ids()).toHaveLength(4);
	});
});

describe('where ClientToken is not honoured', () => {
	// What remains: Retry On Fail does not repeat what is done. What does not: a reply that was lost
	// on its way is asked for again, and Alibaba Cloud would then sell a second one.
	beforeEach(() => {
		test$.simulator.settings.honourClientToken = false;
	});

	test('Retry On Fail still buys each item once', async () => {
		refuseOnce('item-2', 2);
		const { items } = await run(buy, { items: names(5), ...retry(3) });
		expect(items.map(({ json }) => json.allocationId).sort()).toEqual(ids());
		expect(ids()).toHaveLength(5);
	});

	test('refusals and requests that never arrived buy nothing twice', async () => {
		for (const fault of [
			{ kind: 'throttle', retryAfterMs: 10 },
			{ kind: 'dropBefore' },
			{ kind: 'status', status: 503 },
			{ kind: 'code', code: 'OperationConflict', status: 400 },
		] as const) {
			test$.simulator.faults.add({ ...fault, action: 'AllocateEipAddress' });
			await test$.items(buy, { items: names(1) });
		}
		expect(ids()).toHaveLength(4);
	}, 20_000);

	test('a lost reply buys a second one', async () => {
		test$.simulator.faults.add({ kind: 'dropAfter', action: 'AllocateEipAddress' });
		const [output] = await test$.items(buy, { items: names(1) });
		expect(ids()).toHaveLength(2);
		expect(ids()).toContain(output.allocationId);
	});
});

test('an outcome that stays unknown is said', async () => {
	test$.simulator.faults.add({
		kind: 'dropAfter',
		action: 'AllocateEipAddress',
		times: Infinity,
	});
	const { error } = await run({ ...buy, options: { timeLimit: 1 } }, { items: names(1) });
	expect(ids()).toHaveLength(1);
	expect(error?.description).toContain('It is not known whether');
});
