import type { IHttpRequestOptions, INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { AlibabaCloudEip } from '../../../nodes/AlibabaCloudEip/AlibabaCloudEip.node';
import { addNamedWorld } from '../../simulator/namedWorld';
import { accountWith, credentialFor, useSimulator } from '../setup';
import { listContext } from './listContext';

/** The lists of what an Elastic IP is bound to. */

const full = accountWith('full', 'full');
const onlyVpc = accountWith('vpc', ['vpc:*']);
const nothing = accountWith('nothing', ['vpc:DescribeRegions']);

const test$ = useSimulator({ accounts: [full, onlyVpc, nothing] });
const { searchTargets, searchVpcs } = new AlibabaCloudEip().methods.listSearch;

const parameters = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'elasticIp',
	operation: 'associate',
	instanceType: 'auto',
	...more,
});
const typed = (instanceType: string) => parameters({ instanceType });
const region = (value: string) => ({ regionId: { __rl: true as const, mode: 'list', value } });

const context = (given: INodeParameters, account = full, more = {}) =>
	listContext(given, credentialFor(test$.simulator, account, more));

const search = async (given: INodeParameters, filter?: string, token?: string, account = full) =>
	await searchTargets.call(context(given, account), filter, token);

/** All pages, as an editor reads them that is scrolled to the end. */
async function all(
	given: INodeParameters,
	filter?: string,
	list: typeof searchTargets = searchTargets,
): Promise<INodeListSearchResult['results']> {
	const found: INodeListSearchResult['results'] = [];
	let token: string | undefined;
	do {
		const page = await list.call(context(given), filter, token);
		found.push(...page.results);
		token = page.paginationToken as string | undefined;
	} while (token !== undefined);
	return found;
}

const values = ({ results }: INodeListSearchResult) => results.map(({ value }) => String(value));
const prefixes = (found: INodeListSearchResult['results']) => [
	...new Set(found.map(({ value }) => String(value).split('-')[0])),
];

const TYPES = {
	EcsInstance: 'i',
	NetworkInterface: 'eni',
	SlbInstance: 'lb',
	Nat: 'ngw',
	HaVip: 'havip',
};

test('an entry tells name, Elastic IP, private address, state, zone and ID, what decides first', async () => {
	addNamedWorld(test$.simulator, { count: 1 });
	const own = (id: string) =>
		test$.simulator.eips().find(({ instanceId }) => instanceId === id)?.ipAddress;
	const { results } = await search(parameters());
	expect(results).toEqual(
		[
			`web-1 · Elastic IP ${own('i-named000001')} · 10.0.0.2 · Running · cn-hangzhou-a · i-named000001`,
			`web-eni-1 · Elastic IP ${own('eni-second000001')} · 10.1.0.2 · In Use · cn-hangzhou-a · eni-second000001`,
			`shop-lb-1 · Elastic IP ${own('lb-named000001')} · 10.3.0.2 · Active · cn-hangzhou-a · lb-named000001`,
			`egress-1 · Elastic IP ${own('ngw-named000001')} · 10.4.0.2 · Available · cn-hangzhou-a · ngw-named000001`,
			`keepalived-1 · Elastic IP ${own('havip-named000001')} · 10.5.0.2 · Available · havip-named000001`,
		].map((name) => ({ name, value: /\S+$/.exec(name)?.[0] })),
	);
});

