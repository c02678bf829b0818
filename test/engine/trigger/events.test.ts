import type { INodeParameters } from 'n8n-workflow';
import { brief, useTrigger } from './useTrigger';

const ALL = [
	'appeared',
	'statusChanged',
	'bound',
	'moved',
	'unbound',
	'released',
	'locked',
	'unlocked',
	'bandwidthChanged',
	'bandwidthPackageJoined',
	'bandwidthPackageLeft',
	'tagChanged',
	'deletionProtectionChanged',
];
const NOT_BOUND = { instanceId: null, instanceType: null };
const boundTo = (instanceId: string) => ({ instanceId, instanceType: 'EcsInstance' });

const trigger = useTrigger();

describe.each(['default', 'durable'] as const)('in the %s engine', (engine) => {
	it('records a baseline first and says nothing', async () => {
		trigger.simulator.addEips(3);
		const host = await trigger.active({ events: ALL }, { engine });
		expect(await host.poll()).toEqual([]);
		expect(trigger.simulator.requests).toHaveLength(2);
	});

	it('reports each kind of change once', async () => {
		const [eip, other] = trigger.simulator.addEips(2, { name: 'web', bandwidth: 5 });
		const { allocationId: id } = eip;
		const host = await trigger.active({ events: ALL }, { engine });

		trigger.simulator.change(id, { instanceId: 'i-1' });
		expect(brief(await host.poll())).toEqual([
			{ event: 'statusChanged', id, old: { status: 'Available' }, new: { status: 'InUse' } },
			{ event: 'bound', id, old: NOT_BOUND, new: boundTo('i-1') },
		]);
		trigger.simulator.change(id, { instanceId: 'i-2' });
		expect(brief(await host.poll())).toEqual([
			{ event: 'moved', id, old: boundTo('i-1'), new: boundTo('i-2') },
		]);
		trigger.simulator.lock(id, 'financial');
		expect(brief(await host.poll())).toEqual([
			{ event: 'locked', id, old: { lockReason: null }, new: { lockReason: 'financial' } },
		]);
		trigger.simulator.unlock(id);
		expect(brief(await host.poll())).toEqual([
			{ event: 'unlocked', id, old: { lockReason: 'financial' }, new: { lockReason: null } },
		]);
		trigger.simulator.change(id, { bandwidth: 50, deletionProtection: true });
		expect(brief(await host.poll())).toEqual([
			{ event: 'bandwidthChanged', id, old: { bandwidth: 5 }, new: { bandwidth: 50 } },
			{
				event: 'deletionProtectionChanged',
				id,
				old: { deletionProtection: false },
				new: { deletionProtection: true },
			},
		]);
		trigger.simulator.change(id, { bandwidthPackageId: 'cbwp-1' });
		expect(brief(await host.poll())).toEqual([
			{
				event: 'bandwidthPackageJoined',
				id,
				old: { bandwidthPackageId: null },
				new: { bandwidthPackageId: 'cbwp-1' },
			},
		]);
		trigger.simulator.change(id, {
			bandwidthPackageId: '',
			tags: [{ key: '__proto__', value: '中文' }],
		});
		const events = await host.poll();
		expect(events.map(({ event }) => event)).toEqual(['bandwidthPackageLeft', 'tagChanged']);
		expect(JSON.stringify(events[1].new)).toBe('{"tags":{"__proto__":"中文"}}');
		trigger.simulator.change(id, { instanceId: '', deletionProtection: false });
		expect((await host.poll()).map(({ event }) => event)).toEqual([
			'statusChanged',
			'unbound',
			'deletionProtectionChanged',
		]);
		trigger.simulator.remove(id);
		const [released, ...more] = await host.poll();
		expect(more).toEqual([]);
		expect(released).toMatchObject({
			event: 'released',
			regionId: 'cn-hangzhou',
			old: { status: 'Available' },
			new: null,
			changedFields: ['status'],
			elasticIp: { allocationId: id, ipAddress: eip.ipAddress, name: 'web', bandwidth: 50 },
		});
		const [added] = trigger.simulator.addEips(1);
		expect(brief(await host.poll())).toEqual([
			{ event: 'appeared', id: added.allocationId, old: null, new: { status: 'Available' } },
		]);
		expect(await host.poll()).toEqual([]);
		expect(trigger.simulator.eip(other.allocationId)).toBeDefined();
	});

	it('says everything about an event', async () => {
		const [eip] = trigger.simulator.addEips(1, { name: 'web', tags: [{ key: 'a', value: 'b' }] });
		const host = await trigger.active({ events: ['bound'] }, { engine });
		trigger.simulator.change(eip.allocationId, { instanceId: 'i-1' });
		const [event] = await host.poll();
		expect(event).toEqual({
			event: 'bound',
			message: `Elastic IP ${eip.ipAddress} (web) in cn-hangzhou was associated with i-1 (EcsInstance).`,
			eventId: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
			observedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
			regionId: 'cn-hangzhou',
			elasticIp: expect.objectContaining({
				allocationId: eip.allocationId,
				status: 'InUse',
				instanceId: 'i-1',
				tags: { a: 'b' },
			}) as object,
			old: NOT_BOUND,
			new: boundTo('i-1'),
			changedFields: ['instanceId', 'instanceType'],
		});
	});

	it('sees what the workflows of the action node do, with the states between', async () => {
		const { simulator } = trigger;
		simulator.settings.durations.associating = 0;
		const host = await trigger.active({ events: ['bound', 'unbound', 'released'] }, { engine });
		const [eip] = simulator.addEips(1);
		await host.poll();
		simulator.change(eip.allocationId, { status: 'Associating', instanceId: 'i-1' });
		expect(await host.poll()).toEqual([]);
		simulator.change(eip.allocationId, { status: 'InUse', instanceId: 'i-1' });
		expect((await host.poll()).map(({ event }) => event)).toEqual(['bound']);
		simulator.change(eip.allocationId, { status: 'Unassociating' });
		expect(await host.poll()).toEqual([]);
		simulator.change(eip.allocationId, { status: 'Available' });
		expect((await host.poll()).map(({ event }) => event)).toEqual(['unbound']);
	});

	it('reports what was allocated and associated, or disassociated and released, between two polls', async () => {
		const { simulator } = trigger;
		const host = await trigger.active({ events: ALL }, { engine });
		const [eip] = simulator.addEips(1, { instanceId: 'i-1', instanceType: 'EcsInstance' });
		expect((await host.poll()).map(({ event }) => event)).toEqual(['appeared', 'bound']);
		simulator.remove(eip.allocationId);
		expect((await host.poll()).map(({ event }) => event)).toEqual(['unbound', 'released']);
	});

	it('limits status changes to From and To, also over a state between', async () => {
		const { simulator } = trigger;
		const [eip] = simulator.addEips(1, { instanceId: 'i-1' });
		const settings = {
			events: ['statusChanged'],
			fromStatuses: ['InUse'],
			toStatuses: ['Available'],
		};
		const host = await trigger.active(settings, { engine });
		simulator.change(eip.allocationId, { status: 'Unassociating' });
		expect(await host.poll()).toEqual([]);
		simulator.change(eip.allocationId, { status: 'Available' });
		expect(brief(await host.poll())).toMatchObject([
			{ old: { status: 'InUse' }, new: { status: 'Available' } },
		]);
		simulator.change(eip.allocationId, { instanceId: 'i-1' });
		expect(await host.poll()).toEqual([]);
	});
});

