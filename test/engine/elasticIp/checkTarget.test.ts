import type { InstanceFields } from '../../simulator/state/instance';
import { makeHaste } from '../safety/hasty';
import { accountWith, credentialFor, locator, useSimulator } from '../setup';

/** What Allocate and Associate finds out before it buys anything. */

makeHaste(10);

const full = accountWith('full', 'full');
const onlyVpc = accountWith('vpc', ['vpc:*']);
const cannotRead = accountWith('writer', ['vpc:AllocateEipAddress', 'vpc:AssociateEipAddress']);

const test$ = useSimulator({ accounts: [full, onlyVpc, cannotRead] });

const buy = (instanceId: string, more = {}) => ({
	operation: 'allocateAndAssociate',
	instanceId: locator(instanceId),
	...more,
});

const calls = (action: string) => test$.sent(action).length;

const bound = (instanceId: string, more = {}) =>
	test$.simulator.addEips(1, { name: 'old', status: 'InUse', instanceId, ...more })[0];

const targets: Array<InstanceFields & { id: string; what: string; action: string }> = [
	{ type: 'EcsInstance', id: 'i-web', what: 'ECS instance', action: 'DescribeInstances' },
	{
		...{ type: 'NetworkInterface', id: 'eni-web', privateIpAddresses: ['192.168.0.9'] },
		...{ what: 'network interface', action: 'DescribeNetworkInterfaces' },
	},
	{ type: 'SlbInstance', id: 'lb-web', what: 'CLB instance', action: 'DescribeLoadBalancers' },
	{ type: 'Nat', id: 'ngw-web', what: 'NAT gateway', action: 'DescribeNatGateways' },
	{ type: 'HaVip', id: 'havip-web', what: 'HAVIP', action: 'DescribeHaVips' },
];

const expectNothingBought = (description: string | null | undefined) => {
	expect(description).toMatch(/^Nothing was bought\. /);
	expect(calls('AllocateEipAddress')).toBe(0);
};

test.each(targets)(
	'buys nothing for a $what that does not exist',
	async ({ id, what, action }) => {
		const { error } = await test$.run(buy(id));
		expect(error?.message).toBe(`The ${what} '${id}' was not found`);
		expect(error?.description).toMatch(/'Instance', 'Instance Type' and 'Region'/);
		expectNothingBought(error?.description);
		// One reply that does not show it proves nothing.
		const reads = test$.sent(action).filter(({ DryRun }) => DryRun === undefined);
		expect(reads.length).toBeGreaterThanOrEqual(3);
	},
	15_000,
);

test.each(targets)(
	'looks once at a $what that is there',
	async ({ id, action, ...fields }) => {
		test$.simulator.addInstance({ id, ...fields });
		const [output] = await test$.items(buy(id));
		expect(output).toMatchObject({ status: 'InUse', instanceId: id });
		expect(calls(action)).toBe(1);
		expect(calls('AllocateEipAddress')).toBe(1);
	},
	15_000,
);

test('takes no reply that does not show it for a proof', async () => {
	test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-web' });
	const empty = JSON.stringify({
		RequestId: 'A0000000-0000-0000-0000-000000000000',
		Instances: { Instance: [] },
	});
	test$.simulator.faults.add({ kind: 'body', body: empty, action: 'DescribeInstances', times: 1 });
	const [output] = await test$.items(buy('i-web'));
	expect(output).toMatchObject({ status: 'InUse', instanceId: 'i-web' });
}, 15_000);

