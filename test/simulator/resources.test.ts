import { INTERNATIONAL_KEY, startSimulator, type Simulator } from './index';
import { TestClock } from './testing/clock';
import {
	eipsOf,
	officialClient,
	type EipItem,
	type OfficialClient,
	type Reply,
} from './testing/officialClient';

let clock: TestClock;
let simulator: Simulator;
let client: OfficialClient;

beforeEach(async () => {
	clock = new TestClock();
	simulator = await startSimulator({ now: clock.now });
	client = officialClient(simulator);
});
afterEach(() => simulator.close());

const wait = () => clock.advance(1000);
const add = (count = 1) => simulator.addEips(count).map(({ allocationId }) => allocationId);

async function shown(AllocationId: string): Promise<EipItem> {
	return eipsOf(await client.call('DescribeEipAddresses', { AllocationId }))[0];
}

describe('shared bandwidth packages', () => {
	const packages = async (parameters: Readonly<Record<string, unknown>> = {}): Promise<Reply[]> => {
		const reply = await client.call('DescribeCommonBandwidthPackages', parameters);
		return (reply.CommonBandwidthPackages as { CommonBandwidthPackage: Reply[] })
			.CommonBandwidthPackage;
	};

	test('an EIP joins, is capped, freed and leaves; its effective bandwidth follows', async () => {
		const [id] = add();
		const { BandwidthPackageId } = await client.call('CreateCommonBandwidthPackage', {
			Bandwidth: 100,
		});
		await client.call('AddCommonBandwidthPackageIp', { BandwidthPackageId, IpInstanceId: id });
		const relation = async () => (await packages())[0].PublicIpAddresses;
		expect(await relation()).toMatchObject({
			PublicIpAddresse: [{ AllocationId: id, BandwidthPackageIpRelationStatus: 'BINDING' }],
		});
		expect(
			await client.refusal('RemoveCommonBandwidthPackageIp', {
				BandwidthPackageId,
				IpInstanceId: id,
			}),
		).toBe('BandwidthPackageOperation.conflict');
		wait();
		expect(await relation()).toMatchObject({
			PublicIpAddresse: [{ BandwidthPackageIpRelationStatus: 'BINDED' }],
		});
		expect(await shown(id)).toMatchObject({
			Bandwidth: '100',
			EipBandwidth: '5',
			BandwidthPackageBandwidth: '100',
			BandwidthPackageId,
			BandwidthPackageType: 'CommonBandwidthPackage',
		});
		await client.call('ModifyCommonBandwidthPackageIpBandwidth', {
			BandwidthPackageId,
			EipId: id,
			Bandwidth: '30',
		});
		expect((await shown(id)).Bandwidth).toBe('30');
		expect(
			await client.refusal('ModifyCommonBandwidthPackageIpBandwidth', {
				BandwidthPackageId,
				EipId: id,
				Bandwidth: '101',
			}),
		).toBe('InvalidParameter');
		await client.call('CancelCommonBandwidthPackageIpBandwidth', { BandwidthPackageId, EipId: id });
		await client.call('ModifyCommonBandwidthPackageSpec', { BandwidthPackageId, Bandwidth: '200' });
		expect((await packages())[0]).toMatchObject({ Status: 'Modifying', Bandwidth: '100' });
		expect(
			await client.refusal('ModifyCommonBandwidthPackageSpec', {
				BandwidthPackageId,
				Bandwidth: '300',
			}),
		).toBe('IncorrectStatus.CbwpModifying');
		wait();
		expect((await shown(id)).Bandwidth).toBe('200');
		await client.call('RemoveCommonBandwidthPackageIp', { BandwidthPackageId, IpInstanceId: id });
		expect(await shown(id)).toMatchObject({ Bandwidth: '5', BandwidthPackageId: '' });
		const effective = simulator.journal
			.filter(({ change }) => change === 'bandwidthInForce')
			.map(({ from, to }) => [from, to]);
		expect(effective).toEqual([
			['5', '100'],
			['100', '30'],
			['30', '100'],
			['100', '200'],
			['200', '5'],
		]);
	});

	test('refusals', async () => {
		const ids = add(2);
		const { BandwidthPackageId } = await client.call('CreateCommonBandwidthPackage', {
			Bandwidth: 2,
		});
		const other = await client.call('CreateCommonBandwidthPackage', {
			Bandwidth: 200,
			InternetChargeType: 'PayBy95',
		});
		expect(
			await client.refusal('AddCommonBandwidthPackageIp', {
				BandwidthPackageId,
				IpInstanceId: ids[0],
				DryRun: true,
			}),
		).toBe('DryRunOperation');
		await client.call('AddCommonBandwidthPackageIps', { BandwidthPackageId, IpInstanceIds: ids });
		wait();
		const again = { BandwidthPackageId: other.BandwidthPackageId, IpInstanceId: ids[0] };
		expect(await client.refusal('AddCommonBandwidthPackageIp', again)).toBe(
			'IpInstanceId.AlreadyInBandwidthPackage',
		);
		expect(await client.refusal('RemoveCommonBandwidthPackageIp', again)).toBe(
			'OperationUnsupported.IpNotInCbwp',
		);
		expect(
			await client.refusal('AddCommonBandwidthPackageIps', {
				BandwidthPackageId,
				IpInstanceIds: Array<string>(11).fill('eip'),
			}),
		).toBe('InvalidParameter');
		expect(await client.refusal('DeleteCommonBandwidthPackage', { BandwidthPackageId })).toBe(
			'OperationFailed.BandwidthPackageNotEmpty',
		);
		await client.call('DeletionProtection', {
			InstanceId: BandwidthPackageId,
			Type: 'CBWP',
			ProtectionEnable: true,
		});
		expect(
			await client.refusal('DeleteCommonBandwidthPackage', { BandwidthPackageId, Force: 'true' }),
		).toBe('InvalidOperation.DeletionProtection');
		await client.call('DeletionProtection', {
			InstanceId: BandwidthPackageId,
			Type: 'CBWP',
			ProtectionEnable: false,
		});
		await client.call('DeleteCommonBandwidthPackage', { BandwidthPackageId, Force: 'true' });
		expect(simulator.eip(ids[0])?.bandwidthPackageId).toBe('');
		expect(await client.refusal('DescribeCommonBandwidthPackages', { PageSize: 51 })).toBe(
			'InvalidParameter',
		);
		expect(
			await client.refusal('CreateCommonBandwidthPackage', {
				Bandwidth: 199,
				InternetChargeType: 'PayBy95',
			}),
		).toBe('InvalidParameter');
		expect(
			await client.refusal('CreateCommonBandwidthPackage', {
				Bandwidth: 10,
				InternetChargeType: 'PayByTraffic',
			}),
		).toBe('InvalidParameter');
		await officialClient(simulator, { account: INTERNATIONAL_KEY }).call(
			'CreateCommonBandwidthPackage',
			{ Bandwidth: 10 },
		);
	});

	test('pages and filters', async () => {
		for (let index = 0; index < 12; index++)
			simulator.addBandwidthPackage({
				name: `p${index % 3}`,
				tags: [{ key: 'n', value: String(index) }],
			});
		expect([(await packages()).length, (await packages({ PageNumber: 2 })).length]).toEqual([
			10, 2,
		]);
		expect((await packages({ Name: 'p1' })).length).toBe(4);
		expect((await packages({ Tag: [{ Key: 'n', Value: '7' }] })).length).toBe(1);
	});
});

