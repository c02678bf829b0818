import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { INTERNATIONAL_KEY } from '../../simulator';
import type { RunResult } from '../harness';
import { credentialFor, useSimulator } from '../setup';
import { makeHaste } from './hasty';

makeHaste(10);

/**
 * A purchase is identified by where it stands: execution, node, run, item. Values that change, numbers
 * that repeat and replies that say nothing lead to no second one, and each one is named.
 */

const test$ = useSimulator({ durations: { associating: 20, unassociating: 20, releasing: 20 } });

/** Another name in every try, as `{{ $now }}` gives it. */
const CHANGING_NAME = "={{ $json.name + '-' + Math.random().toString(36).slice(2) }}";
const buy: INodeParameters = {
	operation: 'allocate',
	name: CHANGING_NAME,
	options: { timeLimit: 2 },
};
const two = [{ name: 'a' }, { name: 'b' }];
const retry = (maxTries: number) => ({
	node: { retryOnFail: true, maxTries, waitBetweenTries: 1 } as object,
});
const ids = () =>
	test$.simulator
		.eips()
		.map(({ allocationId }) => allocationId)
		.sort();
const idsOf = ({ items }: RunResult) => items.map(({ json }) => json.allocationId).sort();
const textOf = ({ error, items }: RunResult) =>
	`${error?.message} ${error?.description} ${JSON.stringify(items)}`;
const refuse = (name: string, times: number) =>
	test$.simulator.faults.add({
		kind: 'code',
		code: 'QuotaExceeded.Eip',
		status: 400,
		action: 'AllocateEipAddress',
		match: ({ parameters }) => parameters.Name.startsWith(`${name}-`),
		times,
	});
/** An instance that an Elastic IP cannot be bound to the first time. */
function refuseOneBinding(): void {
	test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-1' });
	test$.simulator.faults.add({
		kind: 'code',
		code: 'InvalidAssociation.Duplicated',
		status: 400,
		action: 'AssociateEipAddress',
	});
}
const tokens = () => test$.sent('AllocateEipAddress').map(({ ClientToken }) => ClientToken);

describe('with a name that is another one in every try', () => {
	test('an item whose neighbour fails three times buys one', async () => {
		refuse('b', 3);
		const result = await test$.run(buy, { items: two, ...retry(3) });
		expect(ids()).toHaveLength(1);
		expect(textOf(result)).toContain(ids()[0]);
	});

	test('two items buy two, and both are in the output, when the second try goes well', async () => {
		refuse('b', 1);
		const result = await test$.run(buy, { items: two, ...retry(3) });
		expect(ids()).toHaveLength(2);
		expect(idsOf(result)).toEqual(ids());
	});

	test.each([1, 4])('%i lost replies lead to one', async (times) => {
		test$.simulator.faults.add({ kind: 'dropAfter', action: 'AllocateEipAddress', times });
		const result = await test$.run(buy, { items: [{ name: 'a' }], ...retry(4) });
		expect(idsOf(result)).toEqual(ids());
		expect(ids()).toHaveLength(1);
		expect(new Set(tokens()).size).toBe(1);
	});

	test('"Retry" in the list of executions buys only what is missing', async () => {
		refuse('b', 1);
		const first = await test$.run(buy, { items: two });
		const second = await test$.run(buy, { items: two, retryOf: first.run });
		expect(idsOf(second)).toEqual(ids());
		expect(ids()).toHaveLength(2);
	});

	test('"Retry" sends the same again when the reply was lost for good', async () => {
		test$.simulator.faults.add({
			kind: 'dropAfter',
			action: 'AllocateEipAddress',
			times: Infinity,
		});
		const first = await test$.run(buy, { items: [{ name: 'a' }] });
		const [{ ClientToken: token }] = test$.sent('AllocateEipAddress');
		expect(textOf(first)).toContain('It is not known whether');
		expect(textOf(first)).toContain(token);
		test$.simulator.faults.clear();
		const second = await test$.run(buy, { items: [{ name: 'a' }], retryOf: first.run });
		expect(idsOf(second)).toEqual(ids());
		expect(ids()).toHaveLength(1);
	});

	test('after a clear refusal the new values are sent', async () => {
		const parameters = { ...buy, name: '={{ $json.name }}' };
		test$.simulator.faults.add({ kind: 'code', code: 'QuotaExceeded.Eip', status: 400 });
		const first = await test$.run(parameters, { items: [{ name: 'wrong' }] });
		await test$.run(
			{ ...parameters, name: 'right' },
			{ items: [{ name: 'wrong' }], retryOf: first.run },
		);
		expect(test$.simulator.eips()).toMatchObject([{ name: 'right' }]);
	});
});

