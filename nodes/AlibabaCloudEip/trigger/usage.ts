import type { IDataObject } from 'n8n-workflow';
import { toOutput } from './diff';
import { hashOf, toEvent } from './eventId';
import type { TriggerSettings, UsageSettings } from './settings';
import { readBandwidth } from './snapshot';
import type { TriggerEvent } from './types';

/** What is remembered about the bandwidth use of an Elastic IP. */
export interface UsageState {
	/** The settings; with others it begins anew. */
	watch: string;
	isHigh: boolean;
	/** Minutes in a row that spoke for the other level. */
	streak: number;
	/** The minute of the last point that was looked at, in minutes since 1970. */
	lastPoint: number;
}

/** Bytes in one minute. */
export interface UsagePoint {
	/** Minutes since 1970. */
	minute: number;
	incoming: number;
	outgoing: number;
}

/** Further back than this is not looked, however long n8n was stopped. */
const MOST_MINUTES = 120;

/** From which minute on points are needed. */
export function firstMinuteNeeded(before: UsageState | undefined, nowMinute: number): number {
	return before ? Math.max(before.lastPoint + 1, nowMinute - MOST_MINUTES) : nowMinute;
}

/**
 * Goes through the minutes since the last look, one after the other. The level changes when enough
 * minutes in a row, without a gap, are above the one threshold or below the other.
 *
 * @param points each minute once, in order
 */
export function diffUsage(
	before: UsageState | undefined,
	elasticIp: IDataObject,
	points: UsagePoint[],
	settings: TriggerSettings,
	about: { now: number; regionId: string },
): { events: TriggerEvent[]; state: UsageState } {
	const { usage } = settings;
	const watch = hashOf([usage.above, usage.below, usage.minutes, usage.direction]).slice(0, 12);
	const nowMinute = Math.floor(about.now / 60_000);
	if (before?.watch !== watch) {
		// The minute that is not over yet is the first that counts.
		return { events: [], state: { watch, isHigh: false, streak: 0, lastPoint: nowMinute - 1 } };
	}
	const state = { ...before };
	const events: TriggerEvent[] = [];
	for (const point of points) {
		if (point.minute <= state.lastPoint) continue;
		const percent = toPercent(point, elasticIp, usage);
		const isGap = point.minute !== state.lastPoint + 1;
		state.lastPoint = point.minute;
		const speaksForChange = state.isHigh ? percent < usage.below : percent >= usage.above;
		state.streak = speaksForChange ? (isGap ? 0 : state.streak) + 1 : 0;
		if (state.streak < usage.minutes) continue;
		state.streak = 0;
		state.isHigh = !state.isHigh;
		events.push(toUsageEvent(elasticIp, state.isHigh, point.minute, percent, settings, about));
	}
	return { events, state };
}

function toUsageEvent(
	elasticIp: IDataObject,
	isHigh: boolean,
	minute: number,
	percent: number,
	settings: TriggerSettings,
	about: { now: number; regionId: string },
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
	const id = hashOf(['bandwidthUsage', elasticIp.AllocationId, isHigh, minute]);
	return toEvent('bandwidthUsage', id, detection, {
		...about,
		elasticIp: toOutput(elasticIp, settings),
	});
}

/** Percent of the bandwidth in force that was used in a minute; 0 if the bandwidth is not known. */
function toPercent(
	point: UsagePoint,
	elasticIp: IDataObject,
	{ direction }: UsageSettings,
): number {
	const bandwidth = readBandwidth(elasticIp);
	if (!bandwidth) return 0;
	const bytes = {
		in: point.incoming,
		out: point.outgoing,
		higher: Math.max(point.incoming, point.outgoing),
	}[direction];
	return ((bytes * 8) / 60 / (bandwidth * 1_000_000)) * 100;
}
