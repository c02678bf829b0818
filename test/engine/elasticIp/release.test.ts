import { locator, useSimulator } from '../setup';
import { makeHaste } from '../safety/hasty';

makeHaste(10);
const test$ = useSimulator();
const release = (allocationId: string) => ({
	operation: 'release',
	allocationId: locator(allocationId),
});

describe('elasticIp: release', () => {
	test('without a look before it says no more than is known', async () => {
		const [eip] = test$.simulator.addEips(1, { name: 'old web' });
		const [output] = await test$.items({
			...release(eip.allocationId),
			waitUntilDone: false,
			options: { safetyChecks: false },
		});
		expect(output).toEqual({
			deleted: true,
			allocationId: eip.allocationId,
			regionId: 'cn-hangzhou',
			requestId: expect.any(String),
		});
		expect(test$.sent('DescribeEipAddresses')).toEqual([]);
	});

	test('releases, waits until it is gone and says what went', async () => {
		const [eip] = test$.simulator.addEips(1, { name: 'old web' });
		const [output] = await test$.items(release(eip.allocationId));
		expect(output).toEqual({
			deleted: true,
			allocationId: eip.allocationId,
			ipAddress: eip.ipAddress,
			name: 'old web',
			regionId: 'cn-hangzhou',
			requestId: expect.any(String),
		});
		expect(test$.simulator.eip(eip.allocationId)).toBeUndefined();
	});

	test('a lost reply is not a second release', async () => {
		const [eip] = test$.simulator.addEips(1);
		test$.simulator.faults.add({ kind: 'dropAfter', action: 'ReleaseEipAddress' });
		const [output] = await test$.items(release(eip.allocationId));
		expect(output).toMatchObject({ deleted: true });
		expect(test$.sent('ReleaseEipAddress')).toHaveLength(1);
	});

	test('a request that never arrived is sent again', async () => {
		const [eip] = test$.simulator.addEips(1);
		test$.simulator.faults.add({ kind: 'dropBefore', action: 'ReleaseEipAddress' });
		await test$.items(release(eip.allocationId));
		expect(test$.sent('ReleaseEipAddress')).toHaveLength(2);
		expect(test$.simulator.journal.filter(({ change }) => change === 'released')).toHaveLength(1);
	});

	test.each([
		[{ deletionProtection: true }, 'Deletion protection is on'],
		[
			{ chargeType: 'PrePaid' as const },
			'A subscription Elastic IP cannot be changed or released this way',
		],
		[{ serviceManaged: true }, 'The Elastic IP is managed by another Alibaba Cloud service'],
	])('says why %j cannot be released', async (fields, message) => {
		const [eip] = test$.simulator.addEips(1, fields);
		const { error } = await test$.run({
			...release(eip.allocationId),
			options: { safetyChecks: false },
		});
		expect(error?.message).toBe(message);
		expect(test$.simulator.eip(eip.allocationId)).toBeDefined();
	});

	test('does not wait for an associated Elastic IP to become free', async () => {
		test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-1' });
		const [eip] = test$.simulator.addEips(1, { instanceId: 'i-1', status: 'InUse' });
		const { error } = await test$.run({
			...release(eip.allocationId),
			options: { safetyChecks: false },
		});
		expect(error?.message).toBe('The state of the Elastic IP does not allow this');
		expect(test$.sent('ReleaseEipAddress')).toHaveLength(1);
	});

	test('hints at the region for an unknown ID', async () => {
		const { error } = await test$.run(release('eip-25877c70gddh5abcd'));
		expect(error?.message).toBe('The Elastic IP was not found');
		expect(error?.description).toContain("'Region'");
	});
});
