import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ApiParameters, Operation } from '../Operation';
import { InvalidInput } from '../../errors/ApiFailure';
import { toItem } from '../../output/Output';
import { simplifyMonitorPoint } from '../../output/simplifyMonitorPoint';
import { readPoints, toUtc } from '../../api/monitorData';
import { type TimeWindow, splitTimeRange } from '../../api/timeRange';
import { allocationId, timeLimit } from '../fields';
import { outputOfMonitorData } from '../outputFields';
import { field, requiredFor } from '../field';

/** Hours back from now, by the value of 'Time Range'. */
const HOURS_BACK: Record<string, number> = { lastHour: 1, last24Hours: 24, last7Days: 7 * 24 };

const timeRange: INodeProperties = {
	displayName: 'Time Range',
	name: 'timeRange',
	type: 'options',
	// Sorted by length, which reads better than by name.
	options: [
		{ name: 'Last Hour', value: 'lastHour' },
		{ name: 'Last 24 Hours', value: 'last24Hours' },
		{ name: 'Last 7 Days', value: 'last7Days' },
		{ name: 'Custom', value: 'custom', description: 'From a start time to an end time' },
	],
	default: 'lastHour',
	description: 'The time span to read',
};

const startTime = requiredFor(
	{ name: timeRange.name, value: 'custom' },
	field('StartTime', {
		displayName: 'Start Time',
		name: 'startTime',
		type: 'dateTime',
		default: '',
		placeholder: 'e.g. {{ $now.minus(1, "hour") }}',
		description: 'The beginning of the time span to read, at most 31 days ago',
	}),
);

const endTime = field('EndTime', {
	displayName: 'End Time',
	name: 'endTime',
	type: 'dateTime',
	displayOptions: { show: { timeRange: ['custom'] } },
	default: '',
	placeholder: 'e.g. {{ $now }}',
	description: 'The end of the time span to read. Leave empty for now.',
});

/** Those of the API, in seconds, the shortest first. */
const periods = [
	{ name: '1 Minute', value: 60 },
	{ name: '5 Minutes', value: 300 },
	{ name: '15 Minutes', value: 900 },
	{ name: '1 Hour', value: 3600 },
];

const monitorPeriod = field('Period', {
	displayName: 'Period',
	name: 'monitorPeriod',
	type: 'options',
	options: [{ name: 'Automatic', value: '' }, ...periods],
	default: '',
	description:
		'The time between two data points. Automatic chooses the shortest one that gives at most 300 points, or an hour.',
});

/** The API answers with at most so many points (200 by its metadata, 400 by its SDK). */
const POINTS_PER_CALL = 200;

/** With the period 'Automatic'. */
const MOST_POINTS = 300;

const OLDEST_DATA_DAYS = 31;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Reads the traffic of an Elastic IP over time (DescribeEipMonitorData). */
export const getMonitorData: Operation = {
	value: 'getMonitorData',
	apiAction: 'DescribeEipMonitorData',
	fields: [allocationId, timeRange, startTime, endTime, monitorPeriod, ...outputOfMonitorData],
	collections: { options: [timeLimit] },
	check({ StartTime, EndTime }, now) {
		if (Date.parse(StartTime) >= (EndTime === undefined ? now : Date.parse(EndTime))) {
			throw new InvalidInput(
				"'Start Time' is not before 'End Time'",
				`'Start Time' is ${StartTime} and 'End Time' is ${EndTime ?? 'now'} (UTC). Swap or change them.`,
			);
		}
		if (Date.parse(StartTime) < now - OLDEST_DATA_DAYS * 24 * HOUR) {
			throw new InvalidInput(
				`'Start Time' is more than ${OLDEST_DATA_DAYS} days ago`,
				'Alibaba Cloud does not keep older monitoring data. Choose a later time.',
			);
		}
	},
	async run({ session, parameters, controls, output }) {
		const { AllocationId: eipId } = parameters;
		const now = session.clock.now();
		const wanted = rangeOf(parameters, controls.timeRange, now);
		const period = Number(parameters.Period ?? finestPeriod(wanted));
		// There is nothing to read about the future.
		const end = Math.min(wanted.end, now + period * 1000);
		const points = new Map<string, IDataObject>();
		for (const window of splitTimeRange(wanted.start, end, period, POINTS_PER_CALL)) {
			const read = await readPoints(session, {
				...parameters,
				StartTime: toUtc(window.start),
				EndTime: toUtc(window.end),
				Period: String(period),
			});
			for (const point of read) points.set(String(point.TimeStamp), point);
		}
		const inOrder = [...points.keys()].sort().map((time) => points.get(time) ?? {});
		const simplify = (point: IDataObject) =>
			simplifyMonitorPoint(point, { allocationId: eipId, period });
		return inOrder.map((point) => toItem(output, point, simplify));
	},
};

/** @param range value of 'Time Range' */
function rangeOf({ StartTime, EndTime }: ApiParameters, range: string, now: number): TimeWindow {
	const hours = HOURS_BACK[range];
	if (hours === undefined) {
		return { start: Date.parse(StartTime), end: EndTime ? Date.parse(EndTime) : now };
	}
	const end = Math.floor(now / MINUTE) * MINUTE;
	return { start: end - hours * HOUR, end };
}

/** Seconds between two points: as few as give not too many points. */
function finestPeriod({ start, end }: TimeWindow): number {
	const values = periods.map(({ value }) => value);
	return values.find((period) => end - start <= period * 1000 * MOST_POINTS) ?? Math.max(...values);
}
