import type { INodeParameters } from 'n8n-workflow';
import { isRead } from '../../../nodes/AlibabaCloudEip/api/actions';
import { locator, useSimulator } from '../setup';
import { makeHaste } from './hasty';

/** What is looked at is what is there when the turn has come: nothing that was seen before counts. */

makeHaste(10);
const test$ = useSimulator({ durations: { associating: 20, unassociating: 20, releasing: 20 } });

const until = async (isSo: () => boolean) => {
	while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
};

/** Holds the next request of an action back, before anything is done. */
function hold(action: string): { isThere: () => boolean; release: () => void } {
	let release = () => {};
	const gate = new Promise<void>((resolve) => (release = resolve));
	test$.simulator.faults.add({ kind: 'delay', until: gate, action });
	const { length } = test$.simulator.requests;
	const isThere = () =>
		test$.simulator.requests.slice(length).some((request) => request.action === action);
	return { isThere, release };
}

/** Runs an operation while another one on the same Elastic IP is held back at one of its requests. */
async function runBehind(first: INodeParameters, action: string, second: INodeParameters) {
	const held = hold(action);
	const before = test$.run(first);
	await until(held.isThere);
	const behind = test$.run(second);
	// Time to look, for those who look before their turn has come.
	await new Promise((resolve) => setTimeout(resolve, 300));
	held.release();
	expect((await before).error).toBeUndefined();
	return await behind;
}

beforeEach(() => {
	test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-1' });
	test$.simulator.addInstance({ type: 'Nat', id: 'ngw-1' });
});

function add(isBound: boolean): string {
	const bound = { instanceId: 'i-1', instanceType: 'EcsInstance', status: 'InUse' } as const;
	return test$.simulator.addEips(1, { name: 'test', ...(isBound && bound) })[0].allocationId;
}

test.each([
	['unassociate', 'UnassociateEipAddress', {}],
	['unassociate', 'UnassociateEipAddress', { instanceId: 'i-1', instanceType: 'EcsInstance' }],
	['release', 'ReleaseEipAddress', undefined],
])('%s refuses what was renamed before its turn', async (operation, action, additionalFields) => {
	const id = add(operation === 'unassociate');
	const { error } = await runBehind(
		{ operation: 'update', allocationId: locator(id), updateFields: { name: 'production' } },
		'ModifyEipAddressAttribute',
		{
			operation,
			allocationId: locator(id),
			...(additionalFields && { additionalFields }),
			options: { onlyIfName: 'test', timeLimit: 30 },
		},
	);
	expect(error?.message).toMatch(/The name of .* is 'production', not 'test'$/);
	expect(test$.sent(action)).toEqual([]);
});

const move = (id: string): INodeParameters => ({
	operation: 'move',
	allocationId: locator(id),
	instanceType: 'Nat',
	instanceId: 'ngw-1',
});
const unassociate = (id: string): INodeParameters => ({
	operation: 'unassociate',
	allocationId: locator(id),
});

test('unassociate unbinds it from where it is when its turn has come', async () => {
	const id = add(true);
	const { error } = await runBehind(move(id), 'AssociateEipAddress', unassociate(id));
	expect(error).toBeUndefined();
	expect(test$.sent('UnassociateEipAddress')).toEqual([
		expect.objectContaining({ InstanceId: 'i-1', InstanceType: 'EcsInstance' }),
		expect.objectContaining({ InstanceId: 'ngw-1', InstanceType: 'Nat' }),
	]);
	expect(test$.simulator.eip(id)).toMatchObject({ status: 'Available', instanceId: '' });
});

test.each([
	['unassociate', unassociate],
	['move', (id: string) => ({ ...move(id), instanceType: 'EcsInstance', instanceId: 'i-2' })],
])(
	'%s waits for its turn also on the instance that it came to meanwhile',
	async (_name, leave) => {
		const [id, other] = [add(true), add(false)];
		test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-2' });
		const first = hold('AssociateEipAddress');
		const moving = test$.run(move(id));
		await until(first.isThere);
		const leaving = test$.run(leave(id));
		const binding = test$.run({
			operation: 'associate',
			allocationId: locator(other),
			instanceType: 'Nat',
			instanceId: 'ngw-1',
		});
		await new Promise((resolve) => setTimeout(resolve, 300));
		const second = hold('AssociateEipAddress');
		first.release();
		await until(second.isThere);
		await new Promise((resolve) => setTimeout(resolve, 500));
		const unbound = () => test$.sent('UnassociateEipAddress').map(({ InstanceId }) => InstanceId);
		expect(unbound()).toEqual(['i-1']);
		second.release();
		for (const { error } of await Promise.all([moving, binding, leaving])) {
			expect(error).toBeUndefined();
		}
		expect(unbound()).toEqual(['i-1', 'ngw-1']);
	},
	20_000,
);

