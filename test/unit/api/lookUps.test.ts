import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { listHaVips } from '../../../nodes/AlibabaCloudEip/api/haVips';
import { listInstances } from '../../../nodes/AlibabaCloudEip/api/instances';
import { listLoadBalancers } from '../../../nodes/AlibabaCloudEip/api/loadBalancers';
import type { LookUpPage } from '../../../nodes/AlibabaCloudEip/api/lookUp';
import { listNatGateways } from '../../../nodes/AlibabaCloudEip/api/natGateways';
import { listNetworkInterfaces } from '../../../nodes/AlibabaCloudEip/api/networkInterfaces';
import { listResourceGroups } from '../../../nodes/AlibabaCloudEip/api/resourceGroups';
import { listVpcs } from '../../../nodes/AlibabaCloudEip/api/vpcs';
import { ok, refusal, scriptedSession } from './session';

/** Replies as the references of the actions show them, shortened to what is read and its neighbours. */
const documented = {
	instances: {
		TotalCount: 0,
		NextToken: 'caeba0bbb2be03f84eb48b699f0a4883',
		PageSize: 10,
		PageNumber: 0,
		Instances: {
			Instance: [
				{
					InstanceId: 'i-bp67acfmxazb4p1abcd',
					InstanceName: 'InstanceNameTest',
					Status: 'Running',
					ZoneId: 'cn-hangzhou-g',
					InstanceNetworkType: 'vpc',
					VpcAttributes: {
						VpcId: 'vpc-bp67acfmxazb4pabcd',
						VSwitchId: 'vsw-bp67acfmxazb4pabcd',
						NatIpAddress: '172.17.0.1',
						PrivateIpAddress: { IpAddress: ['172.17.1.1'] },
					},
					PublicIpAddress: { IpAddress: [] },
					EipAddress: {
						AllocationId: 'eip-2ze88m67qx5z1abcd',
						IpAddress: '203.0.113.5',
						Bandwidth: 5,
						InternetChargeType: 'PayByTraffic',
						IsSupportUnassociate: true,
					},
				},
			],
		},
	},
	networkInterfaces: {
		TotalCount: 0,
		NextToken: '',
		NetworkInterfaceSets: {
			NetworkInterfaceSet: [
				{
					NetworkInterfaceId: 'eni-bp125p95hhdhn3otabcd',
					NetworkInterfaceName: 'my-eni-name',
					Status: 'InUse',
					Type: 'Secondary',
					ZoneId: 'cn-hangzhou-g',
					PrivateIpAddress: '192.168.64.3',
					PrivateIpSets: {
						PrivateIpSet: [
							{ PrivateIpAddress: '192.168.64.4', Primary: false, AssociatedPublicIp: {} },
							{
								PrivateIpAddress: '192.168.64.3',
								Primary: true,
								AssociatedPublicIp: {
									AllocationId: 'eip-2zeerraiwb7uj6iabcd',
									PublicIpAddress: '203.0.113.6',
								},
							},
						],
					},
					AssociatedPublicIp: {},
				},
			],
		},
	},
	loadBalancers: {
		PageNumber: 1,
		PageSize: 100,
		TotalCount: 1,
		LoadBalancers: {
			LoadBalancer: [
				{
					LoadBalancerId: 'lb-bp1b6c719dfa08exabcd',
					LoadBalancerName: 'abc',
					LoadBalancerStatus: 'active',
					Address: '192.168.0.17',
					AddressType: 'intranet',
					NetworkType: 'vpc',
					MasterZoneId: 'cn-hangzhou-b',
					SlaveZoneId: 'cn-hangzhou-d',
				},
			],
		},
	},
	natGateways: {
		PageNumber: 1,
		PageSize: 50,
		TotalCount: 1,
		NatGateways: {
			NatGateway: [
				{
					NatGatewayId: 'ngw-bp1047e2d4z7kf2kiabcd',
					Name: 'test',
					Status: 'Available',
					NatGatewayPrivateInfo: { PrivateIpAddress: '192.168.2.9', IzNo: 'cn-hangzhou-b' },
					IpLists: {
						IpList: [
							{ AllocationId: 'eip-bp13e9i2qst4g6jziabcd', IpAddress: '203.0.113.7' },
							{ AllocationId: 'eip-bp13e9i2qst4g6jziabce', IpAddress: '203.0.113.8' },
						],
					},
				},
			],
		},
	},
	haVips: {
		PageNumber: 1,
		PageSize: 50,
		TotalCount: 1,
		HaVips: {
			HaVip: [
				{
					HaVipId: 'havip-bp1rqwz0x1jz0abcd',
					Name: 'vip',
					Status: 'Available',
					IpAddress: '192.168.0.10',
					AssociatedEipAddresses: { associatedEipAddresse: ['203.0.113.9'] },
					AssociatedInstances: { associatedInstance: [] },
				},
			],
		},
	},
	vpcs: {
		PageNumber: 1,
		PageSize: 50,
		TotalCount: 1,
		Vpcs: {
			Vpc: [
				{
					VpcId: 'vpc-bp1qpo0kug3a20qqeabcd',
					VpcName: 'doctest',
					CidrBlock: '192.168.0.0/16',
					Status: 'Available',
				},
			],
		},
	},
	resourceGroups: {
		PageNumber: 1,
		PageSize: 100,
		TotalCount: 1,
		ResourceGroups: {
			ResourceGroup: [
				{ Id: 'rg-acfmxazb4ph6aiy', Name: 'Test', DisplayName: '商城', Status: 'OK' },
			],
		},
	},
} satisfies Record<string, IDataObject>;

