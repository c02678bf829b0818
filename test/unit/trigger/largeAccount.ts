import { createHash } from 'node:crypto';
import { diffRegion } from '../../../nodes/AlibabaCloudEip/trigger/diff';
import {
	decodeState,
	emptyState,
	encodeState,
} from '../../../nodes/AlibabaCloudEip/trigger/state/state';
import type { ElasticIp } from '../../../nodes/AlibabaCloudEip/api/elasticIp';
import { START, settingsOf, toElasticIp } from './FakeCloud';

const MONTH = 86_400_000 * 30;

/** The parts of the trigger that work on its state. */
export interface StateCode {
	diffRegion: typeof diffRegion;
	decodeState: typeof decodeState;
	emptyState: typeof emptyState;
	encodeState: typeof encodeState;
}

const source: StateCode = { diffRegion, decodeState, emptyState, encodeState };

export const REGIONS = ['cn-hangzhou', 'cn-beijing', 'ap-southeast-1'];

/** Elastic IPs in 3 regions as a large user may have them: long IDs, names, and tags. */
export function largeAccount(count = 10_000): Map<string, ElasticIp[]> {
	const regions = new Map<string, ElasticIp[]>();
	for (let index = 0; index < count; index++) {
		const regionId = REGIONS[index % REGIONS.length];
		const isBound = index % 10 < 8;
		const id = createHash('sha256').update(String(index)).digest('hex');
		const tag = (Key: string, Value: string) => ({ Key, Value });
		const list = regions.get(regionId) ?? [];
		regions.set(regionId, list);
		list.push(
			toElasticIp(regionId, {
				AllocationId: `eip-bp1${id.slice(0, 18)}`,
				Name: `${['网关', 'web', 'gateway', 'app-server'][index % 4]}-production-${index}`,
				Status: isBound ? 'InUse' : 'Available',
				InstanceId: isBound ? `i-bp1${id.slice(20, 37)}` : '',
				InstanceType: isBound ? 'EcsInstance' : '',
				AllocationTime: `2025-${String(1 + (index % 12)).padStart(2, '0')}-11T03:04:05Z`,
				Bandwidth: String(5 + (index % 200)),
				BandwidthPackageId: index % 3 === 0 ? `cbwp-bp1ov3oi4xo7j${index % 20}` : '',
				ChargeType: index % 5 === 0 ? 'PrePaid' : 'PostPaid',
				ExpiredTime: index % 5 === 0 ? '2026-01-03T16:00Z' : '',
				OperationLocks: { LockReason: index % 100 === 0 ? [{ LockReason: 'financial' }] : [] },
				Tags: {
					Tag: [
						tag('environment', ['production', 'staging', 'test'][index % 3]),
						tag('cost-center', `team-${index % 40}`),
						tag('Name', `web-${index}`),
					],
				},
			}),
		);
	}
	return regions;
}

/** The state after two polls, so that also 'idle' and 'expiring' have something to remember. */
export function stateOf(regions: Map<string, ElasticIp[]>, events: string[], code = source) {
	const settings = settingsOf({ events, usageAllocationIds: 'eip-1' });
	const state = code.emptyState();
	for (let now = START; now <= START + MONTH; now += MONTH) {
		for (const [regionId, listing] of regions) {
			const look = { regionId, listing, scope: 'all' as const, now, nonce: '1' };
			const { snapshot } = code.diffRegion(state.regions.get(regionId), look, settings);
			state.regions.set(regionId, snapshot);
		}
	}
	return { settings, state };
}

/** Milliseconds of the processor for the parts of a poll in which nothing changed: the median of some. */
export function measureCpu(
	regions: Map<string, ElasticIp[]>,
	events: string[],
	runs: number,
	code = source,
) {
	const { settings, state } = stateOf(regions, events, code);
	let stored = JSON.parse(JSON.stringify(code.encodeState(state))) as unknown;
	const parts: Record<'read' | 'diff' | 'write', number[]> = { read: [], diff: [], write: [] };
	for (let run = 0; run < runs; run++) {
		const start = process.cpuUsage();
		const since = () => {
			const { user, system } = process.cpuUsage(start);
			return (user + system) / 1000;
		};
		const read = code.decodeState(stored, []);
		const afterRead = since();
		for (const [regionId, listing] of regions) {
			const look = { regionId, listing, scope: 'all' as const, now: START + MONTH, nonce: '1' };
			const { events: found, snapshot } = code.diffRegion(
				read.regions.get(regionId),
				look,
				settings,
			);
			if (found.length > 0) throw new Error('Nothing changed, but there are events');
			read.regions.set(regionId, snapshot);
		}
		const afterDiff = since();
		stored = code.encodeState(read);
		parts.read.push(afterRead);
		parts.diff.push(afterDiff - afterRead);
		parts.write.push(since() - afterDiff);
	}
	const median = (list: number[]) =>
		list.sort((one, other) => one - other)[Math.floor(list.length / 2)];
	return { read: median(parts.read), diff: median(parts.diff), write: median(parts.write) };
}
