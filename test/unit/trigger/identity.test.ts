import type { IDataObject, INode } from 'n8n-workflow';
import { pollOnce } from '../../../nodes/AlibabaCloudEip/trigger/pollOnce';
import { TriggerMemories } from '../../../nodes/AlibabaCloudEip/trigger/memory';
import type { TriggerEvent } from '../../../nodes/AlibabaCloudEip/trigger/events/TriggerEvent';
import { FakeCloud, MINUTE, toElasticIp } from './FakeCloud';
import { Watch } from './Watch';

/** Which event is the same as which: within a trigger, and between triggers. */

const LIFE = { events: ['appeared', 'released', 'bound', 'unbound'] };
const DAY = 24 * 60 * MINUTE;
const names = (events: TriggerEvent[]) => events.map(({ event }) => event);

function expectUnique(events: TriggerEvent[]) {
	expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length);
}

describe('one that goes and comes back', () => {
	it('has events each with an ID of its own', async () => {
		const watch = new Watch(LIFE);
		await watch.poll();
		const elasticIp = watch.cloud.add('cn-hangzhou');
		const id = String(elasticIp.AllocationId);
		const events = await watch.poll(MINUTE);
		for (let round = 0; round < 3; round++) {
			watch.cloud.remove(id);
			events.push(...(await watch.poll(MINUTE)));
			watch.cloud.add('cn-hangzhou', elasticIp);
			events.push(...(await watch.poll(MINUTE)));
		}
		expect(names(events)).toEqual([
			'appeared',
			...Array.from({ length: 3 }, () => ['released', 'appeared']).flat(),
		]);
		expectUnique(events);
	});

	it('gives them again from the same state, whatever else happens meanwhile', async () => {
		const watch = new Watch(LIFE);
		const elasticIp = watch.cloud.add('cn-hangzhou');
		await watch.poll();
		watch.cloud.remove(String(elasticIp.AllocationId));
		await watch.poll(MINUTE);
		watch.cloud.add('cn-hangzhou', elasticIp);
		const { stored } = watch;
		const [first] = await watch.poll(MINUTE);
		watch.stored = stored;
		watch.cloud.add('cn-hangzhou');
		const again = await watch.poll(MINUTE);
		expect(
			again.find((one) => one.elasticIp?.allocationId === elasticIp.AllocationId),
		).toMatchObject({ event: 'appeared', eventId: first.eventId });
	});

	it('also when nobody asked to hear that it went', async () => {
		const watch = new Watch({ events: ['appeared'] });
		await watch.poll();
		const elasticIp = watch.cloud.add('cn-hangzhou');
		const events = await watch.poll(MINUTE);
		watch.cloud.remove(String(elasticIp.AllocationId));
		events.push(...(await watch.poll(MINUTE)));
		watch.cloud.add('cn-hangzhou', elasticIp);
		events.push(...(await watch.poll(MINUTE)));
		expect(names(events)).toEqual(['appeared', 'appeared']);
		expectUnique(events);
	});
});

describe('a release', () => {
	/** For so many replies the region seems empty, by list and by ID. */
	const hideFor = (watch: Watch, replies: number) => {
		let left = replies;
		watch.cloud.beforeReply = ({ action }) =>
			action === 'DescribeEipAddresses' && left-- > 0
				? { TotalCount: 0, EipAddresses: { EipAddress: [] } }
				: undefined;
	};

	it.each([1, 2, 3])('is not reported after %i replies without it', async (replies) => {
		const watch = new Watch(LIFE);
		watch.cloud.add('cn-hangzhou');
		await watch.poll();
		hideFor(watch, replies);
		expect(await watch.poll(MINUTE)).toEqual([]);
		expect(await watch.poll(MINUTE)).toEqual([]);
	});

	it('is looked for three times by ID, seconds apart, in the poll that reports it', async () => {
		const watch = new Watch(LIFE);
		const id = String(watch.cloud.add('cn-hangzhou').AllocationId);
		await watch.poll();
		watch.cloud.remove(id);
		const times: number[] = [];
		watch.cloud.beforeReply = ({ parameters }) => {
			if (parameters.AllocationId) times.push(watch.cloud.elapsed);
			return undefined;
		};
		expect(names(await watch.poll(MINUTE))).toEqual(['released']);
		expect(times.map((time) => time - times[0])).toEqual([0, 1_000, 4_000]);
	});

	it('is proved over polls where a poll has no time for it', async () => {
		const watch = new Watch(LIFE);
		const id = String(watch.cloud.add('cn-hangzhou').AllocationId);
		await watch.poll();
		watch.cloud.remove(id);
		const short = async () => {
			watch.more = { deadline: watch.cloud.elapsed + MINUTE + 500 };
			return names(await watch.poll(MINUTE));
		};
		expect([await short(), await short(), await short()]).toEqual([[], [], ['released']]);
	});

	it('has to be proved from the start when it was seen in between', async () => {
		const watch = new Watch(LIFE);
		const elasticIp = watch.cloud.add('cn-hangzhou');
		const id = String(elasticIp.AllocationId);
		await watch.poll();
		const short = async () => {
			watch.more = { deadline: watch.cloud.elapsed + MINUTE + 500 };
			return names(await watch.poll(MINUTE));
		};
		watch.cloud.remove(id);
		expect([await short(), await short()]).toEqual([[], []]);
		watch.cloud.add('cn-hangzhou', elasticIp);
		expect(await short()).toEqual([]);
		watch.cloud.remove(id);
		expect([await short(), await short(), await short()]).toEqual([[], [], ['released']]);
	});

	it('counts in the number of Elastic IPs only when it is proved', async () => {
		const watch = new Watch({ events: ['countCrossed'], countThreshold: 1 });
		watch.cloud.add('cn-hangzhou');
		await watch.poll();
		hideFor(watch, 3);
		expect(await watch.poll(MINUTE)).toEqual([]);
	});
});