describe('contiguous groups', () => {
	test('16 neighbours that come and go together', async () => {
		const { EipSegmentInstanceId: SegmentInstanceId } = await client.call(
			'AllocateEipSegmentAddress',
			{ EipMask: '28', InternetChargeType: 'PayByTraffic', Bandwidth: '50' },
		);
		const segment = async () =>
			(
				(await client.call('DescribeEipSegment', { SegmentInstanceId })).EipSegments as {
					EipSegment: Reply[];
				}
			).EipSegment[0];
		expect(await segment()).toMatchObject({ Status: 'Allocating', IpCount: '16' });
		expect(simulator.eips()).toHaveLength(0);
		wait();
		expect((await segment()).Status).toBe('Allocated');
		const eips = eipsOf(
			await client.call('DescribeEipAddresses', { SegmentInstanceId, PageSize: 100 }),
		);
		expect(new Set(eips.map(({ IpAddress }) => String(IpAddress).replace(/\d+$/, ''))).size).toBe(
			1,
		);
		expect(eips).toHaveLength(16);
		simulator.change(eips[3].AllocationId, { instanceId: 'i-1' });
		expect(await client.refusal('ReleaseEipSegmentAddress', { SegmentInstanceId })).toBe(
			'OperationFailed.EipStatusInvalid',
		);
		simulator.change(eips[3].AllocationId, { instanceId: '' });
		await client.call('ReleaseEipSegmentAddress', { SegmentInstanceId });
		expect((await segment()).Status).toBe('Releasing');
		wait();
		expect([await segment(), simulator.eips().length]).toEqual([undefined, 0]);
		expect(await client.refusal('ReleaseEipSegmentAddress', { SegmentInstanceId })).toBe(
			'OperationFailed.InstanceNotExist',
		);
		expect(await client.refusal('AllocateEipSegmentAddress', { EipMask: '23' })).toBe(
			'InvalidParameter',
		);
	});

	test('a group becomes a pool, its EIPs stay', async () => {
		const { EipSegmentInstanceId: InstanceId } = await client.call('AllocateEipSegmentAddress', {
			EipMask: '28',
		});
		wait();
		const { PublicIpAddressPoolId } = await client.call(
			'TransformEipSegmentToPublicIpAddressPool',
			{ InstanceId, Name: 'pool' },
		);
		const [pool] = (await client.call('ListPublicIpAddressPools'))
			.PublicIpAddressPoolList as Reply[];
		expect(pool).toMatchObject({
			PublicIpAddressPoolId,
			Name: 'pool',
			TotalIpNum: 16,
			UsedIpNum: 16,
			IpAddressRemaining: false,
		});
		expect(
			eipsOf(
				await client.call('DescribeEipAddresses', {
					PublicIpAddressPoolId: String(PublicIpAddressPoolId),
				}),
			),
		).toHaveLength(10);
		expect(await client.refusal('DeletePublicIpAddressPool', { PublicIpAddressPoolId })).toBe(
			'DependencyViolation.PublicIpAddressPool',
		);
	});
});