test('a conversion lists ECS instances in VPCs with a public IP and no Elastic IP, and nothing else', async () => {
	addNamedWorld(test$.simulator, { count: 2 });
	const add = (id: string, more = {}) =>
		test$.simulator.addInstance({
			type: 'EcsInstance',
			id,
			publicIpAddress: '198.51.100.9',
			...more,
		});
	add('i-2zebb08phyczzawe5abc', { name: 'old-web' });
	add('i-2zebb08phyczzawe5abd', { network: 'classic', publicIpAddress: '198.51.100.10' });
	add('i-2zebb08phyczzawe5abe', { publicIpAddress: '198.51.100.11' });
	const bound = { instanceId: 'i-2zebb08phyczzawe5abe', instanceType: 'EcsInstance' } as const;
	test$.simulator.addEips(1, bound);
	const conversion = parameters({ operation: 'convertPublicIp' });
	for (const filter of [undefined, 'old', '198.51.100.9', 'i-2zebb08phyczzawe5abc']) {
		const { results } = await search(conversion, filter);
		expect(results).toEqual([
			{
				name: expect.stringMatching(/^old-web · public IP 198\.51\.100\.9 · [\d.]+ · Running · /),
				value: 'i-2zebb08phyczzawe5abc',
			},
		]);
	}
	expect(values(await search(conversion, 'i-2zebb08phyczzawe5abe'))).toEqual([]);
});

describe.each([0, 1, 101, 5_000])('with %i of each kind', (count) => {
	const number = (index: number) => String(index).padStart(6, '0');

	beforeEach(() => addNamedWorld(test$.simulator, { count, boundEvery: 1_000 }));

	test('lists all kinds side by side, ECS instances first, each once', async () => {
		const found = await all(parameters());
		expect(found).toHaveLength(5 * count);
		expect(new Set(found.map(({ value }) => value)).size).toBe(5 * count);
		expect(prefixes(found)).toEqual(count === 0 ? [] : Object.values(TYPES));
	}, 120_000);

	// All kinds side by side have read them all.
	if (count <= 101) {
		test.each(Object.entries(TYPES))(
			'lists only %s when that is chosen',
			async (type, prefix) => {
				const found = await all(typed(type));
				expect(found).toHaveLength(count);
				expect(prefixes(found)).toEqual(count === 0 ? [] : [prefix]);
			},
			120_000,
		);
	}

	if (count > 100) {
		test.each(Object.entries(TYPES))('finds one by its ID: %s', async (type, prefix) => {
			// Of the length that IDs have.
			const id = `${prefix}-2zebb08phyczzawe5abcd`;
			test$.simulator.addInstance({ type: type as keyof typeof TYPES, id });
			expect(await search(parameters(), id)).toEqual({
				results: [{ name: expect.stringContaining(id), value: id }],
			});
			const lists = test$.simulator.requests.filter(
				({ action }) => action !== 'DescribeEipAddresses',
			);
			expect(lists).toHaveLength(1);
		});

		test('finds servers by a part of a Chinese name, on the side of the server', async () => {
			const page = await search(typed('EcsInstance'), '数据库');
			expect(page.results.length).toBeGreaterThan(10);
			expect(page.results.every(({ name }) => name.startsWith('数据库-'))).toBe(true);
			expect(test$.sent('DescribeInstances')).toHaveLength(1);
		});

		test('finds one of another kind by a part of its Chinese name', async () => {
			const found = await all(typed('NetworkInterface'), `管理网卡-${count - (count % 4)}`);
			expect(found.map(({ value }) => value)).toEqual([`eni-second${number(count - (count % 4))}`]);
		}, 60_000);

		test('finds by private address', async () => {
			const { results } = await search(parameters(), '10.0.0.101');
			expect(results.map(({ value }) => value)).toEqual([`i-named${number(100)}`]);
		});
	}
});

