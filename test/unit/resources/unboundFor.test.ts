import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { assertUnboundFor } from '../../../nodes/AlibabaCloudEip/resources/elasticIp/guards/unboundFor';
import { FakeClock } from '../api/fakeClock';
import { ok, scriptedSession } from '../api/session';

/** "Only If Unbound For": what can't be read counts as traffic. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const utc = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;

const clock = new FakeClock();
const now = clock.time;
const elasticIp = {
	AllocationId: 'eip-1',
	Status: 'Available',
	AllocationTime: utc(now - 700 * HOUR),
};
const ZERO = { EipRX: 0, EipTX: 0, EipFlow: 0, EipPackets: 0, EipBandwidth: 0 };

/** A point without traffic for each period of what was asked for, up to a time. */
function zeros({ qs = {} }: IHttpRequestOptions, until = now, from = 0): IDataObject[] {
	const period = Number(qs.Period) * 1_000;
	const first = Math.ceil(Math.max(from, Date.parse(String(qs.StartTime))) / period) * period;
	const end = Math.min(until, Date.parse(String(qs.EndTime)));
	const points: IDataObject[] = [];
	for (let time = first; time < end; time += period) points.push({ TimeStamp: utc(time), ...ZERO });
	return points;
}

const listOf = (points: unknown) =>
	ok({ EipMonitorDatas: { EipMonitorData: points as IDataObject[] } });

async function check(
	reply: (request: IHttpRequestOptions) => ReturnType<typeof ok>,
	hours = 24,
	more: IDataObject = {},
): Promise<string> {
	const { session } = scriptedSession(reply);
	return await assertUnboundFor(session, { ...elasticIp, ...more }, hours).then(
		() => 'passes',
		(error: unknown) => (error as Error).message,
	);
}

describe.each([1, 2, 24, 720])('%d hours', (hours) => {
	const old = { AllocationTime: utc(now - 800 * HOUR) };

	test('an explicit empty list passes, and so do points of nothing up to now', async () => {
		expect(await check(() => listOf([]), hours, old)).toBe('passes');
		expect(await check((request) => listOf(zeros(request)), hours, old)).toBe('passes');
	});

	test.each<[string, IDataObject]>([
		['no body', {}],
		['null', { EipMonitorDatas: null }],
		['no list', { EipMonitorDatas: {} }],
		['a list of null', { EipMonitorDatas: { EipMonitorData: null } }],
		['text', { EipMonitorDatas: { EipMonitorData: '' } }],
		[
			'one object in place of the list',
			{ EipMonitorDatas: { EipMonitorData: { TimeStamp: utc(now - HOUR), ...ZERO } } },
		],
		['entries of null', { EipMonitorDatas: { EipMonitorData: [null] } as never }],
	])('%s instead of points is refused', async (_name, body) => {
		expect(await check(() => ok(body), hours, old)).toMatch(/contradicts itself/);
	});

	test.each(['EipRX', 'EipTX', 'EipFlow', 'EipPackets', 'EipBandwidth'])(
		'%s that cannot be read, or is not zero, is traffic',
		async (name) => {
			const values = [null, '', ' ', 'x', -1, 1, '7', {}, [], true, NaN];
			if (['EipRX', 'EipTX', 'EipFlow'].includes(name)) values.push(undefined as never);
			for (const value of values) {
				const points = (request: IHttpRequestOptions) =>
					zeros(request).map((point, index) => (index === 3 ? { ...point, [name]: value } : point));
				expect(await check((request) => listOf(points(request)), hours, old)).toMatch(
					/carried traffic/,
				);
			}
		},
	);

	test.each<[string, (points: IDataObject[]) => IDataObject[]]>([
		['before the time', (points) => [{ ...points[0], TimeStamp: utc(now - 900 * HOUR) }]],
		['after the time', (points) => [...points, { ...ZERO, TimeStamp: utc(now + HOUR) }]],
		['that are no times', (points) => [{ ...points[0], TimeStamp: 'soon' }]],
		[
			'between two periods',
			(points) =>
				[...points, { ...ZERO, TimeStamp: utc(now - 90 * MINUTE + 7_000) }, points[0]].slice(-2),
		],
	])('points %s are refused', async (_name, change) => {
		expect(await check((request) => listOf(change(zeros(request))), hours, old)).not.toBe('passes');
	});

	test.each([3, 9, 12, 50])('points that are %d minutes late', async (lag) => {
		const points = (request: IHttpRequestOptions) => zeros(request, now - lag * MINUTE);
		const outcome = await check((request) => listOf(points(request)), hours, old);
		expect(outcome).toMatch(lag < 10 ? 'passes' : 'has no monitoring data between');
	});
});

test('points that ended before the time that was asked for are none in it', async () => {
	const reply = (request: IHttpRequestOptions) => listOf(zeros(request, now - 30 * HOUR));
	expect(await check(reply, 24)).toBe('passes');
	expect(await check(reply, 48)).toMatch(/has no monitoring data between/);
});

test.each([undefined, null, '', 5, 'yesterday', '2020-01-01'])(
	'bought %j: not known, and refused',
	async (AllocationTime) => {
		expect(await check(() => listOf([]), 24, { AllocationTime } as never)).toMatch(
			/was bought at an unknown time/,
		);
	},
);
