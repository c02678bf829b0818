import type { INodeParameters } from 'n8n-workflow';
import { resources } from '../../../nodes/AlibabaCloudEip/resources';
import { isRead } from '../../../nodes/AlibabaCloudEip/api/actions';
import { examples } from '../../../scripts/schemas/examples';
import { fillWorld } from '../../../scripts/schemas/world';
import type { Simulator } from '../../simulator';
import { MAIN_ACCOUNT_ID } from '../../simulator/accounts';
import type { EipFields } from '../../simulator/state/eip';
import { locator } from '../setup';

/** One call of every operation that changes something, for tests that make things go wrong. */

/** Milliseconds that the simulator takes, for each kind of change that they wait for. */
export const durations = {
	associating: 20,
	unassociating: 20,
	releasing: 20,
	segment: 20,
	bandwidthPackage: 20,
	pool: 20,
};

export type Prepare = (simulator: Simulator) => INodeParameters;

const eip = (simulator: Simulator, fields: EipFields = {}) =>
	simulator.addEips(1, { region: 'cn-hangzhou', ...fields })[0].allocationId;
const ecs = (simulator: Simulator, id: string) =>
	simulator.addInstance({ type: 'EcsInstance', id }).id;
const bound = (simulator: Simulator) =>
	eip(simulator, {
		instanceId: ecs(simulator, 'i-1'),
		instanceType: 'EcsInstance',
		status: 'InUse',
	});
const shared = (simulator: Simulator) => simulator.addBandwidthPackage({}).bandwidthPackageId;
const pool = (simulator: Simulator, hasBlock = false) =>
	simulator.addPool(
		hasBlock
			? {
					cidrBlocks: [
						{ cidrBlock: '198.51.100.0/28', creationTime: 0, status: 'Created', totalIpNum: 16 },
					],
				}
			: {},
	).publicIpAddressPoolId;
const segment = (simulator: Simulator) => {
	const { world } = simulator.state;
	const made = world.addSegment(MAIN_ACCOUNT_ID, 'cn-hangzhou', 28, '').segment;
	made.status = 'Allocated';
	eip(simulator, { segmentInstanceId: made.instanceId });
	return made.instanceId;
};

/** Those that start from something else than the examples do. */
const own: Record<string, Prepare> = {
	'elasticIp.allocate': () => ({ bandwidth: 5 }),
	'elasticIp.allocateAndAssociate': (simulator) => ({ instanceId: ecs(simulator, 'i-1') }),
	'elasticIp.associate': (simulator) => ({
		allocationId: locator(eip(simulator)),
		instanceId: ecs(simulator, 'i-1'),
	}),
	'elasticIp.associateBatch': (simulator) => ({
		allocationIds: `${eip(simulator)},${eip(simulator)}`,
		instanceId: simulator.addInstance({ type: 'Nat', id: 'ngw-1' }).id,
	}),
	'elasticIp.convertPublicIp': (simulator) => ({
		instanceId: simulator.addInstance({
			...{ type: 'EcsInstance', id: 'i-1', publicIpAddress: '198.51.100.9', hasBandwidth: true },
		}).id,
	}),
	'elasticIp.move': (simulator) => ({
		allocationId: locator(bound(simulator)),
		instanceId: ecs(simulator, 'i-2'),
	}),
	'elasticIp.release': (simulator) => ({ allocationId: locator(eip(simulator)) }),
	'elasticIp.replace': (simulator) => ({
		allocationId: locator(bound(simulator)),
		// Else all is as before in the end.
		additionalFields: { name: 'new' },
	}),
	'elasticIp.setBandwidth': (simulator) => ({
		allocationId: locator(eip(simulator)),
		bandwidth: 7,
	}),
	'elasticIp.setDeletionProtection': (simulator) => ({ allocationId: locator(eip(simulator)) }),
	'elasticIp.setForwardMode': (simulator) => ({
		allocationId: locator(
			eip(simulator, {
				instanceId: simulator.addInstance({ type: 'NetworkInterface', id: 'eni-1' }).id,
				instanceType: 'NetworkInterface',
				status: 'InUse',
			}),
		),
		forwardMode: 'BINDED',
	}),
	'elasticIp.setHighDefinitionMonitorLog': (simulator) => ({
		allocationId: locator(bound(simulator)),
		logProject: 'project',
		logStore: 'store',
	}),
	'elasticIp.unassociate': (simulator) => ({ allocationId: locator(bound(simulator)) }),
	'elasticIp.update': (simulator) => ({
		allocationId: locator(eip(simulator)),
		updateFields: { name: 'new', bandwidth: 7 },
	}),
	'bandwidthPackage.addElasticIps': (simulator) => ({
		bandwidthPackageId: locator(shared(simulator)),
		allocationIds: `${eip(simulator)},${eip(simulator)}`,
	}),
	'bandwidthPackage.create': () => ({}),
	'bandwidthPackage.delete': (simulator) => {
		const bandwidthPackageId = shared(simulator);
		eip(simulator, { bandwidthPackageId });
		return { bandwidthPackageId: locator(bandwidthPackageId), removeElasticIpsFirst: true };
	},
	'bandwidthPackage.removeElasticIp': (simulator) => {
		const bandwidthPackageId = shared(simulator);
		return {
			bandwidthPackageId: locator(bandwidthPackageId),
			allocationId: locator(eip(simulator, { bandwidthPackageId })),
		};
	},
	'segment.allocate': () => ({}),
	'segment.convertToPool': (simulator) => ({ segmentInstanceId: locator(segment(simulator)) }),
	'segment.release': (simulator) => ({ segmentInstanceId: locator(segment(simulator)) }),
	'addressPool.create': () => ({ name: 'pool' }),
	'addressPool.delete': (simulator) => ({ publicIpAddressPoolId: locator(pool(simulator)) }),
	'addressPool.deleteCidrBlock': (simulator) => ({
		publicIpAddressPoolId: locator(pool(simulator, true)),
		cidrBlock: '198.51.100.0/28',
	}),
	'addressPool.openService': (simulator) => {
		simulator.settings.poolServiceOpen = false;
		return {};
	},
	'addressPool.update': (simulator) => ({
		publicIpAddressPoolId: locator(pool(simulator)),
		updateFields: { name: 'new' },
	}),
};

