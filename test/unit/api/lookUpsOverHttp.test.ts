import { listHaVips } from '../../../nodes/AlibabaCloudEip/api/haVips';
import { listInstances } from '../../../nodes/AlibabaCloudEip/api/instances';
import { listLoadBalancers } from '../../../nodes/AlibabaCloudEip/api/loadBalancers';
import type { LookedUp } from '../../../nodes/AlibabaCloudEip/api/lookUp';
import { listNatGateways } from '../../../nodes/AlibabaCloudEip/api/natGateways';
import { listNetworkInterfaces } from '../../../nodes/AlibabaCloudEip/api/networkInterfaces';
import { listResourceGroups } from '../../../nodes/AlibabaCloudEip/api/resourceGroups';
import { listVpcs } from '../../../nodes/AlibabaCloudEip/api/vpcs';
import { lookUpSession } from '../../engine/listSearch/lookUpSession';
import { credentialFor } from '../../engine/setup';
import {
	type Account,
	NO_RIGHTS_KEY,
	type Simulator,
	addNamedWorld,
	startSimulator,
} from '../../simulator';

jest.setTimeout(60_000);

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

const sessionOf = (account?: Account, region = 'cn-hangzhou') =>
	lookUpSession(credentialFor(simulator, account), region);

/** Name, function, how many entries a world of `count` has, its permission, and a name that is searched for. */
const lists = [
	['instances', listInstances, (count: number) => count, 'ecs:DescribeInstances', '服务器-2'],
	[
		'network interfaces',
		listNetworkInterfaces,
		(count: number) => count,
		'ecs:DescribeNetworkInterfaces',
		'备用网卡-2',
	],
	[
		'load balancers',
		listLoadBalancers,
		(count: number) => count,
		'slb:DescribeLoadBalancers',
		'商城负载均衡-2',
	],
	['NAT gateways', listNatGateways, (count: number) => count, 'vpc:DescribeNatGateways', '网关-2'],
	['HAVIPs', listHaVips, (count: number) => count, 'vpc:DescribeHaVips', '高可用虚拟IP-2'],
	['VPCs', listVpcs, (count: number) => count, 'vpc:DescribeVpcs', '生产环境-2'],
	[
		'resource groups',
		listResourceGroups,
		(count: number) => Math.min(count, 100) + 1,
		'ram:ListResourceGroups',
		'商城-2',
	],
] as const;

describe.each(lists)('%s', (_name, list, countIn, permission, search) => {
	test.each([0, 1, 101, 5000])(
		'are all listed, each once, in a world of %d',
		async (count) => {
			addNamedWorld(simulator, { count });
			const session = sessionOf();
			const found: LookedUp[] = [];
			let next: string | undefined;
			do {
				const page = await list(session, { next });
				found.push(...page.entries);
				({ next } = page);
			} while (next !== undefined);
			expect(found).toHaveLength(countIn(count));
			expect(new Set(found.map(({ id }) => id)).size).toBe(countIn(count));
			expect(simulator.requests.flatMap(({ unknownParameters }) => unknownParameters)).toEqual([]);
		},
		120_000,
	);

	test('are found by a part of a Chinese name', async () => {
		addNamedWorld(simulator, { count: 12 });
		const { entries, next } = await list(sessionOf(), { search });
		expect(entries.map(({ name }) => name)).toEqual([expect.stringContaining(search)]);
		expect(next).toBeUndefined();
	});

	test('without the permission say which one is missing', async () => {
		addNamedWorld(simulator, { count: 3 });
		const session = sessionOf(NO_RIGHTS_KEY);
		const [product, action] = permission.split(':');
		await expect(list(session)).rejects.toMatchObject({ details: { call: { product, action } } });
	});
});

test('a wrong region has nothing; resource groups belong to none', async () => {
	addNamedWorld(simulator, { count: 2 });
	const session = sessionOf(undefined, 'cn-beijing');
	for (const [name, list] of lists) {
		const { entries } = await list(session);
		expect([name, entries.length]).toEqual([name, name === 'resource groups' ? 3 : 0]);
	}
});

test('what is associated is told where the list tells it', async () => {
	addNamedWorld(simulator, { count: 1 });
	const session = sessionOf();
	const addressOf = (id: string) =>
		simulator.eips().find(({ instanceId }) => instanceId === id)?.ipAddress;
	for (const [, list] of lists.slice(0, 5)) {
		const [{ id, elasticIps }] = (await list(session)).entries;
		const addresses = elasticIps?.map(({ ipAddress }) => ipAddress);
		expect([id, addresses]).toEqual([id, id.startsWith('lb-') ? undefined : [addressOf(id)]]);
	}
});

test('an instance is found by its private address and by that of its Elastic IP', async () => {
	addNamedWorld(simulator, { count: 12 });
	const session = sessionOf();
	const eip = simulator.eips().find(({ instanceId }) => instanceId === 'i-named000004');
	for (const search of ['10.0.0.5', String(eip?.ipAddress), 'i-named000004']) {
		const { entries } = await listInstances(session, { search });
		expect([search, entries.map(({ id }) => id)]).toEqual([search, ['i-named000004']]);
	}
});
