import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { REGIONS } from '../../simulator';
import { accountWith, credentialFor, useSimulator } from '../setup';

/** Get Many over several regions. */

const SEED = 17;
const lister = accountWith('no-regions', ['vpc:DescribeEipAddresses']);
const test$ = useSimulator({ accounts: [accountWith('all', 'full'), lister] });
const regionIds = REGIONS.map(({ id }) => id).sort();
const ALL = { operation: 'getAll', regionScope: 'all' };
const CHOSEN = ['us-east-1', 'cn-beijing', 'eu-central-1'];
const chosen = (ids: INodeParameters['regionIds'] = CHOSEN) => ({
	...{ operation: 'getAll', regionScope: 'chosen' },
	regionIds: ids,
});
const goOn = { onRegionFailure: 'continue' };
const refused = { kind: 'code', code: 'Forbidden.RAM', status: 403, times: Infinity } as const;

function addEips(counts: Record<string, number>) {
	for (const [region, count] of Object.entries(counts)) test$.simulator.addEips(count, { region });
}
const regionsOf = (items: IDataObject[]) => items.map(({ regionId }) => regionId);
const idsOf = (items: IDataObject[]) => items.map(({ allocationId }) => allocationId);
const asked = (action = 'DescribeEipAddresses') =>
	test$.simulator.requests.filter((one) => one.action === action).map(({ region }) => region);

