import { startSimulator, type Simulator } from './index';
import { TestClock } from './testing/clock';
import { officialClient, type OfficialClient } from './testing/officialClient';

const MINUTE = 60_000;

let clock: TestClock;
let simulator: Simulator;
let client: OfficialClient;
let AllocationId: string;
/** The hour that ended last, so that all times lie in the past. */
let hour: number;

beforeEach(async () => {
	clock = new TestClock();
	simulator = await startSimulator({ now: clock.now });
	client = officialClient(simulator);
	[{ allocationId: AllocationId }] = simulator.addEips(1);
	hour = Math.floor(clock.time / (60 * MINUTE)) * 60 * MINUTE;
});
afterEach(() => simulator.close());

interface Point {
	TimeStamp: string;
	EipRX: number;
	EipTX: number;
	EipFlow: number;
	EipPackets: number;
	EipBandwidth: number;
}

const iso = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

async function points(start: number, end: number, Period?: number): Promise<Point[]> {
	const reply = await client.call('DescribeEipMonitorData', {
		AllocationId,
		StartTime: iso(start),
		EndTime: iso(end),
		...(Period ? { Period } : {}),
	});
	return (reply.EipMonitorDatas as { EipMonitorData: Point[] }).EipMonitorData;
}

const code = (start: string, end: string, more: Record<string, unknown> = {}) =>
	client.refusal('DescribeEipMonitorData', {
		AllocationId,
		StartTime: start,
		EndTime: end,
		...more,
	});

test('a point for each minute, the end left out, the same on every read', async () => {
	const found = await points(hour - 200 * MINUTE, hour);
	expect(found.map(({ TimeStamp }) => TimeStamp)).toEqual(
		Array.from({ length: 200 }, (_, index) => iso(hour - (200 - index) * MINUTE)),
	);
	expect(await points(hour - 100 * MINUTE, hour)).toEqual(found.slice(100));
	for (const { EipRX, EipTX, EipFlow, EipBandwidth } of found) {
		expect([EipFlow, EipBandwidth]).toEqual([EipRX + EipTX, Math.floor(EipFlow / 60)]);
	}
	simulator.settings.monitorEnd = 'inclusive';
	expect((await points(hour - 10 * MINUTE, hour)).at(-1)?.TimeStamp).toBe(iso(hour));
});

test('longer periods are sums on their own boundaries', async () => {
	const minutes = await points(hour - 60 * MINUTE, hour);
	const fives = await points(hour - 60 * MINUTE, hour, 300);
	expect(fives.map(({ TimeStamp }) => TimeStamp)).toEqual(
		Array.from({ length: 12 }, (_, index) => iso(hour - (60 - 5 * index) * MINUTE)),
	);
	expect(fives[0].EipFlow).toBe(minutes.slice(0, 5).reduce((sum, { EipFlow }) => sum + EipFlow, 0));
	expect(await points(hour - 58 * MINUTE, hour, 900)).toHaveLength(3);
	expect(await points(hour - 180 * MINUTE, hour, 3600)).toHaveLength(3);
});

test('times are rounded up to the minute; start equal to end is one point; nothing comes from the future', async () => {
	const odd = await points(hour - 10 * MINUTE - 55_000, hour - 8 * MINUTE - 50_000);
	expect(odd.map(({ TimeStamp }) => TimeStamp)).toEqual([
		iso(hour - 10 * MINUTE),
		iso(hour - 9 * MINUTE),
	]);
	expect(await points(hour - MINUTE, hour - MINUTE)).toHaveLength(1);
	expect(await points(clock.time + 5 * MINUTE, clock.time + 10 * MINUTE)).toEqual([]);
});

test('traffic that was set', async () => {
	simulator.change(AllocationId, {
		traffic: [{ from: hour - 5 * MINUTE, to: hour - 3 * MINUTE, rx: 1000, tx: 500 }],
	});
	const found = await points(hour - 5 * MINUTE, hour - 3 * MINUTE);
	expect(found).toMatchObject([
		{ EipRX: 60_000, EipTX: 30_000, EipBandwidth: 1500 },
		{ EipRX: 60_000, EipTX: 30_000, EipBandwidth: 1500 },
	]);
});

test('refusals', async () => {
	const [start, end] = [iso(hour - 201 * MINUTE), iso(hour)];
	expect(await code(start, end)).toBe('OperationDenied.TooManyDataQueried');
	expect(await code(end, start)).toBe('InvalidEndTime.Malformed');
	expect(await code('2026-01-01', end)).toBe('InvalidStartTime.Malformed');
	expect(await code(start, '2026-01-01T00:00Z')).toBe('InvalidEndTime.Malformed');
	expect(await code(iso(clock.time - 32 * 24 * 60 * MINUTE), end, { Period: 3600 })).toBe(
		'InvalidStartTime.TooEarly',
	);
	expect(await code(start, end, { Period: 600 })).toBe('InvalidPeriod.ValueNotSupported');
	expect(await code(start, end, { AllocationId: 'eip-none' })).toBe('InvalidAllocationId.NotFound');
	simulator.settings.monitorPoints = 400;
	expect(await points(hour - 400 * MINUTE, hour)).toHaveLength(400);
});
