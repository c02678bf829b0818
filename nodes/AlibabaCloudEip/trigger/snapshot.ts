import type { IDataObject } from 'n8n-workflow';
import { readLockReasons, readTags } from '../output/simplifyElasticIp';
import { passesFilters } from './filter';
import type { TriggerSettings } from './settings';
import { sameTags } from './tagFingerprint';
import type { ColumnName, Idle, KnownEip, RegionSnapshot, Tags } from './types';

/** Whether an Elastic IP with this status works for an instance: until it is fully unbound. */
export function isBound(status: string): boolean {
	return status === 'InUse' || status === 'Unassociating';
}

/** The instance that an Elastic IP is bound to; empty while it is only being bound. */
export function boundTo({ status, instanceId }: KnownEip): string {
	return isBound(status) ? instanceId || 'unknown' : '';
}

export interface Glance {
	/** Milliseconds since 1970. */
	now: number;
	settings: TriggerSettings;
	columns: ColumnName[];
	/** Whether the settings of 'idle' and of 'expiring' are others than at the last look. */
	isRetimed: Record<'idle' | 'expiring', boolean>;
}

/**
 * What is to be remembered about an Elastic IP after a look at it.
 *
 * @param before what was remembered; undefined if nothing was
 * @param isNew whether it was allocated since the last look
 */
export function remember(
	elasticIp: IDataObject,
	before: KnownEip | undefined,
	isNew: boolean,
	{ now, settings, columns, isRetimed }: Glance,
): KnownEip {
	const known: KnownEip = {
		allocationId: toText(elasticIp.AllocationId),
		ipAddress: toText(elasticIp.IpAddress),
		name: toText(elasticIp.Name),
		status: toText(elasticIp.Status),
		instanceId: toText(elasticIp.InstanceId),
		instanceType: toText(elasticIp.InstanceType),
		allocatedAt: before?.allocatedAt || toSeconds(elasticIp.AllocationTime),
		matches: passesFilters(elasticIp, settings),
		reports: before?.reports ?? 0,
	};
	for (const column of columns) {
		switch (column) {
			case 'bandwidth':
				known.bandwidth = readBandwidth(elasticIp);
				break;
			case 'bandwidthPackageId':
				known.bandwidthPackageId = toText(elasticIp.BandwidthPackageId);
				break;
			case 'deletionProtection':
				known.deletionProtection = toText(elasticIp.DeletionProtection).toLowerCase() === 'true';
				break;
			case 'locks':
				known.locks = readLockReasons(elasticIp).sort();
				break;
			case 'tags':
				known.tags = keepTags(readTags(elasticIp) as Tags, before?.tags);
				break;
			case 'idle':
				known.idle = nextIdle(known, before, isNew, { now, settings, isRetimed });
				break;
			case 'expiring':
				known.expiring = nextExpiring(elasticIp, before, { now, settings, isRetimed });
				break;
		}
	}
	return known;
}

/** A new Elastic IP as it was allocated: the API allocates none that is bound, locked or in a package. */
export function asAllocated(known: KnownEip): KnownEip {
	return {
		...known,
		status: 'Available',
		instanceId: '',
		instanceType: '',
		...(known.locks && { locks: [] }),
		...(known.bandwidthPackageId !== undefined && { bandwidthPackageId: '' }),
	};
}

/** An Elastic IP that is gone: it can't be released while it is bound. */
export function asReleased(known: KnownEip): KnownEip {
	return { ...known, instanceId: '', instanceType: '', status: 'Releasing' };
}

/** The IDs of those that were there at the last look, should be looked at now, and are not in the list. */
export function missingFrom(
	before: RegionSnapshot | undefined,
	scope: RegionSnapshot['scope'],
	listing: IDataObject[],
): string[] {
	if (!before) return [];
	const listed = new Set(listing.map(({ AllocationId }) => String(AllocationId)));
	return [...before.elasticIps.keys()].filter((id) => !listed.has(id) && isInScope(scope, id));
}

export function isInScope(scope: RegionSnapshot['scope'], allocationId: string): boolean {
	return scope === 'all' || scope.includes(allocationId);
}

/** How often idleness should have been reported by now. */
export function idleReportsDue(
	{ since }: Idle,
	now: number,
	{ after, repeat }: TriggerSettings['idle'],
): number {
	const over = toMinutes(now) - since - after;
	if (over < 0) return 0;
	return repeat > 0 ? 1 + Math.floor(over / repeat) : 1;
}

/** When a subscription ends, in minutes since 1970; 0 if it is none. */
export function readExpiry({ ChargeType, ExpiredTime }: IDataObject): number {
	if (ChargeType !== 'PrePaid') return 0;
	const time = Date.parse(String(ExpiredTime ?? ''));
	return Number.isFinite(time) ? toMinutes(time) : 0;
}

export function isExpiring(
	expiry: number,
	now: number,
	{ expiringWithin }: TriggerSettings,
): boolean {
	return expiry > 0 && expiry - toMinutes(now) <= expiringWithin * 1440;
}

/** The bandwidth in force in Mbit/s; null if it is not known. */
export function readBandwidth({ Bandwidth }: IDataObject): number | null {
	const bandwidth = Number(Bandwidth ?? NaN);
	return Number.isFinite(bandwidth) ? bandwidth : null;
}

export function toMinutes(milliseconds: number): number {
	return Math.floor(milliseconds / 60_000);
}

function toText(value: unknown): string {
	return typeof value === 'string' ? value : String(value ?? '');
}

function toSeconds(time: unknown): number {
	const milliseconds = Date.parse(String(time ?? ''));
	return Number.isFinite(milliseconds) && milliseconds > 0 ? Math.floor(milliseconds / 1000) : 0;
}

/** The same object if they are the same: then nothing needs to be compared again. */
function keepTags(tags: Tags, before: KnownEip['tags']): Tags {
	return typeof before === 'object' && sameTags(tags, before) ? before : tags;
}

function nextIdle(
	known: KnownEip,
	before: KnownEip | undefined,
	isNew: boolean,
	{ now, settings, isRetimed }: Omit<Glance, 'columns'>,
): Idle | null {
	if (isBound(known.status)) return null;
	const idle = before?.idle;
	if (!idle) {
		// Never bound since it was allocated, as far as can be seen.
		const since = isNew && known.allocatedAt > 0 ? known.allocatedAt * 1000 : now;
		return { since: toMinutes(Math.min(since, now)), told: 0 };
	}
	// With other settings, what is overdue already is not reported all at once.
	return isRetimed.idle ? { ...idle, told: idleReportsDue(idle, now, settings.idle) } : idle;
}

function nextExpiring(
	elasticIp: IDataObject,
	before: KnownEip | undefined,
	{ now, settings, isRetimed }: Omit<Glance, 'columns'>,
): number {
	const told = before?.expiring ?? 0;
	const expiry = readExpiry(elasticIp);
	if (told !== expiry) return 0;
	// Reported for a longer time ahead than is set now: to be reported again.
	return isRetimed.expiring && !isExpiring(expiry, now, settings) ? 0 : told;
}
