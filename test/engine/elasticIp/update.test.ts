import type { INodeParameters } from 'n8n-workflow';
import { locator, useSimulator } from '../setup';

const test$ = useSimulator();

describe('elasticIp: update', () => {
	test('changes only what is given; an empty text empties', async () => {
		const [eip] = test$.simulator.addEips(1, { name: 'old', description: 'old', bandwidth: 5 });
		const [output] = await test$.items({
			operation: 'update',
			allocationId: locator(eip.allocationId),
			updateFields: { description: '', bandwidth: 20 },
		});
		expect(output).toEqual({
			success: true,
			allocationId: eip.allocationId,
			ipAddress: eip.ipAddress,
			name: 'old',
			regionId: 'cn-hangzhou',
			description: '',
			previousDescription: 'old',
			bandwidth: 20,
			previousBandwidth: 5,
			requestId: expect.any(String),
		});
		expect(test$.simulator.eip(eip.allocationId)).toMatchObject({
			name: 'old',
			description: '',
			bandwidth: 20,
		});
	});

	test('a new name is told with the one before', async () => {
		const [eip] = test$.simulator.addEips(1, { name: 'old' });
		const [output] = await test$.items({
			operation: 'update',
			allocationId: locator(eip.allocationId),
			updateFields: { name: 'new' },
		});
		expect(output).toMatchObject({ name: 'new', previousName: 'old' });
		expect(output).not.toHaveProperty('previousBandwidth');
	});

	test('is made also where it cannot be read what was before', async () => {
		const [eip] = test$.simulator.addEips(1, { name: 'old' });
		test$.simulator.faults.add({
			kind: 'code',
			action: 'DescribeEipAddresses',
			code: 'Forbidden.RAM',
			times: Infinity,
		});
		const [output] = await test$.items({
			operation: 'update',
			allocationId: locator(eip.allocationId),
			updateFields: { name: 'new' },
		});
		expect(output).toEqual({
			success: true,
			allocationId: eip.allocationId,
			regionId: 'cn-hangzhou',
			name: 'new',
			requestId: expect.any(String),
		});
	});

	test('a try after one that may have made the change says nothing of what was before', async () => {
		const [eip] = test$.simulator.addEips(1, { bandwidth: 5 });
		test$.simulator.faults.add({
			kind: 'dropAfter',
			action: 'ModifyEipAddressAttribute',
			times: 1,
		});
		test$.simulator.faults.add({
			kind: 'code',
			action: 'ModifyEipAddressAttribute',
			code: 'InvalidParameter',
			times: 1,
		});
		const [output] = await test$.items(
			{
				operation: 'setBandwidth',
				allocationId: locator(eip.allocationId),
				bandwidth: 20,
			},
			{ node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } as object },
		);
		expect(output).toMatchObject({ bandwidth: 20 });
		expect(output).not.toHaveProperty('previousBandwidth');
	});

	test('refuses an update without a change', async () => {
		const { error } = await test$.run({
			operation: 'update',
			allocationId: locator('eip-25877c70gddh5abcd'),
		});
		expect(error?.message).toBe("'Update Fields' is empty, so there is nothing to change");
		expect(test$.simulator.requests).toEqual([]);
	});
});

describe('elasticIp: setBandwidth', () => {
	const set = (id: string, bandwidth: unknown) =>
		({ operation: 'setBandwidth', allocationId: locator(id), bandwidth }) as INodeParameters;

	test('changes nothing else and tells the value before', async () => {
		const [eip] = test$.simulator.addEips(1, { name: 'web', description: 'text', bandwidth: 5 });
		const [output] = await test$.items(set(eip.allocationId, 20));
		expect(output).toEqual({
			success: true,
			allocationId: eip.allocationId,
			ipAddress: eip.ipAddress,
			name: 'web',
			regionId: 'cn-hangzhou',
			bandwidth: 20,
			previousBandwidth: 5,
			requestId: expect.any(String),
		});
		expect(test$.sent('ModifyEipAddressAttribute')).toEqual([
			{ AllocationId: eip.allocationId, Bandwidth: '20', RegionId: 'cn-hangzhou' },
		]);
		expect(test$.simulator.eip(eip.allocationId)).toMatchObject({
			name: 'web',
			description: 'text',
			bandwidth: 20,
		});
	});

	test('two items on the same Elastic IP each tell what was before', async () => {
		const [eip] = test$.simulator.addEips(1, { bandwidth: 5 });
		const output = await test$.items(set(eip.allocationId, '={{ $json.bandwidth }}'), {
			items: [{ bandwidth: 10 }, { bandwidth: 20 }],
		});
		expect(
			output.map(({ bandwidth, previousBandwidth }) => [previousBandwidth, bandwidth]),
		).toEqual([
			[5, 10],
			[10, 20],
		]);
	});

	test.each(['={{ "" }}', '={{ undefined }}', '={{ null }}'])(
		'an expression without a result (%s) is refused before anything is sent',
		async (bandwidth) => {
			const { error } = await test$.run(set('eip-25877c70gddh5abcd', bandwidth));
			expect(error?.message).toBe("'Peak Bandwidth' is empty");
			expect(test$.simulator.requests).toEqual([]);
		},
	);

	test.each([
		['PayByTraffic' as const, 201, 'pay-as-you-go by traffic allows at most 200'],
		['PayByBandwidth' as const, 501, 'pay-as-you-go by bandwidth allows at most 500'],
	])('more than %s allows is refused before it is changed', async (type, wanted, message) => {
		const [eip] = test$.simulator.addEips(1, { internetChargeType: type });
		const { allocationId } = eip;
		const updating = {
			operation: 'update',
			allocationId: locator(allocationId),
			updateFields: { bandwidth: wanted },
		};
		for (const parameters of [set(allocationId, wanted), updating]) {
			const { error } = await test$.run(parameters);
			expect(error?.message).toBe(`'Peak Bandwidth' is ${wanted} Mbit/s, but ${message}`);
			expect(error?.description).toContain(`'${allocationId}'`);
		}
		expect(test$.sent('ModifyEipAddressAttribute')).toEqual([]);
		await test$.items(set(allocationId, wanted - 1));
	});

	test('in an Internet Shared Bandwidth instance Alibaba Cloud decides', async () => {
		const { bandwidthPackageId } = test$.simulator.addBandwidthPackage();
		const [eip] = test$.simulator.addEips(1, { bandwidthPackageId });
		await test$.run(set(eip.allocationId, 501));
		expect(test$.sent('ModifyEipAddressAttribute')).toHaveLength(1);
	});

	test('a subscription is refused in words', async () => {
		const [eip] = test$.simulator.addEips(1, { chargeType: 'PrePaid' });
		const { error } = await test$.run(set(eip.allocationId, 20));
		expect(error?.message).toBe('A subscription Elastic IP cannot be changed or released this way');
	});
});
