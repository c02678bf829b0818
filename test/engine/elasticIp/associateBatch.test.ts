import { locator, useSimulator } from '../setup';

const test$ = useSimulator();

const bind = (eipIds: string[], more = {}) => ({
	operation: 'associateBatch',
	allocationIds: eipIds.join(','),
	instanceId: 'ngw-1',
	...more,
});
const addEips = (count: number) =>
	test$.simulator.addEips(count).map(({ allocationId }) => allocationId);

describe('elasticIp: associateBatch', () => {
	beforeEach(() => {
		test$.simulator.addInstance({ type: 'Nat', id: 'ngw-1' });
	});

	test('binds all, waits and gives one item for each', async () => {
		const eipIds = addEips(3);
		test$.simulator.faults.add({ kind: 'dropAfter', action: 'AssociateEipAddressBatch' });
		const outputs = await test$.items(bind(eipIds));
		expect(
			outputs.map(({ allocationId, status, instanceId }) => [allocationId, status, instanceId]),
		).toEqual(eipIds.map((id) => [id, 'InUse', 'ngw-1']));
		expect(test$.sent('AssociateEipAddressBatch')).toEqual([
			{
				BindedInstanceId: 'ngw-1',
				BindedInstanceType: 'Nat',
				ClientToken: expect.stringMatching(/^[\x20-\x7e]{1,64}$/),
				'InstanceIds.1': eipIds[0],
				'InstanceIds.2': eipIds[1],
				'InstanceIds.3': eipIds[2],
				RegionId: 'cn-hangzhou',
			},
		]);
	});

	test('sends every field of the form under its API name', async () => {
		test$.simulator.addInstance({ type: 'NetworkInterface', id: 'eni-1' });
		const [id] = addEips(1);
		const [output] = await test$.items(
			bind([id], {
				instanceId: 'eni-1',
				bindedInstanceType: 'NetworkInterface',
				waitUntilDone: false,
				options: { clientToken: 't' },
			}),
		);
		expect(output).toEqual({
			success: true,
			allocationIds: [id],
			regionId: 'cn-hangzhou',
			instanceId: 'eni-1',
			requestId: expect.any(String),
		});
		expect(test$.sent('AssociateEipAddressBatch')).toEqual([
			{
				BindedInstanceId: 'eni-1',
				BindedInstanceType: 'NetworkInterface',
				ClientToken: 't',
				'InstanceIds.1': id,
				Mode: 'MULTI_BINDED',
				RegionId: 'cn-hangzhou',
			},
		]);
	});

	test('says why nothing was associated', async () => {
		const eipIds = addEips(2);
		test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-1' });
		await test$.items({
			operation: 'associate',
			allocationId: locator(eipIds[0]),
			instanceId: 'i-1',
		});
		const { error } = await test$.run(bind(eipIds));
		expect(error?.message).toBe('The state of the Elastic IP does not allow this');
		expect(test$.simulator.eip(eipIds[1])?.status).toBe('Available');
	});

	test('refuses more than 50 before anything is sent', async () => {
		const { error } = await test$.run(
			bind(Array.from({ length: 51 }, (_, index) => `eip-${index}`)),
		);
		expect(error?.message).toBe("'Elastic IP Names or IDs' has 51 entries");
		expect(test$.simulator.requests).toEqual([]);
	});
});
