import type { IDataObject } from 'n8n-workflow';
import { readBandwidth } from './columns/bandwidth';
import { hashOf, toEvent } from './eventId';
import type { TriggerEvent } from './events/TriggerEvent';
import { type UsagePoint, wasClockSet } from './reading/readTraffic';
import { toMinutes } from './record/minutes';
import type { EventSettings, UsageSettings } from './settings/EventSettings';
import type { UsageState } from './state/TriggerState';
import { toOutput } from './toOutput';

/**
 * Goes through the minutes since the last poll, one after the other. The level changes when enough
 * minutes in a row, without a gap, are above the one threshold or below the other.
 *
 * @param points each minute once, in order
 */
export function diffUsage(
	before: UsageState | undefined,
	elasticIp: IDataObject,
	points: UsagePoint[],
	settings: EventSettings,
	about: { now: number; regionId: string; nonce: string },
): { events: TriggerEvent[]; state: UsageState } {
	const { usage } = settings;
	const watch = hashOf([usage.above, usage.below, usage.minutes, usage.direction]).slice(0, 12);
	const nowMinute = toMinutes(about.now);
	if (before?.watch !== watch) {
		// The minute that is not over yet is the first that counts.
		const epoch = hashOf(['usage', elasticIp.AllocationId, about.nonce]).slice(0, 12);
		const lastPoint = nowMinute - 1;
		return { events: [], state: { watch, isHigh: false, streak: 0, lastPoint, changes: 0, epoch } };
	}
	const state = { ...before };
	if (wasClockSet(before, nowMinute)) Object.assign(state, { lastPoint: nowMinute - 1, streak: 0 });
	const events: TriggerEvent[] = [];
	// The points are there for the next poll too, which may know what to compare them with.
	if (!readBandwidth(elasticIp)) return { events, state };
	for (const point of points) {
		if (point.minute <= state.lastPoint) continue;
		const percent = toPercent(point, elasticIp, usage);
		if (percent === undefined) continue;
		const isGap = point.minute !== state.lastPoint + 1;
		state.lastPoint = point.minute;
		const speaksForChange = state.isHigh ? percent < usage.below : percent >= usage.above;
		state.streak = speaksForChange ? (isGap ? 0 : state.streak) + 1 : 0;
		if (state.streak < usage.minutes) continue;
		state.streak = 0;
		state.isHigh = !state.isHigh;
		state.changes++;
		events.push(toUsageEvent(elasticIp, state, percent, settings, about));
	}
	return { events, state };
}

function toUsageEvent(
	elasticIp: IDataObject,
	{ isHigh, lastPoint: minute, changes, epoch }: UsageState,
	percent: number,
	settings: EventSettings,
	{ now, regionId }: { now: number; regionId: string },
): TriggerEvent {
	const level = (high: boolean) => (high ? 'high' : 'normal');
	const detection = {
		old: { level: level(!isHigh) },
		new: {
			level: level(isHigh),
			percent: Math.round(percent * 10) / 10,
			time: new Date(minute * 60_000).toISOString(),
		},
	};
	const id = hashOf(['bandwidthUsage', epoch, elasticIp.AllocationId, isHigh, minute, changes]);
	return toEvent('bandwidthUsage', id, detection, {
		now,
		regionId,
		elasticIp: toOutput(elasticIp, settings),
		output: settings.output,
	});
}

/** Percent of the bandwidth in force that was used in a minute; undefined if it is not known. */
function toPercent(
	{ incoming, outgoing }: UsagePoint,
	elasticIp: IDataObject,
	{ direction }: UsageSettings,
): number | undefined {
	const bandwidth = readBandwidth(elasticIp);
	const isKnown = incoming !== undefined && outgoing !== undefined;
	const higher = isKnown ? Math.max(incoming, outgoing) : undefined;
	const bytes = { in: incoming, out: outgoing, higher }[direction];
	if (!bandwidth || bytes === undefined) return undefined;
	return ((bytes * 8) / 60 / (bandwidth * 1_000_000)) * 100;
}
