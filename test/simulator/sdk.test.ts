import { ACTIONS, startSimulator, type Simulator } from './index';
import { TestClock } from './testing/clock';
import { declaredFields, foundFields } from './testing/fields';
import {
	modelClass,
	officialClient,
	type OfficialClient,
	type Reply,
} from './testing/officialClient';

/** Fields of the SDK's reply models the simulator never sends, with the reason. */
const ABSENT: Readonly<Record<string, string>> = {
	'DescribeEipGatewayInfo.EipInfos.EipInfo[].Ip': 'recorded as `IP`, which the SDK does not read',
	'DescribeEipSegment.EipSegments.EipSegment[].Descritpion': 'recorded as `Description`',
};

/** Fields the simulator sends though the SDK's models don't declare them, with the reason. */
const UNDECLARED: Readonly<Record<string, string>> = {
	'DescribeEipAddresses.EipAddresses.EipAddress[].AvailableRegions.AvailableRegion':
		'in the 2019 reference, the Go SDK and terraform',
	'DescribeEipGatewayInfo.EipInfos.EipInfo[].IP': 'recorded so',
	'DescribeEipSegment.EipSegments.EipSegment[].Description': 'recorded so',
};

/** Fields whose recorded type is not the one the SDK declares; it turns them into the declared one. */
const TYPE_ON_THE_WIRE: Readonly<Record<string, string>> = {
	'DescribeEipAddresses.EipAddresses.EipAddress[].HasReservationData': 'boolean',
	'DescribeCommonBandwidthPackages.CommonBandwidthPackages.CommonBandwidthPackage[].HasReservationData':
		'boolean',
	'DescribeHighDefinitionMonitorLogAttribute.Success': 'boolean',
	'DescribeEipSegment.EipSegments.EipSegment[].IpCount': 'number',
};

type CallAction = (
	action: string,
	parameters?: Readonly<Record<string, unknown>>,
) => Promise<Reply>;

/** Lists a bound resource of each kind in a VPC with a tag, and takes the resources away again. */
async function driveLookups(simulator: Simulator, call: CallAction): Promise<void> {
	const tags = [{ key: 'env', value: 'test' }];
	const vpc = simulator.addVpc({ name: 'network', tags });
	const common = { vpcId: vpc.vpcId, tags };
	const gateway = simulator.addInstance({ type: 'Nat', name: 'gateway', ...common });
	const haVip = simulator.addInstance({ type: 'HaVip', attachedTo: 'i-1', ...common });
	const eips = [
		...simulator.addEips(1, { instanceId: gateway.id, instanceType: 'Nat' }),
		...simulator.addEips(1, { instanceId: haVip.id, instanceType: 'HaVip' }),
	];
	await call('DescribeNatGateways', {
		Tag: [{ Key: 'env', Value: 'test' }],
		NetworkType: 'internet',
	});
	await call('DescribeHaVips', { Filter: [{ Key: 'HaVipId', Value: [haVip.id] }] });
	await call('DescribeVpcs', { VpcId: vpc.vpcId, VpcName: 'network' });
	for (const { allocationId } of eips) simulator.remove(allocationId);
}

/** Whether the SDK reads more from its reply than which request it answers. */
function saysMore(action: string): boolean {
	return declaredFields(modelClass(`${action}ResponseBody`)).size > 1;
}