describe('what is listed', () => {
	test.each<[string, INodeParameters, string]>([
		['Get Many', { operation: 'getAll' }, 'filters.associated'],
		['Disassociate', { operation: 'unassociate' }, 'additionalFields.'],
	])('in %s follows the type that is chosen beside it', async (_, given, fields) => {
		addNamedWorld(test$.simulator, { count: 1 });
		const [collection, prefix = ''] = fields.split('.');
		const nameOf = (word: string) => (prefix === '' ? `i${word.slice(1)}` : prefix + word);
		const listed = async (type?: string) => {
			const values = type === undefined ? {} : { [nameOf('InstanceType')]: type };
			const own = listContext(
				{ resource: 'elasticIp', ...given, [collection]: values },
				credentialFor(test$.simulator, full),
				`parameters.${collection}.${nameOf('InstanceId')}`,
			);
			return prefixes((await searchTargets.call(own)).results);
		};
		expect(await listed('Nat')).toEqual(['ngw']);
		expect(await listed('HaVip')).toEqual(['havip']);
		expect(await listed()).toEqual(Object.values(TYPES));
	});

	beforeEach(() => addNamedWorld(test$.simulator, { count: 2 }));

	test.each([
		['associate', { instanceType: 'auto' }, Object.values(TYPES)],
		['move', { instanceType: '={{ $json.type }}' }, Object.values(TYPES)],
		['allocateAndAssociate', {}, Object.values(TYPES)],
		// What another operation left there says nothing.
		['associateBatch', { instanceType: 'EcsInstance' }, ['eni', 'ngw']],
		['associateBatch', { bindedInstanceType: 'Nat' }, ['ngw']],
		['getGatewayInfo', { instanceType: 'EcsInstance' }, ['eni']],
	])('for %s with %j', async (operation, more, expected) => {
		const given = { resource: 'elasticIp', operation, ...more };
		expect(prefixes((await search(given)).results)).toEqual(expected);
	});

	test('an IP address stands in no list: the list says so, or takes the whole address', async () => {
		const hint = 'Search for the whole private address, or choose By ID and enter it';
		expect((await search(typed('IpAddress'))).results).toEqual([{ name: hint, value: hint }]);
		expect(await search(typed('IpAddress'), '192.168.0.4')).toEqual({
			results: [{ name: '192.168.0.4 · IP address in a VPC', value: '192.168.0.4' }],
		});
		expect(test$.simulator.requests).toEqual([]);
	});

	test('one of another region only there', async () => {
		expect((await search(parameters(region('cn-beijing')))).results).toEqual([]);
		addNamedWorld(test$.simulator, { count: 1, region: 'cn-beijing', resourceGroups: 0 });
		expect((await search(parameters(region('cn-beijing')))).results).toHaveLength(5);
	});

	test('many Elastic IPs of a NAT gateway in short', async () => {
		test$.simulator.addInstance({ type: 'Nat', id: 'ngw-many', name: 'many' });
		test$.simulator.addEips(4, { instanceId: 'ngw-many', instanceType: 'Nat' });
		const { results } = await search(typed('Nat'), 'many');
		expect(results[0].name).toMatch(
			/ · Elastic IP [\d.]+, [\d.]+ and 2 more · [\d.]+ · Available · /,
		);
	});
});

