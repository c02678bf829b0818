import PopCore from '@alicloud/pop-core';
import {
	ACTIONS,
	ACTIVE_KEY,
	DEFAULT_ACCOUNTS,
	NO_RIGHTS_KEY,
	addNamedWorld,
	startSimulator,
	type Account,
	type Simulator,
} from './index';
import { TestClock } from './testing/clock';
import { declaredFields, foundFields } from './testing/fields';
import { modelClass, officialClient, type Reply } from './testing/officialClient';
import { SDKS } from './testing/otherProducts';
import { sendV3 } from './testing/signedRequest';

// Loading the SDK of ECS alone takes seconds.
jest.setTimeout(60_000);

type Product = keyof typeof SDKS;
type Algorithm = 'ACS3-HMAC-SHA256' | 'v2';

const clientOf = (
	simulator: Simulator,
	product: Product,
	options: { account?: Account; algorithm?: Algorithm } = {},
) => officialClient(simulator, { sdk: SDKS[product], ...options });

/** Names that the API and the reference of DescribeLoadBalancers have; no SDK judges them. */
const LOAD_BALANCER_FIELDS = [
	...['LoadBalancerId', 'LoadBalancerName', 'LoadBalancerStatus', 'Address', 'AddressType'],
	...['AddressIPVersion', 'RegionId', 'RegionIdAlias', 'NetworkType', 'VpcId', 'VSwitchId'],
	...['MasterZoneId', 'SlaveZoneId', 'InternetChargeType', 'PayType', 'CreateTime'],
	...['ResourceGroupId', 'Tags'],
];

/** Fields that are there under a condition only; each has a test of its own. */
const CONDITIONAL: ReadonlySet<string> = new Set([
	// Only for instances that are locked, which the simulator's are not.
	'DescribeInstances.Instances.Instance[].OperationLocks.LockReason[].LockMsg',
	'DescribeInstances.Instances.Instance[].OperationLocks.LockReason[].LockReason',
]);

const clock = new TestClock();
let simulator: Simulator;

