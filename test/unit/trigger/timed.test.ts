import type { IDataObject } from 'n8n-workflow';
import { MINUTE, START, isoOf, unavailable } from './FakeCloud';
import { Watch } from './Watch';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const add = (watch: Watch, fields: IDataObject = {}) =>
	String(watch.cloud.add('cn-hangzhou', fields).AllocationId);

describe('idle', () => {
	const settings = { events: ['idle'], idleAfter: 2, idleUnit: 'hours' };

	it('is reported once, counted from when it was first seen disassociated', async () => {
		const watch = new Watch(settings);
		const id = add(watch);
		expect(await watch.poll()).toEqual([]);
		expect(await watch.poll(2 * HOUR - MINUTE)).toEqual([]);
		const [event] = await watch.poll(MINUTE);
		expect(event).toMatchObject({
			event: 'idle',
			elasticIp: { allocationId: id },
			old: null,
			new: { idleSince: new Date(START).toISOString(), idleHours: 2 },
		});
		expect(await watch.poll(10 * DAY)).toEqual([]);
	});

	it('is counted from the allocation of one that appeared', async () => {
		const watch = new Watch(settings);
		await watch.poll();
		watch.cloud.now += 30 * MINUTE;
		add(watch);
		expect(await watch.poll(HOUR)).toEqual([]);
		expect(await watch.poll(HOUR - MINUTE)).toEqual([]);
		expect(await watch.poll(MINUTE)).toHaveLength(1);
	});

	it('begins again after it was associated, with another ID', async () => {
		const watch = new Watch(settings);
		const id = add(watch);
		await watch.poll();
		const [first] = await watch.poll(3 * HOUR);
		watch.cloud.change(id, { Status: 'InUse', InstanceId: 'i-1' });
		await watch.poll(MINUTE);
		watch.cloud.change(id, { Status: 'Unassociating' });
		expect(await watch.poll(5 * HOUR)).toEqual([]);
		watch.cloud.change(id, { Status: 'Available', InstanceId: '' });
		expect(await watch.poll(MINUTE)).toEqual([]);
		expect(await watch.poll(HOUR)).toEqual([]);
		const [second] = await watch.poll(HOUR);
		expect(second.event).toBe('idle');
		expect(second.eventId).not.toBe(first.eventId);
	});

	it('is repeated if asked for, but not for the time that was missed', async () => {
		const watch = new Watch({ ...settings, idleOptions: { repeatEvery: 1 } });
		add(watch);
		await watch.poll();
		expect(await watch.poll(2 * HOUR)).toHaveLength(1);
		expect(await watch.poll(59 * MINUTE)).toEqual([]);
		expect(await watch.poll(MINUTE)).toHaveLength(1);
		expect(await watch.poll(10 * HOUR)).toHaveLength(1);
		expect(await watch.poll(MINUTE)).toEqual([]);
	});

	it.each([
		['ID', (id: string) => ({ excludeAllocationIds: id })],
		['name', () => ({ excludeName: 'SPARE' })],
		['tag', () => ({ excludeTags: { tag: [{ key: 'keep', value: '' }] } })],
	])('is not reported for those excluded by %s', async (_name, exclude) => {
		const watch = new Watch(settings);
		const id = add(watch, { Name: 'a spare one', Tags: { Tag: [{ Key: 'keep', Value: 'yes' }] } });
		add(watch);
		watch.parameters = { ...settings, idleOptions: exclude(id) };
		await watch.poll();
		const events = await watch.poll(3 * HOUR);
		expect(events).toHaveLength(1);
		expect(events[0].elasticIp?.allocationId).not.toBe(id);
	});

	it('does not report all that are overdue when the time is changed', async () => {
		const watch = new Watch({ ...settings, idleAfter: 100 });
		add(watch);
		await watch.poll();
		await watch.poll(50 * HOUR);
		add(watch);
		await watch.poll(MINUTE);
		watch.parameters = settings;
		expect(await watch.poll(MINUTE)).toEqual([]);
		expect(await watch.poll(2 * HOUR)).toHaveLength(1);
	});

	it('is reported although only settings of another event were changed meanwhile', async () => {
		const watch = new Watch({ ...settings, events: ['idle', 'expiring'], expiringWithin: 7 });
		add(watch);
		await watch.poll();
		watch.parameters = { ...watch.parameters, expiringWithin: 3 };
		expect(await watch.poll(2 * HOUR)).toHaveLength(1);
		watch.parameters = { ...watch.parameters, events: ['idle', 'bound'] };
		expect(await watch.poll(MINUTE)).toEqual([]);
	});

	it('is not reported because the clock was set back and forth', async () => {
		const watch = new Watch(settings);
		add(watch);
		await watch.poll();
		await watch.poll(2 * HOUR);
		expect(await watch.poll(-5 * HOUR)).toEqual([]);
		expect(await watch.poll(5 * HOUR)).toEqual([]);
	});
});

