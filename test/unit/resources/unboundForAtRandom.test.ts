import fc from 'fast-check';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { assertUnboundFor } from '../../../nodes/AlibabaCloudEip/resources/elasticIp/guards/unboundFor';
import { FakeClock } from '../api/fakeClock';
import { ok, scriptedSession } from '../api/session';

/**
 * "Only If Unbound For" against what really went over an Elastic IP, minute by minute, and what of it
 * the monitoring data show. No document says whether a point stands at the begin or the end of its
 * period, nor whether those that fall on the ends of what is asked for belong to the reply: it has to
 * hold for all of these. MONITOR_SEED=<seed> runs the same again.
 */

const seed =
	process.env.MONITOR_SEED === undefined ? Date.now() % 2 ** 31 : Number(process.env.MONITOR_SEED);
process.stderr.write(`Seed of the monitoring data: MONITOR_SEED=${seed}\n`);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const utc = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;

interface Story {
	hours: number;
	/** Milliseconds after the full hour. */
	now: number;
	/** Minutes by which points are late. */
	lag: number;
	stamps: 'begin' | 'end';
	ends: { start: boolean; end: boolean };
	/** What the monitoring missed, in minutes before now. */
	holes: Array<{ from: number; minutes: number }>;
	/** Minutes before now in which there was traffic. */
	traffic: number[];
	bytes: number;
}

/** The cloud: each full period of which every minute is known has a point. */
function replyTo({ qs = {} }: IHttpRequestOptions, story: Story, now: number): IDataObject[] {
	const period = Number(qs.Period) * 1_000;
	const up = (text: unknown) => Math.ceil(Date.parse(String(text)) / MINUTE) * MINUTE;
	const [start, end] = [up(qs.StartTime), up(qs.EndTime)];
	const points: IDataObject[] = [];
	for (let stamp = Math.ceil(start / period) * period; stamp <= end; stamp += period) {
		if ((stamp === start && !story.ends.start) || (stamp === end && !story.ends.end)) continue;
		const from = story.stamps === 'begin' ? stamp : stamp - period;
		const to = from + period;
		const isMissed = holesOf(story, now).some((hole) => hole.from < to && hole.to > from);
		if (isMissed || to > now - story.lag * MINUTE) continue;
		const wasUsed = trafficOf(story, now).some((minute) => minute >= from && minute < to);
		const flow = wasUsed ? story.bytes : 0;
		points.push({ TimeStamp: utc(stamp), EipRX: flow, EipTX: 0, EipFlow: flow });
	}
	return points;
}

const minuteOf = (time: number) => Math.floor(time / MINUTE) * MINUTE;
const holesOf = ({ holes }: Story, now: number) =>
	holes.map(({ from, minutes }) => {
		const start = minuteOf(now - from * MINUTE);
		return { from: start, to: start + minutes * MINUTE };
	});
const trafficOf = ({ traffic }: Story, now: number) =>
	traffic.map((minutes) => minuteOf(now - minutes * MINUTE));

async function outcomeOf(story: Story) {
	const clock = new FakeClock();
	const now = clock.time + story.now;
	clock.time = now;
	let points = 0;
	const { session } = scriptedSession(
		(request) => {
			const list = replyTo(request, story, now);
			points += list.length;
			return ok({ EipMonitorDatas: { EipMonitorData: list } });
		},
		{ clock },
	);
	const elasticIp = {
		AllocationId: 'eip-1',
		Status: 'Available',
		AllocationTime: utc(now - 900 * HOUR),
	};
	const outcome = await assertUnboundFor(session, elasticIp, story.hours).then(
		() => 'passes',
		(error: unknown) => (error as Error).message,
	);
	return { outcome, points, now, since: now - story.hours * HOUR };
}

const hours = fc.oneof(
	fc.constantFrom(1, 2, 3, 16, 17, 24, 200, 201, 720),
	fc.double({ min: 1, max: 720, noNaN: true }),
);
/** Minutes before now, often near the ends of what is asked for and where the period changes. */
const ago = hours.chain((asked) =>
	fc.oneof(
		fc.integer({ min: 1, max: 60 * 4 }),
		fc.integer({ min: -90, max: 150 }).map((more) => Math.max(1, Math.round(asked * 60) - more)),
		fc.integer({ min: 1, max: 60 * 800 }),
	),
);

const storyOf = (parts: {
	holes: fc.Arbitrary<Story['holes']>;
	traffic: fc.Arbitrary<number[]>;
}): fc.Arbitrary<Story> =>
	fc.record({
		hours,
		now: fc.oneof(
			fc.constantFrom(0, 1, 30_000, MINUTE, HOUR - 1),
			fc.integer({ min: 0, max: HOUR }),
		),
		lag: fc.integer({ min: 0, max: 9 }),
		stamps: fc.constantFrom('begin', 'end'),
		ends: fc.record({ start: fc.boolean(), end: fc.boolean() }),
		bytes: fc.constantFrom(1, 1_000_000),
		...parts,
	});

const none = fc.constant<never[]>([]);

test('whole data without traffic pass, wherever points stand', async () => {
	await fc.assert(
		fc.asyncProperty(storyOf({ holes: none, traffic: none }), async (story) => {
			expect((await outcomeOf(story)).outcome).toBe('passes');
		}),
		{ seed, numRuns: 400 },
	);
});

test('a hole in the time that is asked for is refused, however short, unless there is no point at all', async () => {
	const hole = fc.record({
		from: ago,
		minutes: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 60 * 30 })),
	});
	await fc.assert(
		fc.asyncProperty(
			storyOf({ holes: fc.array(hole, { minLength: 1, maxLength: 4 }), traffic: none }),
			async (story) => {
				const { outcome, points, now, since } = await outcomeOf(story);
				const matters = holesOf(story, now).some(
					({ from, to }) => to > since && from < now - 11 * MINUTE,
				);
				if (points === 0) expect(outcome).toBe('passes');
				else if (matters) expect(outcome).toMatch(/has no monitoring data between/);
			},
		),
		{ seed, numRuns: 500 },
	);
});

test('one missing point is refused', async () => {
	const hole = fc.record({ from: ago, minutes: fc.constant(1) }).map((one) => [one]);
	await fc.assert(
		fc.asyncProperty(storyOf({ holes: hole, traffic: none }), async (story) => {
			const { outcome, now, since } = await outcomeOf(story);
			const [{ from, to }] = holesOf(story, now);
			fc.pre(to > since && from < now - 11 * MINUTE);
			expect(outcome).toMatch(/has no monitoring data between/);
		}),
		{ seed, numRuns: 500 },
	);
});

test('traffic in the time that is asked for is refused, and none before counts', async () => {
	await fc.assert(
		fc.asyncProperty(
			storyOf({ holes: none, traffic: fc.array(ago, { minLength: 1, maxLength: 2 }) }),
			async (story) => {
				const { outcome, now, since } = await outcomeOf(story);
				const minutes = trafficOf(story, now);
				if (minutes.some((one) => one + MINUTE > since && one < now - 11 * MINUTE)) {
					expect(outcome).toMatch(/carried traffic/);
				} else if (minutes.every((one) => one < since - 2 * HOUR)) {
					expect(outcome).toBe('passes');
				}
			},
		),
		{ seed, numRuns: 500 },
	);
});