beforeAll(async () => {
	simulator = await startSimulator({ now: clock.now, keepReplies: true });
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

/** What the official client of SLB's generation gets. */
async function describeLoadBalancers(parameters: Record<string, unknown> = {}): Promise<Reply> {
	const { accessKeyId, accessKeySecret } = simulator.account;
	const core = new PopCore({
		accessKeyId,
		accessKeySecret,
		endpoint: simulator.url,
		apiVersion: '2014-05-15',
	});
	return await core.request<Reply>(
		'DescribeLoadBalancers',
		{ RegionId: 'cn-hangzhou', ...parameters },
		{ method: 'POST' },
	);
}

const listOf = (reply: Reply, outer: string, inner: string): Reply[] =>
	(reply[outer] as Record<string, Reply[]>)[inner];

/** A server with everything that a field can show: attached interface, EIPs, tags, public and classic neighbours. */
function addServer(): void {
	const tags = [{ key: 'env', value: 'test' }];
	const server = simulator.addInstance({ type: 'EcsInstance', name: '前端-1', tags });
	simulator.addInstance({ type: 'EcsInstance', publicIpAddress: '198.51.100.9' });
	simulator.addInstance({ type: 'EcsInstance', network: 'classic' });
	const eni = simulator.addInstance({
		type: 'NetworkInterface',
		name: 'second',
		attachedTo: server.id,
		privateIpAddresses: ['192.168.0.50', '192.168.0.51'],
		tags,
	});
	simulator.addEips(1, { instanceId: server.id });
	for (const privateIpAddress of eni.privateIpAddresses)
		simulator.addEips(1, {
			instanceId: eni.id,
			instanceType: 'NetworkInterface',
			privateIpAddress,
		});
	simulator.addResourceGroup({ name: 'shop', displayName: '商城', tags });
}

/** Calls every action of the other products that has an official SDK. */
async function drive(algorithm: Algorithm): Promise<Map<string, Reply>> {
	addServer();
	const ecs = clientOf(simulator, 'Ecs', { algorithm });
	const sts = clientOf(simulator, 'Sts', { algorithm });
	const role = await sts.call('AssumeRole', {
		RoleArn: 'acs:ram::2000000000000002:role/eip-operator',
		RoleSessionName: 'alice',
		DurationSeconds: 900,
		SourceIdentity: 'Alice',
	});
	const replies = new Map<string, Reply>([
		['AssumeRole', role],
		['DescribeInstances', await ecs.call('DescribeInstances', { MaxResults: 10 })],
		['DescribeNetworkInterfaces', await ecs.call('DescribeNetworkInterfaces', { MaxResults: 10 })],
	]);
	const [, { InstanceId }] = listOf(
		await ecs.call('DescribeInstances'),
		'Instances',
		'Instance',
	) as Array<{ InstanceId: string }>;
	replies.set('ConvertNatPublicIpToEip', await ecs.call('ConvertNatPublicIpToEip', { InstanceId }));
	replies.set(
		'ListResourceGroups',
		await clientOf(simulator, 'ResourceManager', { algorithm }).call('ListResourceGroups', {
			IncludeTags: true,
		}),
	);
	return replies;
}

describe.each(['ACS3-HMAC-SHA256', 'v2'] as const)('official SDKs with %s', (algorithm) => {
	const actions = ACTIONS.filter(
		({ product, name }) =>
			product in SDKS && !['DescribeRegions', 'GetCallerIdentity'].includes(name),
	);

	test('parse every declared field with its type, and nothing else is sent', async () => {
		const replies = await drive(algorithm);
		expect([...replies.keys()].sort()).toEqual(actions.map(({ name }) => name).sort());
		expect(simulator.requests.flatMap(({ unknownParameters }) => unknownParameters)).toEqual([]);
		for (const { name, product } of actions) {
			const sdk = SDKS[product as Product];
			const declared = declaredFields(modelClass(`${name}ResponseBody`, sdk));
			const parsed = new Map<string, unknown>();
			foundFields(replies.get(name), '', parsed);
			for (const [path, type] of declared) {
				if (CONDITIONAL.has(`${name}.${path}`)) continue;
				expect([name, path, parsed.has(path)]).toEqual([name, path, true]);
				const expected = typeof type === 'string' ? type : 'object';
				expect([name, path, typeof parsed.get(path)]).toEqual([name, path, expected]);
			}
			for (const { reply = '{}' } of simulator.requests.filter(({ action }) => action === name)) {
				const sent = new Map<string, unknown>();
				foundFields(JSON.parse(reply), '', sent);
				for (const [path, value] of sent) {
					const type = declared.get(path);
					expect([name, path, typeof value]).toEqual([
						name,
						path,
						typeof type === 'object' ? 'object' : type,
					]);
				}
			}
		}
	});

	test('GetCallerIdentity tells the three kinds of caller', async () => {
		const root: Account = { ...ACTIVE_KEY, accessKeyId: 'root-key', root: true };
		const own = await startSimulator({ accounts: [...DEFAULT_ACCOUNTS, root] });
		const ask = async (account?: Account) =>
			await clientOf(own, 'Sts', { algorithm, account }).call('GetCallerIdentity');
		await clientOf(own, 'Sts').call('AssumeRole', {
			RoleArn: 'acs:ram::2000000000000002:role/eip-operator',
			RoleSessionName: 'alice',
		});
		const [temporary] = own.temporaryKeys;
		expect(await ask()).toMatchObject({ IdentityType: 'RAMUser' });
		expect(await ask(root)).toMatchObject({ IdentityType: 'Account' });
		expect(await ask(temporary)).toMatchObject({
			IdentityType: 'AssumedRoleUser',
			AccountId: '2000000000000002',
			Arn: 'acs:ram::2000000000000002:assumed-role/eip-operator/alice',
		});
		await own.close();
	});
});

describe('SLB by @alicloud/pop-core', () => {
	test('has the names of the reference, and all values are texts', async () => {
		simulator.addInstance({ type: 'SlbInstance', name: '商城', tags: [{ key: 'a', value: 'b' }] });
		const reply = await describeLoadBalancers();
		const [lb] = listOf(reply, 'LoadBalancers', 'LoadBalancer');
		expect(Object.keys(lb).sort()).toEqual([...LOAD_BALANCER_FIELDS].sort());
		for (const [name, value] of Object.entries(lb))
			expect([name, typeof value]).toEqual([name, name === 'Tags' ? 'object' : 'string']);
		expect(reply).toMatchObject({ PageNumber: 1, PageSize: 10, TotalCount: 1 });
		expect(lb).toMatchObject({ LoadBalancerName: '商城', AddressType: 'intranet' });
	});

	test('filters by name, address type and network, pages, and refuses', async () => {
		addNamedWorld(simulator, { count: 101 });
		simulator.addInstance({ type: 'SlbInstance', id: 'lb-public', reach: 'internet' });
		const page = async (more: Record<string, unknown>) =>
			listOf(await describeLoadBalancers(more), 'LoadBalancers', 'LoadBalancer').map(
				({ LoadBalancerId }) => LoadBalancerId,
			);
		expect(await page({ LoadBalancerName: '商城负载均衡-2' })).toEqual(['lb-named000002']);
		expect(await page({ AddressType: 'internet' })).toEqual(['lb-public']);
		expect(await page({ PageSize: 100, PageNumber: 2 })).toHaveLength(2);
		expect(await page({ PageSize: 100, PageNumber: 3 })).toEqual([]);
		await expect(describeLoadBalancers({ RegionId: 'cn-nowhere' })).rejects.toMatchObject({
			code: 'InvalidRegionId.NotFound',
		});
		await expect(describeLoadBalancers({ PageSize: 101 })).rejects.toMatchObject({
			code: 'InvalidParameter',
		});
	});
});

describe.each([0, 1, 101, 5000])('a world of %d', (count) => {
	test('is listed in full, each once, by tokens and by page numbers', async () => {
		addNamedWorld(simulator, { count });
		const ecs = clientOf(simulator, 'Ecs');
		const byToken = new Set<unknown>();
		let NextToken: unknown;
		do {
			const reply = await ecs.call('DescribeInstances', {
				MaxResults: 100,
				...(NextToken ? { NextToken } : {}),
			});
			for (const { InstanceId } of listOf(reply, 'Instances', 'Instance')) byToken.add(InstanceId);
			({ NextToken } = reply);
		} while (NextToken);
		expect(byToken.size).toBe(count);
		const first = await ecs.call('DescribeInstances', { PageSize: 100 });
		expect(first.TotalCount).toBe(count);
		expect(listOf(first, 'Instances', 'Instance')).toHaveLength(Math.min(100, count));
		const interfaces = await ecs.call('DescribeNetworkInterfaces', { PageSize: 500 });
		expect(interfaces.TotalCount).toBe(count * 2);
		const groups = await clientOf(simulator, 'ResourceManager').call('ListResourceGroups');
		expect(groups.TotalCount).toBe(Math.min(count, 100) + 1);
	});
});

describe('ECS', () => {
	const instances = async (parameters: Record<string, unknown>) =>
		listOf(
			await clientOf(simulator, 'Ecs').call('DescribeInstances', parameters),
			'Instances',
			'Instance',
		);
	const idsOf = async (parameters: Record<string, unknown>) =>
		(await instances(parameters)).map(({ InstanceId }) => InstanceId);

	test('finds names exactly or with *, also Chinese ones', async () => {
		addNamedWorld(simulator, { count: 12 });
		expect(await idsOf({ InstanceName: 'web-1' })).toEqual(['i-named000001']);
		expect(await idsOf({ InstanceName: 'web' })).toEqual([]);
		expect(await idsOf({ InstanceName: '*服务器*' })).toEqual(['i-named000008', 'i-named000002']);
	});

	test('finds addresses in a VPC only when the network type is named', async () => {
		addNamedWorld(simulator, { count: 12 });
		const byAddress = { PrivateIpAddresses: '["10.0.0.3"]' };
		expect(await idsOf({ ...byAddress, InstanceNetworkType: 'vpc' })).toEqual(['i-named000002']);
		expect(await idsOf(byAddress)).toHaveLength(10);
	});

	test('shows the Elastic IP that is really bound, on the instance and on its interfaces', async () => {
		addNamedWorld(simulator, { count: 1 });
		const [{ EipAddress }] = await instances({});
		const eip = simulator.eips().find(({ instanceId }) => instanceId === 'i-named000001');
		expect(EipAddress).toMatchObject({
			AllocationId: eip?.allocationId,
			IpAddress: eip?.ipAddress,
		});
		const reply = await clientOf(simulator, 'Ecs').call('DescribeNetworkInterfaces', {
			InstanceId: 'i-named000001',
		});
		const found = listOf(reply, 'NetworkInterfaceSets', 'NetworkInterfaceSet');
		expect(found.map(({ Type }) => Type)).toEqual(['Secondary', 'Primary']);
		expect(found[1].AssociatedPublicIp).toMatchObject({ AllocationId: eip?.allocationId });
		simulator.change(String(eip?.allocationId), { instanceId: '' });
		const [after] = await instances({});
		expect(after.EipAddress).toMatchObject({ AllocationId: '', IpAddress: '' });
	});

	test('a key without the right sees an empty list; only a dry run says why', async () => {
		addNamedWorld(simulator, { count: 3 });
		const client = clientOf(simulator, 'Ecs', { account: NO_RIGHTS_KEY });
		const reply = await client.call('DescribeInstances');
		expect(reply).toMatchObject({ TotalCount: 0, Instances: { Instance: [] } });
		expect(await client.refusal('DescribeInstances', { DryRun: true })).toBe('Forbidden.RAM');
		expect(await client.refusal('DescribeNetworkInterfaces')).toBe('Forbidden.RAM');
		const allowed = clientOf(simulator, 'Ecs');
		expect(await allowed.refusal('DescribeInstances', { DryRun: true })).toBe('DryRunOperation');
		simulator.settings.instancesWithoutRights = 'Forbidden.RAM';
		expect(await client.refusal('DescribeInstances')).toBe('Forbidden.RAM');
	});

	test('an unknown region and a token of somebody else are refused', async () => {
		const ecs = clientOf(simulator, 'Ecs');
		expect(await ecs.refusal('DescribeInstances', { RegionId: 'cn-nowhere' })).toBe(
			'InvalidRegionId.NotFound',
		);
		expect(await ecs.refusal('DescribeInstances', { NextToken: 'made-up' })).toBe(
			'InvalidParameter',
		);
	});

	test('ConvertNatPublicIpToEip keeps the address and binds it', async () => {
		const { id } = simulator.addInstance({
			type: 'EcsInstance',
			publicIpAddress: '198.51.100.9',
			hasBandwidth: true,
		});
		const ecs = clientOf(simulator, 'Ecs');
		await ecs.call('ConvertNatPublicIpToEip', { InstanceId: id });
		expect(simulator.eips()).toMatchObject([
			{ ipAddress: '198.51.100.9', instanceId: id, status: 'InUse' },
		]);
		const [instance] = await instances({ InstanceIds: JSON.stringify([id]) });
		expect(instance).toMatchObject({
			PublicIpAddress: { IpAddress: [] },
			EipAddress: { IpAddress: '198.51.100.9' },
		});
		const again = ecs.refusal('ConvertNatPublicIpToEip', { InstanceId: id });
		expect(await again).toBe('OperationDenied');
		expect(await ecs.refusal('ConvertNatPublicIpToEip', { InstanceId: 'i-none' })).toBe(
			'InvalidInstanceId.NotFound',
		);
	});
});

describe('Resource Manager', () => {
	const namesOf = async (parameters: Record<string, unknown>, account?: Account) =>
		listOf(
			await clientOf(simulator, 'ResourceManager', { account }).call(
				'ListResourceGroups',
				parameters,
			),
			'ResourceGroups',
			'ResourceGroup',
		).map(({ Name }) => Name);

	test('finds parts of names in any case', async () => {
		simulator.addResourceGroup({ name: 'Shop-prod', displayName: '商城-生产' });
		expect(await namesOf({ Name: 'shop' })).toEqual(['Shop-prod']);
		expect(await namesOf({ DisplayName: '生产' })).toEqual(['Shop-prod']);
		expect(await namesOf({})).toEqual(['default', 'Shop-prod']);
	});

	test('names the missing permission, which is one of RAM', async () => {
		const reply = await sendV3(simulator, {
			account: NO_RIGHTS_KEY,
			action: 'ListResourceGroups',
			version: '2020-03-31',
		});
		expect([reply.status, reply.code]).toEqual([403, 'NoPermission']);
		expect(reply.text).toContain('Action: ram:ListResourceGroups');
	});
});

describe('hosts', () => {
	const ask = async (host: string, action: string, version: string) =>
		(await sendV3(simulator, { host, action, version, parameters: { RegionId: 'cn-beijing' } }))
			.code;

	test.each([
		['DescribeInstances', '2014-05-26', 'ecs.cn-beijing.aliyuncs.com', 'Ecs'],
		['DescribeInstances', '2014-05-26', 'ecs-cn-hangzhou.aliyuncs.com', 'Ecs'],
		['DescribeLoadBalancers', '2014-05-15', 'slb-vpc.cn-beijing.aliyuncs.com', 'Slb'],
		['ListResourceGroups', '2020-03-31', 'resourcemanager.aliyuncs.com', 'ResourceManager'],
		['GetCallerIdentity', '2015-04-01', 'sts.localhost:8080', 'Sts'],
		['DescribeVpcs', '2016-04-28', 'vpc-vpc.cn-beijing.aliyuncs.com', 'Vpc'],
	])(
		'%s of %s is served at %s, and at no host of another product',
		async (action, version, host, product) => {
			expect(await ask(host, action, version)).toBe('');
			expect(simulator.requests.at(-1)).toMatchObject({ product, headers: { host } });
			const others = ['ecs', 'slb', 'sts', 'vpc', 'resourcemanager']
				.filter((name) => !host.startsWith(name))
				.map((name) => `${name}.cn-beijing.aliyuncs.com`);
			expect(others).toHaveLength(4);
			for (const other of others) expect(await ask(other, action, version)).toBe('InvalidVersion');
		},
	);

	test('a host of another region finds nothing', async () => {
		addNamedWorld(simulator, { count: 3, region: 'cn-beijing' });
		const total = async (host: string) => {
			const { text } = await sendV3(simulator, {
				host,
				action: 'DescribeLoadBalancers',
				version: '2014-05-15',
				parameters: { RegionId: 'cn-beijing' },
			});
			return (JSON.parse(text) as { TotalCount: number }).TotalCount;
		};
		expect(await total('slb.cn-beijing.aliyuncs.com')).toBe(3);
		expect(await total('slb.cn-shanghai.aliyuncs.com')).toBe(0);
	});
});
