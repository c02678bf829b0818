import { INTERNATIONAL_KEY, startSimulator, ACTIVE_KEY, type Simulator } from './index';
import { TestClock } from './testing/clock';
import { officialClient, type OfficialClient } from './testing/officialClient';
import { sendV3 } from './testing/signedRequest';
import { openGate, until } from './testing/until';

let clock: TestClock;
let simulator: Simulator;
let client: OfficialClient;

beforeEach(async () => {
	clock = new TestClock();
	simulator = await startSimulator({ now: clock.now });
	client = officialClient(simulator);
});
afterEach(() => simulator.close());

const MONTH = { InstanceChargeType: 'PrePaid', Period: 1, PricingCycle: 'Month' };

test('what is asked for is what is bought', async () => {
	const reply = await client.call('AllocateEipAddress', {
		Bandwidth: '200',
		InternetChargeType: 'PayByTraffic',
		Name: '名字 😀',
		Description: 'd',
		ISP: 'BGP',
		ResourceGroupId: 'rg-9',
		Zone: 'cn-hangzhou-a',
		SecurityProtectionTypes: ['AntiDDoS_Enhanced'],
		Tag: [{ Key: 'k', Value: 'v' }],
	});
	expect(reply).toMatchObject({ ResourceGroupId: 'rg-9' });
	expect(reply.OrderId).toBeUndefined();
	expect(simulator.eip(String(reply.AllocationId))).toMatchObject({
		ipAddress: reply.EipAddress,
		bandwidth: 200,
		internetChargeType: 'PayByTraffic',
		chargeType: 'PostPaid',
		name: '名字 😀',
		description: 'd',
		zone: 'cn-hangzhou-a',
		securityProtectionTypes: ['AntiDDoS_Enhanced'],
		tags: [{ key: 'k', value: 'v' }],
		status: 'Available',
	});
});

test.each<[string, Record<string, unknown>, string]>([
	['Bandwidth that is no number', { Bandwidth: 'fast' }, 'InvalidBandwidth.Malformed'],
	['Bandwidth 0', { Bandwidth: '0' }, 'InvalidParameter'],
	['Bandwidth 501', { Bandwidth: '501' }, 'InvalidParameter'],
	[
		'Bandwidth 201 by traffic',
		{ Bandwidth: '201', InternetChargeType: 'PayByTraffic' },
		'InvalidParameter',
	],
	['Bandwidth 1001 for a subscription', { ...MONTH, Bandwidth: '1001' }, 'InvalidParameter'],
	['an unknown billing method', { InternetChargeType: 'PayByDay' }, 'InvalidParameter'],
	[
		'a subscription by traffic',
		{ ...MONTH, InternetChargeType: 'PayByTraffic' },
		'InvalidParameter',
	],
	['a subscription without Period', { InstanceChargeType: 'PrePaid' }, 'MissingPeriod'],
	['a Period of 10 months', { ...MONTH, Period: 10 }, 'InvalidParameter'],
	['a Period of 6 years', { ...MONTH, Period: 6, PricingCycle: 'Year' }, 'InvalidParameter'],
	['a named subscription', { ...MONTH, Name: 'x' }, 'InvalidParameter'],
	['an unknown line type', { ISP: 'ATM' }, 'InvalidParameter'],
	['BGP_PRO in Hangzhou', { ISP: 'BGP_PRO' }, 'InvalidParameter'],
	['a Name of 129 characters', { Name: 'x'.repeat(129) }, 'InvalidParameter'],
	['a Name with http://', { Name: 'http://x' }, 'InvalidParameter'],
	['a Description of 257 characters', { Description: 'x'.repeat(257) }, 'InvalidParameter'],
	['a ClientToken of 65 characters', { ClientToken: 'x'.repeat(65) }, 'InvalidParameter'],
	['a ClientToken beyond ASCII', { ClientToken: 'ü' }, 'InvalidParameter'],
	['a reserved tag key', { Tag: [{ Key: 'acs:x', Value: '' }] }, 'InvalidParameter'],
	['an address in use', { IpAddress: '203.0.113.1' }, 'ReserveIpFail'],
	['an id never had', { InstanceId: 'eip-never' }, 'ReserveIpFail'],
	['both id and address', { InstanceId: 'eip-1', IpAddress: '203.0.113.2' }, 'InvalidParameter'],
	[
		'an unknown pool',
		{ PublicIpAddressPoolId: 'pippool-none' },
		'ResourceNotFound.PublicIpAddressPool',
	],
])('%s is refused and nothing is bought', async (_, parameters, code) => {
	simulator.addEips(1, { ipAddress: '203.0.113.1' });
	expect(await client.refusal('AllocateEipAddress', parameters)).toBe(code);
	expect(simulator.eips()).toHaveLength(1);
});

