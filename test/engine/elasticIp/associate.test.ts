import { locator, useSimulator } from '../setup';

const test$ = useSimulator();

const bind = (allocationId: string, instanceId = 'i-web') => ({
	operation: 'associate',
	allocationId: locator(allocationId),
	instanceId,
});

describe('elasticIp: associate', () => {
	beforeEach(() => {
		test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-web' });
	});

	test('waits until the Elastic IP is in use and hands it over', async () => {
		const [eip] = test$.simulator.addEips(1, { name: 'web' });
		const [output] = await test$.items(bind(eip.allocationId));
		expect(output).toMatchObject({
			allocationId: eip.allocationId,
			status: 'InUse',
			instanceId: 'i-web',
			instanceType: 'EcsInstance',
		});
		expect(test$.sent('AssociateEipAddress')).toEqual([
			{
				AllocationId: eip.allocationId,
				ClientToken: expect.stringMatching(/^[\x20-\x7e]{1,64}$/),
				InstanceId: 'i-web',
				InstanceType: 'EcsInstance',
				RegionId: 'cn-hangzhou',
			},
		]);
	});

	test('goes on at once when it need not wait', async () => {
		const [eip] = test$.simulator.addEips(1);
		const [output] = await test$.items({ ...bind(eip.allocationId), waitUntilDone: false });
		expect(output).toEqual({
			allocationId: eip.allocationId,
			instanceId: 'i-web',
			regionId: 'cn-hangzhou',
			requestId: expect.any(String),
		});
		expect(test$.sent('DescribeEipAddresses')).toEqual([]);
	});

	test('many items share the looks', async () => {
		const eips = test$.simulator.addEips(60);
		for (const { allocationId } of eips) {
			test$.simulator.addInstance({ type: 'EcsInstance', id: `i-${allocationId}` });
		}
		const outputs = await test$.items(
			{
				operation: 'associate',
				allocationId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
				instanceId: '={{ "i-" + $json.id }}',
			},
			{ items: eips.map(({ allocationId }) => ({ id: allocationId })) },
		);
		expect(outputs.map(({ status }) => status)).toEqual(eips.map(() => 'InUse'));
		expect(outputs.map(({ allocationId }) => allocationId)).toEqual(
			eips.map(({ allocationId }) => allocationId),
		);
		// 60 Elastic IPs are two calls a look, and the simulator is done before the first or second.
		expect(test$.sent('DescribeEipAddresses').length).toBeLessThanOrEqual(4);
		expect(test$.simulator.maxInFlight()).toBeLessThanOrEqual(8);
	});

	test('says how a wait ended when the Elastic IP fell back', async () => {
		const [eip] = test$.simulator.addEips(1);
		test$.simulator.settings.durations.associating = 60_000;
		const running = test$.run(bind(eip.allocationId));
		while (test$.sent('DescribeEipAddresses').length === 0) await new Promise(setImmediate);
		test$.simulator.change(eip.allocationId, { instanceId: '', status: 'Available' });
		const { error } = await running;
		expect(error?.message).toBe(`The Elastic IP '${eip.allocationId}' fell back to Available`);
	}, 15_000);

	test.each(['associate', 'move'])(
		'%s names the Elastic IP that the instance has',
		async (operation) => {
			test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-old' });
			const [other, eip] = test$.simulator.addEips(2);
			test$.simulator.change(other.allocationId, { instanceId: 'i-web', status: 'InUse' });
			if (operation === 'move') {
				test$.simulator.change(eip.allocationId, { instanceId: 'i-old', status: 'InUse' });
			}
			const { error } = await test$.run({ ...bind(eip.allocationId), operation });
			expect(error?.description).toContain(
				`'i-web' has the Elastic IP '${other.allocationId}' (${other.ipAddress}).`,
			);
		},
	);

	test('says that the instance has one also where it may not be looked up which', async () => {
		const [other, eip] = test$.simulator.addEips(2);
		test$.simulator.change(other.allocationId, { instanceId: 'i-web', status: 'InUse' });
		const action = 'DescribeEipAddresses';
		test$.simulator.faults.add({ kind: 'code', action, code: 'Forbidden.RAM', times: Infinity });
		const { error } = await test$.run(bind(eip.allocationId));
		expect(error?.message).toBe(
			'The instance already has an Elastic IP or is in Global Accelerator',
		);
	});

	test('says which instance is missing', async () => {
		const [eip] = test$.simulator.addEips(1);
		const { error } = await test$.run(bind(eip.allocationId, 'i-nowhere'));
		expect(error?.message).toBe('The instance was not found');
		expect(error?.description).toMatch(/code InvalidInstanId.NotFound/);
	});

	test('waits for a passing state and fails at once in a lasting one', async () => {
		const [passing, lasting] = test$.simulator.addEips(2);
		test$.simulator.change(passing.allocationId, { instanceId: 'i-web', status: 'InUse' });
		test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-other' });
		await test$.items({
			operation: 'unassociate',
			allocationId: locator(passing.allocationId),
			waitUntilDone: false,
		});
		const [output] = await test$.items(bind(passing.allocationId));
		expect(output.status).toBe('InUse');

		test$.simulator.change(lasting.allocationId, { instanceId: 'i-other', status: 'InUse' });
		const { error } = await test$.run(bind(lasting.allocationId));
		expect(error?.message).toBe('The state of the Elastic IP does not allow this');
		expect(
			test$
				.sent('AssociateEipAddress')
				.filter(({ AllocationId }) => AllocationId === lasting.allocationId),
		).toHaveLength(1);
	});

	test.each([
		[{ eip: '' }, "'Elastic IP' is empty"],
		[{ eip: 'web-123' }, "'Elastic IP' is not valid: 'web-123'"],
		[{ eip: ['eip-1'] }, "'Elastic IP' is not text"],
		[{ instance: '' }, "'Instance' is empty"],
		[{ instance: 'i web' }, "'Instance' is not valid: 'i web'"],
		[{ instance: { id: 'i-1' } }, "'Instance' is not text"],
		[{ type: 'Vm' }, "'Instance Type' has the unknown value 'Vm'"],
		[{ type: 'IpAddress', instance: '192.168.0.4' }, "'VPC' is empty"],
		[{ type: 'auto', instance: 'web-1' }, "The type of 'Instance' cannot be detected from 'web-1'"],
		[
			{ type: '', instance: '203.0.113.9' },
			"The type of 'Instance' cannot be detected from '203.0.113.9'",
		],
		[
			{ instance: 'ngw-1' },
			"'Instance' is a NAT gateway ('ngw-1'), but 'Instance Type' says an ECS instance",
		],
		[
			{ type: 'HaVip', instance: '10.0.0.9' },
			"'Instance' is an IP address ('10.0.0.9'), but 'Instance Type' says a HAVIP",
		],
	])('refuses an item with %j before anything is sent', async (fields, message) => {
		const item = {
			eip: 'eip-25877c70gddh5abcd',
			instance: 'i-web',
			type: 'EcsInstance',
			...fields,
		};
		const { error } = await test$.run(
			{
				operation: 'associate',
				allocationId: locator('={{ $json.eip }}'),
				instanceId: locator('={{ $json.instance }}'),
				instanceType: '={{ $json.type }}',
				vpcId: locator('={{ "" }}'),
			},
			{ items: [item as never] },
		);
		expect(error?.message).toBe(message);
		expect(test$.simulator.requests).toEqual([]);
	});
});
