import type { IDataObject } from 'n8n-workflow';
import type { ElasticIp } from '../../../nodes/AlibabaCloudEip/api/elasticIp';
import {
	type Check,
	type Finding,
	NO_ELASTIC_IP,
	couldNotTell,
	describe,
	toFinding,
} from '../Check';
import type { Live, Outcome } from '../Live';
import { idOf } from './lists';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** So many Elastic IPs are tried until one has data. */
const MOST_TRIED = 5;

const utc = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;

interface Span {
	start: number;
	end: number;
	/** Seconds. */
	period: number;
}

async function ask(live: Live, elasticIp: ElasticIp, { start, end, period }: Span) {
	return await live.call('DescribeEipMonitorData', {
		AllocationId: idOf(elasticIp),
		StartTime: utc(start),
		EndTime: utc(end),
		Period: String(period),
	});
}

function pointsOf({ body }: Outcome): IDataObject[] {
	const outer = body.EipMonitorDatas as { EipMonitorData?: IDataObject[] } | undefined;
	return outer?.EipMonitorData ?? [];
}

/** Elastic IPs that are likely to have data: bound ones first. */
async function candidates(live: Live): Promise<ElasticIp[]> {
	const all = await live.elasticIps();
	const isBound = ({ Status }: ElasticIp) => Status === 'InUse';
	return [...all.filter(isBound), ...all.filter((entry) => !isBound(entry))].slice(0, MOST_TRIED);
}

/** A full minute some time ago, when the data are complete. */
function fullMinute(live: Live): number {
	return Math.floor(live.options.clock.now() / HOUR) * HOUR - HOUR;
}

/** A check with the first Elastic IP, whatever its data. */
function withElasticIp(
	id: string,
	expects: string,
	run: (live: Live, elasticIp: ElasticIp) => Promise<Finding>,
): Check {
	return {
		id,
		expects,
		async run(live) {
			const [elasticIp] = await candidates(live);
			return elasticIp ? await run(live, elasticIp) : NO_ELASTIC_IP;
		},
	};
}

/** A check with points of an Elastic IP that has traffic. */
function withTraffic(
	id: string,
	expects: string,
	period: number,
	run: (points: IDataObject[]) => Finding,
): Check {
	return {
		id,
		expects,
		async run(live) {
			const end = fullMinute(live);
			for (const elasticIp of await candidates(live)) {
				const outcome = await ask(live, elasticIp, { start: end - 3 * HOUR, end, period });
				if (outcome.code) return toFinding(false, describe(outcome));
				// Rounding hides a factor in small numbers.
				const points = pointsOf(outcome).filter(({ EipFlow }) => Number(EipFlow) > 100 * period);
				if (points.length > 0) return run(points);
			}
			return couldNotTell('no Elastic IP with enough traffic in the last hours');
		},
	};
}

const unitOf = (period: number) =>
	withTraffic(
		`monitor-unit-${period}`,
		`EipBandwidth = EipFlow / ${period} (byte/s) with a period of ${period} s`,
		period,
		(points) => {
			const ratios = points.map(
				({ EipBandwidth, EipFlow }) => (Number(EipBandwidth) * period) / Number(EipFlow),
			);
			const average = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
			const isNear = (value: number) => ratios.every((ratio) => Math.abs(ratio / value - 1) < 0.05);
			const known = [
				{ value: 1, name: 'byte/s' },
				{ value: 8, name: 'bit/s' },
				{ value: period / 60, name: 'EipFlow / 60' },
			].find(({ value }) => isNear(value));
			return toFinding(isNear(1), `${known?.name ?? 'another unit'}, factor ${average.toFixed(3)}`);
		},
	);

const accepts = (id: string, expects: string, spanOf: (now: number) => Span) =>
	withElasticIp(id, expects, async (live, elasticIp) => {
		const outcome = await ask(live, elasticIp, spanOf(live.options.clock.now()));
		return toFinding(
			outcome.code === undefined,
			outcome.code ? describe(outcome) : `accepted, ${pointsOf(outcome).length} points`,
		);
	});

const refuses = (id: string, what: string, code: string, spanOf: (now: number) => Span) =>
	withElasticIp(id, `${what}: ${code}`, async (live, elasticIp) => {
		const outcome = await ask(live, elasticIp, spanOf(live.options.clock.now()));
		return toFinding(
			outcome.code === code,
			outcome.code ? describe(outcome) : `accepted, ${pointsOf(outcome).length} points`,
		);
	});