test('a released EIP can be had again by its id, or its address', async () => {
	const { AllocationId, EipAddress } = await client.call('AllocateEipAddress');
	simulator.remove(String(AllocationId));
	expect(await client.call('AllocateEipAddress', { InstanceId: AllocationId })).toMatchObject({
		AllocationId,
		EipAddress,
	});
	simulator.remove(String(AllocationId));
	expect(await client.call('AllocateEipAddress', { IpAddress: EipAddress })).toMatchObject({
		EipAddress,
	});
});

test('a subscription: only an order without AutoPay, an EIP with it', async () => {
	const order = await client.call('AllocateEipAddress', { ...MONTH, AutoPay: false });
	expect(Object.keys(order).sort()).toEqual(['OrderId', 'RequestId']);
	expect(simulator.eips()).toHaveLength(0);
	const paid = await client.call('AllocateEipAddress', {
		...MONTH,
		Period: 2,
		PricingCycle: 'Year',
		AutoPay: true,
	});
	const eip = simulator.eip(String(paid.AllocationId));
	expect([eip?.chargeType, (eip?.expiredTime ?? 0) - clock.time]).toEqual([
		'PrePaid',
		24 * 30 * 86_400_000,
	]);
	expect(
		await client.refusal('ModifyEipAddressAttribute', {
			AllocationId: paid.AllocationId,
			Bandwidth: '9',
		}),
	).toBe('Forbidden.ChargeTypeIsPrepaid');
});

test('the quota is of the account, over all regions, without subscriptions', async () => {
	simulator.addEips(18);
	simulator.addEips(5, { chargeType: 'PrePaid' });
	await client.call('AllocateEipAddress', { RegionId: 'cn-beijing' });
	await client.call('AllocateEipAddress');
	expect(await client.refusal('AllocateEipAddress')).toBe('QuotaExceeded.Eip');
	await client.call('AllocateEipAddress', { ...MONTH, AutoPay: true });
	simulator.settings.eipQuota = 21;
	await client.call('AllocateEipAddress');
});

test('international accounts pay by traffic, poor accounts buy nothing', async () => {
	const international = officialClient(simulator, { account: INTERNATIONAL_KEY });
	expect(await international.refusal('AllocateEipAddress')).toBe('COMMODITY.INVALID_COMPONENT');
	await international.call('AllocateEipAddress', { InternetChargeType: 'PayByTraffic' });
	const poor = await startSimulator({ accounts: [{ ...ACTIVE_KEY, balance: 'insufficient' }] });
	const [{ allocationId: AllocationId }] = poor.addEips(1);
	expect(await officialClient(poor).refusal('AllocateEipAddress')).toBe('InsufficientBalance');
	expect(
		await officialClient(poor).refusal('ModifyEipAddressAttribute', {
			AllocationId,
			Bandwidth: '9',
		}),
	).toBe('InsufficientBalance.Eip');
	await poor.close();
});