describe('what names an Elastic IP must still do so when its turn has come:', () => {
	const REFUSED = /^The Elastic IP 'eip-\w+' is no longer associated with 'i-1'$/;

	beforeEach(() => {
		for (const id of ['i-2', 'i-3']) test$.simulator.addInstance({ type: 'EcsInstance', id });
	});

	test.each<[string, INodeParameters]>([
		['unassociate', {}],
		['unassociate', { options: { safetyChecks: false } }],
		[
			'unassociate',
			{
				additionalFields: { instanceId: locator('i-1'), instanceType: 'EcsInstance' },
				options: { safetyChecks: false },
			},
		],
		['move', { instanceId: locator('i-3') }],
		['update', { updateFields: { name: 'new' } }],
		['setBandwidth', { bandwidth: 7 }],
		['setDeletionProtection', {}],
		['changeResourceGroup', { newResourceGroupId: 'rg-2' }],
	])(
		'%s of what is bound to an instance leaves alone what was moved: %j',
		async (operation, more) => {
			const id = add(true);
			const { error } = await runBehind(
				{ operation: 'move', allocationId: locator(id), instanceId: locator('i-2') },
				'UnassociateEipAddress',
				{ operation, allocationId: 'i-1', ...more },
			);
			expect(error?.message).toMatch(REFUSED);
			expect(error?.description).toMatch(
				/^It is associated with 'i-2' now\. .* Nothing was sent\. /,
			);
			expect(test$.simulator.eip(id)).toMatchObject({ instanceId: 'i-2', status: 'InUse' });
			const changes = test$.simulator.requests.filter(({ action }) => !isRead(action));
			expect(changes.map(({ action }) => action)).toEqual([
				'UnassociateEipAddress',
				'AssociateEipAddress',
			]);
		},
	);

	test('tags are put on none of several when one of them was moved', async () => {
		const [id, other] = [add(true), add(false)];
		const { error } = await runBehind(
			{ operation: 'move', allocationId: locator(id), instanceId: locator('i-2') },
			'UnassociateEipAddress',
			{
				...{ resource: 'tag', operation: 'add', resourceIds: `${other}, i-1` },
				tags: { tag: [{ key: 'a', value: 'b' }] },
			},
		);
		expect(error?.message).toMatch(REFUSED);
		expect(test$.sent('TagResources')).toEqual([]);
	});

	test('of two items that move what is on the same instance, one does', async () => {
		const id = add(true);
		const { items } = await test$.run(
			{ operation: 'move', allocationId: 'i-1', instanceId: locator('={{ $json.to }}') },
			{
				items: [{ to: 'i-2' }, { to: 'i-3' }],
				node: { onError: 'continueRegularOutput' } as object,
			},
		);
		expect(items.map(({ json }) => json.instanceId ?? json.error)).toEqual([
			'i-2',
			expect.stringMatching(REFUSED),
		]);
		expect(test$.simulator.eip(id)?.instanceId).toBe('i-2');
	});

	test('another one that is bound there by then is not meant either', async () => {
		const [id, heir] = [add(true), add(false)];
		const held = hold('ModifyEipAddressAttribute');
		const before = test$.run({
			...{ operation: 'update', allocationId: locator(id), updateFields: { name: 'new' } },
		});
		await until(held.isThere);
		const behind = test$.run({ operation: 'unassociate', allocationId: 'i-1' });
		await until(() => test$.sent('DescribeEipAddresses').some((sent) => sent.AssociatedInstanceId));
		await new Promise((resolve) => setTimeout(resolve, 300));
		test$.simulator.change(id, { instanceId: 'i-2' });
		test$.simulator.change(heir, {
			...{ instanceId: 'i-1', instanceType: 'EcsInstance', status: 'InUse' },
		});
		held.release();
		await before;
		expect((await behind).error?.message).toBe(
			`'i-1' meant the Elastic IP '${id}' when this item began, but now means '${heir}'`,
		);
		expect(test$.sent('UnassociateEipAddress')).toEqual([]);
	});
});