describe('address pools', () => {
	test('a pool gets addresses, EIPs come from it, and it is taken apart', async () => {
		const { PublicIpAddressPoolId } = await client.call('CreatePublicIpAddressPool', { Name: 'p' });
		expect(await client.refusal('AddPublicIpAddressPoolCidrBlock', { PublicIpAddressPoolId })).toBe(
			'MissingCidrBlock',
		);
		expect(
			await client.refusal('AddPublicIpAddressPoolCidrBlock', {
				PublicIpAddressPoolId,
				CidrBlock: '203.0.113.8/28',
			}),
		).toBe('InvalidParameter');
		await client.call('AddPublicIpAddressPoolCidrBlock', {
			PublicIpAddressPoolId,
			CidrBlock: '203.0.113.16/28',
		});
		expect(await client.refusal('AllocateEipAddress', { PublicIpAddressPoolId })).toBe(
			'ReserveIpFail',
		);
		expect(
			await client.refusal('UpdatePublicIpAddressPoolAttribute', {
				PublicIpAddressPoolId,
				Name: 'q',
			}),
		).toBe('IncorrectStatus.ResourceStatus');
		wait();
		const { AllocationId, EipAddress } = await client.call('AllocateEipAddress', {
			PublicIpAddressPoolId,
		});
		expect(EipAddress).toBe('203.0.113.17');
		const CidrBlock = '203.0.113.16/28';
		const blocks = await client.call('ListPublicIpAddressPoolCidrBlocks', {
			PublicIpAddressPoolId,
		});
		expect(blocks.PublicIpPoolCidrBlockList).toMatchObject([
			{ CidrBlock, Status: 'Created', TotalIpNum: 16, UsedIpNum: 1 },
		]);
		expect(
			await client.refusal('DeletePublicIpAddressPoolCidrBlock', {
				PublicIpAddressPoolId,
				CidrBlock,
			}),
		).toBe('DependencyViolation.PublicIpAddressPool');
		simulator.remove(String(AllocationId));
		await client.call('DeletePublicIpAddressPoolCidrBlock', { PublicIpAddressPoolId, CidrBlock });
		wait();
		expect(
			await client.refusal('DeletePublicIpAddressPoolCidrBlock', {
				PublicIpAddressPoolId,
				CidrBlock,
			}),
		).toBe('ResourceNotFound.CidrBlock');
		await client.call('DeletePublicIpAddressPool', { PublicIpAddressPoolId });
		wait();
		expect(simulator.pools()).toEqual([]);
	});

	test('pages with NextToken lose and double nothing when pools come and go', async () => {
		for (let index = 0; index < 25; index++) simulator.addPool({ name: `p${index}` });
		const ids: string[] = [];
		let NextToken: unknown = '';
		do {
			const reply = await client.call('ListPublicIpAddressPools', {
				MaxResults: 10,
				...(NextToken === '' ? {} : { NextToken }),
			});
			ids.push(
				...(reply.PublicIpAddressPoolList as Reply[]).map(({ PublicIpAddressPoolId }) =>
					String(PublicIpAddressPoolId),
				),
			);
			({ NextToken } = reply);
		} while (NextToken !== '');
		expect(ids).toEqual(
			simulator
				.pools()
				.map(({ publicIpAddressPoolId }) => publicIpAddressPoolId)
				.sort(),
		);
		expect(await client.refusal('ListPublicIpAddressPools', { MaxResults: 9 })).toBe(
			'InvalidParameter',
		);
		expect(await client.refusal('ListPublicIpAddressPools', { NextToken: 'made up' })).toBe(
			'InvalidParameter',
		);
	});

	test('the service must be switched on', async () => {
		simulator.settings.poolServiceOpen = false;
		expect(await client.call('GetPublicIpAddressPoolServiceStatus')).toMatchObject({
			Enabled: false,
		});
		expect(await client.refusal('CreatePublicIpAddressPool')).toBe(
			'OperationDenied.ServiceNotOpened',
		);
		expect(await client.call('OpenPublicIpAddressPoolService')).toMatchObject({ Code: '200' });
		await client.call('CreatePublicIpAddressPool');
	});
});

