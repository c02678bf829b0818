import type { INodeParameters } from 'n8n-workflow';
import type { EipFields } from '../../simulator/state/eip';
import { locator, useSimulator } from '../setup';

const test$ = useSimulator();

const pagesSent = () =>
	test$.sent('DescribeEipAddresses').map(({ PageNumber, PageSize }) => `${PageNumber}x${PageSize}`);

describe('elasticIp: getAll', () => {
	test.each([
		[0, ['1x100']],
		[1, ['1x100']],
		[100, ['1x100']],
		[101, ['1x100', '2x100']],
		[250, ['1x100', '2x100', '3x100']],
	])('returns all of %i Elastic IPs', async (count, pages) => {
		const eips = test$.simulator.addEips(count);
		const output = await test$.items({ operation: 'getAll', returnAll: true });
		expect(output.map(({ allocationId }) => allocationId).sort()).toEqual(
			eips.map(({ allocationId }) => allocationId).sort(),
		);
		expect(pagesSent()).toEqual(pages);
	});

	test.each([
		[1, ['1x1']],
		[30, ['1x30']],
		[100, ['1x100']],
		[150, ['1x75', '2x75']],
		[230, ['1x77', '2x77', '3x77']],
	])('a limit of %i asks for no more than it needs', async (limit, pages) => {
		test$.simulator.addEips(250);
		const output = await test$.items({ operation: 'getAll', limit });
		expect(new Set(output.map(({ allocationId }) => allocationId)).size).toBe(limit);
		expect(pagesSent()).toEqual(pages);
	});

	test.each(['newestFirst', 'oldestFirst', 'byId'] as const)(
		'has no gap and no double when Elastic IPs appear and vanish between pages (%s)',
		async (listOrder) => {
			const eips = test$.simulator.addEips(250);
			test$.simulator.settings.listOrder = listOrder;
			const victims = [eips[3], eips[120], eips[245]].map(({ allocationId }) => allocationId);
			let page = 0;
			test$.simulator.faults.add({
				kind: 'delay',
				ms: 0,
				times: 4,
				action: 'DescribeEipAddresses',
				match: () => {
					if (page++ < 3) test$.simulator.remove(victims[page - 1]);
					if (page === 2) test$.simulator.addEips(2);
					return false;
				},
			});
			const output = await test$.items({ operation: 'getAll', returnAll: true });
			const ids = output.map(({ allocationId }) => String(allocationId));
			expect(new Set(ids).size).toBe(ids.length);
			const lasting = eips
				.map(({ allocationId }) => allocationId)
				.filter((id) => !victims.includes(id));
			expect(ids).toEqual(expect.arrayContaining(lasting));
		},
	);

	test('sends every filter under its API name', async () => {
		await test$.items({
			operation: 'getAll',
			filters: {
				associatedInstanceId: 'i-1',
				associatedInstanceType: 'Nat',
				chargeType: 'PrePaid',
				createdAfter: '2026-11-24T10:00:30+08:00',
				eipAddress: '203.0.113.1, 203.0.113.2',
				eipName: 'web',
				allocationIds: 'eip-25877c70gddh5abcd,eip-2zeerraiwb7uj6abcd',
				includeReservationData: true,
				isp: 'BGP_PRO',
				lockReason: 'security',
				publicIpAddressPoolId: 'pippool-1',
				resourceGroupId: 'rg-1',
				securityProtectionEnabled: false,
				segmentInstanceId: 'eipsg-1',
				serviceManaged: false,
				status: 'InUse',
				tags: { tag: [{ key: 'a', value: 'b' }] },
			},
		});
		expect(test$.sent('DescribeEipAddresses')).toEqual([
			{
				AllocationId: 'eip-25877c70gddh5abcd,eip-2zeerraiwb7uj6abcd',
				AssociatedInstanceId: 'i-1',
				AssociatedInstanceType: 'Nat',
				ChargeType: 'PrePaid',
				EipAddress: '203.0.113.1,203.0.113.2',
				EipName: 'web',
				'Filter.1.Key': 'CreationStartTime',
				'Filter.1.Value': '2026-11-24T02:00Z',
				IncludeReservationData: 'true',
				ISP: 'BGP_PRO',
				LockReason: 'security',
				PageNumber: '1',
				PageSize: '50',
				PublicIpAddressPoolId: 'pippool-1',
				RegionId: 'cn-hangzhou',
				ResourceGroupId: 'rg-1',
				SecurityProtectionEnabled: 'false',
				SegmentInstanceId: 'eipsg-1',
				ServiceManaged: 'false',
				Status: 'InUse',
				'Tag.1.Key': 'a',
				'Tag.1.Value': 'b',
			},
		]);
	});

	test('asks for more than 50 IDs in parts', async () => {
		const eips = test$.simulator.addEips(120);
		const ids = eips.slice(0, 110).map(({ allocationId }) => allocationId);
		const output = await test$.items({
			operation: 'getAll',
			returnAll: true,
			filters: { allocationIds: ids.join(', ') },
		});
		expect(output.map(({ allocationId }) => allocationId).sort()).toEqual(ids.sort());
		expect(test$.sent('DescribeEipAddresses')).toHaveLength(3);
	});

	test('works in the region of the node', async () => {
		test$.simulator.addEips(2, { region: 'cn-beijing' });
		const regionId = { __rl: true as const, mode: 'id', value: 'cn-beijing' };
		expect(await test$.items({ operation: 'getAll', regionId })).toHaveLength(2);
		expect(await test$.items({ operation: 'getAll' })).toHaveLength(0);
	});

	test.each([
		'evil.example/#',
		'cn-hangzhou@evil',
		'cn-hangzhou.evil.example',
		'сn-hangzhou',
		'cn-hangzhou\r\nx: y',
	])('refuses the region %j from an item before anything is sent', async (value) => {
		const { error } = await test$.run(
			{ operation: 'getAll', regionId: locator('={{ $json.region }}') },
			{ items: [{ region: value }] },
		);
		expect(error?.message).toMatch(/^The region ID '.*' is not valid/s);
		expect(test$.simulator.requests).toEqual([]);
	});
});

