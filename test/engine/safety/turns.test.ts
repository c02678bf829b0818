import type { IDataObject } from 'n8n-workflow';
import { countHeldKeys } from '../../../nodes/AlibabaCloudEip/api/client/locks';
import { locator, useSimulator } from '../setup';

/** Waiting for one's turn counts against the Time Limit and ends on cancel, in words that name what holds it. */

const FOREVER = 60_000;
const test$ = useSimulator({ durations: { associating: FOREVER } });
beforeEach(() => {
	test$.simulator.settings.durations.associating = FOREVER;
	for (const id of ['i-hangzhou1', 'i-hangzhou2']) {
		test$.simulator.addInstance({ type: 'EcsInstance', id });
	}
});

/** Milliseconds beyond a limit or a cancel. */
const AT_ONCE = 500;
/** n8n itself, and this machine. */
const OVERHEAD = 400;

const bind = (timeLimit: number) => ({
	operation: 'associate',
	allocationId: locator('={{ $json.id }}'),
	instanceType: 'EcsInstance',
	instanceId: locator('i-hangzhou1'),
	options: { timeLimit },
});
const eips = (count: number): IDataObject[] =>
	test$.simulator.addEips(count).map((eip) => ({ id: eip.allocationId }));

async function timed<Result>(task: Promise<Result>): Promise<{ result: Result; took: number }> {
	const start = performance.now();
	const result = await task;
	return { result, took: performance.now() - start };
}

/** Starts a run that is to be cancelled, and says how long its items went on after that. */
function startCancelable(parameters: object, items?: IDataObject[]) {
	let cancel = () => {};
	const done = test$.run(parameters as never, { items, onStart: (stop) => (cancel = stop) });
	return {
		done,
		/** Resolves with the milliseconds until the execution had ended. */
		async cancel() {
			const start = performance.now();
			cancel();
			await done.catch(() => undefined);
			return performance.now() - start;
		},
	};
}

const pause = async (milliseconds: number) =>
	await new Promise((resolve) => setTimeout(resolve, milliseconds));

afterEach(async () => {
	await pause(1000);
	expect(countHeldKeys()).toBe(0);
});

test('twelve items to one instance that never binds all end at their Time Limit', async () => {
	const items = eips(12);
	const { result, took } = await timed(
		test$.run(bind(3), { items, node: { onError: 'continueRegularOutput' } }),
	);
	expect(took).toBeGreaterThan(2900);
	expect(took).toBeLessThan(3000 + AT_ONCE + OVERHEAD);
	const messages = result.items.map(({ json }) => String(json.error));
	expect(messages[0]).toContain('is still Associating after 3 seconds');
	for (const message of messages.slice(1)) {
		expect(message).toBe(
			"Another operation on 'i-hangzhou1' was still running when the time limit of 3 seconds was reached",
		);
	}
	expect(test$.sent('AssociateEipAddress')).toHaveLength(1);
});

describe('an item behind another execution', () => {
	test('ends at its own Time Limit', async () => {
		const [first, second] = eips(2);
		const other = startCancelable(bind(20), [first]);
		await pause(1000);
		const { result, took } = await timed(test$.run(bind(1), { items: [second] }));
		expect(took).toBeLessThan(1000 + AT_ONCE + OVERHEAD);
		expect(result.error?.message).toContain("Another operation on 'i-hangzhou1'");
		await other.cancel();
	});

	test('ends when it is cancelled', async () => {
		const [first, second] = eips(2);
		const other = startCancelable(bind(20), [first]);
		await pause(500);
		const waiting = startCancelable(bind(600), [second]);
		await pause(500);
		expect(await waiting.cancel()).toBeLessThan(AT_ONCE);
		await other.cancel();
	});
});

describe('a request behind eight that hang', () => {
	const hang = () => {
		let release = () => {};
		const until = new Promise<void>((resolve) => (release = resolve));
		test$.simulator.faults.add({ kind: 'delay', until, times: 8 });
		return release;
	};
	const list = (timeLimit: number) => ({ operation: 'getAll', options: { timeLimit } });

	test('ends when it is cancelled, and at its Time Limit, in words', async () => {
		const release = hang();
		const others = startCancelable(
			list(20),
			Array.from({ length: 8 }, () => ({})),
		);
		await pause(1000);
		const waiting = startCancelable(list(20));
		await pause(500);
		expect(await waiting.cancel()).toBeLessThan(AT_ONCE);
		const { result, took } = await timed(test$.run(list(1)));
		expect(took).toBeLessThan(1000 + AT_ONCE + OVERHEAD);
		expect(result.error?.message).toContain(
			"DescribeEipAddresses was not sent within the time limit of 1 seconds: all 8 requests that one AccessKey may have under way in 'cn-hangzhou'",
		);
		release();
		await others.done;
	});

	test('a request that hangs itself ends so too', async () => {
		const release = hang();
		const { result, took } = await timed(test$.run(list(1)));
		expect(took).toBeLessThan(1000 + AT_ONCE + OVERHEAD);
		expect(result.error?.message).toBe(
			'The reply to DescribeEipAddresses did not come before the time limit of 1 seconds ended',
		);
		const hanging = startCancelable(list(20));
		await pause(500);
		expect(await hanging.cancel()).toBeLessThan(AT_ONCE);
		release();
	});
});

test('the way back of Move has time of its own when the limit is used up', async () => {
	const [eip] = test$.simulator.addEips(1, {
		status: 'InUse',
		instanceId: 'i-hangzhou2',
		instanceType: 'EcsInstance',
	});
	test$.simulator.settings.durations.associating = 20;
	test$.simulator.settings.durations.unassociating = 3000;
	const { error } = await test$.run({
		operation: 'move',
		allocationId: locator(eip.allocationId),
		instanceType: 'EcsInstance',
		instanceId: locator('i-hangzhou1'),
		options: { timeLimit: 2 },
	});
	test$.simulator.settings.durations.unassociating = 20;
	expect(error?.message).toContain(
		"could not be moved to 'i-hangzhou1' and is associated with 'i-hangzhou2' again",
	);
	expect(test$.simulator.eips()[0]).toMatchObject({ status: 'InUse', instanceId: 'i-hangzhou2' });
});

test('items that share a read keep their own limits', async () => {
	const [first, second] = eips(2);
	test$.simulator.settings.durations.associating = 100;
	// The reads that both share come to nothing for longer than the first has time.
	test$.simulator.faults.add({
		kind: 'throttle',
		retryAfterMs: 3000,
		action: 'DescribeEipAddresses',
		times: 2,
	});
	const { items } = await test$.run(
		{
			...bind(1),
			instanceId: locator('={{ $json.instance }}'),
			options: { timeLimit: '={{ $json.limit }}' },
		},
		{
			items: [
				{ ...first, limit: 1, instance: 'i-hangzhou1' },
				{ ...second, limit: 300, instance: 'i-hangzhou2' },
			],
			node: { onError: 'continueRegularOutput' },
		},
	);
	expect(items[0].json.error).toContain('Alibaba Cloud accepted the change');
	expect(items[1].json).toMatchObject({ allocationId: second.id, status: 'InUse' });
});
