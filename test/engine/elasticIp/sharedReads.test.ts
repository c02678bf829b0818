import type { INodeParameters } from 'n8n-workflow';
import { waitFor } from '../../support/waitFor';
import { locator, useSimulator } from '../setup';

const test$ = useSimulator();

/** What one request can ask for. */
const PER_CALL = 50;
const each = locator('={{ $json.id }}');

/** Elastic IPs as items, each with a server of its own and another one to move to; bound or not. */
function world(count: number, { isBound = false } = {}) {
	return test$.simulator.addEips(count).map(({ allocationId }, index) => {
		const [target, other] = [`i-${index}`, `i-other-${index}`];
		for (const id of [target, other]) test$.simulator.addInstance({ type: 'EcsInstance', id });
		if (isBound) test$.simulator.change(allocationId, { instanceId: target, status: 'InUse' });
		return { id: allocationId, target, other };
	});
}

async function callsOf(
	parameters: INodeParameters,
	items: Array<{ id: string }>,
	more: object = {},
): Promise<{ all: number; reads: number }> {
	const before = test$.simulator.requests.length;
	const output = await test$.items({ allocationId: each, ...parameters }, { items, ...more });
	expect(output.map(({ allocationId }) => allocationId)).toEqual(items.map(({ id }) => id));
	const requests = test$.simulator.requests.slice(before);
	const reads = requests.filter(({ action }) => action === 'DescribeEipAddresses');
	for (const { parameters: sent } of reads) {
		expect(sent.AllocationId.split(',').length).toBeLessThanOrEqual(PER_CALL);
	}
	return { all: requests.length, reads: reads.length };
}

test.each([1, 2, 50, 51, 120, 1_000])(
	'get of %d items needs one call for each 50',
	async (count) => {
		const items = world(count);
		expect((await callsOf({ operation: 'get' }, items)).all).toBe(Math.ceil(count / PER_CALL));
	},
	60_000,
);

test('get of the same Elastic IP for many items asks once', async () => {
	const [item] = world(1);
	const items = Array.from({ length: 60 }, () => item);
	expect((await callsOf({ operation: 'get' }, items)).all).toBe(1);
});

test('items that begin one after the other share what they can, and two executions as well', async () => {
	const items = world(100);
	test$.simulator.settings.latency = 50;
	const node = { onError: 'continueRegularOutput' } as object;
	const before = test$.simulator.requests.length;
	await Promise.all(
		[items.slice(0, 50), items.slice(50)].map(
			async (part) =>
				await test$.items({ operation: 'get', allocationId: each }, { items: part, node }),
		),
	);
	expect(test$.simulator.requests.length - before).toBeLessThanOrEqual(4);
});

test.each([
	[{ dryRun: true }, 'DryRun'],
	[{ includeReservationData: true }, 'IncludeReservationData'],
])('what is read with other options is not shared: %j', async (options, name) => {
	const items = world(3);
	await test$.items({ operation: 'get', allocationId: each, options }, { items });
	expect(test$.sent('DescribeEipAddresses').map((sent) => sent[name])).toEqual(
		items.map(() => 'true'),
	);
});

test('one ID that does not exist fails no other item', async () => {
	const items = [...world(60), { id: 'eip-25877c70gddh5abcd' }];
	const { items: output } = await test$.run(
		{ operation: 'get', allocationId: each },
		{ items, node: { onError: 'continueRegularOutput' } as object },
	);
	expect(output.map(({ json }) => json.allocationId ?? json.error)).toEqual([
		...items.slice(0, 60).map(({ id }) => id),
		'The Elastic IP was not found',
	]);
}, 30_000);

test('one ID that is refused fails no other item', async () => {
	const items = world(60);
	const bad = items[7].id;
	test$.simulator.faults.add({
		kind: 'code',
		code: 'InvalidAllocationId.Malformed',
		status: 400,
		action: 'DescribeEipAddresses',
		times: Infinity,
		match: ({ parameters }) => parameters.AllocationId.split(',').includes(bad),
	});
	const { items: output } = await test$.run(
		{ operation: 'get', allocationId: each },
		{ items, node: { onError: 'continueRegularOutput' } as object },
	);
	const failed = output.filter(({ json }) => json.error !== undefined);
	expect(failed).toHaveLength(1);
	expect(failed[0].pairedItem).toEqual({ item: 7 });
	// The 50 of the refused group, one by one.
	expect(test$.sent('DescribeEipAddresses')).toHaveLength(2 + PER_CALL);
});

test('release of 100 with guards: at most 110 calls', async () => {
	test$.simulator.settings.latency = 20;
	const { all, reads } = await callsOf({ operation: 'release' }, world(100));
	expect(all - reads).toBe(100);
	expect(all).toBeLessThanOrEqual(110);
}, 30_000);

test.each([
	['update', { updateFields: { name: 'new' } }],
	['setBandwidth', { bandwidth: 7 }],
])(
	'%s of 100 reads what was before with two calls',
	async (operation, fields) => {
		const items = world(100);
		const { all, reads } = await callsOf({ operation, ...fields }, items);
		expect([all - reads, reads]).toEqual([100, 2]);
	},
	30_000,
);

test('allocate of 60 reads what was bought with fewer calls than there are items', async () => {
	test$.simulator.settings.latency = 20;
	await test$.items({ operation: 'allocate' }, { items: Array.from({ length: 60 }, () => ({})) });
	expect(test$.sent('AllocateEipAddress')).toHaveLength(60);
	expect(test$.sent('DescribeEipAddresses').length).toBeLessThanOrEqual(20);
});

