import type { IDataObject } from 'n8n-workflow';
import { eventDefinitions } from '../../../nodes/AlibabaCloudEip/trigger/events';
import { INVENTED_ID } from '../../../nodes/AlibabaCloudEip/trigger/record/invented';
import type { TriggerEvent } from '../../../nodes/AlibabaCloudEip/trigger/events/TriggerEvent';
import { isElasticIpId } from '../../../nodes/AlibabaCloudEip/api/elasticIp';
import { useTrigger } from './useTrigger';

/** What "Fetch Test Event" shows: what is true now, or an Elastic IP that does not exist. */

const trigger = useTrigger();
const ALL = eventDefinitions.map(({ value }) => value);

const DAY = 86_400_000;

const find = (events: TriggerEvent[], event: string): TriggerEvent => {
	const found = events.find((one) => one.event === event);
	if (!found) throw new Error(`No ${event}`);
	return found;
};
const idOf = ({ elasticIp }: TriggerEvent) => elasticIp?.allocationId;

it('shows one event of each chosen kind, each marked as a test', async () => {
	const { simulator } = trigger;
	const [free] = simulator.addEips(1);
	simulator.addEips(1, { instanceId: 'i-1' });
	const host = trigger.host({ events: ALL, usageAllocationIds: free.allocationId });
	const events = await host.fetchTestEvent();
	expect(events.map(({ event }) => event)).toEqual(ALL);
	for (const event of events) {
		expect(event.isTest).toBe(true);
		expect(event.eventId).toMatch(/^[0-9a-f]{24}$/);
		expect(event.observedAt).toMatch(/Z$/);
		expect(event.regionId).toBe('cn-hangzhou');
		expect(event.changedFields.length).toBeGreaterThan(0);
	}
	expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(ALL.length);
});

it('marks no event of a poll as a test', async () => {
	const host = await trigger.active({ events: ['appeared'] });
	trigger.simulator.addEips(1);
	const [event] = await host.poll();
	expect('isTest' in event).toBe(false);
});

it('says nothing of a real one that is not so', async () => {
	const { simulator } = trigger;
	// Healthy, bound, no subscription, no tags: nothing of it is locked, idle, expiring or unbound.
	const [used] = simulator.addEips(1, { instanceId: 'i-1' });
	const host = trigger.host({ events: ALL, usageAllocationIds: used.allocationId });
	const events = await host.fetchTestEvent();
	const real = events.filter((event) => idOf(event) === used.allocationId);
	expect(real.map(({ event }) => event)).toEqual(['appeared', 'bound']);
	expect(find(events, 'appeared').new).toEqual({ status: 'InUse' });
	expect(find(events, 'bound').new).toEqual({ instanceId: 'i-1', instanceType: 'EcsInstance' });
	for (const event of events) {
		if (event.event === 'countCrossed' || real.includes(event)) continue;
		expect(idOf(event)).toBe(INVENTED_ID);
	}
	expect(simulator.eip(INVENTED_ID)).toBeUndefined();
	expect(isElasticIpId(INVENTED_ID)).toBe(true);
});

it('shows a really locked one, one that really expires, one in a package', async () => {
	const { simulator } = trigger;
	simulator.addEips(5);
	const [locked] = simulator.addEips(1, { locks: ['security'] });
	const soon = Date.now() + 3.5 * DAY;
	const late = Date.now() + 30 * DAY;
	simulator.addEips(1, { chargeType: 'PrePaid', expiredTime: late });
	const [expiring] = simulator.addEips(1, { chargeType: 'PrePaid', expiredTime: soon });
	const [packed] = simulator.addEips(1, { bandwidthPackageId: 'cbwp-1' });
	const host = trigger.host({
		events: ['locked', 'expiring', 'bandwidthPackageJoined'],
		expiringWithin: 7,
	});
	const events = await host.fetchTestEvent();
	expect(find(events, 'locked')).toMatchObject({
		elasticIp: { allocationId: locked.allocationId, lockReason: 'security' },
		new: { lockReason: 'security' },
	});
	expect(idOf(find(events, 'expiring'))).toBe(expiring.allocationId);
	expect(find(events, 'expiring').new).toMatchObject({ daysLeft: 3 });
	expect(find(events, 'bandwidthPackageJoined')).toMatchObject({
		elasticIp: { allocationId: packed.allocationId },
		new: { bandwidthPackageId: 'cbwp-1' },
	});
});

