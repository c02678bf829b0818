import type { INodeParameters } from 'n8n-workflow';
import { makeHaste } from '../safety/hasty';
import { locator, useSimulator } from '../setup';

/** An ECS instance that is named by its private address instead of its ID. */

makeHaste(10);
const test$ = useSimulator({ durations: { associating: 500, unassociating: 500, releasing: 500 } });

const ADDRESS = '10.0.3.33';

const addServer = (id: string, vpcId = 'vpc-shop', address = ADDRESS) =>
	test$.simulator.addInstance({
		...{ type: 'EcsInstance', id, name: `name of ${id}`, vpcId },
		privateIpAddresses: [address],
	});

const addEip = () => test$.simulator.addEips(1)[0].allocationId;

/** Parameters of each operation that binds, but for what it binds to. */
const OPERATIONS: Record<string, () => INodeParameters> = {
	associate: () => ({ operation: 'associate', allocationId: locator(addEip()) }),
	allocateAndAssociate: () => ({ operation: 'allocateAndAssociate' }),
	move: () => ({ operation: 'move', allocationId: locator(addEip()) }),
};

describe.each(Object.entries(OPERATIONS))('%s', (_operation, make) => {
	test.each(['auto', 'EcsInstance'])('binds to it, with the type %s', async (instanceType) => {
		addServer('i-web3');
		addServer('i-other', 'vpc-shop', '10.0.3.34');
		const output = await test$.items({ ...make(), instanceType, instanceId: locator(ADDRESS) });
		expect(output).toMatchObject([{ status: 'InUse', instanceId: 'i-web3' }]);
		const [sent] = test$.sent('AssociateEipAddress');
		expect(sent).toMatchObject({ InstanceId: 'i-web3', InstanceType: 'EcsInstance' });
	});

	test('refuses where none has it, and changes nothing', async () => {
		addServer('i-other', 'vpc-shop', '10.0.3.34');
		const { error } = await test$.run({ ...make(), instanceId: locator(ADDRESS) });
		expect(error?.message).toBe(
			`No ECS instance in region 'cn-hangzhou' has the private address '${ADDRESS}'`,
		);
		expect(error?.description).toContain("choose its 'VPC'");
		expect(test$.sent('AssociateEipAddress')).toEqual([]);
		expect(test$.sent('AllocateEipAddress')).toEqual([]);
	});

	test('refuses where several have it, in several VPCs, and names them', async () => {
		addServer('i-one', 'vpc-one');
		addServer('i-two', 'vpc-two');
		const { error } = await test$.run({ ...make(), instanceId: locator(ADDRESS) });
		expect(error?.message).toBe(
			`2 ECS instances in region 'cn-hangzhou' have the private address '${ADDRESS}'`,
		);
		for (const id of ['i-one', 'i-two']) {
			expect(error?.description).toContain(`'${id}' (name of ${id}, Running)`);
		}
		expect(test$.sent('AssociateEipAddress')).toEqual([]);
		expect(test$.sent('AllocateEipAddress')).toEqual([]);
	});
});

test('the address of the Elastic IP of an instance is none of its own', async () => {
	addServer('i-web3');
	test$.simulator.addEips(1, { instanceId: 'i-web3', ipAddress: '10.9.9.9' });
	const { error } = await test$.run({ ...OPERATIONS.associate(), instanceId: locator('10.9.9.9') });
	expect(error?.message).toContain("has the private address '10.9.9.9'");
});

test('with a VPC it is the address itself, and no instance is looked for', async () => {
	addServer('i-web3');
	const parameters = { ...OPERATIONS.associate(), instanceId: locator(ADDRESS) };
	await test$.run({ ...parameters, vpcId: locator('vpc-shop') });
	expect(test$.sent('DescribeInstances')).toEqual([]);
	expect(test$.sent('AssociateEipAddress')[0]).toMatchObject({
		...{ InstanceId: ADDRESS, InstanceType: 'IpAddress', VpcId: 'vpc-shop' },
	});
});

test('an address and a private address in the item are enough', async () => {
	addServer('i-web3');
	const [{ ipAddress }] = test$.simulator.addEips(1);
	const output = await test$.items(
		{
			operation: 'associate',
			allocationId: { __rl: true, mode: 'ipAddress', value: '={{ $json.address }}' },
			instanceId: locator('={{ $json.server }}'),
		},
		{ items: [{ address: ipAddress, server: ADDRESS }] },
	);
	expect(output).toMatchObject([{ ipAddress, instanceId: 'i-web3' }]);
});