const paramsOf = ({ qs }: IHttpRequestOptions) => qs as Record<string, string>;

describe('documented replies', () => {
	const cases: Array<[string, typeof listVpcs, IDataObject, LookUpPage, string, string]> = [
		[
			'ECS instances',
			listInstances,
			documented.instances,
			{
				entries: [
					{
						id: 'i-bp67acfmxazb4p1abcd',
						name: 'InstanceNameTest',
						privateIpAddresses: ['172.17.1.1'],
						state: 'Running',
						zoneId: 'cn-hangzhou-g',
						elasticIps: [{ ipAddress: '203.0.113.5', allocationId: 'eip-2ze88m67qx5z1abcd' }],
					},
				],
				next: 'caeba0bbb2be03f84eb48b699f0a4883',
			},
			'https://ecs-cn-hangzhou.aliyuncs.com',
			'2014-05-26',
		],
		[
			'network interfaces, the primary address first',
			listNetworkInterfaces,
			documented.networkInterfaces,
			{
				entries: [
					{
						id: 'eni-bp125p95hhdhn3otabcd',
						name: 'my-eni-name',
						privateIpAddresses: ['192.168.64.3', '192.168.64.4'],
						state: 'InUse',
						zoneId: 'cn-hangzhou-g',
						elasticIps: [{ ipAddress: '203.0.113.6', allocationId: 'eip-2zeerraiwb7uj6iabcd' }],
					},
				],
				next: undefined,
			},
			'https://ecs-cn-hangzhou.aliyuncs.com',
			'2014-05-26',
		],
		[
			'CLB instances, of whose Elastic IPs nothing is known',
			listLoadBalancers,
			documented.loadBalancers,
			{
				entries: [
					{
						id: 'lb-bp1b6c719dfa08exabcd',
						name: 'abc',
						privateIpAddresses: ['192.168.0.17'],
						state: 'active',
						zoneId: 'cn-hangzhou-b',
						elasticIps: undefined,
					},
				],
				next: undefined,
			},
			'https://slb.aliyuncs.com',
			'2014-05-15',
		],
		[
			'NAT gateways',
			listNatGateways,
			documented.natGateways,
			{
				entries: [
					{
						id: 'ngw-bp1047e2d4z7kf2kiabcd',
						name: 'test',
						privateIpAddresses: ['192.168.2.9'],
						state: 'Available',
						zoneId: 'cn-hangzhou-b',
						elasticIps: [
							{ ipAddress: '203.0.113.7', allocationId: 'eip-bp13e9i2qst4g6jziabcd' },
							{ ipAddress: '203.0.113.8', allocationId: 'eip-bp13e9i2qst4g6jziabce' },
						],
					},
				],
				next: undefined,
			},
			'https://vpc.cn-hangzhou.aliyuncs.com',
			'2016-04-28',
		],
		[
			'HAVIPs, with addresses only',
			listHaVips,
			documented.haVips,
			{
				entries: [
					{
						id: 'havip-bp1rqwz0x1jz0abcd',
						name: 'vip',
						privateIpAddresses: ['192.168.0.10'],
						state: 'Available',
						zoneId: '',
						elasticIps: [{ ipAddress: '203.0.113.9' }],
					},
				],
				next: undefined,
			},
			'https://vpc.cn-hangzhou.aliyuncs.com',
			'2016-04-28',
		],
		[
			'VPCs',
			listVpcs,
			documented.vpcs,
			{
				entries: [
					{
						id: 'vpc-bp1qpo0kug3a20qqeabcd',
						name: 'doctest',
						privateIpAddresses: ['192.168.0.0/16'],
						state: 'Available',
						zoneId: '',
						elasticIps: undefined,
					},
				],
				next: undefined,
			},
			'https://vpc.cn-hangzhou.aliyuncs.com',
			'2016-04-28',
		],
		[
			'resource groups, by their display names',
			listResourceGroups,
			documented.resourceGroups,
			{
				entries: [
					{
						id: 'rg-acfmxazb4ph6aiy',
						name: '商城',
						privateIpAddresses: [],
						state: 'OK',
						zoneId: '',
						elasticIps: undefined,
					},
				],
				next: undefined,
			},
			'https://resourcemanager.aliyuncs.com',
			'2020-03-31',
		],
	];

	test.each(cases)('%s', async (_name, list, reply, expected, baseURL, version) => {
		const { session, requests } = scriptedSession([ok(reply)]);
		expect(await list(session)).toEqual(expected);
		expect(requests).toHaveLength(1);
		expect(requests[0]).toMatchObject({ baseURL, url: '/', qs: { Version: version } });
	});

	test('an instance without an Elastic IP has none, one with gaps in the reply has empty texts', async () => {
		const bare = { InstanceId: 'i-1', EipAddress: { AllocationId: '', IpAddress: '' } };
		const reply = { ...documented.instances, NextToken: '', Instances: { Instance: [bare] } };
		const { session } = scriptedSession([ok(reply)]);
		expect((await listInstances(session)).entries).toEqual([
			{ id: 'i-1', name: '', privateIpAddresses: [], state: '', zoneId: '', elasticIps: [] },
		]);
	});
});