describe('a key that may not list', () => {
	beforeEach(() => addNamedWorld(test$.simulator, { count: 2 }));

	test.each(['emptyList', 'Forbidden.RAM'] as const)(
		'is told which permission is missing: %s',
		async (answer) => {
			test$.simulator.settings.instancesWithoutRights = answer;
			for (const [type, permission] of [
				['EcsInstance', 'ecs:DescribeInstances'],
				['NetworkInterface', 'ecs:DescribeNetworkInterfaces'],
				['SlbInstance', 'slb:DescribeLoadBalancers'],
			] as const) {
				const error = await search(typed(type), '', undefined, onlyVpc).catch(
					(one: unknown) => one,
				);
				expect((error as { description: string }).description).toContain(
					`Missing permission: ${permission} in cn-hangzhou`,
				);
			}
		},
	);

	test('sees what it may list, and a line for what it may not', async () => {
		const page = await search(parameters(), '', undefined, onlyVpc);
		expect(values(page)).toEqual([
			...['ngw-named000002', 'ngw-named000001', 'havip-named000002', 'havip-named000001'],
			'No ECS instances: the permission ecs:DescribeInstances is missing',
			'No network interfaces: the permission ecs:DescribeNetworkInterfaces is missing',
			'No CLB instances: the permission slb:DescribeLoadBalancers is missing',
		]);
	});

	test('such a line, when chosen, is refused before anything is sent', async () => {
		const page = await search(parameters(), '', undefined, onlyVpc);
		const instanceId = { __rl: true as const, mode: 'list', value: values(page).at(-1) ?? '' };
		const before = test$.simulator.requests.length;
		const { error } = await test$.run({
			...{ operation: 'associate', instanceId },
			allocationId: { __rl: true, mode: 'id', value: 'eip-25877c70gddh5abcd' },
		});
		expect(error?.message).toMatch(/^'Instance' is not valid: 'No CLB instances/);
		expect(test$.simulator.requests).toHaveLength(before);
	});

	test('that may list nothing gets an error with all permissions', async () => {
		const error = await search(parameters(), '', undefined, nothing).catch((one: unknown) => one);
		expect((error as Error).message).toBe('The key may not list any instances');
		expect((error as { description: string }).description).toBe(
			"Grant one of the permissions ecs:DescribeInstances, ecs:DescribeNetworkInterfaces, slb:DescribeLoadBalancers, vpc:DescribeNatGateways, vpc:DescribeHaVips in cn-hangzhou, or choose 'By ID' to enter the ID without a list.",
		);
	});

	test('sees load balancers also without the right to read Elastic IPs', async () => {
		test$.simulator.faults.add({
			...{ kind: 'code', code: 'Forbidden.RAM', status: 403 },
			action: 'DescribeEipAddresses',
		});
		const { results } = await search(typed('SlbInstance'));
		expect(results).toHaveLength(2);
		expect(results[1].name).not.toContain('Elastic IP');
	});

	test('of VPCs is told so as well', async () => {
		const error = await searchVpcs
			.call(context(parameters(), nothing))
			.catch((one: unknown) => one);
		expect((error as { description: string }).description).toContain('vpc:DescribeVpcs');
	});
});

describe('a wrong region', () => {
	test('that there is not is said in words', async () => {
		await expect(search(parameters(region('cn-nowhere')))).rejects.toThrow(/region/i);
	});

	test.each(['evil.example/', 'cn-beijing@evil.example', '../x', 'cn beijing'])(
		'that is none (%s) is sent nowhere',
		async (value) => {
			await expect(search(parameters(region(value)))).rejects.toThrow(/region/i);
			expect(test$.simulator.requests).toEqual([]);
		},
	);
});

test.each(['public', 'vpc'])(
	'nothing is sent to a host that is not the product’s: %s',
	async (endpointType) => {
		const hosts: string[] = [];
		const ask = async (list: typeof searchTargets, value: string) => {
			const own = context(parameters(region(value)), full, { endpointType, endpoint: '' });
			const helpers = {
				...own.helpers,
				httpRequestWithAuthentication: async (_type: string, request: IHttpRequestOptions) => {
					hosts.push(new URL(String(request.baseURL)).host);
					return { statusCode: 403, headers: {}, body: JSON.stringify({ Code: 'Forbidden.RAM' }) };
				},
			};
			Object.defineProperty(own, 'helpers', { value: helpers });
			await list.call(own).catch(() => undefined);
		};
		await ask(searchTargets, 'cn-beijing');
		await ask(searchVpcs, 'cn-beijing');
		expect([...new Set(hosts)].sort()).toEqual(
			endpointType === 'public'
				? ['ecs.cn-beijing.aliyuncs.com', 'slb.aliyuncs.com', 'vpc.cn-beijing.aliyuncs.com']
				: [
						'ecs-vpc.cn-beijing.aliyuncs.com',
						'slb-vpc.cn-beijing.aliyuncs.com',
						'vpc-vpc.cn-beijing.aliyuncs.com',
					],
		);
	},
);
