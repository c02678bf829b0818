import { startSimulator, type EipFields, type Simulator } from './index';
import { TestClock } from './testing/clock';
import { officialClient, type OfficialClient } from './testing/officialClient';
import { sendV3 } from './testing/signedRequest';

/** What the reference pages of 2024 to 2026 and recorded replies say, code by code. */

let clock: TestClock;
let simulator: Simulator;
let client: OfficialClient;

beforeEach(async () => {
	clock = new TestClock();
	simulator = await startSimulator({ now: clock.now });
	client = officialClient(simulator);
});
afterEach(() => simulator.close());

const add = (fields: EipFields = {}): string => simulator.addEips(1, fields)[0].allocationId;

describe('deletion protection that is so already', () => {
	const set = (InstanceId: string, Type: string, ProtectionEnable: boolean) => ({
		InstanceId,
		Type,
		ProtectionEnable,
	});

	test('is refused, for Elastic IPs, bandwidth packages and NAT gateways', async () => {
		simulator.addInstance({ type: 'Nat', id: 'ngw-1' });
		const { bandwidthPackageId } = simulator.addBandwidthPackage();
		for (const [id, type] of [
			[add(), 'EIP'],
			[bandwidthPackageId, 'CBWP'],
			['ngw-1', 'NATGW'],
		]) {
			const refusal = (on: boolean) => client.refusal('DeletionProtection', set(id, type, on));
			expect(await refusal(false)).toBe('DeletionProtection.NotExist');
			await client.call('DeletionProtection', set(id, type, true));
			expect(await refusal(true)).toBe('DeletionProtection.AlreadyEnabled');
			await client.call('DeletionProtection', set(id, type, false));
		}
	});

	test('is not for subscriptions, nor for what does not exist', async () => {
		const refusal = (id: string, type: string) =>
			client.refusal('DeletionProtection', set(id, type, true));
		expect(await refusal(add({ chargeType: 'PrePaid' }), 'EIP')).toBe(
			'DeletionProtection.PrePaidNotSupport',
		);
		expect(await refusal('eip-none', 'EIP')).toBe('InvalidAllocationId.NotFound');
		expect(await refusal('cbwp-none', 'CBWP')).toBe('DeletionProtection.ResourceNotExist');
	});
});

test('a NAT gateway that is full says so', async () => {
	simulator.addInstance({ type: 'Nat', id: 'ngw-1' });
	simulator.addEips(20, { instanceId: 'ngw-1', instanceType: 'Nat' });
	const binding = { AllocationId: add(), InstanceId: 'ngw-1', InstanceType: 'Nat' };
	expect(await client.refusal('AssociateEipAddress', binding)).toBe('QuotaExceeded.NumberOfEip');
});

describe('bandwidth packages', () => {
	test('take no subscription, none that is locked, and none that does not exist', async () => {
		const { bandwidthPackageId: BandwidthPackageId } = simulator.addBandwidthPackage();
		const refusal = (IpInstanceId: string) =>
			client.refusal('AddCommonBandwidthPackageIp', { BandwidthPackageId, IpInstanceId });
		const locked = add();
		simulator.lock(locked, 'financial');
		expect(await refusal(add({ chargeType: 'PrePaid' }))).toBe(
			'IpInstanceId.ChargeType.NotSupport',
		);
		expect(await refusal(locked)).toBe('Forbidden.FinancialLocked');
		expect(await refusal('eip-none')).toBe('InvalidIpInstanceId.NotFound');
	});

	test('let go of none that is being bound or that is locked', async () => {
		const { bandwidthPackageId: BandwidthPackageId } = simulator.addBandwidthPackage();
		const IpInstanceId = add({ bandwidthPackageId: BandwidthPackageId });
		const remove = { BandwidthPackageId, IpInstanceId };
		simulator.change(IpInstanceId, { status: 'Associating', instanceId: 'i-1' });
		const refusal = () => client.refusal('RemoveCommonBandwidthPackageIp', remove);
		expect(await refusal()).toBe('IncorrectStatus.Eip');
		simulator.change(IpInstanceId, { status: 'Available' });
		simulator.lock(IpInstanceId, 'security');
		expect(await refusal()).toBe('InvalidEIPStatus.BizDisabled');
		simulator.unlock(IpInstanceId);
		await client.call('RemoveCommonBandwidthPackageIp', remove);
		expect(await refusal()).toBe('OperationUnsupported.IpNotInCbwp');
	});

	test('that are locked take no Elastic IP and keep their bandwidth', async () => {
		const { bandwidthPackageId: BandwidthPackageId } = simulator.addBandwidthPackage({
			businessStatus: 'FinancialLocked',
		});
		const { CommonBandwidthPackages: list } = await client.call('DescribeCommonBandwidthPackages');
		expect(list).toMatchObject({ CommonBandwidthPackage: [{ BusinessStatus: 'FinancialLocked' }] });
		expect(
			await client.refusal('AddCommonBandwidthPackageIp', {
				...{ BandwidthPackageId, IpInstanceId: add() },
			}),
		).toBe('BandwidthPackageId.InvalidBizStatus');
		expect(
			await client.refusal('AddCommonBandwidthPackageIps', {
				...{ BandwidthPackageId, IpInstanceIds: [add()] },
			}),
		).toBe('BandwidthPackageId.InvalidBizStatus');
		expect(
			await client.refusal('ModifyCommonBandwidthPackageSpec', {
				...{ BandwidthPackageId, Bandwidth: '200' },
			}),
		).toBe('BandwidthPackage.FinancialLocked');
	});

	test('are not deleted while an Elastic IP is being added', async () => {
		const { bandwidthPackageId: BandwidthPackageId } = simulator.addBandwidthPackage();
		await client.call('AddCommonBandwidthPackageIp', { BandwidthPackageId, IpInstanceId: add() });
		expect(
			await client.refusal('DeleteCommonBandwidthPackage', { BandwidthPackageId, Force: 'true' }),
		).toBe('OperationFailed.AddIpTaskInProcessing');
	});
});