describe('an Elastic IP that is there already', () => {
	test.each(targets.filter(({ type }) => !['Nat', 'NetworkInterface'].includes(type)))(
		'is named, and nothing is bought: $what',
		async ({ id, what, type }) => {
			test$.simulator.addInstance({ type, id });
			const { allocationId, ipAddress } = bound(id, { instanceType: type });
			const { error } = await test$.run(buy(id));
			expect(error?.message).toBe(
				`The ${what} '${id}' already has the Elastic IP '${allocationId}' (${ipAddress})`,
			);
			expectNothingBought(error?.description);
		},
	);

	test('of an IP address only in the same VPC', async () => {
		const address = (vpc: string) => buy('192.168.0.4', { vpcId: locator(vpc) });
		bound('192.168.0.4', { instanceType: 'IpAddress', vpcId: 'vpc-1' });
		const { error } = await test$.run(address('vpc-1'));
		expect(error?.message).toMatch(/^The IP address '192.168.0.4' already has the Elastic IP /);
		expectNothingBought(error?.description);
		await test$.run(address('vpc-2'));
		expect(calls('AllocateEipAddress')).toBe(1);
	}, 15_000);

	test('of a network interface only on the same private address, or in Cut-Through', async () => {
		const addresses = ['192.168.0.9', '192.168.0.10'];
		test$.simulator.addInstance({
			...{ type: 'NetworkInterface', id: 'eni-web', privateIpAddresses: addresses },
		});
		const old = { instanceType: 'NetworkInterface', mode: 'NAT' };
		bound('eni-web', { ...old, privateIpAddress: addresses[0] });
		const at = (privateIpAddress: string) => ({ additionalFields: { privateIpAddress } });
		for (const more of [at(addresses[0]), { mode: 'BINDED' }]) {
			const { error } = await test$.run(buy('eni-web', more));
			expect(error?.message).toMatch(/^The network interface 'eni-web' already has the /);
			expectNothingBought(error?.description);
		}
		const [output] = await test$.items(buy('eni-web', at(addresses[1])));
		expect(output).toMatchObject({ status: 'InUse', instanceId: 'eni-web' });
	}, 15_000);

	test('of a network interface on its primary private address, when none is given', async () => {
		const addresses = ['192.168.0.9', '192.168.0.10'];
		const eni = { type: 'NetworkInterface', id: 'eni-web' } as const;
		test$.simulator.addInstance({ ...eni, privateIpAddresses: addresses });
		const old = { instanceType: 'NetworkInterface', mode: 'NAT' };
		bound('eni-web', { ...old, privateIpAddress: addresses[0] });
		const { error } = await test$.run(buy('eni-web'));
		expect(error?.message).toMatch(/^The network interface 'eni-web' already has the /);
		expect(error?.description).toContain("'Private IP Address'");
		expectNothingBought(error?.description);
	}, 15_000);

	test('of a NAT gateway keeps nobody from buying another one', async () => {
		test$.simulator.addInstance({ type: 'Nat', id: 'ngw-web' });
		bound('ngw-web', { instanceType: 'Nat' });
		await test$.items(buy('ngw-web'));
		expect(calls('AllocateEipAddress')).toBe(1);
	}, 15_000);
});

describe('what may not be read is no answer', () => {
	const by = (key: typeof full) => ({ credential: credentialFor(test$.simulator, key) });

	test.each(['emptyList', 'Forbidden.RAM'] as const)(
		'without the permission for the list, which says %s',
		async (answer) => {
			test$.simulator.settings.instancesWithoutRights = answer;
			test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-web' });
			const [output] = await test$.items(buy('i-web'), by(onlyVpc));
			expect(output).toMatchObject({ status: 'InUse' });
			// Whether it may read is found out with the first reply.
			expect(calls('DescribeInstances')).toBeLessThanOrEqual(2);
		},
		15_000,
	);

	test('without any permission to read it is bought all the same', async () => {
		test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-web' });
		await test$.run(buy('i-web'), by(cannotRead));
		expect(calls('AllocateEipAddress')).toBe(1);
	}, 15_000);
});

test('where the safety checks are off nothing is looked at', async () => {
	const { error } = await test$.run(buy('i-gone', { options: { safetyChecks: false } }));
	expect(error?.message).toMatch(/could not be associated with 'i-gone' and was released again$/);
	expect(calls('AllocateEipAddress')).toBe(1);
	expect(calls('DescribeInstances')).toBe(0);
});

describe('what else keeps it from being known is refused', () => {
	const failing = { kind: 'status', status: 503, times: Infinity } as const;

	test.each([3, 4, 5, 6])(
		'a missing instance with a time limit of %d seconds',
		async (timeLimit) => {
			const { error } = await test$.run(buy('i-missing', { options: { timeLimit } }));
			expect(error?.message).toMatch(/'i-missing' (was not found|can have an Elastic IP)$/);
			expectNothingBought(error?.description);
		},
	);

	test('no time to look often enough', async () => {
		const { error } = await test$.run(buy('i-missing', { options: { timeLimit: 2 } }));
		expect(error?.message).toBe(
			"It is not known whether the ECS instance 'i-missing' can have an Elastic IP",
		);
		expect(error?.description).toContain("'Time Limit'");
		expectNothingBought(error?.description);
	});

	test('slow replies that do not show it', async () => {
		test$.simulator.faults.add({
			...{ kind: 'delay', ms: 400, action: 'DescribeInstances', times: Infinity },
		});
		const { error } = await test$.run(buy('i-missing'));
		expect(error?.message).toBe("The ECS instance 'i-missing' was not found");
		expectNothingBought(error?.description);
	}, 30_000);

	test('a list that was asked for too often is waited for', async () => {
		test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-web' });
		bound('i-web', { instanceType: 'EcsInstance' });
		test$.simulator.faults.add({
			...{ kind: 'throttle', retryAfterMs: 25_000, action: 'DescribeEipAddresses', times: 1 },
		});
		const { error } = await test$.run(buy('i-web'));
		expect(error?.message).toMatch(/^The ECS instance 'i-web' already has the Elastic IP /);
		expectNothingBought(error?.description);
	}, 30_000);

	test('an ID that is refused', async () => {
		const code = 'InvalidInstanceId.Malformed';
		test$.simulator.faults.add({
			...{ kind: 'code', code, status: 400, action: 'DescribeInstances', times: Infinity },
		});
		const { error } = await test$.run(buy('i-web'));
		expect(error?.message).toMatch(/^It is not known whether the ECS instance 'i-web' can /);
		expect(error?.description).toContain(code);
		expectNothingBought(error?.description);
	});

	test.each(['DescribeInstances', 'DescribeEipAddresses'])(
		'a %s that fails',
		async (action) => {
			test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-web' });
			test$.simulator.faults.add({ ...failing, action });
			const { error } = await test$.run(buy('i-web', { options: { timeLimit: 20 } }));
			expect(error?.message).toMatch(/^It is not known whether the ECS instance 'i-web' can /);
			expectNothingBought(error?.description);
		},
		30_000,
	);
});

