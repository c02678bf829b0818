import type { IDataObject } from 'n8n-workflow';
import { computePoll } from '../../../nodes/AlibabaCloudEip/trigger/computePoll';
import { FakeCloud } from './FakeCloud';

const LIFE = { events: ['appeared', 'released', 'bound', 'unbound'] };
const NOTHING = { TotalCount: 0, EipAddresses: { EipAddress: [] } };

function cloudWith(count: number): FakeCloud {
	const cloud = new FakeCloud();
	for (let index = 0; index < count; index++) cloud.add('cn-hangzhou');
	return cloud;
}

/** The lists come without one of the entries; by ID it is found. */
function hideOne(cloud: FakeCloud, countOf: (pageNumber: number) => number) {
	cloud.beforeReply = ({ parameters }): IDataObject | undefined => {
		if ('AllocationId' in parameters) return undefined;
		const pageNumber = Number(parameters.PageNumber);
		const list = cloud.list('cn-hangzhou').filter((_, index) => index !== 100);
		return {
			TotalCount: countOf(pageNumber),
			EipAddresses: { EipAddress: list.slice((pageNumber - 1) * 100, pageNumber * 100) },
		};
	};
}

it('takes no list as a baseline that is not whole: what it misses would seem to be new later', async () => {
	const cloud = cloudWith(150);
	hideOne(cloud, (pageNumber) => (pageNumber === 1 ? 150 : 149));
	const { failures, regionsRead, stored } = await computePoll(cloud.environment(LIFE), undefined);
	expect(failures).toMatchObject([
		{ error: { message: expect.stringContaining('count 150 but list only 149') as string } },
	]);
	expect(regionsRead).toBe(0);
	expect(stored?.regions).toEqual({});
});

it('reads a second time before it takes a region for empty', async () => {
	const cloud = cloudWith(3);
	cloud.beforeReply = (_call, index) => (index === 0 ? NOTHING : undefined);
	const { stored } = await computePoll(cloud.environment(LIFE), undefined);
	cloud.beforeReply = undefined;
	expect((await computePoll(cloud.environment(LIFE), stored)).events).toEqual([]);
});

it('asks by ID for what a later list misses', async () => {
	const cloud = cloudWith(150);
	const { stored } = await computePoll(cloud.environment(LIFE), undefined);
	cloud.calls = [];
	hideOne(cloud, () => 149);
	const result = await computePoll(cloud.environment(LIFE), stored);
	expect(result.failures).toEqual([]);
	expect(result.events).toEqual([]);
	const last = cloud.calls.at(-1)?.parameters.AllocationId;
	expect(last).toBe(cloud.list('cn-hangzhou')[100].AllocationId);
});

it('gives an event the same ID whenever it is found from the same state', async () => {
	const cloud = cloudWith(2);
	const { stored } = await computePoll(cloud.environment(LIFE), undefined);
	const [first] = cloud.list('cn-hangzhou');
	cloud.change(String(first.AllocationId), { Status: 'InUse', InstanceId: 'i-1' });
	cloud.add('cn-hangzhou');
	const idsAt = async (later: number) => {
		cloud.now += later;
		const { events } = await computePoll(cloud.environment(LIFE), stored);
		return events.map(({ eventId }) => eventId).sort();
	};
	const ids = await idsAt(60_000);
	expect(new Set(ids).size).toBe(2);
	expect(await idsAt(3_600_000)).toEqual(ids);
});