describe('tags, groups, protection, monitoring', () => {
	test('tags are put on, changed, listed and taken off', async () => {
		const ids = add(2);
		await client.call('TagResources', {
			ResourceType: 'eip',
			ResourceId: ids,
			Tag: [
				{ Key: '__proto__', Value: 'x' },
				{ Key: 'b', Value: '' },
			],
		});
		await client.call('TagResources', {
			ResourceType: 'EIP',
			ResourceId: [ids[0]],
			Tag: [{ Key: 'b', Value: '2' }],
		});
		expect(simulator.eip(ids[0])?.tags).toEqual([
			{ key: '__proto__', value: 'x' },
			{ key: 'b', value: '2' },
		]);
		const rows: Reply[] = [];
		let NextToken: unknown = '';
		do {
			const reply = await client.call('ListTagResources', {
				ResourceType: 'EIP',
				ResourceId: ids,
				MaxResults: 3,
				...(NextToken === '' ? {} : { NextToken }),
			});
			rows.push(...(reply.TagResources as { TagResource: Reply[] }).TagResource);
			({ NextToken } = reply);
		} while (NextToken !== '');
		expect(rows).toHaveLength(4);
		expect(
			((await client.call('DescribeTagKeys')).TagKeys as { TagKey: Reply[] }).TagKey.map(
				({ TagKey }) => TagKey,
			),
		).toEqual(['__proto__', 'b']);
		await client.call('UnTagResources', { ResourceType: 'EIP', ResourceId: ids, TagKey: ['b'] });
		await client.call('UnTagResources', { ResourceType: 'EIP', ResourceId: [ids[1]], All: true });
		expect(simulator.eips().map(({ tags }) => tags.length)).toEqual([1, 0]);
		const twenty = Array.from({ length: 20 }, (_, index) => ({ Key: `k${index}`, Value: '' }));
		expect(
			await client.refusal('TagResources', { ResourceType: 'EIP', ResourceId: ids, Tag: twenty }),
		).toBe('InvalidParameter');
		expect(simulator.eips().map(({ tags }) => tags.length)).toEqual([1, 0]);
		expect(
			await client.refusal('TagResources', {
				ResourceType: 'EIP',
				ResourceId: ['eip-none'],
				Tag: twenty,
			}),
		).toBe('ResourceNotFound.Resource');
		expect(await client.refusal('ListTagResources', { ResourceType: 'EIP' })).toBe(
			'MissingResourceId',
		);
		expect(await client.refusal('TagResources', { ResourceType: 'EIP', ResourceId: ids })).toBe(
			'MissingTag',
		);
	});

	test('deletion protection, resource group, forward mode, monitoring by the second', async () => {
		const [InstanceId] = add();
		await client.call('DeletionProtection', { InstanceId, Type: 'EIP', ProtectionEnable: true });
		expect(await client.refusal('ReleaseEipAddress', { AllocationId: InstanceId })).toBe(
			'InvalidOperation.DeletionProtection',
		);
		await client.call('MoveResourceGroup', {
			ResourceId: InstanceId,
			ResourceType: 'EIP',
			NewResourceGroupId: 'rg-2',
		});
		expect(await client.refusal('ModifyEipForwardMode', { InstanceId, Mode: 'BINDED' })).toBe(
			'IncorrectEipStatus',
		);
		simulator.change(InstanceId, { instanceId: 'eni-1', instanceType: 'NetworkInterface' });
		await client.call('ModifyEipForwardMode', { InstanceId, Mode: 'BINDED' });
		await client.call('SetHighDefinitionMonitorLogStatus', {
			InstanceId,
			LogProject: 'p',
			LogStore: 's',
			Status: 'ON',
		});
		expect(await shown(InstanceId)).toMatchObject({
			DeletionProtection: true,
			ResourceGroupId: 'rg-2',
			Mode: 'BINDED',
			HDMonitorStatus: 'ON',
		});
		expect(
			await client.call('DescribeHighDefinitionMonitorLogAttribute', { InstanceId }),
		).toMatchObject({ LogProject: 'p', LogStore: 's' });
		await client.call('SetHighDefinitionMonitorLogStatus', {
			InstanceId,
			LogProject: 'p',
			LogStore: 's',
			Status: 'OFF',
		});
		expect(
			await client.call('DescribeHighDefinitionMonitorLogAttribute', { InstanceId }),
		).toMatchObject({ LogProject: '', LogStore: '' });
	});
});
