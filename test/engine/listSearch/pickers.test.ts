import type {
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeParameters,
} from 'n8n-workflow';
import { AlibabaCloudEip } from '../../../nodes/AlibabaCloudEip/AlibabaCloudEip.node';
import { AlibabaCloudEipTrigger } from '../../../nodes/AlibabaCloudEip/AlibabaCloudEipTrigger.node';
import { accountWith, credentialFor, useSimulator } from '../setup';
import { listContext } from './listContext';

/** The lists of what an operation needs besides: all are tried with the same numbers, names and keys. */

const full = accountWith('full', 'full');
const nothing = accountWith('nothing', ['vpc:DescribeRegions']);

const test$ = useSimulator({ accounts: [full, nothing] });
const { listSearch, loadOptions } = new AlibabaCloudEip().methods;
const trigger = new AlibabaCloudEipTrigger().methods;

type Item = Pick<INodeListSearchItems, 'name' | 'value'>;

/** One list: how it is filled, and what it shows of the entry with a number. */
interface List {
	add(index: number): void;
	shows(index: number): RegExp;
	/** @returns all pages; a list that n8n searches itself ignores the filter */
	read(context: ILoadOptionsFunctions, filter: string): Promise<Item[]>;
	permission: string;
	/** So many are there in every account. */
	always?: number;
	parameters?: INodeParameters;
	/** Where the field stands. */
	path?: string;
	/** The host in `cn-beijing`. */
	host: string;
}

/** Reads a list to its end. */
function scroll(
	list: (
		this: ILoadOptionsFunctions,
		filter?: string,
		token?: string,
	) => Promise<{ results: INodeListSearchItems[]; paginationToken?: unknown }>,
): List['read'] {
	return async (context, filter) => {
		const found: Item[] = [];
		let token: string | undefined;
		do {
			const page = await list.call(context, filter, token);
			found.push(...page.results);
			token = page.paginationToken as string | undefined;
		} while (token !== undefined);
		return found;
	};
}

function options(list: (this: ILoadOptionsFunctions) => Promise<unknown>): List['read'] {
	return async (context, filter) =>
		((await list.call(context)) as Item[]).filter(({ name }) => name.includes(filter));
}

const VPC = 'vpc.cn-beijing.aliyuncs.com';
const tags = (index: number) => [{ key: `负责人-${index}`, value: `张三-${index}` }];
const pools = {
	add: (index: number) => test$.simulator.addPool({ name: `生产池-${index}` }),
	shows: (index: number) => new RegExp(`^生产池-${index} · pippool-\\w+ \\(Created\\)$`),
	permission: 'vpc:ListPublicIpAddressPools',
	host: VPC,
};
const elasticIps = {
	add: (index: number) => test$.simulator.addEips(1, { name: `网站-${index}` }),
	shows: (index: number) => new RegExp(`^网站-${index} · [0-9.]+ · eip-\\w+ \\(Available\\)$`),
	permission: 'vpc:DescribeEipAddresses',
	host: VPC,
};
const vpcs = {
	add: (index: number) => test$.simulator.addVpc({ name: `生产环境-${index}` }),
	permission: 'vpc:DescribeVpcs',
	host: VPC,
};

const searched: Record<string, List> = {
	VPCs: {
		...vpcs,
		shows: (index) => new RegExp(`^生产环境-${index} · [0-9./]+ · vpc-\\w+ \\(Available\\)$`),
		read: scroll(listSearch.searchVpcs),
	},
	'resource groups': {
		add: (index) => test$.simulator.addResourceGroup({ displayName: `商城-${index}` }),
		shows: (index) => new RegExp(`^商城-${index} · rg-\\w+$`),
		read: scroll(listSearch.searchResourceGroups),
		permission: 'ram:ListResourceGroups',
		always: 1,
		host: 'resourcemanager.aliyuncs.com',
	},
	'IP address pools': { ...pools, read: scroll(listSearch.searchAddressPools) },
	'tag keys': {
		add: (index) => test$.simulator.addEips(1, { tags: tags(index) }),
		shows: (index) => new RegExp(`^负责人-${index}$`),
		read: scroll(listSearch.searchTagKeys),
		permission: 'vpc:DescribeTagKeys',
		host: VPC,
	},
	'tag values': {
		add: (index) => test$.simulator.addEips(1, { tags: tags(index) }),
		shows: (index) => new RegExp(`^负责人-${index} · 张三-${index}$`),
		read: scroll(listSearch.searchTagValues),
		permission: 'vpc:DescribeTags',
		path: 'parameters.tags.tag[0].value',
		host: VPC,
	},
};

const several: Record<string, List> = {
	'several Elastic IPs': { ...elasticIps, read: options(loadOptions.getElasticIps) },
	'several Elastic IPs of the trigger': {
		...elasticIps,
		read: options(trigger.loadOptions.getElasticIps),
		parameters: {},
	},
	'several IP address pools': { ...pools, read: options(loadOptions.getAddressPools) },
	'several tagged VPCs': {
		...vpcs,
		shows: (index) => new RegExp(`^生产环境-${index} · vpc-\\w+ \\(Available\\)$`),
		read: options(loadOptions.getTaggedResources),
		parameters: { resource: 'tag', operation: 'add', resourceType: 'VPC' },
	},
};