describe('a long list', () => {
	const list = async () =>
		(await test$.items({ operation: 'getAll', returnAll: true })).map(({ allocationId }) =>
			String(allocationId),
		);
	const pages = () => test$.sent('DescribeEipAddresses').map(({ PageNumber: page }) => page);

	test('is read with four pages under way at the same time', async () => {
		const all = test$.simulator.addEips(1_500).map(({ allocationId }) => allocationId);
		test$.simulator.settings.latency = 250;
		expect((await list()).sort()).toEqual(all.sort());
		expect(pages()).toHaveLength(15);
		expect(test$.simulator.maxInFlight()).toBe(4);
	}, 30_000);

	test('is read whole where jumps are refused, and from then on one page after the other', async () => {
		const all = test$.simulator.addEips(3_000).map(({ allocationId }) => allocationId);
		Object.assign(test$.simulator.settings, { deepPageSkip: true, latency: 10 });
		test$.simulator.faults.add({
			kind: 'code',
			code: 'Throttling.DeepPageSkip',
			status: 400,
			action: 'DescribeEipAddresses',
			match: ({ parameters }) => parameters.PageNumber === '14',
		});
		expect((await list()).sort()).toEqual(all.sort());
		const before = pages().length;
		const start = test$.simulator.requests.length;
		expect((await list()).sort()).toEqual(all.sort());
		expect(pages().slice(before)).toEqual(all.slice(0, 30).map((_, index) => String(index + 1)));
		const requests = test$.simulator.requests.slice(start);
		expect(requests).toHaveLength(30);
	}, 30_000);
});

