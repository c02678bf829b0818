import { MINUTE, isoOf } from './FakeCloud';
import { Watch } from './Watch';

const DAY = 24 * 60 * MINUTE;
const events = [
	'appeared',
	'bound',
	'locked',
	'bandwidthPackageJoined',
	'expiring',
	'idle',
	'statusChanged',
	'bandwidthChanged',
	'tagChanged',
	'deletionProtectionChanged',
	'countCrossed',
];
const parameters = {
	events,
	reportExisting: true,
	idleAfter: 1,
	idleUnit: 'hours',
	expiringWithin: 7,
	countThreshold: 2,
};

/** A trigger before its first look, with one Elastic IP of which everything is so, and one that is idle. */
function watchSome(more = {}): { watch: Watch; used: string; spare: string } {
	const watch = new Watch({ ...parameters, ...more });
	const { cloud } = watch;
	const used = cloud.add('cn-hangzhou', {
		Name: 'web',
		Status: 'InUse',
		InstanceId: 'i-1',
		InstanceType: 'EcsInstance',
		OperationLocks: { LockReason: [{ LockReason: 'security' }] },
		BandwidthPackageId: 'cbwp-1',
		ChargeType: 'PrePaid',
		ExpiredTime: isoOf(cloud.now + 3 * DAY),
		Tags: { Tag: [{ Key: 'a', Value: 'b' }] },
		DeletionProtection: true,
		Bandwidth: '200',
	});
	const spare = cloud.add('cn-hangzhou', {
		Name: 'spare',
		AllocationTime: isoOf(cloud.now - 100 * DAY),
	});
	return { watch, used: String(used.AllocationId), spare: String(spare.AllocationId) };
}

describe('Also Report What Is Already So', () => {
	it('reports at the first look what is so, once, and says that it was so already', async () => {
		const { watch, used, spare } = watchSome();
		const first = await watch.poll();
		const seen = first.map(({ event, elasticIp }) => [event, elasticIp?.allocationId ?? null]);
		expect(seen.sort()).toEqual(
			[
				['appeared', used],
				['bound', used],
				['locked', used],
				['bandwidthPackageJoined', used],
				['expiring', used],
				['appeared', spare],
				['countCrossed', null],
			].sort(),
		);
		expect(first.every(({ alreadySo }) => alreadySo === true)).toBe(true);
		expect(new Set(first.map(({ eventId }) => eventId)).size).toBe(first.length);
		expect(await watch.poll(MINUTE)).toEqual([]);
	});

	it('counts idleness from the first look, however old an Elastic IP is', async () => {
		const { watch, spare } = watchSome();
		await watch.poll();
		expect(await watch.poll(59 * MINUTE)).toEqual([]);
		const [idle, ...rest] = await watch.poll(MINUTE);
		expect(rest).toEqual([]);
		expect(idle).toMatchObject({ event: 'idle', elasticIp: { allocationId: spare } });
		expect(idle).not.toHaveProperty('alreadySo');
	});

	it('reports what comes about later as ever, with IDs of its own', async () => {
		const { watch, used } = watchSome();
		const first = await watch.poll();
		watch.cloud.change(used, { Status: 'Available', InstanceId: '', InstanceType: '' });
		await watch.poll(MINUTE);
		watch.cloud.change(used, {
			Status: 'InUse',
			InstanceId: 'i-1',
			InstanceType: 'EcsInstance',
		});
		const later = await watch.poll(MINUTE);
		const bound = later.find(({ event }) => event === 'bound');
		expect(bound).not.toHaveProperty('alreadySo');
		expect(first.map(({ eventId }) => eventId)).not.toContain(bound?.eventId);
		watch.cloud.add('cn-hangzhou', { Name: 'new' });
		const [appeared] = await watch.poll(MINUTE);
		expect(appeared).toMatchObject({ event: 'appeared', elasticIp: { name: 'new' } });
		expect(appeared).not.toHaveProperty('alreadySo');
	});

	it('reports only what passes the filters', async () => {
		const { watch } = watchSome({ filters: { name: 'spare' }, countThreshold: 5 });
		const names = (await watch.poll()).map(({ event, elasticIp }) => [event, elasticIp?.name]);
		expect(names).toEqual([['appeared', 'spare']]);
	});

	it('reports nothing at the first look while it is off', async () => {
		const { watch } = watchSome({ reportExisting: false });
		expect(await watch.poll()).toEqual([]);
	});
});
