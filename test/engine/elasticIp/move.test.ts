import { locator, useSimulator } from '../setup';

const test$ = useSimulator();

/** An Elastic IP bound to i-old, and the instance i-new to move it to. */
function addBound(more = {}) {
	test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-old' });
	test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-new' });
	const [{ allocationId }] = test$.simulator.addEips(1, {
		name: 'web',
		instanceId: 'i-old',
		instanceType: 'EcsInstance',
		status: 'InUse',
		...more,
	});
	return allocationId;
}

const move = (allocationId: string, more = {}) => ({
	operation: 'move',
	allocationId: locator(allocationId),
	instanceId: 'i-new',
	...more,
});

const boundTo = (id: string) => {
	const eip = test$.simulator.eip(id);
	return [eip?.status, eip?.instanceId];
};

const step = (action: string) => ({
	action,
	startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
	durationMs: expect.any(Number),
	requestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
});

describe('elasticIp: move', () => {
	test('unbinds, binds to the other instance and says when it did what', async () => {
		const id = addBound();
		const [output] = await test$.items(move(id));
		expect(output).toMatchObject({ allocationId: id, status: 'InUse', instanceId: 'i-new' });
		expect(output.steps).toEqual([step('UnassociateEipAddress'), step('AssociateEipAddress')]);
		expect(test$.sent('UnassociateEipAddress')).toEqual([
			{
				AllocationId: id,
				ClientToken: expect.any(String),
				InstanceId: 'i-old',
				InstanceType: 'EcsInstance',
				RegionId: 'cn-hangzhou',
			},
		]);
		expect(test$.sent('AssociateEipAddress')).toEqual([
			{
				AllocationId: id,
				ClientToken: expect.any(String),
				InstanceId: 'i-new',
				InstanceType: 'EcsInstance',
				RegionId: 'cn-hangzhou',
			},
		]);
	}, 15_000);

	test('sends every field of the form under its API name, to the call that it is for', async () => {
		test$.simulator.addInstance({ type: 'Nat', id: 'ngw-1' });
		const id = addBound({ instanceId: 'ngw-1', instanceType: 'Nat' });
		test$.simulator.addInstance({
			type: 'NetworkInterface',
			id: 'eni-1',
			privateIpAddresses: ['192.168.0.9'],
		});
		const [output] = await test$.items(
			move(id, {
				instanceId: 'eni-1',
				instanceType: 'NetworkInterface',
				mode: 'NAT',
				simplify: false,
				additionalFields: {
					force: true,
					instanceRegionId: 'cn-hangzhou',
					privateIpAddress: '192.168.0.9',
				},
			}),
		);
		expect(output).toMatchObject({ AllocationId: id, InstanceId: 'eni-1', steps: [{}, {}] });
		expect(test$.sent('UnassociateEipAddress')).toEqual([
			expect.objectContaining({ Force: 'true', InstanceId: 'ngw-1', InstanceType: 'Nat' }),
		]);
		expect(test$.sent('AssociateEipAddress')).toEqual([
			{
				AllocationId: id,
				ClientToken: expect.any(String),
				InstanceId: 'eni-1',
				InstanceRegionId: 'cn-hangzhou',
				InstanceType: 'NetworkInterface',
				Mode: 'NAT',
				PrivateIpAddress: '192.168.0.9',
				RegionId: 'cn-hangzhou',
			},
		]);
	}, 15_000);

	test('only binds what is not bound, and leaves alone what is there already', async () => {
		const id = addBound();
		test$.simulator.change(id, { instanceId: '' });
		const [bound] = await test$.items(move(id));
		expect(bound.steps).toEqual([step('AssociateEipAddress')]);
		const [again] = await test$.items(move(id));
		expect(again).toMatchObject({ status: 'InUse', instanceId: 'i-new', steps: [] });
		expect(test$.sent('UnassociateEipAddress')).toEqual([]);
	}, 15_000);

	test.each([
		['the reply to the unbinding is lost', 'UnassociateEipAddress', 'dropAfter'],
		['the unbinding never arrives', 'UnassociateEipAddress', 'dropBefore'],
		['the reply to the binding is lost', 'AssociateEipAddress', 'dropAfter'],
		['the binding never arrives', 'AssociateEipAddress', 'dropBefore'],
	] as const)(
		'moves also when %s',
		async (_name, action, kind) => {
			const id = addBound();
			test$.simulator.faults.add({ kind, action });
			const [output] = await test$.items(move(id));
			expect(output).toMatchObject({ status: 'InUse', instanceId: 'i-new' });
			expect(boundTo(id)).toEqual(['InUse', 'i-new']);
		},
		15_000,
	);

	test('leaves it bound when it can not be unbound', async () => {
		const id = addBound();
		test$.simulator.lock(id, 'security');
		const { error } = await test$.run(move(id));
		expect(error?.message).toBe('The state of the Elastic IP does not allow this');
		expect(boundTo(id)).toEqual(['InUse', 'i-old']);
		expect(test$.sent('AssociateEipAddress')).toEqual([]);
	});

	test('binds it back when it can not be bound to the other, and says so', async () => {
		const id = addBound();
		const { error } = await test$.run(move(id, { instanceId: 'i-nowhere' }));
		expect(error?.message).toBe(
			`The Elastic IP '${id}' could not be moved to 'i-nowhere' and is bound to 'i-old' again`,
		);
		expect(error?.description).toMatch(
			/^The instance was not found \(code InvalidInstanId.NotFound, RequestId [0-9A-F-]{36}\)/,
		);
		expect(boundTo(id)).toEqual(['InUse', 'i-old']);
	}, 15_000);

	test('binds it back to the private address that it had', async () => {
		test$.simulator.addInstance({
			type: 'NetworkInterface',
			id: 'eni-1',
			privateIpAddresses: ['192.168.0.8', '192.168.0.9'],
		});
		const id = addBound({
			instanceId: 'eni-1',
			instanceType: 'NetworkInterface',
			mode: 'MULTI_BINDED',
			privateIpAddress: '192.168.0.9',
		});
		await test$.run(move(id, { instanceId: 'i-nowhere' }));
		expect(test$.simulator.eip(id)).toMatchObject({
			status: 'InUse',
			instanceId: 'eni-1',
			mode: 'MULTI_BINDED',
			privateIpAddress: '192.168.0.9',
		});
	}, 15_000);

	test('binds it back when it falls back while it is being bound', async () => {
		const id = addBound();
		test$.simulator.settings.durations.associating = 60_000;
		const running = test$.run(move(id));
		while (test$.simulator.eip(id)?.instanceId !== 'i-new') await new Promise(setImmediate);
		await new Promise((resolve) => setTimeout(resolve, 1_200));
		test$.simulator.settings.durations.associating = 30;
		test$.simulator.change(id, { instanceId: '', status: 'Available' });
		const { error } = await running;
		expect(error?.message).toMatch(/is bound to 'i-old' again$/);
		expect(boundTo(id)).toEqual(['InUse', 'i-old']);
	}, 20_000);

	test('takes a binding that was only late for what it is', async () => {
		const id = addBound();
		test$.simulator.settings.durations.associating = 3_500;
		const [output] = await test$.items(move(id, { options: { timeLimit: 2 } }));
		expect(output).toMatchObject({ status: 'InUse', instanceId: 'i-new' });
	}, 20_000);

	test('says in what state it is when it can not be bound back either', async () => {
		const id = addBound();
		test$.simulator.faults.add({
			kind: 'code',
			code: 'InvalidAssociation.Duplicated',
			status: 400,
			action: 'AssociateEipAddress',
			times: 2,
		});
		const { error } = await test$.run(move(id));
		expect(error?.message).toBe(
			`The Elastic IP '${id}' could be bound neither to 'i-new' nor back to 'i-old': it is Available, not bound to anything`,
		);
		expect(error?.description).toMatch(/^To 'i-new': .* Back to 'i-old': .* Run it again/);
		expect(boundTo(id)).toEqual(['Available', '']);
	}, 20_000);

	test('moves with the second try of Retry On Fail, after it was bound back', async () => {
		const id = addBound();
		test$.simulator.faults.add({
			kind: 'code',
			code: 'InvalidAssociation.Duplicated',
			status: 400,
			action: 'AssociateEipAddress',
		});
		const [output] = await test$.items(move(id), {
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		});
		expect(output).toMatchObject({ status: 'InUse', instanceId: 'i-new' });
		expect(output.steps).toEqual([step('UnassociateEipAddress'), step('AssociateEipAddress')]);
	}, 25_000);

	test('says that there is no such Elastic IP', async () => {
		const { error } = await test$.run(move('eip-1'));
		expect(error?.message).toBe('The Elastic IP was not found');
	});
});
