import type { TriggerEvent } from '../../../nodes/AlibabaCloudEip/trigger/events/TriggerEvent';
import { MINUTE } from './FakeCloud';
import { Watch } from './Watch';

/** What the first look at a region misses is no part of what is known, and would be new at the next one. */

const LIFE = { events: ['appeared', 'released', 'bound', 'unbound'] };
const HOME = 'cn-hangzhou';
const names = (events: TriggerEvent[]) => events.map(({ event }) => event);
const seen = (events: TriggerEvent[]) =>
	events.map(({ event, elasticIp }) => `${event} ${String(elasticIp?.allocationId)}`);
const nothing = () => ({ TotalCount: 0, EipAddresses: { EipAddress: [] } });

/** When the Elastic IPs of the region were asked for, from the first look on. */
function timesOfLooks({ cloud }: Watch, regionId = HOME): number[] {
	const times: number[] = [];
	const { beforeReply } = cloud;
	cloud.beforeReply = (call, index) => {
		if (call.action === 'DescribeEipAddresses' && call.regionId === regionId) {
			times.push(cloud.elapsed);
		}
		return beforeReply?.(call, index);
	};
	return times;
}

/** Hides everything, or the given Elastic IPs, for so many looks or milliseconds. */
function hide(
	{ cloud }: Watch,
	{ looks = Infinity, until = Infinity }: { looks?: number; until?: number },
	ids?: string[],
): void {
	cloud.beforeReply = ({ action, parameters: { AllocationId: asked } }) => {
		if (action !== 'DescribeEipAddresses' || looks-- <= 0 || cloud.elapsed >= until) {
			return undefined;
		}
		if (!ids) return nothing();
		const wanted = asked?.split(',') ?? cloud.list(HOME).map((one) => String(one.AllocationId));
		const list = wanted.flatMap((id) => (ids.includes(id) ? [] : (cloud.find(id) ?? [])));
		return { TotalCount: list.length, EipAddresses: { EipAddress: list } };
	};
}

describe('chosen IDs', () => {
	const chosen = (ids: string[], more = {}) =>
		new Watch({ ...LIFE, filters: { allocationIds: ids.join(',') }, ...more });
	const watchOf = (count: number) => {
		const watch = chosen([]);
		const ids = Array.from({ length: count }, () => String(watch.cloud.add(HOME).AllocationId));
		watch.parameters = { ...LIFE, filters: { allocationIds: ids.join(',') } };
		return { watch, ids };
	};

	it.each([1, 2, 3])('that do not show in %i looks are there, not new', async (looks) => {
		const { watch, ids } = watchOf(2);
		hide(watch, { looks }, [ids[1]]);
		expect(await watch.poll()).toEqual([]);
		watch.cloud.beforeReply = undefined;
		watch.cloud.change(ids[1], { Status: 'InUse', InstanceId: 'i-1' });
		expect(seen(await watch.poll(MINUTE))).toEqual([`bound ${ids[1]}`]);
	});

	it('are asked for again alone, after pauses', async () => {
		const { watch, ids } = watchOf(3);
		hide(watch, {}, [ids[1]]);
		const times = timesOfLooks(watch);
		await watch.poll();
		expect(times).toEqual([0, 1_000, 3_000, 5_500]);
		expect(watch.cloud.calls.map(({ parameters }) => parameters.AllocationId)).toEqual([
			[...ids].sort().join(','),
			...[ids[1], ids[1], ids[1]],
		]);
	});

	it('that do not exist are new when they come', async () => {
		const { watch, ids } = watchOf(1);
		const [id] = ids;
		const elasticIp = watch.cloud.find(id);
		watch.cloud.remove(id);
		expect(await watch.poll()).toEqual([]);
		if (elasticIp) watch.cloud.add(HOME, elasticIp);
		expect(seen(await watch.poll(MINUTE))).toEqual([`appeared ${id}`]);
	});

	it('that time does not suffice for are no baseline, and the activation says so', async () => {
		const { watch, ids } = watchOf(2);
		hide(watch, {}, [ids[1]]);
		watch.more = { deadline: 2_000, end: 2_500 };
		const result = await watch.run();
		expect(result).toMatchObject({ regionsRead: 0, events: [] });
		expect(result.failures.map(({ error }) => error.message)).toEqual([
			expect.stringMatching(/^There was not enough time/),
		]);
		watch.cloud.beforeReply = undefined;
		watch.more = {};
		expect(await watch.poll(MINUTE)).toEqual([]);
	});

	it('that cannot be asked for again are no baseline', async () => {
		const { watch } = watchOf(2);
		watch.cloud.beforeReply = (_call, index) => {
			if (index > 0) throw new Error('Not to be read');
			return nothing();
		};
		expect((await watch.run()).failures).toMatchObject([{ error: { message: 'Not to be read' } }]);
		watch.cloud.beforeReply = undefined;
		expect(await watch.poll(MINUTE)).toEqual([]);
	});

	it('that are added later have a first look of their own', async () => {
		const { watch, ids } = watchOf(2);
		watch.parameters = { ...LIFE, filters: { allocationIds: ids[0] } };
		await watch.poll();
		watch.parameters = { ...LIFE, filters: { allocationIds: ids.join(',') } };
		hide(watch, { looks: 2 }, [ids[1]]);
		expect(await watch.poll(MINUTE)).toEqual([]);
		watch.cloud.beforeReply = undefined;
		expect(await watch.poll(MINUTE)).toEqual([]);
	});

	it('that were looked for before cost one look a poll', async () => {
		const { watch, ids } = watchOf(2);
		watch.cloud.remove(ids[1]);
		await watch.poll();
		const times = timesOfLooks(watch);
		await watch.poll(MINUTE);
		expect(times).toHaveLength(1);
	});

	it('to be measured are not said to be missing after one look', async () => {
		const { watch, ids } = watchOf(1);
		watch.parameters = { events: ['bandwidthUsage'], usageAllocationIds: ids[0] };
		hide(watch, { looks: 2 }, ids);
		expect((await watch.run()).failures).toEqual([]);
	});
});