describe('what is searched for', () => {
	const empty = { Instances: { Instance: [] }, NextToken: '' };

	test.each([
		['web', [{ InstanceName: '*web*' }]],
		[' 前端 ', [{ InstanceName: '*前端*' }]],
		['i-bp67acfmxazb4p1abcd', [{ InstanceIds: '["i-bp67acfmxazb4p1abcd"]' }]],
		['10.0.0.9', [{ PrivateIpAddresses: '["10.0.0.9"]' }, { EipAddresses: '["10.0.0.9"]' }]],
		['10.0.', [{}]],
		['i-bp67', [{}]],
	])('%j is asked of ECS as %j, always in VPCs', async (search, filters) => {
		const { session, requests } = scriptedSession((request) =>
			paramsOf(request).DryRun ? refusal('DryRunOperation') : ok(empty),
		);
		await listInstances(session, { search });
		const lists = requests.map(paramsOf).filter(({ DryRun }) => !DryRun);
		const fixed = ['Action', 'Version', 'RegionId', 'MaxResults'];
		const own = lists.map((qs) =>
			Object.fromEntries(Object.entries(qs).filter(([name]) => !fixed.includes(name))),
		);
		expect(own).toEqual(filters.map((filter) => ({ InstanceNetworkType: 'vpc', ...filter })));
	});

	test('the next page belongs to the filter that found something', async () => {
		const entry = documented.instances.Instances.Instance[0];
		const { session, requests } = scriptedSession((request) => {
			const { EipAddresses, NextToken = '' } = paramsOf(request);
			if (!EipAddresses) return ok(empty);
			const id = `i-${NextToken}`;
			return ok({
				Instances: { Instance: [{ ...entry, InstanceId: id }] },
				NextToken: NextToken === '' ? 'one:two' : '',
			});
		});
		const first = await listInstances(session, { search: '203.0.113.5' });
		expect(first.next).toBe('1:one:two');
		const second = await listInstances(session, { search: '203.0.113.5', next: first.next });
		expect(second).toMatchObject({ entries: [{ id: 'i-one:two' }], next: undefined });
		expect(requests.map(paramsOf).map(({ EipAddresses }) => EipAddresses)).toEqual([
			undefined,
			'["203.0.113.5"]',
			'["203.0.113.5"]',
		]);
	});

	const manyVpcs = (request: IHttpRequestOptions) => {
		const { PageNumber } = paramsOf(request);
		const start = (Number(PageNumber) - 1) * 50;
		const rest = Math.min(50, 1200 - start);
		return ok({
			PageNumber,
			PageSize: 50,
			TotalCount: 1200,
			Vpcs: {
				Vpc: Array.from({ length: rest }, (_, index) => ({
					VpcId: `vpc-${start + index}`,
					VpcName: start + index === 777 ? 'Needle' : 'hay',
				})),
			},
		});
	};

	test('where the API cannot search, ten pages are looked through at a time, in any case', async () => {
		const { session, requests } = scriptedSession(manyVpcs);
		const first = await listVpcs(session, { search: 'needle' });
		expect(first).toEqual({ entries: [], next: '11' });
		expect(requests).toHaveLength(10);
		const second = await listVpcs(session, { search: 'needle', next: first.next });
		expect(second).toMatchObject({ entries: [{ id: 'vpc-777' }], next: '21' });
		const third = await listVpcs(session, { search: 'needle', next: second.next });
		expect(third).toEqual({ entries: [], next: undefined });
		expect(requests).toHaveLength(24);
	});

	test('without a search a page is one request', async () => {
		const { session, requests } = scriptedSession(manyVpcs);
		const first = await listVpcs(session);
		expect([first.entries.length, first.next, requests.length]).toEqual([50, '2', 1]);
		const last = await listVpcs(session, { next: '24' });
		expect([last.entries.length, last.next]).toEqual([50, undefined]);
	});
});

