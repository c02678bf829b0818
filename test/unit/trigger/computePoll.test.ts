import { MINUTE, unavailable } from './FakeCloud';
import { Watch } from './Watch';

/** Several regions in one poll: which there are, whose they are, and how many Elastic IPs they hold. */

const add = (watch: Watch, regionId: string, count = 1) =>
	Array.from({ length: count }, () => String(watch.cloud.add(regionId).AllocationId));
const eventsOf = async (watch: Watch) =>
	(await watch.poll()).map(({ event, regionId }) => `${event} ${regionId}`);

const LIFE = { events: ['appeared', 'released', 'bound', 'unbound'] };
const regions = (...regionIds: string[]) => ({ regionScope: 'chosen', regionIds });

describe('all regions', () => {
	const all = { ...LIFE, regionScope: 'all' };
	const listOf = (...ids: string[]) => ({
		Regions: { Region: ids.map((RegionId) => ({ RegionId })) },
	});

	it.each([{}, { Regions: {} }, listOf(), listOf('no region!')])(
		'are not believed to be none: %j',
		async (reply) => {
			const watch = new Watch(all);
			add(watch, 'cn-hangzhou');
			watch.cloud.beforeReply = ({ action }) => (action === 'DescribeRegions' ? reply : undefined);
			await expect(watch.poll()).rejects.toThrow(/list of regions is empty|has no list/);
		},
	);

	it('keep one that is missing from a later list while it holds Elastic IPs', async () => {
		const watch = new Watch(all);
		const [id] = add(watch, 'cn-hangzhou');
		add(watch, 'cn-beijing');
		watch.cloud.regions.set('cn-qingdao', []);
		await watch.poll();
		watch.cloud.now += 25 * 60 * MINUTE;
		watch.cloud.beforeReply = ({ action }) =>
			action === 'DescribeRegions' ? listOf('cn-beijing') : undefined;
		watch.cloud.change(id, { Status: 'InUse', InstanceId: 'i-1' });
		expect(await eventsOf(watch)).toEqual(['bound cn-hangzhou']);
		const { regionList } = watch.stored as { regionList: { ids: string[] } };
		expect(regionList.ids).toEqual(['cn-beijing', 'cn-hangzhou']);
	});
});

describe('a new AccessKey', () => {
	const two = { ...LIFE, ...regions('cn-hangzhou', 'cn-beijing') };

	it('does not cost what is known of a region that cannot be read just now', async () => {
		const watch = new Watch(two);
		const [id] = add(watch, 'cn-hangzhou', 3);
		await watch.poll();
		const before = JSON.stringify(watch.stored);
		watch.more = { account: 'other key' };
		watch.cloud.beforeReply = ({ regionId }) => {
			if (regionId === 'cn-hangzhou') throw unavailable();
			return undefined;
		};
		watch.cloud.change(id, { Status: 'InUse', InstanceId: 'i-1' });
		await expect(watch.poll()).rejects.toThrow('Try later');
		expect(JSON.stringify(watch.stored)).toBe(before);
		watch.cloud.beforeReply = undefined;
		expect(await eventsOf(watch)).toEqual(['bound cn-hangzhou']);
	});

	it('reads first where most are, so that the time suffices to know whose they are', async () => {
		const ids = ['cn-beijing', 'cn-chengdu', 'cn-qingdao', 'cn-shanghai', 'cn-shenzhen'];
		const watch = new Watch({ ...LIFE, ...regions(...ids, 'cn-hangzhou') });
		const [id] = add(watch, 'cn-hangzhou', 2);
		await watch.poll();
		watch.cloud.change(id, { Status: 'InUse', InstanceId: 'i-1' });
		watch.more = { account: 'other key', deadline: watch.cloud.elapsed + 1 };
		watch.cloud.beforeReply = () => void watch.cloud.now++;
		expect(await eventsOf(watch)).toEqual(['bound cn-hangzhou']);
	});

	it('takes a new baseline where nothing is known, and where nothing of it is there', async () => {
		const watch = new Watch(two);
		const [id] = add(watch, 'cn-hangzhou');
		await watch.poll();
		watch.more = { account: 'other account' };
		watch.cloud.remove(id);
		add(watch, 'cn-beijing', 30);
		const { events, warnings } = await watch.run();
		expect(events).toEqual([]);
		expect(warnings.join()).toContain('a different account');
	});
});

describe('the count', () => {
	const ids = [
		'cn-beijing',
		'cn-chengdu',
		'cn-hangzhou',
		'cn-qingdao',
		'cn-shanghai',
		'cn-shenzhen',
	];
	const settings = { events: ['countCrossed'], countThreshold: 3, ...regions(...ids) };

	it('is found although no poll has time for all regions', async () => {
		const watch = new Watch(settings);
		add(watch, 'cn-beijing', 2);
		await watch.poll();
		add(watch, 'cn-beijing', 1);
		const found = [];
		for (let poll = 0; poll < 3; poll++) {
			// There is time for the first four regions, then no more.
			watch.more = { deadline: watch.cloud.elapsed + 4 };
			watch.cloud.beforeReply = () => void watch.cloud.now++;
			const { events, regionsRead } = await watch.run();
			expect(regionsRead).toBeLessThan(ids.length);
			found.push(...events.map(({ new: next }) => next));
		}
		expect(found).toMatchObject([{ count: 3, side: 'reached' }]);
	});

	it('is not judged while a region cannot be read', async () => {
		const watch = new Watch(settings);
		add(watch, 'cn-beijing', 2);
		await watch.poll();
		add(watch, 'cn-shenzhen', 2);
		watch.cloud.beforeReply = ({ regionId }) => {
			if (regionId === 'cn-beijing') throw unavailable();
			return undefined;
		};
		expect(await eventsOf(watch)).toEqual([]);
		watch.cloud.beforeReply = undefined;
		expect(await eventsOf(watch)).toEqual(['countCrossed null']);
	});
});
