import { eventDefinitions } from '../../../nodes/AlibabaCloudEip/trigger/events';
import { useTrigger } from './useTrigger';

const trigger = useTrigger();
const ALL = eventDefinitions.map(({ value }) => value);

it('shows one event of each chosen kind, with a real Elastic IP that suits it', async () => {
	const { simulator } = trigger;
	const [free] = simulator.addEips(1);
	const [used] = simulator.addEips(1, { instanceId: 'i-1' });
	const usageAllocationIds = free.allocationId;
	const host = trigger.host({ events: ALL, usageAllocationIds });
	const events = await host.fetchTestEvent();
	expect(events.map(({ event }) => event)).toEqual(ALL);
	for (const event of events) {
		expect(event.eventId).toMatch(/^[0-9a-f]{24}$/);
		expect(event.observedAt).toMatch(/Z$/);
		expect(event.regionId).toBe('cn-hangzhou');
		if (event.event === 'countCrossed') expect(event.elasticIp).toBeNull();
		else expect([free.allocationId, used.allocationId]).toContain(event.elasticIp?.allocationId);
		expect(event.changedFields.length).toBeGreaterThan(0);
	}
	expect(events.find(({ event }) => event === 'bound')?.new).toMatchObject({ instanceId: 'i-1' });
	expect(events.find(({ event }) => event === 'bandwidthUsage')?.elasticIp).toMatchObject({
		allocationId: usageAllocationIds,
	});
	expect(events.find(({ event }) => event === 'idle')?.elasticIp).toMatchObject({
		allocationId: free.allocationId,
	});
});

it('looks through the regions', async () => {
	trigger.simulator.addEips(1, { region: 'us-east-1' });
	const host = trigger.host({ events: ['bound'], regionScope: 'all' });
	expect(await host.fetchTestEvent()).toMatchObject([{ regionId: 'us-east-1' }]);
});

it('looks on when a region can not be read, and says why if no other has one', async () => {
	const { simulator } = trigger;
	const [eip] = simulator.addEips(1, { region: 'cn-shanghai' });
	simulator.faults.add({
		kind: 'code',
		code: 'Forbidden.RAM',
		status: 403,
		times: Infinity,
		match: ({ parameters }) => parameters.RegionId === 'cn-beijing',
	});
	const regionIds = ['cn-beijing', 'cn-shanghai'];
	const host = trigger.host({ events: ['bound'], regionScope: 'chosen', regionIds });
	expect(await host.fetchTestEvent()).toMatchObject([
		{ regionId: 'cn-shanghai', elasticIp: { allocationId: eip.allocationId } },
	]);
	simulator.remove(eip.allocationId);
	await expect(host.fetchTestEvent()).rejects.toMatchObject({
		failure: { cause: 'credential-invalid' },
	});
});

it('shows only Elastic IPs that pass the filters', async () => {
	trigger.simulator.addEips(150, { name: 'other' });
	const [eip] = trigger.simulator.addEips(1, { name: 'wanted' });
	trigger.simulator.addEips(120, { name: 'other' });
	const host = trigger.host({ events: ['bound'], filters: { name: 'wanted' } });
	expect(await host.fetchTestEvent()).toMatchObject([
		{ elasticIp: { allocationId: eip.allocationId } },
	]);
});

it('says so when there is none', async () => {
	const host = trigger.host({ events: ['bound'] });
	await expect(host.fetchTestEvent()).rejects.toMatchObject({
		message: 'There is no Elastic IP to show a test event with',
		description: expect.stringContaining('cn-hangzhou') as string,
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