describe('expiring', () => {
	const settings = { events: ['expiring'], expiringWithin: 7 };

	it('is reported once for each end of the subscription', async () => {
		const watch = new Watch(settings);
		const id = add(watch, { ChargeType: 'PrePaid', ExpiredTime: isoOf(START + 8 * DAY) });
		add(watch, { ExpiredTime: isoOf(START + DAY) });
		expect(await watch.poll()).toEqual([]);
		expect(await watch.poll(DAY - MINUTE)).toEqual([]);
		const [first] = await watch.poll(MINUTE);
		expect(first).toMatchObject({
			event: 'expiring',
			elasticIp: { allocationId: id },
			new: { expiredTime: new Date(START + 8 * DAY).toISOString(), daysLeft: 7 },
		});
		expect(await watch.poll(DAY)).toEqual([]);
		watch.cloud.change(id, { ExpiredTime: isoOf(START + 38 * DAY) });
		expect(await watch.poll(DAY)).toEqual([]);
		const [second] = await watch.poll(30 * DAY);
		expect(second.eventId).not.toBe(first.eventId);
	});

	it('is reported with the second poll if it was so from the beginning', async () => {
		const watch = new Watch(settings);
		add(watch, { ChargeType: 'PrePaid', ExpiredTime: isoOf(START + DAY) });
		expect(await watch.poll()).toEqual([]);
		expect(await watch.poll(MINUTE)).toHaveLength(1);
	});

	it('is reported again for a shorter time, but not at once for a longer', async () => {
		const watch = new Watch(settings);
		add(watch, { ChargeType: 'PrePaid', ExpiredTime: isoOf(START + 6 * DAY) });
		await watch.poll();
		expect(await watch.poll(MINUTE)).toHaveLength(1);
		watch.parameters = { ...settings, expiringWithin: 30 };
		expect(await watch.poll(MINUTE)).toEqual([]);
		watch.parameters = { ...settings, expiringWithin: 2 };
		expect(await watch.poll(MINUTE)).toEqual([]);
		expect(await watch.poll(4 * DAY)).toHaveLength(1);
	});
});

describe('the count', () => {
	const settings = {
		events: ['countCrossed'],
		countThreshold: 3,
		regionScope: 'chosen',
		regionIds: ['cn-beijing', 'cn-hangzhou'],
	};

	it('is reported when it reaches the threshold in all regions together, and when it falls below', async () => {
		const watch = new Watch(settings);
		add(watch);
		watch.cloud.add('cn-beijing');
		expect(await watch.poll()).toEqual([]);
		const id = add(watch);
		const [first] = await watch.poll();
		expect(first).toMatchObject({
			event: 'countCrossed',
			elasticIp: null,
			old: { count: 2, side: 'below', threshold: 3 },
			new: { count: 3, side: 'reached', threshold: 3 },
			changedFields: ['count', 'side'],
		});
		expect(await watch.poll()).toEqual([]);
		watch.cloud.remove(id);
		expect(await watch.poll()).toMatchObject([{ new: { count: 2, side: 'below' } }]);
		add(watch);
		const [again] = await watch.poll();
		expect(again.eventId).not.toBe(first.eventId);
	});

	it('goes on when Alibaba Cloud opens a region', async () => {
		const watch = new Watch({ ...settings, regionScope: 'all' });
		for (let index = 0; index < 2; index++) add(watch);
		await watch.poll();
		watch.cloud.add('eu-new-1');
		expect(await watch.poll(25 * HOUR)).toMatchObject([{ old: { count: 2 }, new: { count: 3 } }]);
	});

	it('is not judged while a region cannot be read', async () => {
		const watch = new Watch(settings);
		for (let index = 0; index < 3; index++) watch.cloud.add('cn-beijing');
		await watch.poll();
		watch.cloud.beforeReply = ({ regionId }) => {
			if (regionId === 'cn-beijing') throw unavailable();
			return undefined;
		};
		expect(await watch.poll()).toEqual([]);
		watch.cloud.beforeReply = undefined;
		expect(await watch.poll()).toEqual([]);
	});

	it.each([
		['threshold', { countThreshold: 5 }],
		['filter', { filters: { name: 'nothing' } }],
		['region', { regionIds: ['cn-beijing'] }],
	])('begins again with another %s', async (_name, change) => {
		const watch = new Watch(settings);
		for (let index = 0; index < 4; index++) add(watch);
		await watch.poll();
		watch.parameters = { ...settings, ...change };
		expect(await watch.poll()).toEqual([]);
		watch.parameters = settings;
		expect(await watch.poll()).toEqual([]);
	});
});