const region = (value: string) => ({ regionId: { __rl: true as const, mode: 'list', value } });

const contextOf = (
	{ parameters = { resource: 'elasticIp', operation: 'getAll' }, path }: Partial<List>,
	account = full,
	more: INodeParameters = {},
	credential = {},
) =>
	listContext(
		{ ...parameters, ...more },
		credentialFor(test$.simulator, account, credential),
		path,
	);

describe.each(Object.entries({ ...searched, ...several }))('the list of %s', (_name, list) => {
	test.each([0, 1, 101, 5_000])(
		'shows %i, each once, and finds one by its Chinese name',
		async (count) => {
			for (let index = 0; index < count; index++) list.add(index);
			const found = await list.read(contextOf(list), '');
			const { always = 0 } = list;
			expect(new Set(found.map(({ value }) => value)).size).toBe(count + always);
			expect(found).toHaveLength(count + always);
			if (count === 0) return;
			const [one] = await list.read(contextOf(list), `-${count - 1}`);
			expect(one.name).toMatch(list.shows(count - 1));
		},
		120_000,
	);

	test('sends to the host of its product alone', async () => {
		const hosts: string[] = [];
		const chosen = { endpointType: 'public', endpoint: '' };
		const context = contextOf(list, full, region('cn-beijing'), {
			...chosen,
			...(list.parameters && !('resource' in list.parameters) && { regionId: 'cn-beijing' }),
		});
		const helpers = {
			...context.helpers,
			httpRequestWithAuthentication: async (_type: string, request: IHttpRequestOptions) => {
				hosts.push(new URL(String(request.baseURL)).host);
				return await Promise.resolve({
					...{ statusCode: 403, headers: {} },
					body: JSON.stringify({ Code: 'Forbidden.RAM' }),
				});
			},
		};
		Object.defineProperty(context, 'helpers', { value: helpers });
		await list.read(context, '').catch(() => undefined);
		expect([...new Set(hosts)]).toEqual([list.host]);
	});
});

test.each(Object.entries(searched))(
	'without the permission, the list of %s names it',
	async (_, list) => {
		const error = await list.read(contextOf(list, nothing), '').catch((one: unknown) => one);
		expect((error as { description: string }).description).toContain(list.permission);
	},
);

test.each(Object.entries(several))(
	'without the permission, the list of %s has an entry that names it',
	async (_name, list) => {
		const name = `No list: the permission ${list.permission} is missing`;
		expect(await list.read(contextOf(list, nothing), '')).toEqual([{ name, value: name }]);
	},
);

test.each(
	Object.entries({ ...searched, ...several }).filter(
		([name]) => !/resource groups|trigger/.test(name),
	),
)('of a region that is none, the list of %s is asked nowhere', async (_name, list) => {
	for (const value of ['evil.example/', 'cn-beijing@evil.example', '../x', 'cn beijing']) {
		await expect(list.read(contextOf(list, full, region(value)), '')).rejects.toThrow(/region/i);
	}
	expect(test$.simulator.requests).toEqual([]);
	await expect(list.read(contextOf(list, full, region('cn-nowhere')), '')).rejects.toThrow(
		/region/i,
	);
});

