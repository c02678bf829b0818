import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../../nodes/AlibabaCloudEip/errors/ApiFailure';
import type { ElasticIp } from '../../../nodes/AlibabaCloudEip/transport/elasticIp';
import type { Session } from '../../../nodes/AlibabaCloudEip/transport/session';
import type { Environment } from '../../../nodes/AlibabaCloudEip/trigger/environment';
import {
	type TriggerSettings,
	readSettings,
} from '../../../nodes/AlibabaCloudEip/trigger/settings';

export const MINUTE = 60_000;
export const START = Date.UTC(2026, 0, 1);

/** The API actions that a trigger uses, without a network: for tests that need thousands of polls. */
export class FakeCloud {
	now = START;

	/** In the order of the list. Objects are replaced, never changed. */
	readonly regions = new Map<string, ElasticIp[]>();

	calls: Array<{ action: string; regionId: string; parameters: Record<string, string> }> = [];

	/** Called before each reply. May change the world, throw, or give another reply. */
	beforeReply?: (
		call: { action: string; regionId: string; parameters: Record<string, string> },
		index: number,
	) => Promise<IDataObject | undefined> | IDataObject | undefined;

	/** Bytes out of each Elastic IP by minute. */
	traffic: (allocationId: string, minute: number) => number | undefined = () => 0;

	environment(parameters: IDataObject, more: Partial<Environment> = {}): Environment {
		return {
			settings: settingsOf(parameters),
			account: 'account',
			defaultRegionId: 'cn-hangzhou',
			clock: { now: () => this.now, sleep: async () => {} },
			deadline: this.now + 10 * MINUTE,
			openSession: (regionId) => this.#session(regionId),
			...more,
		};
	}

	list(regionId: string): ElasticIp[] {
		return this.regions.get(regionId) ?? [];
	}

	find(allocationId: string): ElasticIp | undefined {
		return [...this.regions.values()].flat().find(({ AllocationId: id }) => id === allocationId);
	}

	add(regionId: string, fields: IDataObject = {}, position = 0): ElasticIp {
		const elasticIp = toElasticIp(regionId, { AllocationTime: isoOf(this.now), ...fields });
		const list = [...this.list(regionId)];
		list.splice(position, 0, elasticIp);
		this.regions.set(regionId, list);
		return elasticIp;
	}

	change(allocationId: string, fields: IDataObject): void {
		this.#replace(allocationId, (elasticIp) => [{ ...elasticIp, ...fields }]);
	}

	remove(allocationId: string): void {
		this.#replace(allocationId, () => []);
	}

	#replace(allocationId: string, change: (elasticIp: ElasticIp) => ElasticIp[]): void {
		for (const [regionId, list] of this.regions) {
			this.regions.set(
				regionId,
				list.flatMap((one) => (one.AllocationId === allocationId ? change(one) : [one])),
			);
		}
	}

	#session(regionId: string): Session {
		return {
			regionId,
			accessKeyId: 'key',
			timeLimit: MINUTE,
			clock: { now: () => this.now, sleep: async () => {} },
			call: async (action, parameters) => {
				const call = { action, regionId, parameters };
				const index = this.calls.push(call) - 1;
				const other = await this.beforeReply?.(call, index);
				if (other) return other;
				if (action === 'DescribeRegions') {
					return {
						Regions: { Region: [...this.regions.keys()].map((RegionId) => ({ RegionId })) },
					};
				}
				if (action === 'DescribeEipMonitorData') return this.#monitorData(parameters);
				return this.#describe(regionId, parameters);
			},
		};
	}

	#describe(regionId: string, parameters: Record<string, string>): IDataObject {
		const ids = parameters.AllocationId?.split(',');
		const all = this.list(regionId).filter(
			({ AllocationId: id }) => !ids || ids.includes(String(id)),
		);
		const size = Number(parameters.PageSize ?? 10);
		const start = (Number(parameters.PageNumber ?? 1) - 1) * size;
		return {
			TotalCount: all.length,
			EipAddresses: { EipAddress: all.slice(start, start + size) },
		};
	}

	#monitorData(parameters: Record<string, string>): IDataObject {
		const points = [];
		const end = Date.parse(parameters.EndTime);
		for (let time = Date.parse(parameters.StartTime); time < end; time += MINUTE) {
			const bytes = this.traffic(parameters.AllocationId, time / MINUTE);
			if (bytes !== undefined) points.push({ TimeStamp: isoOf(time), EipRX: 0, EipTX: bytes });
		}
		return { EipMonitorDatas: { EipMonitorData: points } };
	}
}

let serial = 0;

export function toElasticIp(regionId: string, fields: IDataObject = {}): ElasticIp {
	serial++;
	return {
		AllocationId: `eip-bp1${serial.toString(36).padStart(18, '0')}`,
		IpAddress: `47.${(serial >> 16) % 256}.${(serial >> 8) % 256}.${serial % 256}`,
		Name: `web-${serial}`,
		Status: 'Available',
		InstanceId: '',
		InstanceType: '',
		RegionId: regionId,
		AllocationTime: isoOf(START - 86_400_000),
		Bandwidth: '5',
		BandwidthPackageId: '',
		ChargeType: 'PostPaid',
		DeletionProtection: false,
		ExpiredTime: '',
		OperationLocks: { LockReason: [] },
		ResourceGroupId: 'rg-1',
		Tags: { Tag: [] },
		...fields,
	};
}

export function settingsOf(parameters: IDataObject): TriggerSettings {
	return readSettings((name, fallback) => parameters[name] ?? fallback);
}

export function isoOf(time: number): string {
	return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

export const unavailable = () =>
	new ApiFailure({
		code: 'ServiceUnavailable',
		message: 'Try later',
		statusCode: 503,
		reached: 'unknown',
	});
