import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { InvalidInput, UnexpectedOutcome } from '../../../errors/ApiFailure';
import type { ElasticIp } from '../../../api/elasticIp';
import { readPoints, toUtc } from '../../../api/monitorData';
import type { Session } from '../../../api/client/session';
import { type TimeWindow, splitTimeRange } from '../../../api/timeRange';
import { SINCE_WHEN_IS_NOT_TOLD, unboundSince, wholeHours } from '../../../api/unboundSince';
import { toNumber } from '../../../output/toNumber';
import { readNumber } from './conditions';
import { readTime } from './reading';

/** Alibaba Cloud keeps monitoring data for about 30 days. */
const MOST_HOURS = 720;

/** Not bound for some time, as far as Alibaba Cloud lets one know. */
export const onlyIfUnboundHours: INodeProperties = {
	displayName: 'Only If Disassociated For (Hours)',
	name: 'onlyIfUnboundHours',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MOST_HOURS },
	default: 24,
	description: `Refuses any Elastic IP that is associated, was bought within this time, or carried traffic in it; also one whose monitoring data has gaps or is not up to date. ${SINCE_WHEN_IS_NOT_TOLD}, but one that carried traffic was associated. Needs the permission vpc:DescribeEipMonitorData.`,
};

/**
 * Reads the condition.
 *
 * @returns undefined where it is not asked for
 * @throws InvalidInput where it was added without a number, such as an expression without a result
 */
