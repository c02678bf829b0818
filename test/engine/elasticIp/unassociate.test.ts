import { locator, useSimulator } from '../setup';
import { makeHaste } from '../safety/hasty';

makeHaste(10);
const test$ = useSimulator();

describe('elasticIp: unassociate', () => {
	test('looks up what the Elastic IP is associated with, unbinds it and waits', async () => {
		test$.simulator.addInstance({ type: 'Nat', id: 'ngw-1' });
		const [eip] = test$.simulator.addEips(1, {
			instanceId: 'ngw-1',
			instanceType: 'Nat',
			status: 'InUse',
		});
		const [output] = await test$.items({
			operation: 'unassociate',
			allocationId: locator(eip.allocationId),
		});
		expect(output).toMatchObject({ status: 'Available', instanceId: null, instanceType: null });
		expect(output).toMatchObject({ previousInstanceId: 'ngw-1', previousInstanceType: 'Nat' });
		expect(test$.sent('UnassociateEipAddress')).toEqual([
			expect.objectContaining({ InstanceId: 'ngw-1', InstanceType: 'Nat' }),
		]);
	});

	test('sends what the user gives', async () => {
		test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-1' });
		const [eip] = test$.simulator.addEips(1, {
			instanceId: 'i-1',
			instanceType: 'EcsInstance',
			status: 'InUse',
			privateIpAddress: '192.168.0.4',
		});
		const [output] = await test$.items({
			operation: 'unassociate',
			allocationId: locator(eip.allocationId),
			waitUntilDone: false,
			options: { safetyChecks: false, clientToken: 't' },
			additionalFields: {
				instanceId: 'i-1',
				instanceType: 'EcsInstance',
				force: true,
				privateIpAddress: '192.168.0.4',
			},
		});
		expect(test$.sent('UnassociateEipAddress')).toEqual([
			{
				AllocationId: eip.allocationId,
				ClientToken: 't',
				Force: 'true',
				InstanceId: 'i-1',
				InstanceType: 'EcsInstance',
				PrivateIpAddress: '192.168.0.4',
				RegionId: 'cn-hangzhou',
			},
		]);
		expect(test$.sent('DescribeEipAddresses')).toEqual([]);
		expect(output).toEqual({
			allocationId: eip.allocationId,
			regionId: 'cn-hangzhou',
			previousInstanceId: 'i-1',
			previousInstanceType: 'EcsInstance',
			previousPrivateIpAddress: '192.168.0.4',
			requestId: expect.any(String),
		});
	});

	test('says that there is nothing to disassociate', async () => {
		const [eip] = test$.simulator.addEips(1);
		const { error } = await test$.run({
			operation: 'unassociate',
			allocationId: locator(eip.allocationId),
		});
		expect(error?.message).toBe(
			`The Elastic IP '${eip.allocationId}' is not associated with anything`,
		);
		expect(test$.sent('UnassociateEipAddress')).toEqual([]);
	});

	test('a lost reply is not an unbinding of something else', async () => {
		test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-1' });
		const [eip] = test$.simulator.addEips(1, {
			instanceId: 'i-1',
			instanceType: 'EcsInstance',
			status: 'InUse',
		});
		test$.simulator.faults.add({ kind: 'dropAfter', action: 'UnassociateEipAddress' });
		const [output] = await test$.items({
			operation: 'unassociate',
			allocationId: locator(eip.allocationId),
		});
		expect(output.status).toBe('Available');
		expect(test$.sent('UnassociateEipAddress')).toHaveLength(1);
	});
});
