import type { IDataObject } from 'n8n-workflow';
import { runPoll } from '../../../nodes/AlibabaCloudEip/trigger/runPoll';
import { FakeCloud } from './FakeCloud';

const LIFE = { events: ['appeared', 'released', 'bound', 'unbound'] };
const NOTHING = { TotalCount: 0, EipAddresses: { EipAddress: [] } };

function cloudWith(count: number): FakeCloud {
	const cloud = new FakeCloud();
	for (let index = 0; index < count; index++) cloud.add('cn-hangzhou');
	return cloud;
}

/** Page 2 comes without its first entry, so that the counts never fit. */
function cutShort(
	cloud: FakeCloud,
	isList = (parameters: Record<string, string>) => !('AllocationId' in parameters),
) {
	cloud.beforeReply = ({ parameters }): IDataObject | undefined => {
		if (!isList(parameters) || parameters.PageNumber !== '2') return undefined;
		return {
			TotalCount: 150,
			EipAddresses: { EipAddress: cloud.list('cn-hangzhou').slice(101, 150) },
		};
	};
}

it('takes no list as a baseline that is not whole: what it misses would seem to be new later', async () => {
	const cloud = cloudWith(150);
	cutShort(cloud);
	const { failures, regionsRead, stored } = await runPoll(cloud.environment(LIFE), undefined);
	expect(failures).toMatchObject([
		{ error: { message: expect.stringContaining('three times') as string } },
	]);
	expect(regionsRead).toBe(0);
	expect(stored?.regions).toEqual({});
});

it('looks a second time before it takes a region for empty', async () => {
	const cloud = cloudWith(3);
	cloud.beforeReply = (_call, index) => (index === 0 ? NOTHING : undefined);
	const { stored } = await runPoll(cloud.environment(LIFE), undefined);
	cloud.beforeReply = undefined;
	expect((await runPoll(cloud.environment(LIFE), stored)).events).toEqual([]);
});

it('goes on with a list that is not whole later, and asks for the rest by ID', async () => {
	const cloud = cloudWith(150);
	const { stored } = await runPoll(cloud.environment(LIFE), undefined);
	cloud.calls = [];
	cutShort(cloud);
	const result = await runPoll(cloud.environment(LIFE), stored);
	expect(result.failures).toEqual([]);
	expect(result.events).toEqual([]);
	const last = cloud.calls.at(-1)?.parameters.AllocationId;
	expect(last).toBe(cloud.list('cn-hangzhou')[100].AllocationId);
});

it('gives an event the same ID whenever it is found from the same state', async () => {
	const cloud = cloudWith(2);
	const { stored } = await runPoll(cloud.environment(LIFE), undefined);
	const [first] = cloud.list('cn-hangzhou');
	cloud.change(String(first.AllocationId), { Status: 'InUse', InstanceId: 'i-1' });
	cloud.add('cn-hangzhou');
	const idsAt = async (later: number) => {
		cloud.now += later;
		const { events } = await runPoll(cloud.environment(LIFE), stored);
		return events.map(({ eventId }) => eventId).sort();
	};
	const ids = await idsAt(60_000);
	expect(new Set(ids).size).toBe(2);
	expect(await idsAt(3_600_000)).toEqual(ids);
});
