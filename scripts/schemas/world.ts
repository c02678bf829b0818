import type { Simulator } from '../../test/simulator';

/** What the examples work on. Different enough to show every kind of value a field can have. */
export function fillWorld(simulator: Simulator) {
	const now = Date.now();
	const tags = [{ key: 'environment', value: 'production' }];
	simulator.addInstance({ type: 'EcsInstance', id: 'i-bp1example1' });
	simulator.addInstance({ type: 'EcsInstance', id: 'i-bp1example2' });
	simulator.addInstance({
		...{ type: 'EcsInstance', id: 'i-bp1example3', hasBandwidth: true },
		publicIpAddress: '198.51.100.200',
	});
	simulator.addInstance({ type: 'EcsInstance', id: 'i-bp1example4' });
	simulator.addInstance({ type: 'Nat', id: 'ngw-bp1example' });
	simulator.addInstance({
		...{ type: 'NetworkInterface', id: 'eni-bp1example' },
		privateIpAddresses: ['192.168.0.50', '192.168.0.51'],
	});
	const addOne = (...fields: Parameters<Simulator['addEips']>[1][]) =>
		simulator.addEips(1, Object.assign({}, ...fields))[0].allocationId;

	const free = addOne({ name: 'free', tags });
	const bound = addOne({
		...{ name: 'bound', tags, instanceId: 'i-bp1example1', instanceType: 'EcsInstance' },
		...{ hdMonitor: true, logProject: 'project', logStore: 'store' },
	});
	addOne({ name: 'idle', allocationTime: now - 86_400_000 });
	const locked = addOne({ name: 'locked' });
	simulator.lock(locked, 'security');
	const second = addOne({});
	const prepaid = {
		...({ chargeType: 'PrePaid', internetChargeType: 'PayByBandwidth' } as const),
		expiredTime: now + 30 * 86_400_000,
	};
	const subscription = addOne({ name: 'subscription', ...prepaid });
	const boundSubscription = addOne({
		...{ name: 'associated subscription', instanceId: 'ngw-bp1example', instanceType: 'Nat' },
		...prepaid,
	});
	const onInterface = addOne({
		...{ instanceId: 'eni-bp1example', instanceType: 'NetworkInterface', mode: 'MULTI_BINDED' },
	});

	const bandwidthPackage = simulator.addBandwidthPackage({
		...{ name: 'package', description: 'shared', bandwidth: 50, tags },
	}).bandwidthPackageId;
	const emptyPackage = simulator.addBandwidthPackage().bandwidthPackageId;
	const packaged = addOne({ name: 'packaged', tags });
	for (const member of [packaged, bound]) {
		simulator.change(member, { bandwidthPackageId: bandwidthPackage });
	}

	const { world } = simulator.state;
	const [{ accountId }] = simulator.eips();
	const { segment } = world.addSegment(accountId, 'cn-hangzhou', 28, 'cn-hangzhou-a');
	Object.assign(segment, { status: 'Allocated', name: 'group', description: 'contiguous' });

	const cidrBlock = '198.51.100.0/28';
	const pool = simulator.addPool({
		...{ name: 'pool', description: 'addresses', tags, zones: ['cn-hangzhou-a'] },
		securityProtectionTypes: ['AntiDDoS_Enhanced'],
		cidrBlocks: [{ cidrBlock, creationTime: now, status: 'Created', totalIpNum: 16 }],
	}).publicIpAddressPoolId;
	const emptyPool = simulator.addPool().publicIpAddressPoolId;

	return {
		...{ free, second, bound, locked, onInterface, packaged },
		...{ bandwidthPackage, emptyPackage, segment: segment.instanceId },
		...{ pool, emptyPool, cidrBlock, subscription, boundSubscription },
	};
}

export type World = ReturnType<typeof fillWorld>;
