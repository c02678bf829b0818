import { locator, useSimulator } from '../setup';

const test$ = useSimulator();

describe('many items', () => {
	test('at most 8 requests are in flight, however many items arrive', async () => {
		test$.simulator.addEips(100);
		// Long enough for a busy machine to have eight under way at the same moment.
		test$.simulator.settings.latency = 50;
		const items = test$.simulator.eips().map(({ allocationId }) => ({ id: allocationId }));
		const output = await test$.items(
			{
				operation: 'update',
				allocationId: locator('={{ $json.id }}'),
				updateFields: { name: 'many' },
			},
			{ items },
		);
		expect(output.map(({ allocationId }) => allocationId)).toEqual(items.map(({ id }) => id));
		expect(test$.simulator.maxInFlight()).toBe(8);
	});

	test('what goes to the same instance goes one after the other', async () => {
		test$.simulator.addInstance({ type: 'Nat', id: 'ngw-1' });
		const eips = test$.simulator.addEips(5);
		test$.simulator.settings.latency = 10;
		await test$.items(
			{
				operation: 'associate',
				allocationId: locator('={{ $json.id }}'),
				instanceType: 'Nat',
				instanceId: 'ngw-1',
			},
			{ items: eips.map(({ allocationId }) => ({ id: allocationId })) },
		);
		expect(test$.simulator.maxInFlight({ action: 'AssociateEipAddress' })).toBe(1);
		const changes = test$.simulator.journal.filter(({ change }) => change === 'status');
		expect(changes.map(({ to }) => to)).toEqual(eips.flatMap(() => ['Associating', 'InUse']));
	}, 30_000);
});

describe('when items fail', () => {
	const mixed = async (node: object) => {
		const [good] = test$.simulator.addEips(1);
		return await test$.run(
			{ operation: 'get', allocationId: locator('={{ $json.id }}') },
			{ items: [{ id: good.allocationId }, { id: 'eip-25877c70gddh5abcd' }], node },
		);
	};

	test('the run stops with the item that failed', async () => {
		const { error } = await mixed({});
		expect(error?.message).toBe('The Elastic IP was not found');
		expect(error?.context?.itemIndex).toBe(1);
	});

	test('it can go on, each output item paired with its input', async () => {
		const { items } = await mixed({ onError: 'continueRegularOutput' });
		expect(
			items.map(({ json, pairedItem }) => [json.allocationId ?? json.error, pairedItem]),
		).toEqual([
			[expect.stringMatching(/^eip-/), { item: 0 }],
			['The Elastic IP was not found', { item: 1 }],
		]);
	});

	test('the failed ones go to the error output with their lineage', async () => {
		const { outputs } = await mixed({ onError: 'continueErrorOutput' });
		expect(outputs[0]).toHaveLength(1);
		expect(outputs[1]).toHaveLength(1);
		expect(outputs[1]?.[0].pairedItem).toEqual({ item: 1 });
	});
});

describe('Retry On Fail', () => {
	test.each([undefined, 'continueRegularOutput', 'continueErrorOutput'])(
		'asks for the same Elastic IPs again (onError: %s)',
		async (onError) => {
			// The first item fails in the first try, after the second one was bought.
			test$.simulator.faults.add({
				kind: 'code',
				code: 'QuotaExceeded.Eip',
				status: 400,
				action: 'AllocateEipAddress',
				match: ({ parameters }) => parameters.Name === 'one',
			});
			const { items, error } = await test$.run(
				{ operation: 'allocate', name: '={{ $json.name }}' },
				{
					items: [{ name: 'one' }, { name: 'two' }],
					node: {
						retryOnFail: true,
						maxTries: 3,
						waitBetweenTries: 1,
						...(onError && { onError }),
					} as object,
				},
			);
			expect(error).toBeUndefined();
			expect(items).toHaveLength(2);
			// What the second item has bought is not even asked for again.
			expect(test$.sent('AllocateEipAddress').map(({ Name }) => Name)).toEqual([
				'one',
				'two',
				'one',
			]);
			expect(
				test$.simulator
					.eips()
					.map(({ name }) => name)
					.sort(),
			).toEqual(['one', 'two']);
			expect(items.map(({ json }) => json.allocationId).sort()).toEqual(
				test$.simulator
					.eips()
					.map(({ allocationId }) => allocationId)
					.sort(),
			);
		},
	);
});

test('a cancelled execution stops within a second', async () => {
	test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-1' });
	const [eip] = test$.simulator.addEips(1);
	test$.simulator.settings.durations.associating = 600_000;
	let cancel = () => {};
	const running = test$.run(
		{ operation: 'associate', allocationId: locator(eip.allocationId), instanceId: 'i-1' },
		{ onStart: (stop) => (cancel = stop) },
	);
	while (test$.sent('DescribeEipAddresses').length === 0) await new Promise(setImmediate);
	const start = Date.now();
	cancel();
	await running;
	expect(Date.now() - start).toBeLessThan(1_000);
}, 15_000);

test('a cancelled execution stops within a second, also while a reply is awaited', async () => {
	test$.simulator.faults.add({ kind: 'delay', ms: 20_000, action: 'AllocateEipAddress' });
	let cancel = () => {};
	const running = test$.run({ operation: 'allocate' }, { onStart: (stop) => (cancel = stop) });
	while (test$.sent('AllocateEipAddress').length === 0) await new Promise(setImmediate);
	const start = Date.now();
	cancel();
	await running;
	expect(Date.now() - start).toBeLessThan(1_000);
}, 30_000);