describe('a new baseline', () => {
	it('has other IDs, also at the same time of day', async () => {
		const watch = new Watch(LIFE);
		await watch.poll();
		const elasticIp = watch.cloud.add('cn-hangzhou');
		const first = await watch.poll(MINUTE);
		watch.cloud.remove(String(elasticIp.AllocationId));
		watch.cloud.setClock(-MINUTE);
		watch.stored = undefined;
		await watch.poll();
		watch.cloud.add('cn-hangzhou', elasticIp);
		expectUnique([...first, ...(await watch.poll(MINUTE))]);
	});

	it('also a bandwidth use that crosses the threshold in the same minute', async () => {
		const events: TriggerEvent[] = [];
		const cloud = new FakeCloud();
		const id = String(cloud.add('cn-hangzhou').AllocationId);
		cloud.traffic = () => 5_000_000 * (60 / 8);
		for (let copy = 0; copy < 2; copy++) {
			const watch = new Watch({
				...{ events: ['bandwidthUsage'], usageMinutes: 1, usageAllocationIds: id },
			});
			watch.cloud.regions.set('cn-hangzhou', cloud.list('cn-hangzhou'));
			watch.cloud.traffic = cloud.traffic;
			await watch.poll();
			events.push(...(await watch.poll(2 * MINUTE)));
		}
		expect(names(events)).toEqual(['bandwidthUsage', 'bandwidthUsage']);
		expectUnique(events);
	});
});

