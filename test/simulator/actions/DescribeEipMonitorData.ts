import { DAY, isoSeconds, MINUTE, parseIsoSeconds } from '../state/time';
import { trafficOf } from '../state/traffic';
import { ApiError } from '../wire/apiError';
import { eipOf } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { integer, required, text } from './parts/parameters';

/** How far back data goes (SDK 7.3.2; an older page says 30 days). */
const LOOK_BACK = 31 * DAY;

const PERIOD_CODE = 'InvalidPeriod.ValueNotSupported';

/** A time in the documented form, rounded up to the minute. */
function timeOf(text: string, code: string): number {
	const time = parseIsoSeconds(text);
	if (time === undefined) throw new ApiError(code);
	return Math.ceil(time / MINUTE) * MINUTE;
}

/**
 * Traffic of one EIP: a point for each full period (counted from 1970) between start and end, up to
 * now. The figures depend on id and minute only, so that overlapping calls agree.
 */
export const DescribeEipMonitorData = defineAction({
	name: 'DescribeEipMonitorData',
	kind: 'read',
	parameters: {
		AllocationId: required(text()),
		EndTime: required(text()),
		StartTime: required(text()),
		Period: integer({ code: PERIOD_CODE }),
		RegionId: text(),
	},
	run(call) {
		const { parameters, now, settings } = call;
		const eip = eipOf(call, parameters.AllocationId);
		const start = timeOf(parameters.StartTime, 'InvalidStartTime.Malformed');
		const end = timeOf(parameters.EndTime, 'InvalidEndTime.Malformed');
		const seconds = parameters.Period ?? 60;
		if (![60, 300, 900, 3600].includes(seconds)) throw new ApiError(PERIOD_CODE);
		if (end < start)
			throw new ApiError('InvalidEndTime.Malformed', 'EndTime lies before StartTime.');
		if (start < now - LOOK_BACK) throw new ApiError('InvalidStartTime.TooEarly');
		const period = seconds * 1000;
		if ((end - start) / period > settings.monitorPoints)
			throw new ApiError('OperationDenied.TooManyDataQueried');

		const last = settings.monitorEnd === 'inclusive' || end === start ? end : end - 1;
		const points = [];
		for (
			let time = Math.ceil(start / period) * period;
			time <= Math.min(last, now);
			time += period
		) {
			const { rx, tx, packets } = trafficOf(eip, time, period);
			points.push({
				TimeStamp: isoSeconds(time),
				EipRX: rx,
				EipTX: tx,
				EipFlow: rx + tx,
				EipPackets: packets,
				// Bytes per second, as the sample of the reference has it (32666910 / 60 = 544448).
				EipBandwidth: Math.floor((rx + tx) / seconds),
			});
		}
		return { EipMonitorDatas: { EipMonitorData: points } };
	},
});
