import type { INodeParameters } from 'n8n-workflow';
import { AlibabaCloudEip } from '../../../nodes/AlibabaCloudEip/AlibabaCloudEip.node';
import type { EipFields } from '../../simulator/state/eip';
import { credentialFor, useSimulator } from '../setup';
import { listContext } from './listContext';

const test$ = useSimulator();
const node = new AlibabaCloudEip();

const context = (parameters: INodeParameters, credential = credentialFor(test$.simulator)) =>
	listContext(parameters, credential);

const searchEips = async (operation: string, filter?: string, token?: string, region = '') =>
	await node.methods.listSearch.searchElasticIps.call(
		context({
			resource: 'elasticIp',
			operation,
			regionId: { __rl: true, mode: 'list', value: region },
		}),
		filter,
		token,
	);

describe('the list of Elastic IPs', () => {
	test.each([
		['release', ['Available']],
		['associate', ['Available']],
		['unassociate', ['In Use']],
		['get', ['Available', 'In Use']],
	])('for %s shows only what it can act on', async (operation, states) => {
		test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-1' });
		test$.simulator.addEips(1, { name: 'free' });
		test$.simulator.addEips(1, { name: 'bound', instanceId: 'i-1', status: 'InUse' });
		const { results } = await searchEips(operation);
		expect(results.map(({ name }) => /\((.*)\)$/.exec(name)?.[1]).sort()).toEqual(states);
	});

	test('shows name, address, ID and state, and goes on page by page', async () => {
		const eips = test$.simulator.addEips(150, { name: 'web' });
		const first = await searchEips('get');
		const second = await searchEips('get', '', String(first.paginationToken));
		expect(first.results).toHaveLength(100);
		expect(second.paginationToken).toBeUndefined();
		expect([...first.results, ...second.results].map(({ value }) => value).sort()).toEqual(
			eips.map(({ allocationId }) => allocationId).sort(),
		);
		const eip = test$.simulator.eip(String(first.results[0].value));
		expect(first.results[0].name).toBe(
			`web · ${eip?.ipAddress} · ${eip?.allocationId} (Available)`,
		);
	});

	test('finds by name, address and ID on any page', async () => {
		const [eip] = test$.simulator.addEips(1, { name: 'needle' });
		test$.simulator.addEips(250, { name: 'hay' });
		for (const filter of ['NEEDLE', eip.ipAddress, eip.allocationId]) {
			const { results } = await searchEips('get', filter);
			expect(results.map(({ value }) => value)).toEqual([eip.allocationId]);
		}
	});

	describe('of an Internet Shared Bandwidth instance', () => {
		const names = async (operation: string, chosen: string) => {
			const parameters = {
				resource: 'bandwidthPackage',
				operation,
				bandwidthPackageId: { __rl: true as const, mode: 'list', value: chosen },
			};
			const { listSearch, loadOptions } = node.methods;
			const results =
				operation === 'addElasticIps'
					? await loadOptions.getElasticIps.call(context(parameters))
					: (await listSearch.searchElasticIps.call(context(parameters))).results;
			return results.map(({ name }) => name.split(' ')[0]).sort();
		};

		test('leaves out what cannot be added, and what is in none or in another one', async () => {
			const [one, other] = [1, 2].map(
				() => test$.simulator.addBandwidthPackage().bandwidthPackageId,
			);
			const add = (name: string, fields: EipFields = {}) =>
				test$.simulator.addEips(1, { name, ...fields });
			add('free');
			add('bound', { instanceId: 'i-1', status: 'InUse' });
			add('subscription', { chargeType: 'PrePaid' });
			add('releasing', { status: 'Releasing' });
			add('member', { bandwidthPackageId: one });
			add('elsewhere', { bandwidthPackageId: other });
			expect(await names('addElasticIps', one)).toEqual(['bound', 'free']);
			for (const operation of [
				'removeElasticIp',
				'setElasticIpBandwidth',
				'cancelElasticIpBandwidth',
			]) {
				expect(await names(operation, one)).toEqual(['member']);
				expect(await names(operation, '')).toEqual(['elsewhere', 'member']);
				expect(await names(operation, '={{ $json.id }}')).toEqual(['elsewhere', 'member']);
			}
		});
	});

	describe('to release', () => {
		/** What Release refuses though it is Available. */
		const kept: EipFields[] = [
			{ segmentInstanceId: 'eipsg-1' },
			{ deletionProtection: true },
			{ locks: ['security'] },
			{ serviceManaged: true },
			{ chargeType: 'PrePaid' },
		];

		/** The whole list, as somebody sees it who scrolls to its end. */
		const scrollThrough = async (filter = '') => {
			const pages: string[][] = [];
			for (let token: string | undefined; ; ) {
				const { results, paginationToken } = await searchEips('release', filter, token);
				pages.push(results.map(({ value }) => String(value)));
				token = paginationToken as string | undefined;
				if (token === undefined) return pages;
			}
		};

		test.each([0, 1, 101, 5_000])(
			'leaves out what Release refuses, with %i that it does not',
			async (count) => {
				for (const fields of kept) test$.simulator.addEips(2, fields);
				const free = test$.simulator.addEips(count).map(({ allocationId }) => allocationId);
				for (const fields of kept) test$.simulator.addEips(2, fields);
				const pages = await scrollThrough();
				expect(pages.flat().sort()).toEqual([...free].sort());
				// The editor does not ask on after an empty page.
				expect(pages.slice(0, -1).filter(({ length }) => length === 0)).toEqual([]);
				expect(test$.sent('DescribeEipAddresses').length).toBeLessThanOrEqual(count / 100 + 2);
			},
			60_000,
		);

		test.each(['newestFirst', 'oldestFirst'] as const)(
			'finds the only one among 5,000 that are kept (%s)',
			async (listOrder) => {
				test$.simulator.settings.listOrder = listOrder;
				test$.simulator.addEips(2_500, { segmentInstanceId: 'eipsg-1' });
				const [free] = test$.simulator.addEips(1, { name: 'free' });
				test$.simulator.addEips(2_500, { deletionProtection: true });
				for (const filter of ['', 'FREE', free.ipAddress, free.allocationId]) {
					const { results } = await searchEips('release', filter);
					expect(results.map(({ value }) => value)).toEqual([free.allocationId]);
				}
			},
			60_000,
		);

		test('asks the server to leave out what it can', async () => {
			await searchEips('release');
			expect(test$.sent('DescribeEipAddresses')).toMatchObject([
				{ Status: 'Available', ChargeType: 'PostPaid', ServiceManaged: 'false' },
			]);
		});
	});

	test('asks the server for an address', async () => {
		const [eip] = test$.simulator.addEips(250);
		const { results, paginationToken } = await searchEips('get', ` ${eip.ipAddress}`);
		expect(results.map(({ value }) => value)).toEqual([eip.allocationId]);
		expect(paginationToken).toBeUndefined();
		expect(test$.sent('DescribeEipAddresses')).toHaveLength(1);
	});

	test('looks in the chosen region', async () => {
		test$.simulator.addEips(1, { region: 'cn-beijing' });
		expect((await searchEips('get', '', undefined, 'cn-beijing')).results).toHaveLength(1);
		expect((await searchEips('get')).results).toHaveLength(0);
	});

	test('throws in words instead of showing an empty list', async () => {
		const credential = credentialFor(test$.simulator, undefined, { accessKeySecret: 'wrong' });
		const search = node.methods.listSearch.searchElasticIps.call(
			context({ resource: 'elasticIp', operation: 'get' }, credential),
		);
		await expect(search).rejects.toThrow('The AccessKey Secret is wrong');
	});
});

