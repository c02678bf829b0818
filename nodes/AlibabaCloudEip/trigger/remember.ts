import type { IDataObject } from 'n8n-workflow';
import type { Column } from './columns/Column';
import { isBound } from '../api/unboundSince';
import { type ColumnValues, type KnownEip, NO_COLUMNS } from './columns/KnownEip';
import { readStatus, readText } from './record/record';
import type { EventSettings } from './settings/EventSettings';

/** What holds for all Elastic IPs of a region in a poll. */
export interface RememberContext {
	/** Milliseconds since 1970. */
	now: number;
	settings: EventSettings;
	columns: Column[];
	/** The names of the columns whose `timing` is another than at the last poll. */
	retimed: ReadonlySet<string>;
}

/**
 * What is to be remembered about an Elastic IP after it was read. What the record does not
 * say stays as it was.
 *
 * @param before what was remembered; undefined if nothing was
 * @param first how a new one begins
 */
export function remember(
	elasticIp: IDataObject,
	before: KnownEip | undefined,
	first: { isNew: boolean; reports: number; matches: boolean | undefined },
	context: RememberContext,
): KnownEip {
	const known: KnownEip = {
		allocationId: String(elasticIp.AllocationId),
		ipAddress: readText(elasticIp.IpAddress) ?? before?.ipAddress ?? '',
		name: readText(elasticIp.Name) ?? before?.name ?? '',
		...readBinding(elasticIp, before),
		allocatedAt: before?.allocatedAt || toSeconds(elasticIp.AllocationTime),
		matches: first.matches ?? before?.matches ?? false,
		reports: before?.reports ?? first.reports,
		columns: NO_COLUMNS,
	};
	if (context.columns.length > 0) {
		known.columns = readColumns(elasticIp, before, known, first.isNew, context);
	}
	return known;
}

function readColumns(
	elasticIp: IDataObject,
	before: KnownEip | undefined,
	known: KnownEip,
	isNew: boolean,
	{ now, settings, columns, retimed }: RememberContext,
): ColumnValues {
	const values: Record<string, unknown> = {};
	const context = { known, isNew, now, settings, retimed };
	for (const column of columns) {
		const last = before?.columns[column.name];
		const value = column.read(elasticIp, last, context);
		values[column.name] = value === undefined ? last : value;
	}
	return values;
}

/** Status and instance belong together: without the one, the other says nothing. */
function readBinding(
	elasticIp: IDataObject,
	before: KnownEip | undefined,
): Pick<KnownEip, 'status' | 'instanceId' | 'instanceType'> {
	const status = readStatus(elasticIp);
	if (status === undefined) {
		const { status: last = '', instanceId = '', instanceType = '' } = before ?? {};
		return { status: last, instanceId, instanceType };
	}
	const isStillBound = before && isBound(before.status) && isBound(status);
	const instanceId = readText(elasticIp.InstanceId);
	const isSame = isStillBound && (instanceId === undefined || instanceId === before.instanceId);
	return {
		status,
		instanceId: instanceId ?? (isStillBound ? before.instanceId : ''),
		instanceType: readText(elasticIp.InstanceType) ?? (isSame ? before.instanceType : ''),
	};
}

/** A new Elastic IP as it was allocated: the API allocates none that is bound, locked or in a package. */
export function asAllocated(known: KnownEip, columns: Column[]): KnownEip {
	const values: Record<string, unknown> = { ...known.columns };
	for (const { name, atAllocation } of columns) {
		if (atAllocation !== undefined && values[name] !== undefined) values[name] = atAllocation;
	}
	return { ...known, status: 'Available', instanceId: '', instanceType: '', columns: values };
}

/** An Elastic IP that is gone: it cannot be released while it is bound. */
export function asReleased(known: KnownEip): KnownEip {
	return { ...known, instanceId: '', instanceType: '', status: 'Releasing' };
}

function toSeconds(time: unknown): number {
	const milliseconds = Date.parse(String(time ?? ''));
	return Number.isFinite(milliseconds) && milliseconds > 0 ? Math.floor(milliseconds / 1000) : 0;
}
