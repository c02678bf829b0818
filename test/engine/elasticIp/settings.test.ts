import { locator, useSimulator } from '../setup';

const test$ = useSimulator();
const regionId = 'cn-hangzhou';
const requestId = expect.stringMatching(/^[0-9A-F-]{36}$/);

function addEip(more = {}) {
	const [{ allocationId: id, ipAddress }] = test$.simulator.addEips(1, { name: 'web', ...more });
	const identity = { allocationId: id, ipAddress, name: 'web', regionId };
	return { id, identity, allocationId: locator(id) };
}

describe('elasticIp: setDeletionProtection', () => {
	test.each([true, false])('turns it to %s', async (protectionEnable) => {
		const { id, identity, allocationId } = addEip({ deletionProtection: !protectionEnable });
		const output = await test$.items({
			operation: 'setDeletionProtection',
			allocationId,
			protectionEnable,
			options: { clientToken: 't' },
		});
		expect(output).toEqual([
			{
				success: true,
				...identity,
				deletionProtection: protectionEnable,
				previousDeletionProtection: !protectionEnable,
				requestId,
			},
		]);
		expect(test$.sent('DeletionProtection')).toEqual([
			{
				ClientToken: 't',
				InstanceId: id,
				ProtectionEnable: String(protectionEnable),
				RegionId: 'cn-hangzhou',
				Type: 'EIP',
			},
		]);
		expect(test$.simulator.eip(id)?.deletionProtection).toBe(protectionEnable);
	});

	test('says that there is no such Elastic IP', async () => {
		const { error } = await test$.run({
			operation: 'setDeletionProtection',
			allocationId: locator('eip-1'),
		});
		expect(error?.message).toBe('The Elastic IP was not found');
	});
});

describe('elasticIp: setForwardMode', () => {
	test('changes the mode of a binding to a network interface', async () => {
		test$.simulator.addInstance({ type: 'NetworkInterface', id: 'eni-1' });
		const { id, identity, allocationId } = addEip({
			instanceId: 'eni-1',
			instanceType: 'NetworkInterface',
			status: 'InUse',
		});
		const output = await test$.items({
			operation: 'setForwardMode',
			allocationId,
			forwardMode: 'BINDED',
			options: { clientToken: 't' },
		});
		expect(output).toEqual([
			{ success: true, ...identity, mode: 'BINDED', previousMode: 'NAT', requestId },
		]);
		expect(test$.sent('ModifyEipForwardMode')).toEqual([
			{ ClientToken: 't', InstanceId: id, Mode: 'BINDED', RegionId: 'cn-hangzhou' },
		]);
	});

	test('says that it is not associated with one', async () => {
		const { error } = await test$.run({
			operation: 'setForwardMode',
			allocationId: addEip().allocationId,
		});
		expect(error?.message).toBe('The state of the Elastic IP does not allow this');
	});
});

describe('elasticIp: high-definition monitoring', () => {
	test('is turned on, read and turned off', async () => {
		const { id, identity, allocationId } = addEip();
		const set = {
			operation: 'setHighDefinitionMonitorLog',
			allocationId,
			logProject: 'project',
			logStore: 'store',
		};
		expect(await test$.items(set)).toEqual([
			{
				success: true,
				...identity,
				enabled: true,
				logProject: 'project',
				logStore: 'store',
				requestId,
			},
		]);
		expect(test$.sent('SetHighDefinitionMonitorLogStatus')).toEqual([
			{
				InstanceId: id,
				LogProject: 'project',
				LogStore: 'store',
				RegionId: 'cn-hangzhou',
				Status: 'ON',
			},
		]);
		const get = {
			operation: 'getHighDefinitionMonitorLog',
			allocationId,
		};
		expect(await test$.items(get)).toEqual([
			{ allocationId: id, logProject: 'project', logStore: 'store' },
		]);
		expect(test$.sent('DescribeHighDefinitionMonitorLogAttribute')).toEqual([
			{ InstanceId: id, RegionId: 'cn-hangzhou' },
		]);
		await test$.items({ ...set, monitorLogStatus: 'OFF' });
		expect(await test$.items({ ...get, output: 'raw' })).toEqual([
			{
				InstanceId: id,
				InstanceType: 'EIP',
				LogProject: '',
				LogStore: '',
				RequestId: requestId,
				Success: true,
			},
		]);
	});

	test.each(['false', false, 'False'])(
		'is refused in words when the reply says %j',
		async (Success) => {
			const { allocationId } = addEip();
			test$.simulator.faults.add({
				kind: 'body',
				action: 'SetHighDefinitionMonitorLogStatus',
				body: JSON.stringify({ RequestId: 'R-1', Success }),
			});
			const { error } = await test$.run({
				operation: 'setHighDefinitionMonitorLog',
				allocationId,
				logProject: 'project',
				logStore: 'store',
			});
			expect(error?.message).toContain('did not change high-definition monitoring');
			expect(error?.description).toMatch(/Log Project.*R-1/s);
		},
	);

	test('needs a project', async () => {
		const { error } = await test$.run({
			operation: 'setHighDefinitionMonitorLog',
			allocationId: addEip().allocationId,
			logProject: '={{ "" }}',
			logStore: 'store',
		});
		expect(error?.message).toBe("'Log Project' is empty");
		expect(test$.simulator.requests).toEqual([]);
	});
});

describe('elasticIp: changeResourceGroup', () => {
	test('moves it to another resource group', async () => {
		const { id, identity, allocationId } = addEip();
		const move = { operation: 'changeResourceGroup', allocationId };
		expect(await test$.items({ ...move, newResourceGroupId: 'rg-2' })).toEqual([
			{
				success: true,
				...identity,
				resourceGroupId: 'rg-2',
				previousResourceGroupId: 'rg-simulatordefault',
				requestId,
			},
		]);
		expect(test$.sent('MoveResourceGroup')).toEqual([
			{
				NewResourceGroupId: 'rg-2',
				RegionId: 'cn-hangzhou',
				ResourceId: id,
				ResourceType: 'EIP',
			},
		]);
		const { error } = await test$.run({ ...move, newResourceGroupId: 'two' });
		expect(error?.message).toBe(
			"'New Resource Group' has a value that Alibaba Cloud does not accept",
		);
	});
});
