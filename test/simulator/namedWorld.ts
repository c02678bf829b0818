import type { InstanceFields } from './state/instance';
import type { Simulator } from './simulator';

/** How many of each there are, beside what the tests make themselves. */
export interface NamedWorld {
	/** Of servers, network interfaces, load balancers, NAT gateways, HaVips and VPCs each. */
	readonly count: number;
	readonly region?: string;
	/** Default: as many as `count`, 100 at most. */
	readonly resourceGroups?: number;
	/** Every so many-th resource has an Elastic IP; default 3, 0 for none. */
	readonly boundEvery?: number;
	/** Whose they are; default: the main account of the simulator's first key. */
	readonly accountId?: string;
}

/** Names as people give them, in turn; a number follows. */
const NAMES = {
	EcsInstance: ['web', '前端服务器', 'db', '数据库', 'build agent', '支付网关-生产'],
	NetworkInterface: ['web-eni', '备用网卡', 'db-eni', '管理网卡'],
	SlbInstance: ['shop-lb', '商城负载均衡', 'api-lb', '内网网关'],
	Nat: ['egress', '出口网关', 'office-nat', '测试环境网关'],
	HaVip: ['keepalived', '高可用虚拟IP'],
	vpc: ['production', '生产环境', 'staging', '测试环境'],
	group: ['shop', '商城', 'office', '办公室'],
} as const;

const ZONES = ['a', 'b', 'c'];

/** The `index`-th name of a list: `web-1`, `前端服务器-2`. */
function nameOf(names: readonly string[], index: number): string {
	return `${names[index % names.length]}-${index + 1}`;
}

/** The `index`-th private address of a block that holds 65,000. */
function addressOf(block: number, index: number): string {
	return `10.${block}.${Math.floor(index / 250)}.${(index % 250) + 2}`;
}

/**
 * Fills a region with named resources of every kind that belong together: servers in VPCs with network
 * interfaces, load balancers, NAT gateways, HaVips, and Elastic IPs bound to some of them. The IDs
 * tell the number: `i-named000001`.
 */
export function addNamedWorld(simulator: Simulator, world: NamedWorld): void {
	const { count, region = 'cn-hangzhou', boundEvery = 3, accountId } = world;
	const groups = Array.from({ length: world.resourceGroups ?? Math.min(count, 100) }, (_, index) =>
		simulator.addResourceGroup({
			accountId: accountId ?? simulator.account.accountId,
			id: `rg-named${number(index)}`,
			name: `group-${index + 1}`,
			displayName: nameOf(NAMES.group, index),
		}),
	);
	for (let index = 0; index < count; index++) {
		const vpc = simulator.addVpc({
			...(accountId && { accountId }),
			region,
			vpcId: `vpc-named${number(index)}`,
			name: nameOf(NAMES.vpc, index),
			cidrBlock: '10.0.0.0/8',
			isDefault: index === 0,
		});
		const common = {
			...(accountId && { accountId }),
			region,
			zone: `${region}-${ZONES[index % ZONES.length]}`,
			vpcId: vpc.vpcId,
			vSwitchId: `vsw-named${number(index)}`,
			...(groups.length > 0 && { resourceGroupId: groups[index % groups.length].id }),
		};
		const add = (fields: InstanceFields, block: number, names: readonly string[]) =>
			simulator.addInstance({
				...common,
				name: nameOf(names, index),
				privateIpAddresses: [addressOf(block, index)],
				...fields,
			});
		const server = add(
			{
				type: 'EcsInstance',
				id: `i-named${number(index)}`,
				status: index % 7 === 6 ? 'Stopped' : 'Running',
			},
			0,
			NAMES.EcsInstance,
		);
		const targets = [
			server,
			add(
				{
					type: 'NetworkInterface',
					// Not the ID of the primary interface, which every server has besides.
					id: `eni-second${number(index)}`,
					privateIpAddresses: [addressOf(1, index), addressOf(2, index)],
					attachedTo: index % 2 === 0 ? server.id : '',
				},
				1,
				NAMES.NetworkInterface,
			),
			add({ type: 'SlbInstance', id: `lb-named${number(index)}` }, 3, NAMES.SlbInstance),
			add({ type: 'Nat', id: `ngw-named${number(index)}` }, 4, NAMES.Nat),
			add(
				{ type: 'HaVip', id: `havip-named${number(index)}`, attachedTo: server.id },
				5,
				NAMES.HaVip,
			),
		];
		if (boundEvery === 0 || index % boundEvery !== 0) continue;
		for (const { type, id, name, privateIpAddresses } of targets) {
			simulator.addEips(1, {
				...(accountId && { accountId }),
				region,
				name: `eip of ${name}`,
				instanceId: id,
				instanceType: type,
				...(type === 'NetworkInterface' && { privateIpAddress: privateIpAddresses[0] }),
			});
		}
	}
}

function number(index: number): string {
	return String(index + 1).padStart(6, '0');
}