/** Calls the actions so that each field of their replies occurs; notes the replies by action. */
async function driveEverything(
	simulator: Simulator,
	client: OfficialClient,
	clock: TestClock,
): Promise<Map<string, Reply[]>> {
	const replies = new Map<string, Reply[]>();
	const call = async (
		action: string,
		parameters: Readonly<Record<string, unknown>> = {},
	): Promise<Reply> => {
		const reply = await client.call(action, parameters);
		replies.set(action, [...(replies.get(action) ?? []), reply]);
		return reply;
	};
	const wait = () => clock.advance(100);
	const tags = [{ Key: 'env', Value: 'test' }];

	await call('DescribeRegions', { AcceptLanguage: 'en-US' });
	await call('DescribeZones');
	await driveLookups(simulator, call);

	const { AllocationId } = await call('AllocateEipAddress', {
		Name: 'one',
		Description: 'first',
		Bandwidth: '10',
		InternetChargeType: 'PayByTraffic',
		SecurityProtectionTypes: ['AntiDDoS_Enhanced'],
		ClientToken: 'token-1',
		Tag: tags,
	});
	await call('AllocateEipAddress', {
		InstanceChargeType: 'PrePaid',
		Period: 1,
		PricingCycle: 'Month',
		AutoPay: true,
	});
	const pro = await call('AllocateEipAddressPro', {
		IpAddress: '198.18.200.7',
		ClientToken: 'token-2',
	});
	await call('AllocateEipAddressPro', { InstanceChargeType: 'PrePaid', Period: 1, AutoPay: true });

	simulator.change(String(AllocationId), {
		reservation: {
			activeTime: clock.time,
			bandwidth: 20,
			internetChargeType: 'PayByTraffic',
			orderType: 'UPGRADE',
		},
	});
	simulator.lock(String(AllocationId), 'financial');
	await call('DescribeEipAddresses', { IncludeReservationData: true });
	simulator.unlock(String(AllocationId));
	await call('ModifyEipAddressAttribute', { AllocationId, Name: 'renamed', Bandwidth: '20' });

	simulator.addInstance({
		type: 'NetworkInterface',
		id: 'eni-1',
		privateIpAddresses: ['192.168.0.9'],
	});
	await call('AssociateEipAddress', {
		AllocationId,
		InstanceId: 'eni-1',
		InstanceType: 'NetworkInterface',
		Mode: 'MULTI_BINDED',
	});
	wait();
	await call('DescribeEipGatewayInfo', { InstanceId: 'eni-1' });
	await call('ModifyEipForwardMode', { InstanceId: AllocationId, Mode: 'BINDED' });
	await call('UnassociateEipAddress', {
		AllocationId,
		InstanceId: 'eni-1',
		InstanceType: 'NetworkInterface',
	});
	wait();
	simulator.addInstance({ type: 'Nat', id: 'ngw-1' });
	await call('AssociateEipAddressBatch', {
		BindedInstanceId: 'ngw-1',
		BindedInstanceType: 'Nat',
		InstanceIds: [AllocationId, pro.AllocationId],
	});
	wait();
	await call('DescribeEipMonitorData', {
		AllocationId,
		StartTime: new Date(clock.time - 600_000).toISOString().replace(/\.\d+/, ''),
		EndTime: new Date(clock.time).toISOString().replace(/\.\d+/, ''),
		Period: 60,
	});
	await call('DeletionProtection', {
		InstanceId: AllocationId,
		Type: 'EIP',
		ProtectionEnable: true,
	});
	await call('SetHighDefinitionMonitorLogStatus', {
		InstanceId: AllocationId,
		LogProject: 'project',
		LogStore: 'store',
		Status: 'ON',
	});
	await call('DescribeHighDefinitionMonitorLogAttribute', { InstanceId: AllocationId });
	await call('MoveResourceGroup', {
		ResourceId: AllocationId,
		ResourceType: 'eip',
		NewResourceGroupId: 'rg-2',
	});

	const { BandwidthPackageId } = await call('CreateCommonBandwidthPackage', {
		Bandwidth: 100,
		Name: 'shared',
		SecurityProtectionTypes: ['AntiDDoS_Enhanced'],
		Tag: tags,
	});
	await call('AddCommonBandwidthPackageIp', { BandwidthPackageId, IpInstanceId: AllocationId });
	await call('AddCommonBandwidthPackageIps', {
		BandwidthPackageId,
		IpInstanceIds: [pro.AllocationId],
	});
	wait();
	await call('ModifyCommonBandwidthPackageIpBandwidth', {
		BandwidthPackageId,
		EipId: AllocationId,
		Bandwidth: '50',
	});
	await call('CancelCommonBandwidthPackageIpBandwidth', {
		BandwidthPackageId,
		EipId: AllocationId,
	});
	await call('ModifyCommonBandwidthPackageAttribute', { BandwidthPackageId, Name: 'renamed' });
	await call('ModifyCommonBandwidthPackageSpec', { BandwidthPackageId, Bandwidth: '200' });
	wait();
	simulator.bandwidthPackages()[0].reservation = {
		activeTime: clock.time,
		bandwidth: 300,
		internetChargeType: 'PayByBandwidth',
		orderType: 'UPGRADE',
	};
	await call('DescribeCommonBandwidthPackages', { IncludeReservationData: true });
	await call('RemoveCommonBandwidthPackageIp', { BandwidthPackageId, IpInstanceId: AllocationId });
	await call('DeleteCommonBandwidthPackage', { BandwidthPackageId, Force: 'true' });

	await call('TagResources', {
		ResourceType: 'EIP',
		ResourceId: [AllocationId],
		Tag: [{ Key: 'team', Value: 'net' }],
	});
	await call('ListTagResources', { ResourceType: 'EIP', ResourceId: [AllocationId] });
	await call('DescribeTags', { ResourceType: 'EIP' });
	await call('DescribeTagKeys', { Keyword: 'te' });
	await call('UnTagResources', {
		ResourceType: 'EIP',
		ResourceId: [AllocationId],
		TagKey: ['team'],
	});

	const segment = await call('AllocateEipSegmentAddress', { EipMask: '28', Zone: 'cn-hangzhou-a' });
	const other = await call('AllocateEipSegmentAddress', { EipMask: '28' });
	wait();
	await call('DescribeEipSegment', { SegmentInstanceId: segment.EipSegmentInstanceId });
	await call('ReleaseEipSegmentAddress', { SegmentInstanceId: other.EipSegmentInstanceId });
	await call('TransformEipSegmentToPublicIpAddressPool', {
		InstanceId: segment.EipSegmentInstanceId,
		Name: 'pool',
	});
	await call('GetPublicIpAddressPoolServiceStatus');
	await call('OpenPublicIpAddressPoolService');
	const pool = await call('CreatePublicIpAddressPool', {
		Name: 'empty',
		BizType: 'CloudBox',
		Zones: ['cn-hangzhou-a'],
		SecurityProtectionTypes: ['AntiDDoS_Enhanced'],
		Tag: tags,
	});
	const { PublicIpAddressPoolId } = pool;
	const { CidrBlock } = await call('AddPublicIpAddressPoolCidrBlock', {
		PublicIpAddressPoolId,
		CidrMask: 28,
	});
	wait();
	await call('ListPublicIpAddressPools', { MaxResults: 10 });
	await call('ListPublicIpAddressPoolCidrBlocks', { PublicIpAddressPoolId });
	await call('UpdatePublicIpAddressPoolAttribute', { PublicIpAddressPoolId, Name: 'renamed' });
	await call('DeletePublicIpAddressPoolCidrBlock', { PublicIpAddressPoolId, CidrBlock });
	wait();
	await call('DeletePublicIpAddressPool', { PublicIpAddressPoolId });

	await call('DeletionProtection', {
		InstanceId: AllocationId,
		Type: 'EIP',
		ProtectionEnable: false,
	});
	await call('UnassociateEipAddress', { AllocationId, Force: true });
	wait();
	await call('ReleaseEipAddress', { AllocationId });
	wait();
	expect(simulator.eip(String(AllocationId))).toBeUndefined();
	return replies;
}