describe('Regions', () => {
	test('all: one call for the list and one for each region, in the order of their IDs', async () => {
		addEips({ 'us-east-1': 2, 'cn-hangzhou': 1, 'cn-beijing': 1 });
		test$.simulator.settings.latency = 30;
		const items = await test$.items({ ...ALL, returnAll: true });
		expect(regionsOf(items)).toEqual(['cn-beijing', 'cn-hangzhou', 'us-east-1', 'us-east-1']);
		expect(asked().sort()).toEqual(regionIds);
		expect(asked('DescribeRegions')).toEqual(['cn-hangzhou']);
		expect(test$.simulator.maxInFlight({})).toBe(8);
	});

	test.each([
		['a list', CHOSEN],
		['a text with commas', '={{ "us-east-1, cn-beijing;eu-central-1" }}'],
		['an expression for an array', '={{ ["us-east-1", " cn-beijing ", "eu-central-1"] }}'],
		['one of them twice', ['us-east-1', 'cn-beijing', 'us-east-1', 'eu-central-1']],
	])('chosen: %s, in the order given, each once', async (_, ids) => {
		addEips({ 'cn-beijing': 1, 'us-east-1': 1, 'eu-central-1': 1, 'cn-hangzhou': 1 });
		expect(regionsOf(await test$.items({ ...chosen(ids), returnAll: true }))).toEqual(CHOSEN);
		expect(test$.simulator.requests).toHaveLength(3);
	});

	test.each([
		[chosen('={{ [] }}'), "'Region Names or IDs' is empty"],
		[chosen('={{ undefined }}'), "'Region Names or IDs' is empty"],
		[chosen("={{ ['cn-beijing', null] }}"), 'has an entry without a region'],
		[
			chosen(['cn-beijing', 'evil.example/#']),
			"'Region Names or IDs' contains 'evil.example/#', which is not valid",
		],
		[chosen('={{ [{}] }}'), "'Region Names or IDs' contains 'a object', which is not valid"],
		[{ operation: 'getAll', regionScope: 'some' }, "'Regions' has the unknown value 'some'"],
		[
			{ ...ALL, options: { onRegionFailure: '={{ "?" }}' } },
			/^'If a Region Fails' has the unknown/,
		],
		[
			{
				...{ ...ALL, resource: 'tag', resourceType: 'EIP' },
				resourceIds: 'eip-25877c70gddh5abcd, 198.51.100.7',
			},
			"'Resource Names or IDs' contains '198.51.100.7', which is not an ID",
		],
	])('%j is refused before anything is sent', async (parameters, message) => {
		const { error } = await test$.run(parameters as INodeParameters);
		expect(error?.message).toMatch(message);
		expect(test$.simulator.requests).toEqual([]);
	});

	test('a region that is not known is looked up, and refused when there is none', async () => {
		const { error } = await test$.run(chosen(['cn-beijing', 'cn-hangzou']));
		expect(error?.message).toBe(
			"'Region Names or IDs' contains 'cn-hangzou', which is not a region that this account can use",
		);
		expect(test$.simulator.requests.map(({ action }) => action)).toEqual(['DescribeRegions']);
		// Closed, and so in no list of ours.
		expect(await test$.items(chosen(['ap-south-1']))).toEqual([]);
	});

	test('an empty list of regions is not believed', async () => {
		test$.simulator.faults.add({
			...{ kind: 'body', action: 'DescribeRegions', times: Infinity },
			body: JSON.stringify({ RequestId: 'R', Regions: { Region: [] } }),
		});
		const { error } = await test$.run({ ...ALL, options: goOn });
		expect(error?.message).toBe('The list of regions is empty');
		expect(asked()).toEqual([]);
	});

	test.each([
		['bandwidthPackage', {}],
		['segment', {}],
		['addressPool', {}],
		['tag', { listBy: 'tags', tags: { tag: [{ key: 'a', value: 'b' }] } }],
	])('of %s name their region in each item, whatever the output', async (resource, more) => {
		const { world } = test$.simulator.state;
		const tags = [{ key: 'a', value: 'b' }];
		for (const region of ['cn-beijing', 'us-east-1']) {
			test$.simulator.addEips(1, { region, tags });
			test$.simulator.addBandwidthPackage({ region });
			world.addSegment(String(test$.simulator.account.accountId), region, 28, `${region}-a`);
			test$.simulator.addPool({ region });
		}
		for (const output of ['simplified', 'raw']) {
			const items = await test$.items({ ...ALL, resource, ...more, output });
			expect(regionsOf(items)).toEqual(['cn-beijing', 'us-east-1']);
		}
	});

	test('are named where another field alone was selected, and in the raw reply', async () => {
		addEips({ 'cn-beijing': 1, 'us-east-1': 1 });
		const selected = { output: 'selected', elasticIpFields: ['status'] };
		const [first] = await test$.items({ ...ALL, ...selected });
		expect(first).toEqual({
			...{ allocationId: expect.any(String), status: 'Available', regionId: 'cn-beijing' },
		});
		const [, raw] = await test$.items({ ...ALL, output: 'raw' });
		expect(raw).toMatchObject({ RegionId: 'us-east-1', regionId: 'us-east-1' });
	});

	test('find what is named by ID where it is', async () => {
		const [one] = test$.simulator.addEips(3, { region: 'cn-beijing' });
		const [other] = test$.simulator.addEips(3, {
			region: 'us-east-1',
			tags: [{ key: 'a', value: '' }],
		});
		const allocationIds = [other.allocationId, one.allocationId].join();
		const items = await test$.items({ ...ALL, filters: { allocationIds } });
		expect(idsOf(items)).toEqual([one.allocationId, other.allocationId]);
		const byId = { resource: 'tag', resourceType: 'EIP', resourceIds: allocationIds };
		expect(await test$.items({ ...ALL, ...byId })).toEqual([
			expect.objectContaining({ resourceId: other.allocationId, regionId: 'us-east-1' }),
		]);
	});
});

