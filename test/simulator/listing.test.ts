import { startSimulator, type EipFields, type Simulator } from './index';
import { TestClock } from './testing/clock';
import { eipsOf, officialClient, type OfficialClient } from './testing/officialClient';

let clock: TestClock;
let simulator: Simulator;
let client: OfficialClient;

beforeEach(async () => {
	clock = new TestClock();
	simulator = await startSimulator({ now: clock.now });
	client = officialClient(simulator);
});
afterEach(() => simulator.close());

async function names(parameters: Readonly<Record<string, unknown>>): Promise<unknown[]> {
	return eipsOf(await client.call('DescribeEipAddresses', { PageSize: 100, ...parameters }))
		.map(({ Name }) => Name)
		.sort();
}

test.each([0, 1, 100, 101, 250])('%i EIPs, page by page', async (count) => {
	const added = simulator.addEips(count).map(({ allocationId }) => allocationId);
	simulator.addEips(3, { region: 'cn-beijing' });
	const seen: string[] = [];
	for (let PageNumber = 1; ; PageNumber++) {
		const reply = await client.call('DescribeEipAddresses', { PageNumber, PageSize: 100 });
		expect([reply.TotalCount, reply.PageNumber, reply.PageSize]).toEqual([count, PageNumber, 100]);
		const page = eipsOf(reply);
		seen.push(...page.map(({ AllocationId }) => AllocationId));
		if (page.length < 100) break;
	}
	expect(seen).toEqual(added.reverse());
	expect(eipsOf(await client.call('DescribeEipAddresses')).length).toBe(Math.min(count, 10));
});

test('pages shift when EIPs come and go; the order can be chosen', async () => {
	const [first] = simulator.addEips(1, { allocationTime: 1000 });
	clock.advance(1000);
	const [second] = simulator.addEips(1);
	const ids = async () =>
		eipsOf(await client.call('DescribeEipAddresses')).map(({ AllocationId }) => AllocationId);
	expect(await ids()).toEqual([second.allocationId, first.allocationId]);
	simulator.settings.listOrder = 'oldestFirst';
	expect(await ids()).toEqual([first.allocationId, second.allocationId]);
	simulator.change(first.allocationId, { allocationTime: clock.time + 1 });
	expect(await ids()).toEqual([second.allocationId, first.allocationId]);
	simulator.settings.listOrder = 'byId';
	expect(await ids()).toEqual([first.allocationId, second.allocationId].sort());
});

test('each filter is applied', async () => {
	const make = (name: string, fields: EipFields) => simulator.addEips(1, { name, ...fields })[0];
	const plain = make('plain', { allocationTime: Date.parse('2020-01-01T00:00:00Z') });
	const bound = make('bound', {
		instanceId: 'i-1',
		allocationTime: Date.parse('2020-01-02T00:00:00Z'),
	});
	make('nat', { instanceId: 'ngw-1', instanceType: 'Nat' });
	make('paid', { chargeType: 'PrePaid', isp: 'BGP_PRO', resourceGroupId: 'rg-2' });
	make('locked', {
		locks: ['security'],
		securityProtectionTypes: ['AntiDDoS_Enhanced'],
		serviceManaged: true,
	});
	make('tagged', {
		tags: [
			{ key: 'a', value: '1' },
			{ key: 'b', value: '2' },
		],
		publicIpAddressPoolId: 'pippool-1',
	});
	make('half', { tags: [{ key: 'a', value: '1' }], segmentInstanceId: 'eipsg-1' });

	expect(
		await names({ AllocationId: `${plain.allocationId},${bound.allocationId},eip-none` }),
	).toEqual(['bound', 'plain']);
	expect(await names({ EipAddress: `${plain.ipAddress},${bound.ipAddress}` })).toEqual([
		'bound',
		'plain',
	]);
	expect(await names({ Status: 'InUse' })).toEqual(['bound', 'nat']);
	expect(await names({ AssociatedInstanceId: 'i-1' })).toEqual(['bound']);
	expect(await names({ AssociatedInstanceType: 'Nat' })).toEqual(['nat']);
	expect(
		await names({ AssociatedInstanceId: 'i-1', AssociatedInstanceType: 'EcsInstance' }),
	).toEqual(['bound']);
	expect(await names({ AssociatedInstanceId: 'i-1', AssociatedInstanceType: 'Nat' })).toEqual([]);
	expect(await names({ ChargeType: 'PrePaid' })).toEqual(['paid']);
	expect(await names({ EipName: 'half' })).toEqual(['half']);
	expect(await names({ ISP: 'BGP_PRO' })).toEqual(['paid']);
	expect(await names({ ResourceGroupId: 'rg-2' })).toEqual(['paid']);
	expect(await names({ LockReason: 'security' })).toEqual(['locked']);
	expect(await names({ LockReason: 'financial' })).toEqual([]);
	expect(await names({ SecurityProtectionEnabled: true })).toEqual(['locked']);
	expect(await names({ ServiceManaged: true })).toEqual(['locked']);
	expect((await names({ ServiceManaged: false })).length).toBe(6);
	expect(await names({ PublicIpAddressPoolId: 'pippool-1' })).toEqual(['tagged']);
	expect(await names({ SegmentInstanceId: 'eipsg-1' })).toEqual(['half']);
	expect(await names({ Tag: [{ Key: 'a', Value: '1' }] })).toEqual(['half', 'tagged']);
	expect(
		await names({
			Tag: [
				{ Key: 'a', Value: '1' },
				{ Key: 'b', Value: '2' },
			],
		}),
	).toEqual(['tagged']);
	expect(await names({ Tag: [{ Key: 'a', Value: '2' }] })).toEqual([]);
	expect(
		(await names({ Filter: [{ Key: 'CreationStartTime', Value: '2020-01-02T00:00Z' }] })).includes(
			'plain',
		),
	).toBe(false);
	expect(await names({ Status: 'InUse', AssociatedInstanceType: 'EcsInstance' })).toEqual([
		'bound',
	]);
});