test('the list of regions can be searched by name and ID', async () => {
	const search = async (filter?: string) =>
		(await node.methods.listSearch.searchRegions.call(context({}), filter)).results;
	expect((await search()).length).toBeGreaterThan(20);
	expect(await search('\u200B singapore\uFEFF')).toEqual([
		{ name: 'Singapore (ap-southeast-1)', value: 'ap-southeast-1' },
	]);
	expect((await search('cn-hang')).map(({ value }) => value)).toEqual(['cn-hangzhou']);
});

describe('the other pickers', () => {
	const region = (value: string) => ({ regionId: { __rl: true as const, mode: 'list', value } });

	test('Internet Shared Bandwidth instances, by name and in the chosen region', async () => {
		const { bandwidthPackageId } = test$.simulator.addBandwidthPackage({ name: 'shop' });
		for (let index = 0; index < 60; index++) test$.simulator.addBandwidthPackage({});
		const search = async (filter?: string, regionId = '') =>
			(
				await node.methods.listSearch.searchBandwidthPackages.call(
					context(region(regionId)),
					filter,
				)
			).results;
		expect(await search('\u200BSHOP\u200B')).toEqual([
			{
				name: `shop · 100 Mbit/s · ${bandwidthPackageId} (Available)`,
				value: bandwidthPackageId,
			},
		]);
		expect(await search()).toHaveLength(61);
		expect(await search('', 'cn-beijing')).toEqual([]);
	});

	test('address pools', async () => {
		const { publicIpAddressPoolId } = test$.simulator.addPool({ name: 'ours' });
		test$.simulator.addPool({ name: 'other' });
		const { results } = await node.methods.listSearch.searchAddressPools.call(context({}), 'ours');
		expect(results).toEqual([
			{ name: `ours · ${publicIpAddressPoolId} (Created)`, value: publicIpAddressPoolId },
		]);
	});

	test('Elastic IP groups', async () => {
		await test$.items({ resource: 'segment', operation: 'allocate' });
		const [{ instanceId, segment }] = test$.simulator.segments();
		const { results } = await node.methods.listSearch.searchSegments.call(context({}), segment);
		expect(results).toEqual([
			{ name: `${segment} · ${instanceId} (Allocated)`, value: instanceId },
		]);
	});

	test('tag keys of the chosen type of resource', async () => {
		test$.simulator.addEips(1, { tags: [{ key: 'env', value: 'test' }] });
		test$.simulator.addPool({ tags: [{ key: 'owner', value: 'me' }] });
		const search = async (resource: string, resourceType = 'VPC') =>
			(await node.methods.listSearch.searchTagKeys.call(context({ resource, resourceType })))
				.results;
		const env = [{ name: 'env', value: 'env' }];
		const owner = [{ name: 'owner', value: 'owner' }];
		expect(await search('tag', 'EIP')).toEqual(env);
		expect(await search('tag', 'PUBLICIPADDRESSPOOL')).toEqual(owner);
		// What another operation left there says nothing.
		expect(await search('elasticIp')).toEqual(env);
		expect(await search('addressPool')).toEqual(owner);
		expect(await search('bandwidthPackage')).toEqual([]);
	});
});