test('release of 100 by address: four calls more, two look-ups of their IDs and two in their turn', async () => {
	test$.simulator.settings.latency = 20;
	const items = world(100).map(({ id }) => ({ address: test$.simulator.eip(id)?.ipAddress }));
	const allocationId = locator('={{ $json.address }}');
	await test$.items({ operation: 'release', allocationId }, { items });
	const { requests } = test$.simulator;
	expect(requests.filter(({ parameters }) => parameters.EipAddress)).toHaveLength(4);
	expect(requests.filter(({ action }) => action === 'ReleaseEipAddress')).toHaveLength(100);
	expect(requests.length).toBeLessThanOrEqual(114);
	expect(test$.simulator.eips()).toEqual([]);
}, 30_000);

test('unassociate of 100: as many, and one look for each 50 and tick', async () => {
	test$.simulator.settings.latency = 20;
	const items = world(100, { isBound: true });
	const { all, reads } = await callsOf({ operation: 'unassociate' }, items);
	expect(all - reads).toBe(100);
	expect(all).toBeLessThanOrEqual(110);
}, 30_000);

test('move of 40: at most 80 + 14 calls', async () => {
	test$.simulator.settings.latency = 20;
	const items = world(40, { isBound: true });
	const { all, reads } = await callsOf(
		{ operation: 'move', instanceId: '={{ $json.other }}' },
		items,
	);
	expect(all - reads).toBe(80);
	expect(reads).toBeLessThanOrEqual(14);
}, 30_000);

describe('of several executions that wait for the reply to one request', () => {
	/** Long enough to cancel somebody before the reply comes. */
	const LATENCY = 1_500;
	/** Milliseconds from the cancel to the end. */
	const AT_ONCE = 500;

	const requestsFor = (ids: string[]) =>
		test$.simulator.requests.filter(({ parameters }) => {
			const asked = parameters.AllocationId?.split(',') ?? [];
			return ids.every((id) => asked.includes(id));
		});
	const untilSent = async (ids: string[]) =>
		await waitFor(() => requestsFor(ids).length > 0, {
			what: `A request for ${ids.join(', ')}`,
			timeout: 5_000,
			interval: 5,
		});

	function startRun(item: { id: string }) {
		let cancel = () => {};
		let end: number | undefined;
		const done = test$
			.run(
				{ operation: 'get', allocationId: each },
				{ items: [item], onStart: (stop) => (cancel = stop) },
			)
			.finally(() => (end = performance.now()));
		return { id: item.id, done, cancel: () => cancel(), endedAt: () => end };
	}

	/** While one request is under way the others gather, and go out together. */
	async function startTogether(count: number) {
		const [first, ...items] = world(1 + count);
		test$.simulator.settings.latency = LATENCY;
		const before = startRun(first);
		await untilSent([first.id]);
		const runs = items.map(startRun);
		const ids = items.map(({ id }) => id);
		await untilSent(ids);
		expect(requestsFor(ids)).toHaveLength(1);
		return { runs, before };
	}

	const idOf = async (done: ReturnType<typeof startRun>['done']) =>
		(await done).items.map(({ json }) => json.allocationId);

	test.each([
		['the one of two through whose connection it went', 2, 0],
		['the other one of two', 2, 1],
		['the first one of four', 4, 0],
		['the last one of four', 4, 3],
	])(
		'%s is cancelled: it ends at once, and the others get their answers',
		async (_who, count, index) => {
			const { runs, before } = await startTogether(count);
			const cancelled = runs[index];
			const others = runs.filter((run) => run !== cancelled);
			const start = performance.now();
			cancelled.cancel();
			const run = await cancelled.done.catch(() => undefined);
			expect(performance.now() - start).toBeLessThan(AT_ONCE);
			expect(run?.items ?? []).toEqual([]);
			// Nobody else has ended with it.
			expect(others.map(({ endedAt }) => endedAt())).toEqual(others.map(() => undefined));
			expect(await Promise.all(others.map(async ({ done }) => await idOf(done)))).toEqual(
				others.map(({ id }) => [id]),
			);
			// Only what was under way through the connection of the cancelled one is asked for again.
			const ids = others.map(({ id }) => id);
			expect(requestsFor(ids)).toHaveLength(index === 0 ? 2 : 1);
			expect(await idOf(before.done)).toEqual([before.id]);
		},
		30_000,
	);

	test('all are cancelled: each ends at once, and nothing is asked for again', async () => {
		const { runs, before } = await startTogether(3);
		const start = performance.now();
		for (const { cancel } of runs) cancel();
		await Promise.allSettled(runs.map(async ({ done }) => await done));
		expect(performance.now() - start).toBeLessThan(AT_ONCE);
		await before.done;
		expect(test$.sent('DescribeEipAddresses')).toHaveLength(2);
	}, 30_000);
});

test('one item whose Time Limit ends while the reply is awaited takes no other item with it', async () => {
	const items = world(4).map((item, index) => ({ ...item, limit: index === 1 ? 1 : 300 }));
	test$.simulator.settings.latency = 2_500;
	const { items: output } = await test$.run(
		{
			operation: 'get',
			allocationId: each,
			options: { timeLimit: '={{ $json.limit }}' },
		},
		{ items, node: { onError: 'continueRegularOutput' } as object },
	);
	expect(output.map(({ json }) => json.allocationId ?? json.error)).toEqual([
		items[0].id,
		expect.stringContaining('the time limit of 1 seconds'),
		items[2].id,
		items[3].id,
	]);
	expect(test$.sent('DescribeEipAddresses')).toHaveLength(1);
}, 30_000);