describe('filters that the API does not have', () => {
	const old = Date.parse('2024-01-01T00:00:00Z');
	const owned = [{ key: 'owner', value: '' }];
	const allOf = async (filters: INodeParameters, more: INodeParameters = { returnAll: true }) =>
		(await test$.items({ operation: 'getAll', filters, ...more })).map(({ name }) => name);

	test.each([0, 1, 101, 5_000])(
		'leave %i out of twice as many',
		async (count) => {
			test$.simulator.addEips(count, { name: 'free', allocationTime: old });
			test$.simulator.addEips(count, { name: 'kept', deletionProtection: true, tags: owned });
			const free = Array.from({ length: count }, () => 'free');
			const kept = Array.from({ length: count }, () => 'kept');
			expect(await allOf({ canBeReleased: true })).toEqual(free);
			expect(await allOf({ canBeReleased: false })).toEqual(kept);
			expect(await allOf({ withoutTag: 'owner' })).toEqual(free);
			expect(await allOf({ allocatedBefore: '2025-01-01T00:00:00Z' })).toEqual(free);
		},
		60_000,
	);

	test('hold together, and together with those of the API', async () => {
		const make = (name: string, fields: EipFields) =>
			test$.simulator.addEips(1, { name, allocationTime: old, ...fields });
		make('all', { tags: [{ key: 'a', value: '1' }] });
		make('owned', { tags: [{ key: 'a', value: '1' }, ...owned] });
		make('new', { tags: [{ key: 'a', value: '1' }], allocationTime: Date.now() });
		make('other', {});
		make('group', { tags: [{ key: 'a', value: '1' }], segmentInstanceId: 'eipsg-1' });
		const filters = {
			...{ canBeReleased: true, withoutTag: 'owner', allocatedBefore: '2025-01-01T00:00:00Z' },
			tags: { tag: [{ key: 'a', value: '1' }] },
		};
		expect(await allOf(filters)).toEqual(['all']);
		expect(await allOf({ ...filters, status: 'InUse' })).toEqual([]);
		expect(test$.sent('DescribeEipAddresses')[1]).toMatchObject({ Status: 'InUse' });
	});

	test('come before Limit, and no more is read than it takes', async () => {
		test$.simulator.settings.listOrder = 'oldestFirst';
		test$.simulator.addEips(150, { name: 'kept', segmentInstanceId: 'eipsg-1' });
		test$.simulator.addEips(2_000, { name: 'free' });
		expect(await allOf({ canBeReleased: true }, { limit: 60 })).toEqual(
			Array.from({ length: 60 }, () => 'free'),
		);
		// Some more are under way at the same time.
		expect(pagesSent().length).toBeLessThanOrEqual(3 + 4);
	});

	test('a tag may have any key, and what a reply does not tell is left out', async () => {
		test$.simulator.addEips(1, { name: 'free' });
		for (const key of ['__proto__', 'constructor', 'toString']) {
			expect(await allOf({ withoutTag: key })).toEqual(['free']);
		}
		const untold = { AllocationId: 'eip-25877c70gddh5abcd', Name: 'untold', Status: 'Available' };
		const body = JSON.stringify({
			...{ RequestId: 'R', TotalCount: 1, PageNumber: 1, PageSize: 100 },
			EipAddresses: { EipAddress: [untold] },
		});
		test$.simulator.faults.add({ kind: 'body', body, times: Infinity });
		expect(await allOf({})).toEqual(['untold']);
		expect(await allOf({ canBeReleased: true })).toEqual([]);
		expect(await allOf({ withoutTag: 'owner' })).toEqual([]);
		expect(await allOf({ allocatedBefore: '2025-01-01T00:00:00Z' })).toEqual([]);
	});

	test('take an expression, and refuse what is none of their values', async () => {
		test$.simulator.addEips(1, { name: 'free', allocationTime: old });
		expect(await allOf({ allocatedBefore: '={{ $now.minus({ days: 30 }) }}' })).toEqual(['free']);
		const { error } = await test$.run({
			operation: 'getAll',
			filters: { allocatedBefore: 'last week' },
		});
		expect(error?.message).toBe("'Allocated Before' is not a date and time: 'last week'");
		expect(pagesSent()).toHaveLength(1);
	});
});
