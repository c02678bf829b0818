/** A part of a time range, both ends in milliseconds since 1970. */
export interface TimeWindow {
	start: number;
	end: number;
}

/**
 * Cuts a time range into windows that hold at most so many points each, in order and without gaps.
 *
 * @param period seconds between two points
 */
export function splitTimeRange(
	start: number,
	end: number,
	period: number,
	mostPoints: number,
): TimeWindow[] {
	const windows: TimeWindow[] = [];
	const length = mostPoints * period * 1000;
	for (let from = start; from < end; from += length) {
		windows.push({ start: from, end: Math.min(end, from + length) });
	}
	return windows;
}