test.each<[string, Record<string, unknown>, string]>([
	['PageSize above 100', { PageSize: 101 }, 'InvalidParameter'],
	['PageNumber 0', { PageNumber: 0 }, 'InvalidParameter'],
	[
		'51 ids',
		{ AllocationId: Array.from({ length: 51 }, (_, index) => `eip-${index}`).join(',') },
		'InvalidParameter',
	],
	[
		'51 addresses',
		{ EipAddress: Array.from({ length: 51 }, (_, index) => `10.0.0.${index}`).join(',') },
		'InvalidParameter',
	],
	[
		'21 tags',
		{ Tag: Array.from({ length: 21 }, (_, index) => ({ Key: `k${index}`, Value: '' })) },
		'InvalidParameter',
	],
	['an unknown filter', { Filter: [{ Key: 'Name', Value: 'x' }] }, 'InvalidFilterKey.NotFound'],
	[
		'a wrong filter value',
		{ Filter: [{ Key: 'CreationStartTime', Value: '2020-01-02T00:00:00Z' }] },
		'InvalidFilterValue',
	],
	['an unknown status', { Status: 'Free' }, 'InvalidParameter'],
	['an unknown lock', { LockReason: 'x' }, 'InvalidLockReason.NotFound'],
	[
		'an unknown instance type',
		{ AssociatedInstanceType: 'Ecs' },
		'InvalidIAssociatedInstanceType.ValueNotSupported',
	],
	['an unknown billing method', { ChargeType: 'Free' }, 'InvalidChargeType.ValueNotSupported'],
	['a dry run', { DryRun: true }, 'DryRunOperation'],
])('%s', async (_, parameters, code) => {
	expect(await client.refusal('DescribeEipAddresses', parameters)).toBe(code);
});

test('50 ids are allowed', async () => {
	const ids = simulator.addEips(50).map(({ allocationId }) => allocationId);
	expect((await names({ AllocationId: ids.join(',') })).length).toBe(50);
});

test('reservation data only when asked for', async () => {
	simulator.addEips(1, {
		reservation: {
			activeTime: 0,
			bandwidth: 9,
			internetChargeType: 'PayByTraffic',
			orderType: 'UPGRADE',
		},
	});
	const [without] = eipsOf(await client.call('DescribeEipAddresses'));
	expect([without.HasReservationData, without.ReservationBandwidth]).toEqual(['false', undefined]);
	const [withData] = eipsOf(
		await client.call('DescribeEipAddresses', { IncludeReservationData: true }),
	);
	expect([withData.HasReservationData, withData.ReservationBandwidth]).toEqual(['true', '9']);
});

test('jumping to a deep page is refused if the settings say so', async () => {
	simulator.settings.deepPageSkip = true;
	simulator.addEips(200);
	expect(await client.refusal('DescribeEipAddresses', { PageNumber: 15 })).toBe(
		'Throttling.DeepPageSkip',
	);
	for (let PageNumber = 1; PageNumber <= 15; PageNumber++)
		await client.call('DescribeEipAddresses', { PageNumber });
});