/** Units, ends and limits of DescribeEipMonitorData. */
export const monitorChecks: Check[] = [
	unitOf(60),
	unitOf(300),
	withTraffic('monitor-flow', 'EipFlow = EipRX + EipTX', 60, (points) => {
		const off = points.filter(
			({ EipFlow, EipRX, EipTX }) => Number(EipFlow) !== Number(EipRX) + Number(EipTX),
		);
		return toFinding(off.length === 0, `${off.length} of ${points.length} points differ`);
	}),
	withTraffic('monitor-types', 'all figures are numbers', 60, ([point]) => {
		const { TimeStamp, ...figures } = point;
		const texts = Object.keys(figures).filter((name) => typeof figures[name] !== 'number');
		const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(String(TimeStamp));
		return toFinding(
			texts.length === 0 && isTime,
			texts.length > 0
				? `not numbers: ${texts.join(', ')}`
				: isTime
					? 'numbers'
					: 'TimeStamp has another form',
		);
	}),
	{
		id: 'monitor-ends',
		expects: 'a point at StartTime belongs to the reply, one at EndTime does not',
		async run(live) {
			const end = fullMinute(live);
			const start = end - 10 * MINUTE;
			for (const elasticIp of await candidates(live)) {
				const outcome = await ask(live, elasticIp, { start, end, period: 60 });
				const times = pointsOf(outcome).map(({ TimeStamp }) => Date.parse(String(TimeStamp)));
				if (times.length < 9) continue;
				const [hasStart, hasEnd] = [times.includes(start), times.includes(end)];
				const word = (is: boolean) => (is ? 'inclusive' : 'exclusive');
				return toFinding(
					hasStart && !hasEnd,
					`start ${word(hasStart)}, end ${word(hasEnd)}, ${times.length} points in 10 minutes`,
				);
			}
			return couldNotTell('no Elastic IP with a point for each minute');
		},
	},
	{
		id: 'monitor-unbound',
		// What the release option 'Only If Unbound For' rests on: the finding says which of them it is.
		expects: 'one that is not associated has a list of points, which may be empty',
		async run(live) {
			const all = await live.elasticIps();
			const unbound = all.find(({ Status }) => Status === 'Available');
			if (!unbound) return couldNotTell('no Elastic IP that is not associated');
			const now = live.options.clock.now();
			const outcome = await ask(live, unbound, { start: now - HOUR, end: now, period: 60 });
			if (outcome.code) return toFinding(false, describe(outcome));
			const outer = outcome.body.EipMonitorDatas as IDataObject | undefined;
			const list: unknown = outer?.EipMonitorData;
			if (!Array.isArray(list)) return toFinding(false, 'no list of points');
			const last = pointsOf(outcome).at(-1);
			if (!last) return toFinding(true, 'an explicit empty list');
			const age = Math.round((now - Date.parse(String(last.TimeStamp))) / MINUTE);
			const isQuiet = pointsOf(outcome).every(({ EipFlow }) => Number(EipFlow) === 0);
			const times = pointsOf(outcome).map(({ TimeStamp }) => Date.parse(String(TimeStamp)));
			const gaps = times.filter((time, index) => index > 0 && time - times[index - 1] > MINUTE);
			return toFinding(
				true,
				`${list.length} points, ${isQuiet ? 'all zero' : 'some with traffic'}, ${gaps.length} gaps, the last one ${age} minutes old`,
			);
		},
	},
	accepts('monitor-200-points', '200 points in one call are allowed', (now) => ({
		...{ start: now - 200 * MINUTE, end: now, period: 60 },
	})),
	refuses(
		'monitor-400-points',
		'400 points in one call',
		'OperationDenied.TooManyDataQueried',
		(now) => ({ start: now - 400 * MINUTE, end: now, period: 60 }),
	),
	...[300, 900, 3600].map((period) =>
		accepts(`monitor-period-${period}`, `Period ${period} is allowed`, (now) => ({
			...{ start: now - 6 * HOUR, end: now, period },
		})),
	),
	accepts('monitor-30-days', 'data of 30 days ago can be asked for', (now) => ({
		...{ start: now - 30 * DAY + HOUR, end: now - 30 * DAY + 2 * HOUR, period: 60 },
	})),
	accepts('monitor-31-days', 'data of 31 days ago can be asked for', (now) => ({
		...{ start: now - 31 * DAY + HOUR, end: now - 31 * DAY + 2 * HOUR, period: 60 },
	})),
	refuses('monitor-32-days', 'data of 32 days ago', 'InvalidStartTime.TooEarly', (now) => ({
		...{ start: now - 32 * DAY, end: now - 32 * DAY + HOUR, period: 60 },
	})),
	refuses('monitor-reversed', 'EndTime before StartTime', 'InvalidEndTime.Malformed', (now) => ({
		...{ start: now - HOUR, end: now - 2 * HOUR, period: 60 },
	})),
];