/** The registered operations that change something, as `resource.operation`. */
function registeredWrites(): string[] {
	return resources.flatMap(({ value, list }) =>
		list
			.filter(({ apiAction }) => apiAction.split(/\W+/).some((action) => !isRead(action)))
			.map((operation) => `${value}.${operation.value}`),
	);
}

/** By `resource.operation`: each that is registered, as its example shows it if not otherwise. */
export const writeOperations: Record<string, Prepare> = Object.fromEntries(
	registeredWrites().map((operation) => [
		operation,
		own[operation] ??
			((simulator) => examples[operation.replace('.', '/')](fillWorld(simulator))[0]),
	]),
);

/** What the account holds, without what differs from run to run (ids, addresses, times). */
export function holdings(simulator: Simulator): string {
	const names = (list: object[]) => list.map((entry) => JSON.stringify(entry)).sort();
	return JSON.stringify({
		eips: names(
			simulator.eips().map((found) => ({
				status: found.status,
				boundTo: found.instanceId,
				name: found.name,
				bandwidth: found.bandwidth,
				cap: simulator.state.world.bandwidthInForce(found),
				tags: found.tags,
				isProtected: found.deletionProtection,
				mode: found.mode,
				hdMonitor: found.hdMonitor,
				resourceGroup: found.resourceGroupId,
				inPackage: found.bandwidthPackageId !== '',
				inSegment: found.segmentInstanceId !== '',
				inPool: found.publicIpAddressPoolId !== '',
			})),
		),
		packages: names(
			simulator
				.bandwidthPackages()
				.map(({ name, bandwidth, status }) => ({ name, bandwidth, status })),
		),
		segments: names(simulator.segments().map(({ status, ipCount }) => ({ status, ipCount }))),
		pools: names(
			simulator.pools().map(({ name, status, cidrBlocks }) => ({
				name,
				status,
				blocks: cidrBlocks.map((block) => [block.status, block.totalIpNum]),
			})),
		),
		poolService: simulator.state.world.poolServiceOpen(MAIN_ACCOUNT_ID),
	});
}

/** The IDs of everything that costs money. */
export function holdingIds(simulator: Simulator): string[] {
	return [
		...simulator
			.eips()
			.filter(({ segmentInstanceId }) => segmentInstanceId === '')
			.map(({ allocationId }) => allocationId),
		...simulator.bandwidthPackages().map(({ bandwidthPackageId }) => bandwidthPackageId),
		...simulator.segments().map(({ instanceId }) => instanceId),
	];
}