export function readUnboundHours(options: IDataObject): number | undefined {
	const { name, displayName } = onlyIfUnboundHours;
	if (!Object.hasOwn(options, name)) return undefined;
	const hours = readNumber(options[name]);
	if (hours >= 1 && hours <= MOST_HOURS) return hours;
	throw new InvalidInput(
		`'${displayName}' is not between 1 and ${MOST_HOURS} hours`,
		'Enter a number in this range, or remove the option. Nothing was sent.',
	);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Milliseconds between two points; the fine ones as long as one call is enough for them. */
const FINE = 5 * MINUTE;
const COARSE = HOUR;
const POINTS_PER_CALL = 200;
/** The last hours are read by the minute, to see up to when there are points. */
const RECENT = 2 * HOUR;
/** Milliseconds that points may be late. */
const MAX_LAG = 10 * MINUTE;
/** Milliseconds that the clock here may be wrong; Alibaba Cloud takes requests that are 15 minutes late. */
const MAX_CLOCK_LAG = 2 * MINUTE;

/**
 * Refuses an Elastic IP that is, or was lately, in use. What can't be read counts as traffic: a
 * release can't be taken back.
 *
 * Alibaba Cloud tells neither since when one is unbound nor whether one that is unbound has points
 * at all. So this rests on what it does tell: its state now, when it was bought, and its points. What
 * they mean is what `unboundSince` says, for the trigger as well.
 * Explicit lists without any point pass. Where there is one point there must be all, from before the
 * time until now: in what is missing it may have been in use. Points are some minutes late: minutes
 * that they do not cover yet follow from those before, which must be quiet.
 *
 * @throws UnexpectedOutcome saying what speaks against it; ApiFailure where it can't be known
 */
export async function assertUnboundFor(
	session: Session,
	elasticIp: ElasticIp,
	hours: number,
): Promise<void> {
	const id = String(elasticIp.AllocationId);
	const refuse = (reason: string) => {
		throw new UnexpectedOutcome(
			`The Elastic IP '${id}' ${reason}`,
			`'${onlyIfUnboundHours.displayName}' requires ${hours} hours without use. Nothing was released.`,
		);
	};
	if (elasticIp.Status !== 'Available') refuse(`is ${String(elasticIp.Status)}`);
	const now = session.clock.now();
	const since = now - hours * HOUR;
	const bought = readTime(elasticIp.AllocationTime);
	if (Number.isNaN(bought)) refuse('was bought at an unknown time');
	/** Whether it is unbound for long enough, with what speaks for a use until this time. */
	const isLongEnough = (inUseUntil?: number) => {
		const known = { status: String(elasticIp.Status), allocatedAt: bought, inUseUntil, now };
		return (unboundSince(known) ?? Infinity) <= since;
	};
	if (!isLongEnough()) refuse(`was bought ${wholeHours(bought, now)} hours ago`);
	const windows = windowsOf(since, now);
	const covered: Array<{ window: DataWindow; times: number[] }> = [];
	for (const window of windows) {
		const { start, end, period } = window;
		const [from, to] = [start - period, Math.min(end + period, up(now, MINUTE))];
		const points = await readPoints(session, {
			AllocationId: id,
			StartTime: toUtc(from),
			EndTime: toUtc(to),
			Period: String(period / 1000),
		});
		for (const point of points) {
			if (isLongEnough(readTime(point.TimeStamp) + period) || !hasTraffic(point)) continue;
			refuse(`carried traffic at ${String(point.TimeStamp)} (UTC)`);
		}
		const times = points.map(({ TimeStamp: time }) => readTime(time)).sort((a, b) => a - b);
		const isPlausible = times.every(
			(time, index) =>
				time >= from - period &&
				time <= to &&
				time % period === 0 &&
				(index === 0 || time > times[index - 1]),
		);
		if (!isPlausible) refuse('has monitoring data for other times than were requested');
		covered.push({ window, times });
	}
	const lag = session.clockLag() ?? 0;
	if (Math.abs(lag) > MAX_CLOCK_LAG) {
		refuse(
			`cannot be checked up to now: the clock of this n8n is ${Math.round(Math.abs(lag) / MINUTE)} minutes ${lag > 0 ? 'behind' : 'ahead of'} Alibaba Cloud's. Correct the clock`,
		);
	}
	if (covered.every(({ times }) => times.length === 0)) return;
	for (const { window, times } of covered) {
		const hole = findHole(window, times, now - MAX_LAG);
		if (!hole) continue;
		refuse(
			`has no monitoring data between ${toUtc(hole.start)} and ${toUtc(hole.end)} (UTC), so it may have been in use then`,
		);
	}
}

/** Points of one period, from a multiple of it on. */
type DataWindow = TimeWindow & { period: number };

/** The first multiple of a period that is not before a time. */
function up(time: number, period: number): number {
	return Math.ceil(time / period) * period;
}

/**
 * The time from `since` to now in windows, in order and without gaps. Whether a point stands at the
 * begin or the end of its period, and whether those on the ends of what is asked for belong to the
 * reply, is not documented. So each is asked for with a period more before and behind, and has to
 * have points at both of its ends: then it is covered wherever they stand.
 */
function windowsOf(since: number, now: number): DataWindow[] {
	const recent = Math.floor((now - RECENT) / HOUR) * HOUR;
	const most = POINTS_PER_CALL - 2;
	const cut = (from: number, to: number, period: number) =>
		splitTimeRange(Math.floor(from / period) * period, to, period / 1000, most).map((window) => ({
			...window,
			period,
		}));
	if (since >= recent) return cut(since, now, MINUTE);
	const isFine = recent - Math.floor(since / FINE) * FINE <= FINE * most;
	return [...cut(since, recent, isFine ? FINE : COARSE), ...cut(recent, now, MINUTE)];
}

/**
 * The first part of a window that no point covers.
 *
 * @param times of its points, in order
 * @param lastCovered up to when there must be points, at most
 */
function findHole(
	{ start, end, period }: DataWindow,
	times: number[],
	lastCovered: number,
): TimeWindow | undefined {
	let due = start;
	for (const time of times) {
		if (time > due) return { start: due, end: time };
		due = time + period;
	}
	const isCovered = due >= Math.min(end + period, lastCovered);
	return isCovered && times.length > 0 ? undefined : { start: due, end };
}

/** Figures that every point has, and those that it may have. */
const FIGURES = ['EipRX', 'EipTX', 'EipFlow'];
const MORE_FIGURES = ['EipPackets', 'EipBandwidth'];

/** Whether a point shows traffic, or does not show that there was none. */
function hasTraffic(point: IDataObject): boolean {
	const given = MORE_FIGURES.filter((name) => point[name] !== undefined);
	return [...FIGURES, ...given].some((name) => toNumber(point[name]) !== 0);
}