describe('Limit over several regions', () => {
	test.each([
		// Calls: regions, then the region of each page.
		[{ 'ap-northeast-1': 60 }, 50, { 'ap-northeast-1': 50 }, 1],
		[{ 'ap-northeast-2': 60 }, 50, { 'ap-northeast-2': 50 }, 3],
		[{ 'ap-northeast-1': 30, 'us-west-1': 60 }, 50, { 'ap-northeast-1': 30, 'us-west-1': 20 }, 36],
		[
			{ 'ap-northeast-1': 40, 'ap-northeast-2': 60 },
			50,
			{ 'ap-northeast-1': 40, 'ap-northeast-2': 10 },
			3,
		],
		[{ 'ap-northeast-1': 250 }, 230, { 'ap-northeast-1': 230 }, 3],
		// The third region begins beside the second one, and again when less is wanted of it than it has.
		[
			{ 'ap-northeast-2': 60, 'ap-south-1': 300 },
			250,
			{ 'ap-northeast-2': 60, 'ap-south-1': 190 },
			1 + 1 + (1 + 2) + 2,
		],
	])('of %j: %i are %j, with %i calls', async (counts, limit, found, calls) => {
		addEips(counts);
		const items = await test$.items({ ...ALL, limit });
		const expected = Object.entries(found).flatMap(([id, count]) => Array(count).fill(id));
		expect(regionsOf(items)).toEqual(expected);
		expect(new Set(idsOf(items)).size).toBe(limit);
		expect(asked()).toHaveLength(calls);
	});

	test('gives the first ones by the order of the regions, whoever answers first', async () => {
		addEips({ 'us-east-1': 3, 'cn-beijing': 3, 'eu-central-1': 3 });
		for (const region of ['us-east-1', 'cn-beijing']) {
			test$.simulator.faults.add({ kind: 'delay', ms: 150, region });
		}
		expect(regionsOf(await test$.items({ ...chosen(), limit: 5 }))).toEqual([
			'us-east-1',
			'us-east-1',
			'us-east-1',
			'cn-beijing',
			'cn-beijing',
		]);
	});

	test('equals the regions read one by one, for any world and limit', async () => {
		const world = fc.record({
			counts: fc.dictionary(fc.constantFrom(...regionIds), fc.integer({ min: 0, max: 120 }), {
				maxKeys: 6,
			}),
			limit: fc.option(fc.integer({ min: 1, max: 300 }), { nil: undefined }),
			filters: fc.constantFrom({}, { canBeReleased: true }, { withoutTag: 'owner' }),
		});
		await fc.assert(
			fc.asyncProperty(world, async ({ counts, limit, filters }) => {
				test$.simulator.reset();
				for (const [region, count] of Object.entries(counts)) {
					const half = Math.floor(count / 2);
					const kept = { deletionProtection: true, tags: [{ key: 'owner', value: '' }] };
					test$.simulator.addEips(count - half, { region });
					test$.simulator.addEips(half, { region, ...kept });
				}
				const ids = Object.keys(counts).sort();
				const single = [];
				for (const regionId of ids) {
					const read = { operation: 'getAll', regionId, returnAll: true, filters };
					single.push(...(await test$.items(read)));
				}
				const most = limit === undefined ? { returnAll: true } : { limit };
				const items = await test$.items({ ...ALL, ...most, filters });
				expect(items).toEqual(single.slice(0, limit));
			}),
			{ seed: SEED, numRuns: 12 },
		);
	}, 60_000);
});

