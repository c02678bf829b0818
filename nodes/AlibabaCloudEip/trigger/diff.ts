import type { IDataObject } from 'n8n-workflow';
import { simplifyElasticIp } from '../output/simplifyElasticIp';
import { eventId, hashOf, toEvent } from './eventId';
import { eventDefinitions } from './events';
import type { EventDefinition } from './events/EventDefinition';
import { type TriggerSettings, changedTiming, columnsOf, timingOf } from './settings';
import { asAllocated, asReleased, isInScope, remember } from './snapshot';
import type { Change, KnownEip, RegionSnapshot, TriggerEvent } from './types';

/** A look at all Elastic IPs of a region that are in scope. */
export interface Look {
	regionId: string;
	/** Each Elastic IP once, as the API sends it. Who is not in it does not exist: that was checked. */
	listing: IDataObject[];
	scope: RegionSnapshot['scope'];
	/** When, in milliseconds since 1970. */
	now: number;
}

/**
 * Compares a look at a region with what is remembered of the last one.
 *
 * @param before undefined at the first look: then there are no events
 * @returns the events, and what to remember for the next look
 */
export function diffRegion(
	before: RegionSnapshot | undefined,
	look: Look,
	settings: TriggerSettings,
): { events: TriggerEvent[]; snapshot: RegionSnapshot } {
	const { listing, scope, now } = look;
	const columns = columnsOf(settings.events);
	const timing = timingOf(settings);
	const glance = { now, settings, columns, isRetimed: changedTiming(before?.timing, timing) };
	const detectors = eventDefinitions.filter(
		({ value, detect }) => detect && settings.events.has(value),
	);
	const epoch = nextEpoch(before, look);
	const epochLook = { ...look, epoch };
	const timed = detectors.filter(({ isTimed }) => isTimed);
	const elasticIps = new Map<string, KnownEip>();
	const events: TriggerEvent[] = [];

	for (const raw of listing) {
		const id = String(raw.AllocationId);
		const known = before?.elasticIps.get(id);
		const isNew = !!before && !known && isInScope(before.scope, id);
		const after = remember(raw, known, isNew, glance);
		elasticIps.set(id, after);
		if (!before || (!known && !isNew) || !after.matches) continue;
		const needed = known && isUnchanged(known, after) ? timed : detectors;
		if (needed.length === 0) continue;
		const change: Change = known
			? { kind: 'seen', before: known, after, raw }
			: { kind: 'new', before: asAllocated(after), after, raw };
		report(change, epochLook, settings, needed, events);
	}

	for (const known of before?.elasticIps.values() ?? []) {
		const { allocationId } = known;
		if (elasticIps.has(allocationId) || !isInScope(scope, allocationId) || !known.matches) continue;
		const change: Change = {
			kind: 'gone',
			before: known,
			after: asReleased(known),
			raw: undefined,
		};
		report(change, epochLook, settings, detectors, events);
	}

	return { events, snapshot: { scope, columns, timing, epoch, elasticIps } };
}

/** Whether only time can have brought something about. Most are as they were, and there may be thousands. */
function isUnchanged(before: KnownEip, after: KnownEip): boolean {
	return (
		before.status === after.status &&
		before.instanceId === after.instanceId &&
		before.bandwidth === after.bandwidth &&
		before.bandwidthPackageId === after.bandwidthPackageId &&
		before.deletionProtection === after.deletionProtection &&
		before.locks?.join() === after.locks?.join() &&
		before.tags === after.tags
	);
}

/**
 * With another scope, some Elastic IPs begin anew. The next epoch follows from the last: a poll that
 * runs again comes to the same.
 */
function nextEpoch(before: RegionSnapshot | undefined, { regionId, scope, now }: Look): string {
	if (!before) return hashOf([regionId, now]).slice(0, 12);
	const isSame = String(before.scope) === String(scope);
	return isSame ? before.epoch : hashOf([before.epoch, scope]).slice(0, 12);
}

/** Adds the events of one Elastic IP, and notes in `after` that they were reported. */
function report(
	change: Change,
	{ regionId, now, epoch }: Look & { epoch: string },
	settings: TriggerSettings,
	detectors: EventDefinition[],
	events: TriggerEvent[],
): void {
	const { before, after, raw } = change;
	let isReported = false;
	for (const { value, detect } of detectors) {
		const detection = detect?.(change, { settings, now });
		if (!detection) continue;
		isReported = true;
		Object.assign(after, detection.remember);
		const elasticIp = raw ? toOutput(raw, settings) : lastKnown(before, regionId, settings);
		events.push(
			toEvent(value, eventId(value, epoch, before, detection), detection, {
				now,
				regionId,
				elasticIp,
			}),
		);
	}
	if (isReported) after.reports++;
}

/** An Elastic IP as the user wants to see it. */
export function toOutput(
	raw: IDataObject,
	{ simplify }: Pick<TriggerSettings, 'simplify'>,
): IDataObject {
	return simplify ? simplifyElasticIp(raw) : raw;
}

/** What is remembered of an Elastic IP that is gone. What was not kept is left out. */
function lastKnown(known: KnownEip, regionId: string, { simplify }: TriggerSettings): IDataObject {
	const { allocationId, ipAddress, name, status, instanceId, instanceType } = known;
	const { bandwidth, locks, tags } = known;
	const hasTags = typeof tags === 'object';
	if (!simplify) {
		return {
			AllocationId: allocationId,
			IpAddress: ipAddress,
			Name: name,
			Status: status,
			RegionId: regionId,
			InstanceId: instanceId,
			InstanceType: instanceType,
			...(bandwidth !== undefined && bandwidth !== null && { Bandwidth: String(bandwidth) }),
			...(locks && {
				OperationLocks: { LockReason: locks.map((LockReason) => ({ LockReason })) },
			}),
			...(hasTags && {
				Tags: { Tag: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) },
			}),
		};
	}
	return {
		allocationId,
		ipAddress,
		name,
		status,
		regionId,
		instanceId: instanceId || null,
		instanceType: instanceType || null,
		...(bandwidth !== undefined && { bandwidth }),
		...(locks && { lockReason: locks.join(', ') || null }),
		...(hasTags && { tags: { ...tags } }),
	};
}
