import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../../../nodes/AlibabaCloudEip/errors/ApiFailure';
import { CancelledError, type Clock } from '../../../nodes/AlibabaCloudEip/api/client/clock';
import type { ElasticIp } from '../../../nodes/AlibabaCloudEip/api/elasticIp';
import { Deadline } from '../../../nodes/AlibabaCloudEip/api/client/deadline';
import type { Session } from '../../../nodes/AlibabaCloudEip/api/client/session';
import type { Environment } from '../../../nodes/AlibabaCloudEip/trigger/environment';
import {
	type TriggerSettings,
	readSettings,
} from '../../../nodes/AlibabaCloudEip/trigger/readSettings';

export const MINUTE = 60_000;
export const START = Date.UTC(2026, 0, 1);

/** The API actions that a trigger uses, without a network: for tests that need thousands of polls. */
export class FakeCloud {
	/** Milliseconds that have passed: never less. */
	elapsed = 0;

	/** How far the time of day is off. */
	#skew = 0;

	readonly #sleepers: Array<{ at: number; wake(): void }> = [];

	#isTicking = false;

	/** The time of day. To set it later lets time pass; to set it back is a clock that was set. */
	get now(): number {
		return START + this.elapsed + this.#skew;
	}

	set now(time: number) {
		const passed = time - this.now;
		if (passed > 0) this.elapsed += passed;
		else this.#skew += passed;
	}

	/** Sets the clock ahead or back, without any time passing. */
	setClock(milliseconds: number): void {
		this.#skew += milliseconds;
	}

	/** Time passes when nothing else is left to do. */
	readonly clock: Clock = {
		now: () => this.now,
		monotonic: () => this.elapsed,
		sleep: async (milliseconds, signal) =>
			await new Promise((resolve, reject) => {
				if (signal?.aborted) return reject(new CancelledError());
				const sleeper = { at: this.elapsed + Math.max(0, milliseconds), wake: resolve };
				this.#sleepers.push(sleeper);
				signal?.addEventListener('abort', () => {
					const index = this.#sleepers.indexOf(sleeper);
					if (index !== -1) this.#sleepers.splice(index, 1);
					reject(new CancelledError());
				});
				this.#tick();
			}),
		turn: async () => await this.clock.sleep(0),
		after: (milliseconds, wake) => {
			const sleeper = { at: this.elapsed + Math.max(0, milliseconds), wake };
			this.#sleepers.push(sleeper);
			this.#tick();
			return () => {
				const index = this.#sleepers.indexOf(sleeper);
				if (index !== -1) this.#sleepers.splice(index, 1);
			};
		},
	};

	#tick(): void {
		if (this.#isTicking) return;
		this.#isTicking = true;
		setImmediate(() => {
			this.#isTicking = false;
			const [first] = this.#sleepers.sort((one, other) => one.at - other.at);
			if (!first) return;
			this.#sleepers.shift();
			this.elapsed = Math.max(this.elapsed, first.at);
			first.wake();
			this.#tick();
		});
	}

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
			clock: this.clock,
			deadline: this.elapsed + 10 * MINUTE,
			end: this.elapsed + 12 * MINUTE,
			nonce: `nonce ${++polls}`,
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
			key: `key/${regionId}`,
			connection: '',
			clockLag: () => 0,
			wasThrottled: () => false,
			clock: this.clock,
			deadline: new Deadline(this.clock, MINUTE),
			independent: () => this.#session(regionId),
			inRegion: (other) => this.#session(other),
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
let polls = 0;

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