describe('what is listed', () => {
	const values = (found: Item[]) => found.map(({ value }) => value);

	test('zones with their names, alone and for several', async () => {
		const zone = { name: 'Zone B · cn-hangzhou-b', value: 'cn-hangzhou-b' };
		const context = contextOf({});
		expect((await listSearch.searchZones.call(context, 'zone b')).results).toEqual([zone]);
		expect(await loadOptions.getZones.call(context)).toContainEqual(zone);
	});

	test('CIDR blocks of the chosen pool', async () => {
		const { publicIpAddressPoolId: pool } = test$.simulator.addPool({});
		const add = { resource: 'addressPool', operation: 'addCidrBlock' };
		await test$.items({ ...add, publicIpAddressPoolId: pool });
		const search = async (value: string) =>
			(
				await listSearch.searchCidrBlocks.call(
					contextOf({}, full, { publicIpAddressPoolId: { __rl: true, mode: 'list', value } }),
				)
			).results;
		expect(await search(pool)).toEqual([
			{ name: expect.stringMatching(/\/28 \(Created\)$/), value: expect.stringMatching(/\/28$/) },
		]);
		const before = test$.simulator.requests.length;
		expect(await search('')).toEqual([]);
		expect(await search('={{ $json.pool }}')).toEqual([]);
		expect(test$.simulator.requests).toHaveLength(before);
	});

	test.each([
		['owner', ['me', 'you']],
		['env', ['prod']],
		['', ['me', 'prod', 'you']],
		['={{ $json.key }}', ['me', 'prod', 'you']],
	])('the values of the key in the same row (%j)', async (value, expected) => {
		test$.simulator.addEips(1, { tags: [{ key: 'owner', value: 'you' }] });
		test$.simulator.addEips(1, {
			tags: [
				{ key: 'owner', value: 'me' },
				{ key: 'env', value: 'prod' },
				{ key: 'empty', value: '' },
			],
		});
		test$.simulator.addPool({ tags: [{ key: 'owner', value: 'pool' }] });
		const rows = [{ key: 'none' }, { key: { __rl: true, mode: 'id', value } }];
		const { results } = await listSearch.searchTagValues.call(
			contextOf({ path: 'parameters.filters.tags.tag[1].value' }, full, {
				filters: { tags: { tag: rows } },
			}),
		);
		expect(values(results).sort()).toEqual(expected);
	});

	test.each([
		['associateBatch', ['Available']],
		['getAll', ['Available', 'In Use']],
	])('only Elastic IPs that %s can act on', async (operation, states) => {
		test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-1' });
		test$.simulator.addEips(1);
		test$.simulator.addEips(1, { instanceId: 'i-1', status: 'InUse' });
		const found = await loadOptions.getElasticIps.call(contextOf({}, full, { operation }));
		expect(found.map(({ name }) => /\((.*)\)$/.exec(name)?.[1]).sort()).toEqual(states);
	});

	test('a type of resources that cannot be listed says so', async () => {
		const name = 'No list of this type: specify IDs';
		const parameters = { resource: 'tag', resourceType: 'FLOWLOG' };
		const found = await loadOptions.getTaggedResources.call(contextOf({ parameters }));
		expect(found).toEqual([{ name, value: name }]);
		expect(test$.simulator.requests).toEqual([]);
	});

	test.each([
		[{}, ['cn-hangzhou']],
		[
			{ regionScope: 'chosen', regionIds: ['cn-beijing', 'cn-shanghai'] },
			['cn-beijing', 'cn-shanghai'],
		],
		[{ regionScope: 'chosen', regionIds: '={{ $json.regions }}' }, ['cn-hangzhou']],
		[{ regionScope: 'all' }, ['cn-beijing', 'cn-hangzhou', 'cn-shanghai']],
	])('in the trigger, those of the regions that it watches: %j', async (parameters, regions) => {
		for (const name of ['cn-beijing', 'cn-hangzhou', 'cn-shanghai']) {
			test$.simulator.addEips(1, { name, region: name, tags: [{ key: 'env', value: 'prod' }] });
		}
		const context = contextOf({ parameters });
		const found = await trigger.loadOptions.getElasticIps.call(context);
		expect(found.map(({ name }) => name.split(' ')[0]).sort()).toEqual(regions);
		// What is in several regions stands there once.
		const { results } = await trigger.listSearch.searchTagKeys.call(context);
		expect(values(results)).toEqual(['env']);
	});
});

describe('the lists of Get Many over several regions', () => {
	beforeEach(() => {
		for (const region of ['cn-beijing', 'us-east-1']) {
			test$.simulator.addEips(1, { region });
			test$.simulator.addPool({ region });
			for (let count = 0; count < 60; count++) {
				test$.simulator.addInstance({ type: 'EcsInstance', region, id: `i-${region}-${count}` });
			}
		}
	});
	const all = { operation: 'getAll', regionScope: 'all', regionId: 'cn-hangzhou' };
	const contextWith = (parameters: INodeParameters) =>
		listContext({ resource: 'elasticIp', ...parameters }, credentialFor(test$.simulator, full));

	test('show what is in all of them', async () => {
		const context = contextWith(all);
		expect(await loadOptions.getElasticIps.call(context)).toHaveLength(2);
		expect((await listSearch.searchAddressPools.call(context)).results).toHaveLength(2);
	});

	test('with pages show the first ones, and say that there are more', async () => {
		const { results, paginationToken } = await listSearch.searchTargets.call(contextWith(all));
		const regions = results.map(({ value }) => /^i-(.*)-\d+$/.exec(String(value))?.[1]);
		expect(new Set(regions)).toEqual(new Set(['cn-beijing', 'us-east-1', undefined]));
		expect(results.at(-1)?.name).toBe('There are more: search');
		expect(paginationToken).toBeUndefined();
		const found = await listSearch.searchTargets.call(contextWith(all), 'i-us-east-1-59');
		expect(found.results.map(({ value }) => value)).toEqual(['i-us-east-1-59']);
	});

	test('do not count for an operation that reads one region', async () => {
		const context = contextWith({ ...all, operation: 'allocate' });
		expect((await listSearch.searchAddressPools.call(context)).results).toEqual([]);
	});
});

test('an entry that only says something is refused before anything is sent', async () => {
	const { error } = await test$.run({
		...{ resource: 'tag', operation: 'add', resourceType: 'VPC' },
		resourceIds: ['No list: the permission vpc:DescribeVpcs is missing'],
		tags: { tag: [{ key: 'a', value: 'b' }] },
	});
	expect(error?.message).toMatch(/^'Resource Names or IDs' contains 'No list/);
	expect(test$.simulator.requests).toEqual([]);
});