test('another n8n in which the same execution ID comes again buys its own', async () => {
	const settings = { items: [{ name: 'a' }], executionId: '1' };
	const [one, other] = [await test$.run(buy, settings), await test$.run(buy, settings)];
	expect(ids()).toHaveLength(2);
	expect([...idsOf(one), ...idsOf(other)].sort()).toEqual(ids());
});

describe("with the user's own Client Token", () => {
	const order = (): INodeParameters => ({
		...buy,
		options: { clientToken: 'order-1' },
	});

	test('another account and another region are sent that very token', async () => {
		await test$.run(order());
		await test$.run(order(), { credential: credentialFor(test$.simulator, INTERNATIONAL_KEY) });
		await test$.run({
			...order(),
			regionId: { __rl: true, mode: 'id', value: 'cn-beijing' },
		});
		expect(tokens()).toEqual(['order-1', 'order-1', 'order-1']);
		expect(ids()).toHaveLength(3);
	});

	const both = (instanceId: string): INodeParameters => ({
		operation: 'allocateAndAssociate',
		instanceId,

		options: { timeLimit: 5, clientToken: 'order-1' },
	});

	test('the next try after a return buys another one', async () => {
		refuseOneBinding();
		const { error } = await test$.run(both('i-1'), retry(2));
		expect(error).toBeUndefined();
		expect(test$.simulator.eips()).toMatchObject([{ instanceId: 'i-1' }]);
		expect(tokens()).toEqual(['order-1', expect.stringMatching(/^[0-9a-f]{64}$/)]);
	}, 20_000);

	test('a new execution after a return begins with the very token, whatever this process did before', async () => {
		refuseOneBinding();
		const first = await test$.run(both('i-1'));
		expect(first.error?.message).toContain('was released again');
		await test$.run(both('i-1'));
		expect(tokens().slice(0, 2)).toEqual(['order-1', 'order-1']);
		expect(ids().length).toBeLessThanOrEqual(1);
	}, 30_000);
});

describe('a success that names nothing', () => {
	const purchases: Array<[string, INodeParameters]> = [
		['AllocateEipAddress', { operation: 'allocate' }],
		['AllocateEipSegmentAddress', { resource: 'segment', operation: 'allocate' }],
		['CreateCommonBandwidthPackage', { resource: 'bandwidthPackage', operation: 'create' }],
	];
	test.each(purchases)(
		'%s: is asked for again with the same token',
		async (action, parameters) => {
			test$.simulator.faults.add({ kind: 'body', body: '{}', action });
			const { error } = await test$.run({ ...parameters, options: { timeLimit: 20 } });
			expect(error).toBeUndefined();
			const sent = test$.sent(action).map(({ ClientToken }) => ClientToken);
			expect(sent).toHaveLength(2);
			expect(new Set(sent).size).toBe(1);
		},
		30_000,
	);

	test.each(purchases)(
		'%s: is said to be not known, with the token',
		async (action, parameters) => {
			test$.simulator.faults.add({ kind: 'body', body: '{}', action, times: Infinity });
			const result = await test$.run({ ...parameters, options: { timeLimit: 2 } });
			const [{ ClientToken: token }] = test$.sent(action);
			expect(textOf(result)).toContain('It is not known whether');
			expect(textOf(result)).toContain(token);
		},
	);

	test('so is one that cannot be unpacked', async () => {
		const undecodable = {
			kind: 'body',
			body: 'this is not gzip',
			headers: { 'content-encoding': 'gzip' },
			action: 'AllocateEipAddress',
		} as const;
		test$.simulator.faults.add(undecodable);
		expect((await test$.run(buy, { items: [{ name: 'a' }] })).error).toBeUndefined();
		expect(ids()).toHaveLength(1);
		test$.simulator.faults.add({ ...undecodable, times: Infinity });
		const result = await test$.run(buy, { items: [{ name: 'b' }] });
		expect(textOf(result)).toContain('It is not known whether');
		expect(textOf(result)).not.toContain('incorrect header check');
	}, 30_000);
});