describe.each(['ACS3-HMAC-SHA256', 'v2'] as const)('official SDK with %s', (algorithm) => {
	let simulator: Simulator;
	let replies: Map<string, Reply[]>;
	const actions = ACTIONS.filter(({ product }) => product === 'Vpc').map(({ name }) => name);

	beforeAll(async () => {
		const clock = new TestClock();
		simulator = await startSimulator({ now: clock.now, keepReplies: true });
		replies = await driveEverything(simulator, officialClient(simulator, { algorithm }), clock);
	});
	afterAll(() => simulator.close());

	// Of the others only the request counts: it is that of the node (test/differential/).
	test('drives every action the simulator offers whose reply says something', () => {
		expect(actions.filter((action) => saysMore(action) && !replies.has(action))).toEqual([]);
		expect([...replies.keys()].filter((action) => !actions.includes(action))).toEqual([]);
		const methods = new Set(simulator.requests.map(({ signatureMethod }) => signatureMethod));
		expect([...methods]).toEqual([algorithm === 'v2' ? 'HMAC-SHA1' : algorithm]);
	});

	test('sends no parameter the simulator does not know', () => {
		const unknown = simulator.requests.flatMap(({ action, unknownParameters }) =>
			unknownParameters.map((name) => `${action}.${name}`),
		);
		expect(unknown).toEqual([]);
	});

	test.each(actions)('%s: every declared field is parsed, with its type', (action) => {
		const found = new Map<string, unknown>();
		for (const reply of replies.get(action) ?? []) foundFields(reply, '', found);
		for (const [path, type] of declaredFields(modelClass(`${action}ResponseBody`))) {
			const isUndriven = !saysMore(action) && !replies.has(action);
			if (isUndriven || ABSENT[`${action}.${path}`]) continue;
			expect([path, found.has(path)]).toEqual([path, true]);
			const value = found.get(path);
			const expected = typeof type === 'string' ? type : 'object';
			expect([path, typeof value]).toEqual([path, expected]);
		}
	});

	// The SDK turns types into the declared ones while it parses: what was really sent is looked at too.
	test.each(actions)(
		'%s: on the wire, each field has its declared type and no other field is sent',
		(action) => {
			const found = new Map<string, unknown>();
			for (const request of simulator.requests) {
				if (request.action === action) foundFields(JSON.parse(request.reply ?? ''), '', found);
			}
			const declared = declaredFields(modelClass(`${action}ResponseBody`));
			for (const [path, value] of found) {
				if (UNDECLARED[`${action}.${path}`]) continue;
				const type = declared.get(path);
				const expected = typeof type === 'object' ? 'object' : type;
				expect([path, typeof value]).toEqual([
					path,
					TYPE_ON_THE_WIRE[`${action}.${path}`] ?? expected,
				]);
			}
		},
	);

	test('RequestIds are upper-case UUIDs, each used once', () => {
		const ids = [...replies.values()].flat().map(({ RequestId }) => String(RequestId));
		expect(new Set(ids).size).toBe(ids.length);
		for (const id of ids) expect(id).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
	});
});