describe('ClientToken', () => {
	test('the same request again is answered with the same EIP, also when nothing could be bought any more', async () => {
		simulator.settings.eipQuota = 1;
		const first = await client.call('AllocateEipAddress', { ClientToken: 't', Name: 'n' });
		const second = await client.call('AllocateEipAddress', { ClientToken: 't', Name: 'n' });
		expect([second.AllocationId, second.EipAddress]).toEqual([
			first.AllocationId,
			first.EipAddress,
		]);
		expect(second.RequestId).not.toBe(first.RequestId);
		expect(simulator.eips()).toHaveLength(1);
	});

	test('other parameters are refused; another region or action is another token', async () => {
		await client.call('AllocateEipAddress', { ClientToken: 't' });
		expect(await client.refusal('AllocateEipAddress', { ClientToken: 't', Name: 'x' })).toBe(
			'IdempotentParameterMismatch',
		);
		await client.call('AllocateEipAddress', { ClientToken: 't', RegionId: 'cn-beijing' });
		await client.call('AllocateEipAddressPro', { ClientToken: 't' });
		expect(simulator.eips()).toHaveLength(3);
	});

	test('a token whose request was refused can be used again', async () => {
		simulator.settings.eipQuota = 0;
		expect(await client.refusal('AllocateEipAddress', { ClientToken: 't' })).toBe(
			'QuotaExceeded.Eip',
		);
		simulator.settings.eipQuota = 1;
		await client.call('AllocateEipAddress', { ClientToken: 't' });
	});

	test('binding again with the same token is no error', async () => {
		simulator.addInstance({ type: 'EcsInstance', id: 'i-1' });
		const { AllocationId } = await client.call('AllocateEipAddress');
		await client.call('AssociateEipAddress', { AllocationId, InstanceId: 'i-1', ClientToken: 't' });
		clock.advance(1000);
		await client.call('AssociateEipAddress', { AllocationId, InstanceId: 'i-1', ClientToken: 't' });
		expect(await client.refusal('AssociateEipAddress', { AllocationId, InstanceId: 'i-1' })).toBe(
			'IncorrectEipStatus',
		);
	});

	test('a second request while the first is running is told so', async () => {
		const gate = openGate();
		simulator.faults.add({ kind: 'delay', after: true, until: gate.promise });
		const first = client.call('AllocateEipAddress', { ClientToken: 't' });
		await until(() => simulator.requests.at(-1)?.outcome === 'ok');
		expect(await client.refusal('AllocateEipAddress', { ClientToken: 't' })).toBe(
			'LastTokenProcessing',
		);
		gate.resolve();
		const { AllocationId } = await first;
		expect(simulator.eips().map(({ allocationId }) => allocationId)).toEqual([AllocationId]);
		expect(await client.call('AllocateEipAddress', { ClientToken: 't' })).toMatchObject({
			AllocationId,
		});
	});

	test('without a token, and with tokens ignored, each request buys', async () => {
		await client.call('AllocateEipAddress');
		await client.call('AllocateEipAddress');
		simulator.settings.honourClientToken = false;
		await client.call('AllocateEipAddress', { ClientToken: 't' });
		await client.call('AllocateEipAddress', { ClientToken: 't' });
		expect(simulator.eips()).toHaveLength(4);
	});
});

describe('rates', () => {
	test('120 purchases in 60 s, counted by region; the wait is told in ms', async () => {
		Object.assign(simulator.settings, { rates: 'documented', eipQuota: 1000 });
		for (let count = 0; count < 120; count++) {
			if (count === 1) clock.advance(10_000);
			await client.call('AllocateEipAddress');
		}
		const refused = await sendV3(simulator, {
			action: 'AllocateEipAddress',
			parameters: { RegionId: 'cn-hangzhou' },
		});
		expect([refused.status, refused.code, refused.headers['x-acs-retry-after']]).toEqual([
			400,
			'Throttling.User',
			'50000',
		]);
		await client.call('AllocateEipAddress', { RegionId: 'cn-beijing' });
		await officialClient(simulator, { account: INTERNATIONAL_KEY }).call('AllocateEipAddress', {
			InternetChargeType: 'PayByTraffic',
		});
		clock.advance(50_000);
		await client.call('AllocateEipAddress');
		expect(await client.refusal('AllocateEipAddress')).toBe('Throttling.User');
		expect(simulator.eips('cn-hangzhou')).toHaveLength(122);
	});

	test('off by default', async () => {
		for (let count = 0; count < 130; count++)
			await client.refusal('AssociateEipAddress', { AllocationId: 'eip-none', InstanceId: 'i-1' });
		expect(
			simulator.requests.every(({ outcome }) => outcome === 'InvalidAllocationId.NotFound'),
		).toBe(true);
	});
});

test('changing an EIP', async () => {
	const [{ allocationId: AllocationId }] = simulator.addEips(1, {
		internetChargeType: 'PayByTraffic',
		name: 'old',
		description: 'kept',
	});
	await client.call('ModifyEipAddressAttribute', { AllocationId, Name: 'new', Bandwidth: '200' });
	expect(simulator.eip(AllocationId)).toMatchObject({
		name: 'new',
		description: 'kept',
		bandwidth: 200,
	});
	expect(
		await client.refusal('ModifyEipAddressAttribute', { AllocationId, Bandwidth: '201' }),
	).toBe('InvalidParameter');
	expect(
		await client.refusal('ModifyEipAddressAttribute', { AllocationId, Description: 'https://x' }),
	).toBe('InvalidParameter');
	expect(await client.refusal('ModifyEipAddressAttribute', { AllocationId: 'eip-none' })).toBe(
		'InvalidAllocationId.NotFound',
	);
});
