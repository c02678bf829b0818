import type { Session } from '../../api/client/session';
import { readPoints, toUtc } from '../../api/monitorData';
import { toMinutes } from '../record/minutes';
import { readNumber } from '../record/record';
import type { UsageState } from '../state/TriggerState';

/** Bytes in one minute; undefined if unknown. */
export interface UsagePoint {
	/** Minutes since 1970. */
	minute: number;
	incoming: number | undefined;
	outgoing: number | undefined;
}

/** Points further back than this are not asked for, however long n8n was stopped. */
const MAX_MINUTES = 120;

/** A last point so much later than now shows that the clock was set back meanwhile. */
const MAX_MINUTES_AHEAD = 3;

/** From which minute on points are needed. */
export function firstMinuteNeeded(before: UsageState | undefined, nowMinute: number): number {
	if (!before || wasClockSet(before, nowMinute)) return nowMinute;
	return Math.max(before.lastPoint + 1, nowMinute - MAX_MINUTES);
}

/** Then the minutes that count begin now: those until the wrong time comes again must not be lost. */
export function wasClockSet({ lastPoint }: UsageState, nowMinute: number): boolean {
	return lastPoint > nowMinute + MAX_MINUTES_AHEAD;
}

/**
 * The traffic of an Elastic IP by minutes, from `firstMinute` on. The current minute is left out: it
 * is not over.
 *
 * @param firstMinute in minutes since 1970
 * @throws ApiFailure
 */
export async function readTraffic(
	session: Session,
	allocationId: string,
	firstMinute: number,
	now: number,
): Promise<UsagePoint[]> {
	const nowMinute = toMinutes(now);
	if (firstMinute >= nowMinute) return [];
	const points = await readPoints(session, {
		AllocationId: allocationId,
		Period: '60',
		StartTime: toUtc(firstMinute * 60_000),
		EndTime: toUtc(nowMinute * 60_000),
	});
	const read = points.map(({ TimeStamp, EipRX, EipTX }) => ({
		minute: toMinutes(Date.parse(String(TimeStamp))),
		incoming: readNumber(EipRX),
		outgoing: readNumber(EipTX),
	}));
	const byMinute = new Map(read.map((point) => [point.minute, point]));
	return [...byMinute.values()]
		.filter(({ minute }) => minute >= firstMinute && minute < nowMinute)
		.sort((one, other) => one.minute - other.minute);
}
