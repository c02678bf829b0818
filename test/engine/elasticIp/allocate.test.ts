import { INTERNATIONAL_KEY } from '../../simulator';
import { credentialFor, useSimulator } from '../setup';

const test$ = useSimulator();

describe('elasticIp: allocate', () => {
	test('buys one Elastic IP for each item and hands its ID over', async () => {
		const result = await test$.run(
			{ operation: 'allocate', bandwidth: 10, name: '={{ $json.name }}' },
			{ items: [{ name: 'web' }, { name: 'mail' }] },
		);
		expect(result.error).toBeUndefined();
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		const [web, mail] = result.items.map(({ json }) =>
			test$.simulator.eip(String(json.allocationId)),
		);
		expect([web?.name, mail?.name]).toEqual(['web', 'mail']);
		expect(web?.bandwidth).toBe(10);
		expect(result.items[0].json).toEqual({
			allocationId: web?.allocationId,
			ipAddress: web?.ipAddress,
			name: 'web',
			status: 'Available',
			regionId: 'cn-hangzhou',
			bandwidth: 10,
			resourceGroupId: expect.stringMatching(/^rg-/),
			requestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
		});
	});

	test('says what was bought also where it cannot be read', async () => {
		test$.simulator.faults.add({
			kind: 'code',
			action: 'DescribeEipAddresses',
			code: 'Forbidden.RAM',
			times: Infinity,
		});
		const [output] = await test$.items({
			operation: 'allocate',
			bandwidth: 7,
			name: 'web',
		});
		expect(output).toEqual({
			allocationId: expect.stringMatching(/^eip-/),
			ipAddress: expect.any(String),
			name: 'web',
			status: null,
			regionId: 'cn-hangzhou',
			bandwidth: 7,
			resourceGroupId: expect.any(String),
			requestId: expect.any(String),
		});
		expect(test$.simulator.eips()).toHaveLength(1);
	});

	test('sends every field of the form under its API name', async () => {
		await test$.items({
			operation: 'allocate',
			internetChargeType: 'PayByBandwidth',
			bandwidth: 300,
			name: '网站 a+b',
			tags: {
				tag: [
					{ key: 'env', value: 'test' },
					{ key: 'empty', value: '' },
				],
			},
			additionalFields: {
				description: 'for the web',
				publicIpAddressPoolId: '',
				isp: 'BGP',
				resourceGroupId: 'rg-acfmxazffggds5abcd',
				securityProtectionTypes: ['AntiDDoS_Enhanced'],
			},
			options: { clientToken: 'my-token' },
		});
		expect(test$.sent('AllocateEipAddress')).toEqual([
			{
				RegionId: 'cn-hangzhou',
				InstanceChargeType: 'PostPaid',
				InternetChargeType: 'PayByBandwidth',
				Bandwidth: '300',
				ClientToken: 'my-token',
				Description: 'for the web',
				ISP: 'BGP',
				Name: '网站 a+b',
				ResourceGroupId: 'rg-acfmxazffggds5abcd',
				'SecurityProtectionTypes.1': 'AntiDDoS_Enhanced',
				'Tag.1.Key': 'env',
				'Tag.1.Value': 'test',
				'Tag.2.Key': 'empty',
				'Tag.2.Value': '',
			},
		]);
	});

	test('an unpaid subscription order gives its 64-bit ID exactly', async () => {
		const [order] = await test$.items({
			operation: 'allocate',
			instanceChargeType: 'PrePaid',
			pricingCycle: 'Year',
			period: 2,
			autoPay: false,
		});
		expect(order.allocationId).toBeUndefined();
		expect(order.orderId).toMatch(/^\d{16,}$/);
		expect(Number.isSafeInteger(Number(order.orderId))).toBe(false);
		expect(test$.sent('AllocateEipAddress')[0]).toMatchObject({
			AutoPay: 'false',
			InstanceChargeType: 'PrePaid',
			Period: '2',
			PricingCycle: 'Year',
		});
		expect(test$.sent('AllocateEipAddress')[0]).not.toHaveProperty('InternetChargeType');
	});

	test.each([
		[
			{ bandwidth: 201 },
			"'Peak Bandwidth' is 201 Mbit/s, but pay-as-you-go by traffic allows at most 200",
		],
		[{ bandwidth: 1.5 }, "'Peak Bandwidth' is not a whole number: '1.5'"],
		[{ bandwidth: '=many' }, "'Peak Bandwidth' is not a whole number: 'many'"],
		[
			{ additionalFields: { ipAddress: '203.0.113.1', allocationId: 'eip-25877c70gddh5abcd' } },
			"'IP Address' and 'Former Elastic IP ID' cannot be used together",
		],
		[{ name: 'https://x' }, "'Name' is not valid: 'https://x'"],
		[{ options: { clientToken: '密' } }, "'Client Token' is not valid: '密'"],
		[
			{ instanceChargeType: 'PrePaid', additionalFields: { description: 'x' } },
			"'Name' and 'Description' cannot be set when a subscription is bought",
		],
	])('refuses %j before anything is sent', async (parameters, message) => {
		const { error } = await test$.run({ operation: 'allocate', ...parameters });
		expect(error?.message).toBe(message);
		expect(test$.simulator.requests).toEqual([]);
	});

	test('says what an international account can buy', async () => {
		const { error } = await test$.run(
			{ operation: 'allocate', internetChargeType: 'PayByBandwidth' },
			{ credential: credentialFor(test$.simulator, INTERNATIONAL_KEY) },
		);
		expect(error?.message).toBe(
			'This combination of billing settings is not for sale to this account',
		);
		expect(error?.description).toMatch(/By Traffic.*code COMMODITY.INVALID_COMPONENT, RequestId /);
	});
});