it('gives the raw Elastic IP with the output Raw', async () => {
	const [eip] = trigger.simulator.addEips(1);
	const host = await trigger.active({ events: ['bound', 'released'], output: 'raw' });
	trigger.simulator.change(eip.allocationId, { instanceId: 'i-1' });
	const [event] = await host.poll();
	expect(event.elasticIp).toMatchObject({ AllocationId: eip.allocationId, Status: 'InUse' });
	trigger.simulator.remove(eip.allocationId);
	const [released] = await host.poll();
	expect(released.elasticIp).toEqual({
		AllocationId: eip.allocationId,
		IpAddress: eip.ipAddress,
		Name: eip.name,
		Status: 'InUse',
		RegionId: 'cn-hangzhou',
		InstanceId: 'i-1',
		InstanceType: 'EcsInstance',
	});
});

describe('a released Elastic IP', () => {
	const fields = {
		name: 'production-web-frontend-01',
		tags: [{ key: 'owner', value: 'x' }],
		locks: ['financial' as const],
		bandwidth: 7,
	};
	const release = async (settings: INodeParameters) => {
		const [eip] = trigger.simulator.addEips(1, fields);
		const host = await trigger.active(settings);
		trigger.simulator.remove(eip.allocationId);
		const [{ elasticIp }] = await host.poll();
		return elasticIp ?? {};
	};

	it('shows what the chosen events keep, and nothing else as if it were not so', async () => {
		const shown = await release({ events: ['released'] });
		expect(Object.keys(shown).sort()).toEqual([
			'allocationId',
			'instanceId',
			'instanceType',
			'ipAddress',
			'name',
			'regionId',
			'status',
		]);
		// 24 bytes are kept of a name.
		expect(fields.name.startsWith(String(shown.name).replace('…', ''))).toBe(true);
	});

	it('shows its bandwidth, locks and tags where events need them', async () => {
		const events = ['released', 'bandwidthChanged', 'locked', 'tagChanged'];
		expect(await release({ events })).toMatchObject({
			bandwidth: 7,
			lockReason: 'financial',
			tags: { owner: 'x' },
		});
		expect(await release({ events, output: 'raw' })).toMatchObject({
			Bandwidth: '7',
			OperationLocks: { LockReason: [{ LockReason: 'financial' }] },
			Tags: { Tag: [{ Key: 'owner', Value: 'x' }] },
		});
	});
});