describe('triggers side by side in one process', () => {
	const node = (id: string): INode => ({
		...{ id, name: 'Trigger', type: 'trigger', typeVersion: 1, position: [0, 0], parameters: {} },
	});
	const watcherOf = (workflow: string, id = 'node') => ({
		...{ node: node(id), key: `${workflow}/${id}`, warn: () => {} },
		staticData: {} as IDataObject,
	});

	it('two copies in two workflows each report everything, with IDs of their own', async () => {
		const cloud = new FakeCloud();
		cloud.regions.set('cn-hangzhou', []);
		const watchers = [watcherOf('one'), watcherOf('two')];
		const poll = async () =>
			(
				await Promise.all(
					watchers.map(async (watcher) => await pollOnce(cloud.environment(LIFE), watcher)),
				)
			).flat();
		expect(await poll()).toEqual([]);
		const id = String(cloud.add('cn-hangzhou').AllocationId);
		const events = await poll();
		cloud.change(id, { Status: 'InUse', InstanceId: 'i-1' });
		events.push(...(await poll()));
		cloud.remove(id);
		events.push(...(await poll()));
		expect(names(events).sort()).toEqual(
			['appeared', 'bound', 'unbound', 'released'].flatMap((name) => [name, name]).sort(),
		);
		expectUnique(events);
	});

	it.each([
		['a workflow', watcherOf('original'), watcherOf('copy')],
		['a node', watcherOf('workflow', 'original'), watcherOf('workflow', 'copy')],
	])('%s that was copied with what it remembers has IDs of its own', async (_what, one, copy) => {
		const cloud = new FakeCloud();
		const id = String(cloud.add('cn-hangzhou').AllocationId);
		const usage = { usageMinutes: 1, usageAllocationIds: id };
		const parameters = { events: ['bound', 'countCrossed', 'bandwidthUsage'], countThreshold: 2 };
		const poll = async (watcher: typeof one) =>
			await pollOnce(cloud.environment({ ...parameters, ...usage }), watcher);
		await poll(one);
		Object.assign(copy.staticData, JSON.parse(JSON.stringify(one.staticData)));
		cloud.traffic = () => 5_000_000 * (60 / 8);
		cloud.now += 2 * MINUTE;
		cloud.change(id, { Status: 'InUse', InstanceId: 'i-1' });
		cloud.add('cn-hangzhou', {}, 1);
		const events = [...(await poll(one)), ...(await poll(copy))];
		const all = ['bandwidthUsage', 'bound', 'countCrossed'];
		expect(names(events).sort()).toEqual(all.flatMap((name) => [name, name]));
		expectUnique(events);
	});

	it('one that fails does not count for its copy', async () => {
		const cloud = new FakeCloud();
		const parameters = { ...LIFE, regionScope: 'chosen', regionIds: ['cn-beijing', 'cn-hangzhou'] };
		cloud.regions.set('cn-hangzhou', []);
		const [one, two] = [watcherOf('one fails'), watcherOf('two works')];
		const poll = async (watcher: typeof one) =>
			await pollOnce(cloud.environment(parameters), watcher).then(
				() => 'ok',
				() => 'failed',
			);
		await poll(one);
		await poll(two);
		const outcomes = [];
		for (let round = 0; round < 3; round++) {
			cloud.beforeReply = ({ regionId }) => {
				if (regionId === 'cn-beijing') throw new Error('Not to be read');
				return undefined;
			};
			outcomes.push(await poll(one));
			cloud.beforeReply = undefined;
			outcomes.push(await poll(two));
		}
		expect(outcomes).toEqual(['ok', 'ok', 'ok', 'ok', 'failed', 'ok']);
	});

	it('two accounts with Elastic IPs of the same name and ID are kept apart', async () => {
		const clouds = [new FakeCloud(), new FakeCloud()];
		const shared = toElasticIp('cn-hangzhou', { Name: 'web' });
		for (const cloud of clouds) cloud.regions.set('cn-hangzhou', [shared]);
		const watchers = [watcherOf('first account'), watcherOf('second account')];
		const poll = async (index: number) =>
			await pollOnce(
				clouds[index].environment(LIFE, { account: `account ${index}` }),
				watchers[index],
			);
		expect([await poll(0), await poll(1)]).toEqual([[], []]);
		clouds[0].remove(String(shared.AllocationId));
		clouds[1].change(String(shared.AllocationId), { Status: 'InUse', InstanceId: 'i-1' });
		expect([names(await poll(0)), names(await poll(1))]).toEqual([['released'], ['bound']]);
	});

	it('two regions with Elastic IPs of the same name and ID are kept apart', async () => {
		const watch = new Watch({
			...LIFE,
			...{ regionScope: 'chosen', regionIds: ['cn-beijing', 'cn-hangzhou'] },
		});
		const shared = toElasticIp('cn-hangzhou', { Name: 'web' });
		watch.cloud.regions.set('cn-beijing', []).set('cn-hangzhou', []);
		await watch.poll();
		watch.cloud.regions.set('cn-beijing', [shared]).set('cn-hangzhou', [shared]);
		const events = await watch.poll(MINUTE);
		watch.cloud.regions.set('cn-beijing', []);
		events.push(...(await watch.poll(MINUTE)));
		expect(events.map(({ event, regionId }) => `${event} ${regionId}`)).toEqual([
			'appeared cn-beijing',
			'appeared cn-hangzhou',
			'released cn-beijing',
		]);
		expectUnique(events);
	});
});

describe('what a process remembers of triggers', () => {
	it('is bounded, and ends a week after the last poll', () => {
		const memories = new TriggerMemories();
		const first = memories.of('first', 0);
		for (let index = 0; index < 5_000; index++) memories.of(`key ${index}`, index);
		expect(memories.size).toBe(1_000);
		expect(memories.of('first', 5_000)).not.toBe(first);
		const used = memories.of('used', 5_000);
		expect(memories.of('used', 8 * DAY)).toBe(used);
		expect(memories.size).toBe(1);
	});
});
