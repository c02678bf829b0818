import type { Simulator } from './simulator';

/** Ids of the resources {@link addSampleData} makes, all in cn-hangzhou. */
export const SAMPLE_IDS = {
	ecs: 'i-simulator-ecs-1',
	secondEcs: 'i-simulator-ecs-2',
	slb: 'lb-simulator-1',
	nat: 'ngw-simulator-1',
	haVip: 'havip-simulator-1',
	networkInterface: 'eni-simulator-1',
} as const;

/** Puts in what a demo needs: a target of each kind with a fixed id, and a few EIPs. */
export function addSampleData(simulator: Simulator): typeof SAMPLE_IDS {
	simulator.addInstance({ type: 'EcsInstance', id: SAMPLE_IDS.ecs, name: 'web-1' });
	simulator.addInstance({ type: 'EcsInstance', id: SAMPLE_IDS.secondEcs, name: 'web-2' });
	simulator.addInstance({ type: 'SlbInstance', id: SAMPLE_IDS.slb, name: 'balancer' });
	simulator.addInstance({ type: 'Nat', id: SAMPLE_IDS.nat, name: 'gateway' });
	simulator.addInstance({ type: 'HaVip', id: SAMPLE_IDS.haVip, name: 'virtual-ip' });
	simulator.addInstance({
		type: 'NetworkInterface',
		id: SAMPLE_IDS.networkInterface,
		name: 'interface',
		privateIpAddresses: ['192.168.0.50', '192.168.0.51'],
	});
	simulator.addEips(1, { name: 'spare', tags: [{ key: 'env', value: 'demo' }] });
	simulator.addEips(1, { name: 'web', bandwidth: 20, instanceId: SAMPLE_IDS.secondEcs });
	simulator.addEips(1, { name: 'spare-beijing', region: 'cn-beijing' });
	return SAMPLE_IDS;
}
