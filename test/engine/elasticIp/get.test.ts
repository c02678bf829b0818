import { locator, useSimulator } from '../setup';

const test$ = useSimulator();

describe('elasticIp: get', () => {
	test('gives one flat object with numbers as numbers and tags as an object', async () => {
		const [eip] = test$.simulator.addEips(1, {
			name: 'web',
			bandwidth: 50,
			tags: [
				{ key: 'env', value: 'test' },
				{ key: '__proto__', value: 'harmless' },
			],
		});
		test$.simulator.lock(eip.allocationId, 'financial');
		const [output] = await test$.items({
			operation: 'get',
			allocationId: locator(eip.allocationId),
		});
		expect(JSON.parse(JSON.stringify(output, null, 1).replace('__proto__', 'proto'))).toEqual({
			allocationId: eip.allocationId,
			ipAddress: eip.ipAddress,
			name: 'web',
			status: 'Available',
			regionId: 'cn-hangzhou',
			instanceId: null,
			instanceType: null,
			bandwidth: 50,
			eipBandwidth: 50,
			bandwidthPackageId: null,
			chargeType: 'PostPaid',
			internetChargeType: 'PayByTraffic',
			allocationTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]+Z$/),
			expiredTime: null,
			deletionProtection: false,
			lockReason: 'financial',
			tags: { env: 'test', proto: 'harmless' },
		});
	});

	test('gives the raw reply with the output Raw', async () => {
		const [eip] = test$.simulator.addEips(1);
		const [output] = await test$.items({
			operation: 'get',
			allocationId: locator(eip.allocationId),
			output: 'raw',
			options: { includeReservationData: true },
		});
		expect(output).toMatchObject({ AllocationId: eip.allocationId, Bandwidth: expect.any(String) });
		expect(test$.sent('DescribeEipAddresses')[0]).toMatchObject({ IncludeReservationData: 'true' });
	});

	test('says that it was not found; what nobody refused has no code and no RequestId', async () => {
		const { error } = await test$.run({
			operation: 'get',
			allocationId: locator('eip-25877c70gddh5abcd'),
		});
		expect(error?.message).toBe('The Elastic IP was not found');
		expect(error?.description).toContain(
			"The region cn-hangzhou has no Elastic IP 'eip-25877c70gddh5abcd'.",
		);
		expect(error?.description).not.toMatch(/RequestId|code |says/);
	});

	test('a dry run checks the permission only', async () => {
		const [output] = await test$.items({
			operation: 'get',
			allocationId: locator('eip-25877c70gddh5abcd'),
			options: { dryRun: true },
		});
		expect(output).toEqual({ dryRun: true, allowed: true });
	});
});
