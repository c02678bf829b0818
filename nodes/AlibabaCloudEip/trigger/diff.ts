import type { IDataObject } from 'n8n-workflow';
import { type Column, areUnchanged } from './columns/Column';
import type { KnownEip } from './columns/KnownEip';
import { retimedColumns, timingOf } from './columns/timing';
import { eventId, hashOf, toEvent } from './eventId';
import { type EventName, columnsOf, eventDefinitions } from './events';
import type { Change, EventDefinition } from './events/EventDefinition';
import type { TriggerEvent } from './events/TriggerEvent';
import { passesFilters } from './record/filter';
import { readStatus } from './record/record';
import { asAllocated, asReleased, remember } from './remember';
import type { TriggerSettings } from './readSettings';
import { type RegionSnapshot, isInScope } from './state/TriggerState';
import { lastKnown, toOutput } from './toOutput';

/** What was read of a region: all Elastic IPs that are in scope. */
export interface RegionListing {
	regionId: string;
	/** Each Elastic IP once, as the API sends it. */
	listing: IDataObject[];
	/**
	 * Those of which it is not certain yet that they are gone: in how many checks by ID they were not found. All
	 * others that are not in the list are gone.
	 */
	unconfirmed?: Map<string, number>;
	scope: RegionSnapshot['scope'];
	/** When, in milliseconds since 1970. */
	now: number;
	/** Another one for each poll of each trigger: distinguishes a new baseline from those before. */
	nonce: string;
}

/**
 * Compares what was read of a region with what is remembered of it.
 *
 * @param before undefined at the first poll: then there are no events, unless `reportExisting` is set
 * @returns the events, and what to remember for the next poll
 */
export function diffRegion(
	before: RegionSnapshot | undefined,
	read: RegionListing,
	settings: TriggerSettings,
): { events: TriggerEvent[]; snapshot: RegionSnapshot } {
	const { listing, unconfirmed, scope, now } = read;
	const columns = columnsOf(settings.events);
	const timing = timingOf(columns, settings);
	const retimed = retimedColumns(before?.timing, columns, settings);
	const context = { now, settings, columns, retimed };
	const detectors = eventDefinitions.filter(
		({ value, detect }) => detect && settings.events.has(value),
	);
	const epoch = nextEpoch(before, read);
	const about = { ...read, epoch };
	const timed = detectors.filter(({ isTimed }) => isTimed);
	const elasticIps = new Map<string, KnownEip>();
	const events: TriggerEvent[] = [];

	for (const raw of listing) {
		const id = String(raw.AllocationId);
		const known = before?.elasticIps.get(id);
		const isNew = !!before && !known && isInScope(before.scope, id);
		// Reported like a new one, but not taken for one: since when it is idle is not known.
		const isFirstLook = !known && !isNew && settings.reportExisting;
		const matches = passesFilters(raw, settings);
		// What the record of a new one does not say, the next may: until then it is not taken in.
		if ((isNew || isFirstLook) && (matches === undefined || readStatus(raw) === undefined))
			continue;
		const first = { isNew, matches, reports: before?.reportsFrom ?? 0 };
		const after = remember(raw, known, first, context);
		elasticIps.set(id, after);
		if ((!known && !isNew && !isFirstLook) || !after.matches) continue;
		const needed = known && isUnchanged(known, after, columns) ? timed : detectors;
		if (needed.length === 0) continue;
		const change: Change = known
			? { kind: 'seen', before: known, after, raw }
			: { kind: 'new', before: asAllocated(after, columns), after, raw };
		report(change, { ...about, isFirstLook }, settings, needed, events);
	}

	let reportsFrom = before?.reportsFrom ?? 0;
	for (const known of before?.elasticIps.values() ?? []) {
		const { allocationId } = known;
		if (elasticIps.has(allocationId) || !isInScope(scope, allocationId)) continue;
		const missed = unconfirmed?.get(allocationId);
		if (missed !== undefined) {
			elasticIps.set(allocationId, { ...known, missed });
			continue;
		}
		reportsFrom = Math.max(reportsFrom, known.reports + 1);
		if (!known.matches) continue;
		const change: Change = {
			kind: 'gone',
			before: known,
			after: asReleased(known),
			raw: undefined,
		};
		report(change, about, settings, detectors, events);
	}

	return { events, snapshot: { scope, columns, timing, epoch, reportsFrom, elasticIps } };
}

/** Whether only time can have brought something about. Most are as they were, and there may be thousands. */
function isUnchanged(before: KnownEip, after: KnownEip, columns: Column[]): boolean {
	return (
		before.status === after.status &&
		before.instanceId === after.instanceId &&
		areUnchanged(columns, before, after)
	);
}

/**
 * With another scope, some Elastic IPs have a new baseline. The next epoch follows from the last: a
 * poll that runs again comes to the same.
 */
function nextEpoch(
	before: RegionSnapshot | undefined,
	{ regionId, scope, nonce }: RegionListing,
): string {
	if (!before) return hashOf([regionId, nonce]).slice(0, 12);
	const isSame = String(before.scope) === String(scope);
	return isSame ? before.epoch : hashOf([before.epoch, scope]).slice(0, 12);
}

/** Adds the events of one Elastic IP, and notes in `after` that they were reported. */
function report(
	change: Change,
	{ regionId, now, epoch, isFirstLook }: RegionListing & { epoch: string; isFirstLook?: boolean },
	settings: TriggerSettings,
	detectors: Array<EventDefinition<EventName>>,
	events: TriggerEvent[],
): void {
	const { before, after, raw } = change;
	let isReported = false;
	for (const { value, detect } of detectors) {
		const detection = detect?.(change, { settings, now });
		if (!detection) continue;
		isReported = true;
		if (detection.remember) after.columns = { ...after.columns, ...detection.remember };
		const elasticIp = raw ? toOutput(raw, settings) : lastKnown(before, regionId, settings);
		const event = toEvent(value, eventId(value, epoch, before, detection), detection, {
			now,
			regionId,
			elasticIp,
			output: settings.output,
		});
		events.push(isFirstLook ? { ...event, alreadySo: true } : event);
	}
	if (isReported) after.reports++;
}
