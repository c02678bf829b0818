import type { IDataObject } from 'n8n-workflow';
import { ApiFailure } from '../errors/ApiFailure';
import { listElasticIps } from '../resources/elasticIp/getAll';
import { type ElasticIp, describeByIds } from '../transport/elasticIp';
import type { Session } from '../transport/session';
import type { TriggerSettings } from './settings';
import { missingFrom, toMinutes } from './snapshot';
import type { RegionSnapshot } from './types';
import type { UsagePoint } from './usage';

/** The Elastic IPs that must be looked at for these settings. */
export function scopeOf({
	events,
	allocationIds,
	usage,
}: TriggerSettings): RegionSnapshot['scope'] {
	const isOnlyUsage = events.size === 1 && events.has('bandwidthUsage');
	if (allocationIds.length === 0 && !isOnlyUsage) return 'all';
	return [...new Set([...allocationIds, ...usage.allocationIds])].sort();
}

/**
 * Reads the Elastic IPs of a region. Those that were there at the last look and are not in the list
 * are asked for by ID: a list read page by page can miss one while others come and go.
 *
 * @throws ApiFailure
 */
export async function observeRegion(
	session: Session,
	before: RegionSnapshot | undefined,
	scope: RegionSnapshot['scope'],
): Promise<ElasticIp[]> {
	const listing =
		scope === 'all'
			? await listRegion(session, before?.scope !== 'all')
			: [...(await describeByIds(session, scope)).values()];
	const missing = missingFrom(before, scope, listing);
	if (missing.length === 0) return listing;
	const found = await describeByIds(session, missing);
	return [...listing, ...found.values()];
}

/**
 * All Elastic IPs of a region.
 *
 * @param isFirst what is missing in the first list would seem to be new later: so that one must be
 *   whole, and is not believed to be empty at once
 */
async function listRegion(session: Session, isFirst: boolean): Promise<ElasticIp[]> {
	let totalCount = NaN;
	const counting: Session = {
		...session,
		async call(action, parameters, looks) {
			const reply = await session.call(action, parameters, looks);
			totalCount = Number(reply.TotalCount);
			return reply;
		},
	};
	let listing = await listElasticIps(counting, {}, undefined);
	if (!isFirst) return listing;
	if (listing.length === 0) listing = await listElasticIps(counting, {}, undefined);
	if (listing.length === totalCount) return listing;
	throw new ApiFailure({
		message: 'The list of Elastic IPs changed while it was read, three times in a row. Try again',
		reached: 'unknown',
	});
}

/**
 * The traffic of an Elastic IP by minutes, from `firstMinute` on. The current minute is left out: it
 * is not over.
 *
 * @param firstMinute in minutes since 1970
 */
export async function observeTraffic(
	session: Session,
	allocationId: string,
	firstMinute: number,
	now: number,
): Promise<UsagePoint[]> {
	const nowMinute = toMinutes(now);
	if (firstMinute >= nowMinute) return [];
	const reply = await session.call('DescribeEipMonitorData', {
		AllocationId: allocationId,
		Period: '60',
		StartTime: toUtc(firstMinute),
		EndTime: toUtc(nowMinute),
	});
	const outer = reply.EipMonitorDatas as IDataObject | undefined;
	const points = Array.isArray(outer?.EipMonitorData)
		? (outer.EipMonitorData as IDataObject[])
		: [];
	const read = points.map(({ TimeStamp, EipRX, EipTX }) => ({
		minute: toMinutes(Date.parse(String(TimeStamp))),
		incoming: Number(EipRX) || 0,
		outgoing: Number(EipTX) || 0,
	}));
	const byMinute = new Map(read.map((point) => [point.minute, point]));
	return [...byMinute.values()]
		.filter(({ minute }) => minute >= firstMinute && minute < nowMinute)
		.sort((one, other) => one.minute - other.minute);
}

function toUtc(minute: number): string {
	return `${new Date(minute * 60_000).toISOString().slice(0, 19)}Z`;
}