describe('the bandwidth use', () => {
	/** Bytes a minute for that part of 5 Mbit/s. */
	const percent = (part: number) => (part / 100) * 5_000_000 * (60 / 8);
	const watchOf = (traffic: Record<number, number | undefined>, more: IDataObject = {}) => {
		const watch = new Watch({ events: ['bandwidthUsage'], usageMinutes: 3, ...more });
		const id = add(watch);
		watch.parameters.usageAllocationIds = id;
		watch.cloud.traffic = (_id, minute) => {
			const after = minute - START / MINUTE;
			const part = after in traffic ? traffic[after] : 10;
			return part === undefined ? undefined : percent(part);
		};
		return { watch, id };
	};

	it('is reported after some minutes in a row, and again when it is normal', async () => {
		const { watch, id } = watchOf({
			2: 90,
			3: 79,
			4: 80,
			5: 85,
			6: 99,
			7: 70,
			8: 59,
			9: 70,
			10: 59,
			11: 59,
			12: 59,
		});
		const events = await watch.poll();
		for (let minute = 0; minute < 15; minute++) events.push(...(await watch.poll(MINUTE)));
		expect(events).toMatchObject([
			{
				event: 'bandwidthUsage',
				elasticIp: { allocationId: id },
				old: { level: 'normal' },
				new: { level: 'high', percent: 99, time: new Date(START + 6 * MINUTE).toISOString() },
			},
			{ new: { level: 'normal', percent: 59, time: new Date(START + 12 * MINUTE).toISOString() } },
		]);
	});

	it('is the same however often it is polled', async () => {
		const traffic = { 4: 90, 5: 90, 6: 90, 10: 5, 11: 5, 12: 5, 20: 95, 21: 95, 22: 95, 23: 95 };
		const often = watchOf(traffic).watch;
		const seldom = watchOf(traffic).watch;
		const [all, few] = [await often.poll(), await seldom.poll()];
		for (let minute = 0; minute < 40; minute++) all.push(...(await often.poll(MINUTE)));
		for (let poll = 0; poll < 2; poll++) few.push(...(await seldom.poll(20 * MINUTE)));
		expect(few.map(({ new: next }) => next)).toEqual(all.map(({ new: next }) => next));
		expect(all.length).toBeGreaterThan(2);
	});

	it('does not count over minutes without data', async () => {
		const { watch } = watchOf({ 4: 90, 5: 90, 6: undefined, 7: 90, 8: 90 });
		await watch.poll();
		expect(await watch.poll(15 * MINUTE)).toEqual([]);
	});

	it('is refused of one that is not there when it is chosen, but not when it is released later', async () => {
		const { watch, id } = watchOf({});
		watch.parameters.usageAllocationIds = `${id}, eip-unknown`;
		await expect(watch.poll()).rejects.toThrow('contains eip-unknown, which could not be found');
		watch.parameters.usageAllocationIds = id;
		await watch.poll();
		watch.cloud.remove(id);
		expect(await watch.poll(MINUTE)).toEqual([]);
		expect(await watch.poll(MINUTE)).toEqual([]);
		watch.parameters.usageAllocationIds = `${id}, eip-mistyped`;
		await expect(watch.poll()).rejects.toThrow('contains eip-mistyped, which could not be found');
	});

	it.each([0, 81])('is refused with %i percent as the lower limit', async (usageBelow) => {
		const { watch } = watchOf({}, { usageBelow });
		await expect(watch.poll()).rejects.toThrow("'Below' is");
	});

	it('is looked at for chosen ones only, with two calls', async () => {
		const { watch } = watchOf({});
		for (let index = 0; index < 150; index++) add(watch);
		await watch.poll();
		watch.cloud.calls = [];
		await watch.poll(MINUTE);
		expect(watch.cloud.calls.map(({ action }) => action)).toEqual([
			'DescribeEipAddresses',
			'DescribeEipMonitorData',
		]);
	});
});

it('needs one call for 100 Elastic IPs', async () => {
	const watch = new Watch({ events: ['bound'] });
	for (let index = 0; index < 250; index++) add(watch);
	await watch.poll();
	watch.cloud.calls = [];
	await watch.poll();
	expect(watch.cloud.calls).toHaveLength(3);
});