describe('each purchase is named', () => {
	const goOn = { node: { onError: 'continueRegularOutput' } as object };
	const always = (action: string, code: string, status: number) =>
		test$.simulator.faults.add({ kind: 'code', code, status, action, times: Infinity });

	test('a group that cannot be read after it was bought, with On Error: Continue', async () => {
		always('DescribeEipSegment', 'Forbidden.RAM', 403);
		const result = await test$.run({ resource: 'segment', operation: 'allocate' }, goOn);
		const [{ segmentInstanceId }] = test$.simulator.eips();
		expect(segmentInstanceId).toMatch(/^eipsg-/);
		expect(JSON.stringify(result.items.map(({ json }) => json))).toContain(segmentInstanceId);
	});

	test('one that the first try bought when the second gets no reply', async () => {
		refuseOneBinding();
		const parameters = {
			operation: 'allocateAndAssociate',
			instanceId: 'i-1',
			onFailure: 'keep',
			options: { timeLimit: 20 },
		};
		test$.simulator.faults.add({
			kind: 'dropBefore',
			times: Infinity,
			match: () => test$.sent('AssociateEipAddress').length > 1,
		});
		const result = await test$.run(parameters, {
			node: { ...goOn.node, ...retry(2).node } as object,
		});
		expect(ids()).toHaveLength(1);
		expect(JSON.stringify(result.items.map(({ json }) => json))).toContain(ids()[0]);
	}, 30_000);

	test('two that were to be given back and did not show', async () => {
		for (const { name } of two) {
			test$.simulator.addInstance({ type: 'EcsInstance', id: `i-${name}` });
		}
		for (const action of ['AssociateEipAddress', 'ReleaseEipAddress'])
			always(action, 'InvalidAllocationId.NotFound', 404);
		test$.simulator.faults.add({
			kind: 'body',
			action: 'DescribeEipAddresses',
			body: JSON.stringify({ TotalCount: 0, EipAddresses: { EipAddress: [] } }),
			times: Infinity,
		});
		const result = await test$.run(
			{
				operation: 'allocateAndAssociate',
				instanceId: "={{ 'i-' + $json.name }}",
				options: { timeLimit: 20 },
			},
			{ items: two },
		);
		expect(ids()).toHaveLength(2);
		for (const id of ids()) expect(textOf(result)).toContain(id);
	}, 30_000);
});

test('what is kept with the execution holds no secret', async () => {
	refuse('b', 1);
	const { run } = await test$.run(buy, { items: two });
	const stored = JSON.stringify(run.data.executionData?.contextData as IDataObject);
	expect(stored).toContain('creations');
	expect(stored).not.toContain(test$.simulator.account.accessKeySecret);
});

test('a purchase of another item whose outcome is not known is named too', async () => {
	refuse('a', 1);
	test$.simulator.faults.add({
		kind: 'dropAfter',
		times: Infinity,
		match: ({ action, parameters }) =>
			action === 'AllocateEipAddress' && parameters.Name.startsWith('b-'),
	});
	const result = await test$.run(buy, { items: two });
	const lost = test$.sent('AllocateEipAddress').find(({ Name }) => Name.startsWith('b-'));
	expect(result.error?.message).toContain('quota');
	expect(textOf(result)).toContain(`Not known whether bought by other items of this run`);
	expect(textOf(result)).toContain(String(lost?.ClientToken));
});