describe('a region that fails', () => {
	test('stops the node, which names it and what to do', async () => {
		addEips({ 'cn-beijing': 1, 'us-east-1': 1 });
		test$.simulator.faults.add({ ...refused, region: 'cn-beijing' });
		const { error, items } = await test$.run({ ...ALL, returnAll: true });
		expect(error?.message).toBe(
			'Could not read cn-beijing: The AccessKey has no permission for this',
		);
		expect(error?.description).toContain('vpc:DescribeEipAddresses in cn-beijing');
		expect(error?.description).toMatch(/set the option 'If a Region Fails' to 'Continue'/);
		expect(items).toEqual([]);
	});

	test('is an item among those of the others where the node goes on, paired with its input', async () => {
		addEips({ 'ap-northeast-1': 1, 'us-east-1': 1 });
		test$.simulator.faults.add({ ...refused, region: 'cn-beijing' });
		const { items, error } = await test$.run(
			{ ...ALL, returnAll: true, options: goOn },
			{ items: [{ a: 1 }, { a: 2 }] },
		);
		expect(error).toBeUndefined();
		const ofOne = ['ap-northeast-1', 'cn-beijing', 'us-east-1'];
		expect(regionsOf(items.map(({ json }) => json))).toEqual([...ofOne, ...ofOne]);
		expect(items[4]).toEqual({
			json: {
				regionId: 'cn-beijing',
				error: {
					message: 'The AccessKey has no permission for this',
					description: expect.stringContaining('vpc:DescribeEipAddresses in cn-beijing'),
					code: 'Forbidden.RAM',
					requestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
				},
			},
			pairedItem: { item: 1 },
		});
	});

	test('does not count for Limit, and matters only where it is needed for it', async () => {
		addEips({ 'ap-northeast-1': 2, 'us-east-1': 3 });
		for (const region of ['ap-northeast-2', 'eu-west-1']) {
			test$.simulator.faults.add({ ...refused, region });
		}
		const enough = await test$.items({ ...ALL, limit: 2 });
		expect(regionsOf(enough)).toEqual(['ap-northeast-1', 'ap-northeast-1']);
		const { error } = await test$.run({ ...ALL, limit: 3 });
		expect(error?.message).toMatch(/^Could not read ap-northeast-2: /);
		const items = await test$.items({ ...ALL, limit: 4, options: goOn });
		expect(regionsOf(items)).toEqual([
			...['ap-northeast-1', 'ap-northeast-1', 'ap-northeast-2', 'eu-west-1'],
			...['us-east-1', 'us-east-1'],
		]);
	});

	test('fails the node when no region can be read, even where it goes on', async () => {
		test$.simulator.faults.add(refused);
		const { error } = await test$.run({ ...chosen(), options: goOn });
		expect(error?.message).toBe(
			'Could not read us-east-1: The AccessKey has no permission for this',
		);
		expect(error?.description).toContain('No other region could be read either.');
	});

	test('that does not answer leaves its place to the others, and all end with the time limit', async () => {
		addEips({ 'us-east-1': 1 });
		const silent = regionIds.slice(0, 8);
		for (const region of silent) {
			test$.simulator.faults.add({ kind: 'delay', ms: 5_000, region, times: Infinity });
		}
		const start = performance.now();
		const options = { ...goOn, timeLimit: 3 };
		const items = await test$.items({ ...ALL, returnAll: true, options });
		expect(performance.now() - start).toBeLessThan(4_500);
		expect(regionsOf(items)).toEqual([...silent, 'us-east-1']);
		expect((items[0].error as IDataObject).message).toMatch(/time limit of 3 seconds ended/);
	});

	test('a missing permission for the list of regions is named as such', async () => {
		const { error } = await test$.run(ALL, {
			credential: credentialFor(test$.simulator, lister),
		});
		expect(error?.message).toBe('The AccessKey has no permission for this');
		expect(error?.description).toContain('vpc:DescribeRegions');
	});
});

test('a cancel ends the reading of all regions', async () => {
	test$.simulator.faults.add({
		kind: 'delay',
		ms: 2_000,
		times: Infinity,
		action: 'DescribeEipAddresses',
	});
	const start = performance.now();
	await test$
		.run({ ...ALL, options: goOn }, { onStart: (cancel) => setTimeout(cancel, 300) })
		.catch(() => {});
	expect(performance.now() - start).toBeLessThan(1_800);
	expect(asked().length).toBeLessThanOrEqual(8);
});

test('a dry run asks every region, whatever the limit', async () => {
	const items = await test$.items({ ...chosen(), limit: 1, options: { dryRun: true } });
	expect(items).toEqual(CHOSEN.map((regionId) => ({ dryRun: true, allowed: true, regionId })));
});
