import { useSimulator } from '../setup';

const test$ = useSimulator();
const resource = 'tag';
const requestId = expect.stringMatching(/^[0-9A-F-]{36}$/);
const RegionId = 'cn-hangzhou';

function addEips(count: number, keys: string[] = []) {
	const tags = keys.map((key) => ({ key, value: '1' }));
	return test$.simulator.addEips(count, { tags }).map(({ allocationId }) => allocationId);
}

const tagsOf = (id: string) =>
	test$.simulator.eip(id)?.tags.map(({ key, value }) => `${key}=${value}`);

describe('tag: add', () => {
	test('puts tags on several resources', async () => {
		const ids = addEips(2);
		const [output] = await test$.items({
			resource,
			operation: 'add',
			resourceIds: ids.join(', '),
			tags: {
				tag: [
					{ key: 'a', value: 'b' },
					{ key: 'empty', value: '' },
				],
			},
		});
		expect(output).toEqual({ success: true, resourceType: 'EIP', resourceIds: ids, requestId });
		expect(test$.sent('TagResources')).toEqual([
			{
				RegionId,
				'ResourceId.1': ids[0],
				'ResourceId.2': ids[1],
				ResourceType: 'EIP',
				'Tag.1.Key': 'a',
				'Tag.1.Value': 'b',
				'Tag.2.Key': 'empty',
				'Tag.2.Value': '',
			},
		]);
		expect(ids.map(tagsOf)).toEqual([
			['a=b', 'empty='],
			['a=b', 'empty='],
		]);
	});

	test.each([
		[{ resourceIds: '={{ "" }}' }, "'Resource Names or IDs' is empty"],
		[{ tags: { tag: [] } }, "'Tags' is empty"],
		[
			{ resourceIds: Array.from({ length: 51 }, (_, index) => `eip-${index}`).join() },
			"'Resource Names or IDs' has 51 entries",
		],
	])('refuses %j before anything is sent', async (fields, message) => {
		const { error } = await test$.run({
			resource,
			operation: 'add',
			resourceIds: 'eip-1',
			tags: { tag: [{ key: 'a', value: 'b' }] },
			...fields,
		});
		expect(error?.message).toBe(message);
		expect(test$.simulator.requests).toEqual([]);
	});

	test('says that there is no such resource', async () => {
		const { error } = await test$.run({
			resource,
			operation: 'add',
			resourceType: 'COMMONBANDWIDTHPACKAGE',
			resourceIds: 'cbwp-1',
			tags: { tag: [{ key: 'a', value: 'b' }] },
		});
		expect(error?.message).toBe('The resource was not found');
	});
});

describe('tag: remove', () => {
	test('takes off the tags with some keys, from the list or written', async () => {
		const [id] = addEips(1, ['a', 'b', 'c']);
		const [output] = await test$.items({
			resource,
			operation: 'remove',
			resourceIds: id,
			tagKeys: {
				tagKey: [
					{ key: { __rl: true, mode: 'list', value: 'a' } },
					{ key: { __rl: true, mode: 'id', value: '={{ "b" }}' } },
				],
			},
		});
		expect(output).toEqual({ success: true, resourceType: 'EIP', resourceIds: [id], requestId });
		expect(test$.sent('UnTagResources')).toEqual([
			{
				All: 'false',
				RegionId,
				'ResourceId.1': id,
				ResourceType: 'EIP',
				'TagKey.1': 'a',
				'TagKey.2': 'b',
			},
		]);
		expect(tagsOf(id)).toEqual(['c=1']);
	});

	test('takes off all', async () => {
		const [id] = addEips(1, ['a', 'b']);
		await test$.items({ resource, operation: 'remove', resourceIds: id, removeAll: true });
		expect(test$.sent('UnTagResources')).toEqual([
			{ All: 'true', RegionId, 'ResourceId.1': id, ResourceType: 'EIP' },
		]);
		expect(tagsOf(id)).toEqual([]);
	});

	test('takes off nothing when no key is given', async () => {
		const { error } = await test$.run({
			resource,
			operation: 'remove',
			resourceIds: 'eip-1',
			tagKeys: { tagKey: [{ key: { __rl: true, mode: 'list', value: '' } }] },
		});
		expect(error?.message).toBe("'Tag Keys' has a row without a key");
		expect(test$.simulator.requests).toEqual([]);
	});
});

describe('tag: getAll', () => {
	const getAll = { resource, operation: 'getAll' };

	test('gives one entry for each tag', async () => {
		const ids = addEips(2, ['a', 'b']);
		const by = {
			resourceIds: ids[0],
			tags: { tag: [{ key: 'a', value: '1' }] },
		};
		expect(await test$.items({ ...getAll, ...by })).toEqual(
			['a', 'b'].map((key) => ({
				...{ resourceId: ids[0], resourceType: 'EIP', key, value: '1' },
				regionId: RegionId,
			})),
		);
		expect(test$.sent('ListTagResources')).toEqual([
			{
				MaxResults: '50',
				RegionId,
				'ResourceId.1': ids[0],
				ResourceType: 'EIP',
				'Tag.1.Key': 'a',
				'Tag.1.Value': '1',
			},
		]);
	});

	test.each([
		[{ returnAll: true }, 120, ['50', '50', '50']],
		[{ limit: 7 }, 7, ['7']],
		[{ limit: 60 }, 60, ['30', '30']],
	])('with %j asks for no more than it needs', async (fields, count, sizes) => {
		addEips(60, ['a', 'b']);
		const by = { listBy: 'tags', tags: { tag: [{ key: 'a', value: '' }] } };
		const output = await test$.items({ ...getAll, ...fields, ...by, output: 'raw' });
		expect(new Set(output.map((entry) => JSON.stringify(entry))).size).toBe(count);
		expect(test$.sent('ListTagResources').map(({ MaxResults }) => MaxResults)).toEqual(sizes);
	});

	test.each([
		['tags', "'Tags' is empty"],
		['resourceIds', "'Resource Names or IDs' is empty"],
	])('by %s needs what it is asked for', async (listBy, message) => {
		// Expressions without a result: n8n itself asks for what is empty in the form.
		const resourceIds = '={{ undefined }}';
		const tags = '={{ undefined }}';
		const { error } = await test$.run({ ...getAll, listBy, resourceIds, tags });
		expect(error?.message).toBe(message);
		expect(test$.simulator.requests).toEqual([]);
	});
});
