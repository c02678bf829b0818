import type { INodeParameters } from 'n8n-workflow';
import { locator, useSimulator } from '../setup';
import { makeHaste } from './hasty';

/** An Elastic IP that was just bought does not show for some seconds: the next node waits for it. */

makeHaste(10);
/** In the simulator's clock, which is the real one: three seconds of the node's. */
const HIDDEN = 300;

const test$ = useSimulator({ durations: { associating: 20, bandwidthPackage: 20 } });

function addHidden(): string {
	test$.simulator.settings.hiddenFor = HIDDEN;
	return test$.simulator.addEips(1)[0].allocationId;
}

const tag = { tag: [{ key: 'a', value: 'b' }] };

test.each<[string, (id: string) => INodeParameters]>([
	['get', (id) => ({ operation: 'get', allocationId: locator(id) })],
	[
		'update',
		(id) => ({ operation: 'update', allocationId: locator(id), updateFields: { name: 'x' } }),
	],
	[
		'setDeletionProtection',
		(id) => ({ operation: 'setDeletionProtection', allocationId: locator(id) }),
	],
	[
		'changeResourceGroup',
		(id) => ({
			operation: 'changeResourceGroup',
			allocationId: locator(id),
			newResourceGroupId: 'rg-2',
		}),
	],
	['associate', (id) => ({ operation: 'associate', allocationId: locator(id), instanceId: 'i-1' })],
	[
		'associateBatch',
		(id) => ({
			operation: 'associateBatch',
			allocationIds: id,
			bindedInstanceType: 'Nat',
			instanceId: 'ngw-1',
		}),
	],
	['move', (id) => ({ operation: 'move', allocationId: locator(id), instanceId: 'i-1' })],
	['release', (id) => ({ operation: 'release', allocationId: locator(id) })],
	['tag: add', (id) => ({ resource: 'tag', operation: 'add', resourceIds: id, tags: tag })],
])(
	'%s',
	async (_name, parametersOf) => {
		test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-1' });
		test$.simulator.addInstance({ type: 'Nat', id: 'ngw-1' });
		const { error } = await test$.run(parametersOf(addHidden()));
		expect(error).toBeUndefined();
	},
	20_000,
);

test('bandwidthPackage: addElasticIps', async () => {
	const { bandwidthPackageId } = test$.simulator.addBandwidthPackage({});
	const id = addHidden();
	const { error } = await test$.run({
		resource: 'bandwidthPackage',
		operation: 'addElasticIps',
		bandwidthPackageId: locator(bandwidthPackageId),
		allocationIds: id,
	});
	expect(error).toBeUndefined();
}, 20_000);

describe('what someone else is changing does not show for four looks:', () => {
	const hide = (id: string, first: { status: string; times: number }) => {
		const reply = (...entries: object[]) =>
			JSON.stringify({
				...{ RequestId: 'R', TotalCount: entries.length, PageNumber: 1, PageSize: 50 },
				EipAddresses: { EipAddress: entries },
			});
		const base = { kind: 'body', run: false, action: 'DescribeEipAddresses' } as const;
		const entry = { AllocationId: id, RegionId: 'cn-hangzhou', Status: first.status };
		const bound = { InstanceId: 'i-1', InstanceType: 'EcsInstance' };
		test$.simulator.faults.add({
			...base,
			times: first.times,
			body: reply({ ...entry, ...bound }),
		});
		test$.simulator.faults.add({ ...base, times: 4, body: reply() });
	};

	test('Disassociate does not take that for an unbinding', async () => {
		test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-1' });
		const [{ allocationId }] = test$.simulator.addEips(1, {
			...{ instanceId: 'i-1', instanceType: 'EcsInstance', status: 'InUse' },
		});
		hide(allocationId, { status: 'Unassociating', times: 2 });
		const output = await test$.items({
			operation: 'unassociate',
			allocationId: locator(allocationId),
		});
		expect(output).toMatchObject([{ allocationId, status: 'Available' }]);
		expect(test$.sent('UnassociateEipAddress')).toHaveLength(1);
	});

	test('Release does not take that for a release', async () => {
		const [{ allocationId }] = test$.simulator.addEips(1);
		hide(allocationId, { status: 'Associating', times: 1 });
		const output = await test$.items({ operation: 'release', allocationId: locator(allocationId) });
		expect(output).toMatchObject([{ deleted: true, allocationId }]);
		expect(test$.sent('ReleaseEipAddress')).toHaveLength(1);
	});

	test('Disassociate of what is gone for good is no success either', async () => {
		const [{ allocationId }] = test$.simulator.addEips(1);
		hide(allocationId, { status: 'Unassociating', times: 2 });
		test$.simulator.remove(allocationId);
		const { error } = await test$.run({
			operation: 'unassociate',
			allocationId: locator(allocationId),
		});
		expect(error?.message).toBe(`The Elastic IP '${allocationId}' disappeared in the meantime`);
	});
});