describe('an empty region', () => {
	it.each([1, 2, 3])('that was empty in %i looks is not believed to be', async (looks) => {
		const watch = new Watch(LIFE);
		watch.cloud.add(HOME);
		hide(watch, { looks });
		expect(await watch.poll()).toEqual([]);
		watch.cloud.beforeReply = undefined;
		expect(await watch.poll(MINUTE)).toEqual([]);
	});

	it('that shows nothing for some seconds is not believed to be', async () => {
		const watch = new Watch(LIFE);
		watch.cloud.add(HOME);
		hide(watch, { until: 5_000 });
		const times = timesOfLooks(watch);
		expect(await watch.poll()).toEqual([]);
		expect(times).toEqual([0, 1_000, 3_000, 5_500]);
		expect(await watch.poll(MINUTE)).toEqual([]);
	});

	it('has its pauses beside those of the others', async () => {
		const regionIds = Array.from({ length: 29 }, (_, index) => `cn-region-${index}`);
		const watch = new Watch({ ...LIFE, regionScope: 'chosen', regionIds });
		expect(await watch.run()).toMatchObject({ regionsRead: 29, failures: [] });
		expect(watch.cloud.elapsed).toBe(5_500);
		expect(watch.cloud.calls).toHaveLength(4 * 29);
		await watch.poll(MINUTE);
		expect(watch.cloud.calls).toHaveLength(5 * 29);
	});

	it('that time does not suffice for is read by the next poll, without events', async () => {
		const watch = new Watch({ ...LIFE, regionScope: 'chosen', regionIds: [HOME, 'cn-beijing'] });
		watch.cloud.add(HOME);
		const late = watch.cloud.add('cn-beijing');
		hide(watch, { until: 5_000 });
		const { beforeReply } = watch.cloud;
		watch.cloud.beforeReply = (call, index) =>
			call.regionId === 'cn-beijing' ? beforeReply?.(call, index) : undefined;
		watch.more = { deadline: 4_000, end: 4_500 };
		expect(await watch.run()).toMatchObject({ regionsRead: 1, failures: [], events: [] });
		watch.more = {};
		expect(await watch.poll(MINUTE)).toEqual([]);
		watch.cloud.remove(String(late.AllocationId));
		expect(names(await watch.poll(MINUTE))).toEqual(['released']);
	});
});