describe('an instance in another region', () => {
	const far = { additionalFields: { instanceRegionId: 'cn-beijing' } };

	test('is looked for there', async () => {
		test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-far', region: 'cn-beijing' });
		await test$.run(buy('i-far', far));
		expect(test$.sent('DescribeInstances')).toEqual([
			expect.objectContaining({ RegionId: 'cn-beijing' }),
		]);
		expect(calls('AllocateEipAddress')).toBe(1);
	}, 15_000);

	test('is named with its region when it does not exist', async () => {
		const { error } = await test$.run(buy('i-missing', far));
		expect(error?.message).toBe("The ECS instance 'i-missing' was not found");
		expect(error?.description).toContain('It is not in the region cn-beijing');
		expectNothingBought(error?.description);
	}, 15_000);

	test('is refused with the Elastic IP that it has there', async () => {
		test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-far', region: 'cn-beijing' });
		bound('i-far', { instanceType: 'EcsInstance', region: 'cn-beijing' });
		const { error } = await test$.run(buy('i-far', far));
		expect(error?.message).toMatch(/^The ECS instance 'i-far' already has the Elastic IP /);
		expectNothingBought(error?.description);
	});

	test('is refused when the region is none', async () => {
		const bad = { additionalFields: { instanceRegionId: 'Beijing!' } };
		const { error } = await test$.run(buy('i-far', bad));
		expect(error?.message).toBe("'Instance Region' is not the ID of a region");
		expect(test$.simulator.requests).toEqual([]);
	});
});

describe('what this item has bought itself does not stand in its way', () => {
	const retry = { node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } };

	test('in the second try of Retry On Fail', async () => {
		test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-web' });
		// In the first try nobody sees that it was bound.
		test$.simulator.faults.add({
			...{ kind: 'code', code: 'Forbidden.RAM', status: 403, times: 2 },
			...{ action: 'DescribeEipAddresses', skip: 1 },
		});
		const result = await test$.run(buy('i-web', { onFailure: 'keep' }), retry);
		expect(result.error).toBeUndefined();
		expect(calls('AllocateEipAddress')).toBe(1);
		expect(test$.simulator.eips().map(({ status }) => status)).toEqual(['InUse']);
	}, 15_000);

	test("with the user's own token, which brings back what it bought before", async () => {
		test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-web' });
		const again = buy('i-web', { options: { clientToken: 'order-1' } });
		const [first] = await test$.items(again, { executionId: '1' });
		const [second] = await test$.items(again, { executionId: '2' });
		expect(second.allocationId).toBe(first.allocationId);
		expect(test$.simulator.eips()).toHaveLength(1);
	}, 15_000);

	describe("with the user's own token, where another one is bound there", () => {
		const withToken = (more = {}, additionalFields = {}) =>
			buy('i-web', { ...more, options: { clientToken: 'order-2' }, additionalFields });

		beforeEach(() => {
			test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-web' });
			bound('i-web', { instanceType: 'EcsInstance' });
		});

		test.each([
			[
				'a subscription, which could not be given back',
				{ instanceChargeType: 'PrePaid', autoPay: true },
				{},
			],
			['another address', {}, { ipAddress: '203.0.113.77' }],
			['another line', {}, { isp: 'BGP_PRO' }],
		])('nothing is bought: %s', async (_name, more, additionalFields) => {
			const { error } = await test$.run(withToken(more, additionalFields));
			expect(error?.message).toMatch(/^The ECS instance 'i-web' already has the Elastic IP /);
			expect(error?.description).toMatch(/If that one was bought with this 'Client Token'/);
			expectNothingBought(error?.description);
		});

		test('what the token may have bought is found out, and another one is given back', async () => {
			const { error } = await test$.run(withToken());
			expect(error?.message).toMatch(
				/could not be associated with 'i-web' and was released again$/,
			);
			expect(test$.simulator.eips()).toHaveLength(1);
		}, 15_000);
	});
});