describe('idle', () => {
	const settings = { events: ['idle'], idleAfter: 7 };

	it('shows an invented one: since when a real one is not associated nobody can tell', async () => {
		trigger.simulator.addEips(2);
		const [event] = await trigger.host(settings).fetchTestEvent();
		expect(idOf(event)).toBe(INVENTED_ID);
		expect(event.new).toMatchObject({ idleHours: 168 });
	});

	it.each<[string, (id: string) => IDataObject]>([
		['ID', (id) => ({ excludeAllocationIds: id })],
		['name', () => ({ excludeName: 'SPARE' })],
		['tag', () => ({ excludeTags: { tag: [{ key: 'keep', value: 'yes' }] } })],
	])('never shows one that is excluded by its %s', async (_name, exclude) => {
		const { simulator } = trigger;
		const tags = [{ key: 'keep', value: 'yes' }];
		const [kept] = simulator.addEips(1, { name: 'a spare one', tags });
		const idleOptions = exclude(kept.allocationId);
		const host = trigger.host({ ...settings, idleOptions } as never);
		const [event] = await host.fetchTestEvent();
		expect(idOf(event)).toBe(INVENTED_ID);
		expect(event.new).toMatchObject({ idleHours: 168 });
	});
});

describe('the count', () => {
	const settings = {
		events: ['countCrossed'],
		countThreshold: 16,
		regionScope: 'chosen',
		regionIds: ['cn-beijing', 'cn-hangzhou'],
	};

	it('is the real one, of all regions and with the filters', async () => {
		const { simulator } = trigger;
		simulator.addEips(3, { region: 'cn-beijing', name: 'web' });
		simulator.addEips(4, { name: 'web' });
		simulator.addEips(20, { name: 'other' });
		const host = trigger.host({ ...settings, filters: { name: 'web' } });
		expect(await host.fetchTestEvent()).toMatchObject([
			{ elasticIp: null, regionId: null, new: { count: 7, side: 'below', threshold: 16 } },
		]);
		const all = trigger.host(settings);
		expect(await all.fetchTestEvent()).toMatchObject([{ new: { count: 27, side: 'reached' } }]);
	});

	it('is not known while a region cannot be read', async () => {
		const { simulator } = trigger;
		simulator.addEips(4);
		simulator.faults.add({
			kind: 'code',
			code: 'Forbidden.RAM',
			status: 403,
			times: Infinity,
			region: 'cn-beijing',
		});
		expect(await trigger.host(settings).fetchTestEvent()).toMatchObject([
			{ new: { count: null, side: null } },
		]);
	});
});

it('never shows a real one as released', async () => {
	trigger.simulator.addEips(3);
	const [event] = await trigger.host({ events: ['released'] }).fetchTestEvent();
	expect(event).toMatchObject({ elasticIp: { allocationId: INVENTED_ID }, new: null });
});

it('looks through the regions', async () => {
	trigger.simulator.addEips(1, { region: 'us-east-1', instanceId: 'i-1' });
	const host = trigger.host({ events: ['bound'], regionScope: 'all' });
	expect(await host.fetchTestEvent()).toMatchObject([{ regionId: 'us-east-1' }]);
});

it('looks on when a region cannot be read, and says why if none can', async () => {
	const { simulator } = trigger;
	const [eip] = simulator.addEips(1, { region: 'cn-shanghai', instanceId: 'i-1' });
	const denied = (region: string) =>
		simulator.faults.add({
			...{ kind: 'code' as const, code: 'Forbidden.RAM', status: 403, times: Infinity },
			match: ({ parameters }) => parameters.RegionId === region,
		});
	denied('cn-beijing');
	const regionIds = ['cn-beijing', 'cn-shanghai'];
	const host = trigger.host({ events: ['bound'], regionScope: 'chosen', regionIds });
	expect(await host.fetchTestEvent()).toMatchObject([
		{ regionId: 'cn-shanghai', elasticIp: { allocationId: eip.allocationId } },
	]);
	denied('cn-shanghai');
	await expect(host.fetchTestEvent()).rejects.toMatchObject({
		failure: { cause: 'credential-invalid' },
	});
});

it('shows only Elastic IPs that pass the filters', async () => {
	const { simulator } = trigger;
	simulator.addEips(150, { name: 'other' });
	const [eip] = simulator.addEips(1, { name: 'wanted' });
	simulator.addEips(120, { name: 'other' });
	const host = trigger.host({ events: ['appeared'], filters: { name: 'wanted' } });
	expect(await host.fetchTestEvent()).toMatchObject([
		{ elasticIp: { allocationId: eip.allocationId } },
	]);
	simulator.remove(eip.allocationId);
	const [invented] = await host.fetchTestEvent();
	expect(invented.elasticIp).toMatchObject({ allocationId: INVENTED_ID });
	expect(String(invented.elasticIp?.name)).toContain('wanted');
});

it('invents one where there is none', async () => {
	const [event] = await trigger.host({ events: ['bound'] }).fetchTestEvent();
	expect(event).toMatchObject({
		isTest: true,
		regionId: 'cn-hangzhou',
		elasticIp: { allocationId: INVENTED_ID, status: 'InUse', instanceId: event.new?.instanceId },
	});
});

it('does not need a poll before, and changes nothing for one after', async () => {
	const { simulator } = trigger;
	const [eip] = simulator.addEips(1);
	const host = await trigger.active({ events: ['bound'] });
	simulator.change(eip.allocationId, { instanceId: 'i-1' });
	expect(await host.fetchTestEvent()).toHaveLength(1);
	expect(await host.poll()).toHaveLength(1);
});
