import { locator, useSimulator } from '../setup';

const test$ = useSimulator();

const day = 86_400_000;
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();

describe('elasticIp: getMonitorData', () => {
	test.each([
		[1, 60, 1],
		[200, 60, 1],
		[201, 60, 2],
		[1000, 60, 5],
		[300, 300, 2],
		[24, 3600, 1],
	])(
		'%i points every %i seconds take %i calls, each point once and in order',
		async (points, period, calls) => {
			const [eip] = test$.simulator.addEips(1);
			const end = Math.floor((Date.now() - 600_000) / (period * 1000)) * period * 1000;
			const start = end - points * period * 1000;
			const output = await test$.items({
				operation: 'getMonitorData',
				allocationId: locator(eip.allocationId),
				timeRange: 'custom',
				startTime: new Date(start).toISOString(),
				endTime: new Date(end).toISOString(),
				monitorPeriod: period,
			});
			const times = output.map(({ time }) => Date.parse(String(time)));
			expect(times).toEqual(
				Array.from({ length: points }, (_, index) => start + index * period * 1000),
			);
			expect(test$.sent('DescribeEipMonitorData')).toHaveLength(calls);
			expect(output[0]).toEqual({
				allocationId: eip.allocationId,
				inboundMbps: expect.any(Number),
				outboundMbps: expect.any(Number),
				time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:00Z$/),
				inboundBytes: expect.any(Number),
				outboundBytes: expect.any(Number),
				totalBytes: expect.any(Number),
				packets: expect.any(Number),
				eipBandwidth: expect.any(Number),
			});
		},
	);

	test('stitches the same when a point on the seam comes twice', async () => {
		test$.simulator.settings.monitorEnd = 'inclusive';
		test$.simulator.settings.monitorPoints = 201;
		const [eip] = test$.simulator.addEips(1);
		const output = await test$.items({
			operation: 'getMonitorData',
			allocationId: locator(eip.allocationId),
			timeRange: 'custom',
			startTime: ago(500 * 60_000),
			endTime: ago(60_000),
			monitorPeriod: 60,
		});
		const times = output.map(({ time }) => String(time));
		expect(times).toEqual([...new Set(times)].sort());
		expect(times.length).toBeGreaterThanOrEqual(499);
	});

	test.each([
		['lastHour', 60, 60, 1],
		['last24Hours', 288, 300, 2],
		['last7Days', 168, 3600, 1],
	])(
		'%s gives %i points, one every %i seconds, in %i calls',
		async (range, count, period, calls) => {
			const [eip] = test$.simulator.addEips(1);
			const output = await test$.items({
				operation: 'getMonitorData',
				allocationId: locator(eip.allocationId),
				...(range !== 'lastHour' && { timeRange: range }),
				// Hidden unless the range is custom, so not looked at.
				startTime: 'yesterday',
			});
			const times = output.map(({ time }) => Date.parse(String(time)));
			expect(times.length).toBeGreaterThanOrEqual(count - 1);
			expect(times.length).toBeLessThanOrEqual(count + 1);
			expect(new Set(times.slice(1).map((time, index) => time - times[index]))).toEqual(
				new Set([period * 1000]),
			);
			const sent = test$.sent('DescribeEipMonitorData');
			expect(sent.map(({ Period }) => Period)).toEqual(Array(calls).fill(String(period)));
		},
	);

	test('a chosen period holds, and the longest range has some hundred points', async () => {
		const [eip] = test$.simulator.addEips(1);
		const about = { operation: 'getMonitorData', allocationId: locator(eip.allocationId) };
		await test$.items({ ...about, monitorPeriod: 900 });
		await test$.items({ ...about, timeRange: 'custom', startTime: ago(30 * day) });
		const periods = test$.sent('DescribeEipMonitorData').map(({ Period }) => Period);
		expect([...new Set(periods)]).toEqual(['900', '3600']);
		expect(periods).toHaveLength(1 + 4);
	});

	test('shows Mbit/s on average over the period, whatever it is', async () => {
		const [eip] = test$.simulator.addEips(1);
		for (const monitorPeriod of [60, 300, 3600]) {
			const points = await test$.items({
				operation: 'getMonitorData',
				allocationId: locator(eip.allocationId),
				timeRange: 'last24Hours',
				monitorPeriod,
			});
			for (const { inboundMbps, inboundBytes, outboundMbps, outboundBytes } of points) {
				expect(inboundMbps).toBeCloseTo((Number(inboundBytes) * 8) / monitorPeriod / 1e6, 6);
				expect(outboundMbps).toBeCloseTo((Number(outboundBytes) * 8) / monitorPeriod / 1e6, 6);
			}
			expect(points.some(({ inboundMbps }) => Number(inboundMbps) > 0)).toBe(true);
		}
	});

	test('takes {{ $now }}', async () => {
		const [eip] = test$.simulator.addEips(1);
		const output = await test$.items({
			operation: 'getMonitorData',
			allocationId: locator(eip.allocationId),
			timeRange: 'custom',
			startTime: '={{ $now.minus(10, "minutes") }}',
			endTime: '={{ $now }}',
		});
		expect(output.length).toBeGreaterThanOrEqual(9);
	});

	test.each([
		[{ startTime: ago(0), endTime: ago(day) }, "'Start Time' is not before 'End Time'"],
		[{ startTime: ago(32 * day), endTime: ago(31 * day) }, "'Start Time' is more than 31 days ago"],
		[
			{ startTime: 'yesterday', endTime: ago(0) },
			"'Start Time' is not a date and time: 'yesterday'",
		],
		[{ startTime: '={{ "" }}', endTime: ago(0) }, "'Start Time' is empty"],
		[{ startTime: '={{ [] }}' }, "'Start Time' is empty"],
	])('refuses %j before anything is sent', async (times, message) => {
		const { error } = await test$.run({
			operation: 'getMonitorData',
			allocationId: locator('eip-25877c70gddh5abcd'),
			timeRange: 'custom',
			...times,
		});
		expect(error?.message).toBe(message);
		expect(test$.simulator.requests).toEqual([]);
	});
});
