import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../description/Operation';
import { InvalidInput } from '../../errors/ApiFailure';
import { simplifyMonitorPoint } from '../../output/simplifyMonitorPoint';
import { readPoints, toUtc } from '../../transport/monitorData';
import { splitTimeRange } from '../../transport/timeRange';
import { allocationId, simplify, timeLimit } from '../fields';

const startTime: INodeProperties = {
	displayName: 'Start Time',
	name: 'startTime',
	type: 'dateTime',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $now.minus(1, "hour") }}',
	description: 'The beginning of the time to look at, at most 31 days ago',
	routing: { send: { type: 'query', property: 'StartTime', propertyInDotNotation: false } },
};

const endTime: INodeProperties = {
	displayName: 'End Time',
	name: 'endTime',
	type: 'dateTime',
	required: true,
	default: '',
	placeholder: 'e.g. {{ $now }}',
	description: 'The end of the time to look at',
	routing: { send: { type: 'query', property: 'EndTime', propertyInDotNotation: false } },
};

const monitorPeriod: INodeProperties = {
	displayName: 'Period',
	name: 'monitorPeriod',
	type: 'options',
	options: [
		{ name: '1 Minute', value: 60 },
		{ name: '5 Minutes', value: 300 },
		{ name: '15 Minutes', value: 900 },
		{ name: '1 Hour', value: 3600 },
	],
	default: 60,
	description: 'The time between two points',
	routing: { send: { type: 'query', property: 'Period', propertyInDotNotation: false } },
};

/** The API answers with at most so many points (200 by its metadata, 400 by its SDK). */
const POINTS_PER_CALL = 200;

const OLDEST_DATA_DAYS = 31;

/** Reads the traffic of an Elastic IP over time (DescribeEipMonitorData). */
export const getMonitorData: Operation = {
	value: 'getMonitorData',
	apiAction: 'DescribeEipMonitorData',
	fields: [allocationId, startTime, endTime, monitorPeriod, simplify],
	collections: { options: [timeLimit] },
	check({ StartTime, EndTime }, now) {
		if (Date.parse(StartTime) >= Date.parse(EndTime)) {
			throw new InvalidInput(
				"'Start Time' is not before 'End Time'",
				`They are ${StartTime} and ${EndTime} (UTC). Exchange or change them.`,
			);
		}
		if (Date.parse(StartTime) < now - OLDEST_DATA_DAYS * 86_400_000) {
			throw new InvalidInput(
				`'Start Time' is more than ${OLDEST_DATA_DAYS} days ago`,
				'Alibaba Cloud keeps no older monitoring data. Choose a later time.',
			);
		}
	},
	async run({ session, parameters, simplify: isSimple }) {
		const period = Number(parameters.Period);
		// There is nothing to read about the future.
		const end = Math.min(Date.parse(parameters.EndTime), session.clock.now() + period * 1000);
		const points = new Map<string, IDataObject>();
		const start = Date.parse(parameters.StartTime);
		for (const window of splitTimeRange(start, end, period, POINTS_PER_CALL)) {
			const reply = await session.call('DescribeEipMonitorData', {
				...parameters,
				StartTime: toUtc(window.start),
				EndTime: toUtc(window.end),
			});
			for (const point of readPoints(reply)) points.set(String(point.TimeStamp), point);
		}
		const inOrder = [...points.keys()].sort().map((time) => points.get(time) ?? {});
		return inOrder.map((point) =>
			isSimple ? simplifyMonitorPoint(point, parameters.AllocationId) : point,
		);
	},
};