describe('what is not believed or not allowed', () => {
	test('an empty list of instances is taken for one only when a dry run says that the key may read', async () => {
		const answer = (code: string) =>
			scriptedSession((request) =>
				paramsOf(request).DryRun
					? refusal(code, { statusCode: 403 })
					: ok({ Instances: { Instance: [] }, NextToken: '' }),
			);
		const allowed = answer('DryRunOperation');
		expect(await listInstances(allowed.session)).toEqual({ entries: [], next: undefined });
		expect(allowed.requests).toHaveLength(2);
		await expect(listInstances(answer('Forbidden.RAM').session)).rejects.toMatchObject({
			details: { code: 'Forbidden.RAM', call: { action: 'DescribeInstances', product: 'ecs' } },
		});
	});

	test('a refusal names the product of the permission', async () => {
		const { session } = scriptedSession([refusal('NoPermission', { statusCode: 403 })]);
		await expect(listResourceGroups(session)).rejects.toMatchObject({
			details: { code: 'NoPermission', call: { action: 'ListResourceGroups', product: 'ram' } },
		});
	});

	test('a token that leads back to itself and a list with an entry twice are asked for again and refused', async () => {
		const [entry] = documented.networkInterfaces.NetworkInterfaceSets.NetworkInterfaceSet;
		const setsOf = (...list: IDataObject[]) => ({
			NetworkInterfaceSets: { NetworkInterfaceSet: list },
		});
		const circle = scriptedSession([ok({ ...setsOf(entry), NextToken: 'same' })]);
		await expect(listNetworkInterfaces(circle.session, { next: 'same' })).rejects.toThrow(
			"'NextToken' leads nowhere",
		);
		const twice = scriptedSession([ok({ ...setsOf(entry, entry), NextToken: '' })]);
		await expect(listNetworkInterfaces(twice.session)).rejects.toThrow('has an entry twice');
		expect(twice.requests).toHaveLength(4);
	});
});