test('a contiguous group is not released while one of it is in a bandwidth package', async () => {
	const { EipSegmentInstanceId: SegmentInstanceId } = await client.call(
		'AllocateEipSegmentAddress',
		{ EipMask: '28' },
	);
	clock.advance(100);
	const { bandwidthPackageId } = simulator.addBandwidthPackage();
	simulator.change(simulator.eips()[0].allocationId, { bandwidthPackageId });
	expect(await client.refusal('ReleaseEipSegmentAddress', { SegmentInstanceId })).toBe(
		'Forbidden.EipInBwp',
	);
});

test.each([
	['OperationConflict', 'AllocateEipAddress', 409],
	['OperationConflict', 'AllocateEipSegmentAddress', 400],
	['OperationFailed.SystemBusy', 'AllocateEipAddress', 500],
	['OperationFailed.SystemBusy', 'AssociateEipAddress', 400],
	['Forbidden', 'AllocateEipAddress', 403],
	['DeletionProtection.NotExist', 'DeletionProtection', 404],
	['BandwidthPackage.FinancialLocked', 'ModifyCommonBandwidthPackageSpec', 404],
	['OrderError.BandwidthPackage', 'ModifyCommonBandwidthPackageSpec', 500],
	['ServiceUnavailable', 'AssociateEipAddress', 503],
])('%s of %s has the status %i', async (code, action, status) => {
	simulator.faults.add({ kind: 'code', code });
	const reply = await sendV3(simulator, { action, time: clock.time });
	expect([reply.code, reply.status]).toEqual([code, status]);
});

test.each([
	['AllocateEipAddress', {}, 'InvalidRegionId.NotFound'],
	['CreateCommonBandwidthPackage', { Bandwidth: 10 }, 'InvalidRegionId.NotFound'],
	['DescribeCommonBandwidthPackages', {}, 'InvalidRegionId.NotFound'],
	['DeleteCommonBandwidthPackage', { BandwidthPackageId: 'cbwp-1' }, 'InvalidRegionId.NotFound'],
	[
		'RemoveCommonBandwidthPackageIp',
		{ BandwidthPackageId: 'cbwp-1', IpInstanceId: 'eip-1' },
		'InvalidRegionId.NotFound',
	],
	[
		'AddCommonBandwidthPackageIps',
		{ BandwidthPackageId: 'cbwp-1', IpInstanceIds: ['eip-1'] },
		'InvalidRegionId.NotFound',
	],
	['DescribeEipAddresses', {}, 'Forbidden.RegionNotFound'],
	['ReleaseEipAddress', { AllocationId: 'eip-1' }, 'Forbidden.RegionNotFound'],
])('%s in a region that does not exist', async (action, parameters, code) => {
	const wanted = { ...parameters, RegionId: 'cn-none' };
	expect(await client.refusal(action, wanted)).toBe(code);
});

describe('a ClientToken after TaskConflict', () => {
	const prepare = () => {
		simulator.addInstance({ type: 'Nat', id: 'ngw-1' });
		simulator.addEips(1, { instanceId: 'ngw-1', instanceType: 'Nat', status: 'Associating' });
		const binding = { InstanceId: 'ngw-1', InstanceType: 'Nat', ClientToken: 't' };
		return { AllocationId: add(), ...binding };
	};
	const settle = () =>
		simulator.change(simulator.eips()[0].allocationId, { status: 'InUse', instanceId: 'ngw-1' });

	test('may be used again', async () => {
		const binding = prepare();
		expect(await client.refusal('AssociateEipAddress', binding)).toBe('TaskConflict');
		settle();
		await client.call('AssociateEipAddress', binding);
	});

	test('stays TaskConflict in the mode in which Alibaba Cloud was seen for years', async () => {
		simulator.settings.tokenAfterConflict = 'TaskConflict';
		const binding = prepare();
		expect(await client.refusal('AssociateEipAddress', binding)).toBe('TaskConflict');
		settle();
		expect(await client.refusal('AssociateEipAddress', binding)).toBe('TaskConflict');
		await client.call('AssociateEipAddress', { ...binding, ClientToken: 'another' });
	});
});

test('the pool service that is on is switched on again, or refuses as sister services do', async () => {
	await client.call('OpenPublicIpAddressPoolService');
	simulator.settings.reopenPoolService = 'ORDER.OPEND';
	expect(await client.refusal('OpenPublicIpAddressPoolService')).toBe('ORDER.OPEND');
});

test('endpoints are those that the API names', async () => {
	const { Regions } = await client.call('DescribeRegions');
	const { Region } = Regions as { Region: Array<Record<string, string>> };
	const endpoints = new Map(
		Region.map(({ RegionId, RegionEndpoint }) => [RegionId, RegionEndpoint]),
	);
	expect(endpoints.get('cn-qingdao')).toBe('vpc.aliyuncs.com');
	expect(endpoints.get('cn-beijing')).toBe('vpc.aliyuncs.com');
	expect(endpoints.get('cn-zhangjiakou')).toBe('vpc.cn-zhangjiakou.aliyuncs.com');
	expect(endpoints.get('cn-wulanchabu')).toBe('vpc.cn-wulanchabu.aliyuncs.com');
});
