import { locator, useSimulator } from '../setup';

/** Fields that are shown for certain values of another one, where an expression gives that value. */

const test$ = useSimulator({ durations: { associating: 20, pool: 20 } });

describe('Associate', () => {
	const instances = [
		{ type: 'EcsInstance', id: 'i-1' },
		{ type: 'NetworkInterface', id: 'eni-1' },
		{ type: 'SlbInstance', id: 'lb-1' },
	] as const;

	test('binds to whatever the items say, with the fields left as they are in a new node', async () => {
		const items = instances.map(({ type, id }) => {
			test$.simulator.addInstance({ type, id });
			return { type, id, eip: test$.simulator.addEips(1)[0].allocationId };
		});
		const output = await test$.items(
			{
				operation: 'associate',
				allocationId: locator('={{ $json.eip }}'),
				instanceType: '={{ $json.type }}',
				instanceId: '={{ $json.id }}',
			},
			{ items },
		);
		expect(output.map(({ instanceId }) => instanceId)).toEqual(instances.map(({ id }) => id));
		const sent = test$.sent('AssociateEipAddress');
		for (const { InstanceType, Mode, VpcId } of sent) {
			expect(Mode).toBe(InstanceType === 'NetworkInterface' ? 'NAT' : undefined);
			expect(VpcId).toBeUndefined();
		}
		expect(sent).toHaveLength(3);
	});

	test('still asks for the VPC of an IP address', async () => {
		const { error } = await test$.run(
			{
				operation: 'associate',
				allocationId: locator(test$.simulator.addEips(1)[0].allocationId),
				instanceType: '={{ $json.type }}',
				instanceId: '192.168.0.4',
			},
			{ items: [{ type: 'IpAddress' }] },
		);
		expect(error?.message).toBe("'VPC' is empty");
		expect(test$.simulator.requests).toEqual([]);
	});
});

test.each(['size', 'block'])('Add CIDR Block sends what the %s needs', async (chosen) => {
	const { publicIpAddressPoolId } = test$.simulator.addPool();
	const { error } = await test$.run(
		{
			resource: 'addressPool',
			operation: 'addCidrBlock',
			publicIpAddressPoolId: locator(publicIpAddressPoolId),
			blockToAdd: '={{ $json.chosen }}',
			...(chosen === 'block' && { newCidrBlock: '198.51.100.0/28' }),
		},
		{ items: [{ chosen }] },
	);
	expect(error).toBeUndefined();
	const [{ CidrMask, CidrBlock }] = test$.sent('AddPublicIpAddressPoolCidrBlock');
	expect([CidrMask, CidrBlock]).toEqual(
		chosen === 'size' ? ['28', undefined] : [undefined, '198.51.100.0/28'],
	);
});

test('Remove Tags removes all, whatever stands in the keys', async () => {
	const tags = [
		{ key: 'env', value: 'test' },
		{ key: 'owner', value: 'x' },
	];
	const [{ allocationId }] = test$.simulator.addEips(1, { tags });
	const { error } = await test$.run(
		{
			resource: 'tag',
			operation: 'remove',
			resourceIds: allocationId,
			removeAll: '={{ $json.all }}',
			tagKeys: { tagKey: [{ key: 'env' }] },
		},
		{ items: [{ all: true }] },
	);
	expect(error).toBeUndefined();
	expect(test$.simulator.eip(allocationId)?.tags).toEqual([]);
});

describe('switches that are not sent', () => {
	test.each([
		['true', 120],
		[true, 120],
		['false', 50],
		[' FALSE', 50],
	])('Return All by %p gives %i', async (all, count) => {
		test$.simulator.addEips(120);
		const output = await test$.items(
			{ operation: 'getAll', returnAll: '={{ $json.all }}' },
			{ items: [{ all }] },
		);
		expect(output).toHaveLength(count);
	});

	test('Output by a text', async () => {
		test$.simulator.addEips(1);
		const parameters = { operation: 'getAll', output: '={{ $json.output }}' };
		const [raw] = await test$.items(parameters, { items: [{ output: 'RAW' }] });
		expect(raw).toHaveProperty('AllocationId');
		const [simple] = await test$.items(parameters, { items: [{ output: null }] });
		expect(simple).toHaveProperty('allocationId');
	});

	test('what is neither is refused', async () => {
		const { error } = await test$.run(
			{ operation: 'getAll', returnAll: '={{ $json.all }}' },
			{ items: [{ all: 'everything' }] },
		);
		expect(error?.message).toBe("'Return All' is neither true nor false: 'everything'");
		expect(test$.simulator.requests).toEqual([]);
	});
});
