import { locator, useSimulator } from '../setup';
import { makeHaste } from '../safety/hasty';

makeHaste(10);
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
				output: 'raw',
				additionalFields: {
					force: true,
					instanceRegionId: 'cn-hangzhou',
					privateIpAddress: '192.168.0.9',
				},
			}),
		);
		expect(output).toMatchObject({
			AllocationId: id,
			InstanceId: 'eni-1',
			steps: [{}, {}],
			previousInstanceId: 'ngw-1',
			previousInstanceType: 'Nat',
		});
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

	test('only binds what is not associated, and leaves alone what is there already', async () => {
		const id = addBound();
		test$.simulator.change(id, { instanceId: '' });
		const [bound] = await test$.items(move(id));
		expect(bound.steps).toEqual([step('AssociateEipAddress')]);
		expect(bound).toMatchObject({ previousInstanceId: null, previousInstanceType: null });
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

	test('leaves it associated when it cannot be disassociated', async () => {
		const id = addBound();
		test$.simulator.lock(id, 'security');
		const { error } = await test$.run(move(id));
		expect(error?.message).toMatch(/^The Elastic IP .* is locked \(security\)$/);
		expect(boundTo(id)).toEqual(['InUse', 'i-old']);
		expect(test$.sent('AssociateEipAddress')).toEqual([]);
	});

	test('binds it back when it cannot be associated with the other, and says so', async () => {
		const id = addBound();
		const { error } = await test$.run(move(id, { instanceId: 'i-nowhere' }));
		expect(error?.message).toBe(
			`The Elastic IP '${id}' could not be moved to 'i-nowhere' and is associated with 'i-old' again`,
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

	test.each([
		['private address', { privateIpAddress: '192.168.0.5' }, { privateIpAddress: '192.168.0.5' }],
		['mode', { privateIpAddress: '192.168.0.4' }, { mode: 'MULTI_BINDED' }],
	])(
		'moves to another %s of the same network interface',
		async (_name, additionalFields, is) => {
			test$.simulator.addInstance({
				type: 'NetworkInterface',
				id: 'eni-1',
				privateIpAddresses: ['192.168.0.4', '192.168.0.5'],
			});
			const id = addBound({
				instanceId: 'eni-1',
				instanceType: 'NetworkInterface',
				mode: 'NAT',
				privateIpAddress: '192.168.0.4',
			});
			const there = {
				instanceId: 'eni-1',
				instanceType: 'NetworkInterface',
				mode: 'NAT',
				additionalFields,
				...('mode' in is && is),
			};
			const [output] = await test$.items(move(id, there));
			expect(output.steps).toEqual([step('UnassociateEipAddress'), step('AssociateEipAddress')]);
			expect(test$.simulator.eip(id)).toMatchObject({
				status: 'InUse',
				instanceId: 'eni-1',
				...is,
			});
			const [again] = await test$.items(move(id, there));
			expect(again.steps).toEqual([]);
		},
		15_000,
	);

	test('binds it back when it falls back while it is being associated', async () => {
		const id = addBound();
		test$.simulator.settings.durations.associating = 60_000;
		const running = test$.run(move(id));
		while (test$.simulator.eip(id)?.instanceId !== 'i-new') await new Promise(setImmediate);
		await new Promise((resolve) => setTimeout(resolve, 1_200));
		test$.simulator.settings.durations.associating = 30;
		test$.simulator.change(id, { instanceId: '', status: 'Available' });
		const { error } = await running;
		expect(error?.message).toMatch(/is associated with 'i-old' again$/);
		expect(boundTo(id)).toEqual(['InUse', 'i-old']);
	}, 40_000);

	test('takes a binding that was only late for what it is', async () => {
		const id = addBound();
		test$.simulator.settings.durations.associating = 3_500;
		const [output] = await test$.items(move(id, { options: { timeLimit: 2 } }));
		expect(output).toMatchObject({ status: 'InUse', instanceId: 'i-new' });
	}, 40_000);

	test('says in what state it is when it cannot be associated back either', async () => {
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
			`The Elastic IP '${id}' could be associated neither with 'i-new' nor again with 'i-old': it is Available, not associated with anything`,
		);
		expect(error?.description).toMatch(/^To 'i-new': .* Back to 'i-old': .* Try again/);
		expect(boundTo(id)).toEqual(['Available', '']);
	}, 40_000);

	test('moves with the second try of Retry On Fail, after it was associated back', async () => {
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

	describe('where it was is not forgotten', () => {
		const retry = { node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } };
		const refused = { kind: 'code', code: 'Forbidden.RAM', status: 403 } as const;
		const bindingTo =
			(instanceId: string) =>
			({ action, parameters }: { action: string; parameters: Record<string, string> }) =>
				action === 'AssociateEipAddress' && parameters.InstanceId === instanceId;
		const isReadAfter =
			(sent: string) =>
			({ action }: { action: string }) =>
				action === 'DescribeEipAddresses' && test$.sent(sent).length > 0;

		test('by a later try, which binds it back', async () => {
			const id = addBound();
			test$.simulator.faults.add({ ...refused, match: bindingTo('i-new'), times: Infinity });
			test$.simulator.faults.add({ ...refused, match: bindingTo('i-old'), times: 1 });
			const { error } = await test$.run(move(id), retry);
			expect(error?.message).toBe(
				`The Elastic IP '${id}' could not be moved to 'i-new' and is associated with 'i-old' again`,
			);
			expect(boundTo(id)).toEqual(['InUse', 'i-old']);
			expect(test$.sent('UnassociateEipAddress')).toHaveLength(1);
		}, 40_000);

		test("by n8n's Retry of the execution", async () => {
			const id = addBound();
			test$.simulator.faults.add({ ...refused, match: bindingTo('i-new'), times: Infinity });
			test$.simulator.faults.add({ ...refused, match: bindingTo('i-old'), times: 1 });
			const first = await test$.run(move(id));
			expect(first.error?.message).toMatch(/neither with 'i-new' nor again with 'i-old'/);
			const second = await test$.run(move(id), { retryOf: first.run });
			expect(second.error?.message).toMatch(/is associated with 'i-old' again$/);
			expect(boundTo(id)).toEqual(['InUse', 'i-old']);
		}, 40_000);

		test('by the output of a later try that moves it', async () => {
			const id = addBound();
			test$.simulator.faults.add({ ...refused, match: bindingTo('i-new'), times: 1 });
			test$.simulator.faults.add({ ...refused, match: bindingTo('i-old'), times: 1 });
			const [output] = await test$.items(move(id), retry);
			expect(output).toMatchObject({ instanceId: 'i-new', previousInstanceId: 'i-old' });
		}, 40_000);

		test('when it is not known whether it was unbound', async () => {
			const id = addBound();
			test$.simulator.faults.add({ kind: 'dropAfter', action: 'UnassociateEipAddress' });
			const match = isReadAfter('UnassociateEipAddress');
			test$.simulator.faults.add({ kind: 'status', match, times: 25, run: false });
			const { error } = await test$.run(move(id, { options: { timeLimit: 20 } }));
			expect(error?.message).toBe(
				`The Elastic IP '${id}' could not be moved to 'i-new' and is associated with 'i-old' again`,
			);
			expect(boundTo(id)).toEqual(['InUse', 'i-old']);
		}, 40_000);

		test('when the first replies after that are older', async () => {
			const id = addBound();
			const { ipAddress: IpAddress } = test$.simulator.eip(id) ?? {};
			const old = { AllocationId: id, IpAddress, Status: 'InUse', InstanceId: 'i-old' };
			const body = JSON.stringify({
				RequestId: '6694D35B-B5DD-4506-8AB1-2D16477646DE',
				TotalCount: 1,
				PageNumber: 1,
				PageSize: 50,
				EipAddresses: { EipAddress: [{ ...old, InstanceType: 'EcsInstance' }] },
			});
			test$.simulator.faults.add({ kind: 'dropAfter', action: 'UnassociateEipAddress' });
			const match = isReadAfter('UnassociateEipAddress');
			test$.simulator.faults.add({ ...refused, match, times: 1 });
			test$.simulator.faults.add({ kind: 'body', body, match, run: false, times: 3 });
			const { error } = await test$.run(move(id));
			expect(error?.message).toMatch(/is associated with 'i-old' again$/);
			expect(boundTo(id)).toEqual(['InUse', 'i-old']);
		}, 40_000);

		test('when nothing can be read: it may be anywhere', async () => {
			const id = addBound();
			test$.simulator.faults.add({ kind: 'dropAfter', action: 'AssociateEipAddress', times: 1 });
			const match = isReadAfter('AssociateEipAddress');
			test$.simulator.faults.add({ ...refused, match, times: Infinity });
			const { error } = await test$.run(move(id, { options: { timeLimit: 10 } }));
			expect(error?.message).toBe(
				`It is not known what the Elastic IP '${id}' is associated with: it was to be moved from 'i-old' to 'i-new', and may be disassociated`,
			);
			expect(test$.simulator.eip(id)?.instanceId).toBe('i-new');
		}, 40_000);

		test('after a cancel: it is bound back', async () => {
			const id = addBound();
			test$.simulator.settings.durations.unassociating = 300;
			let cancel = () => {};
			const running = test$.run(move(id), { onStart: (stop) => (cancel = stop) });
			while (test$.simulator.eip(id)?.status !== 'Unassociating') {
				await new Promise(setImmediate);
			}
			cancel();
			await running;
			while (test$.simulator.eip(id)?.status !== 'InUse') {
				await new Promise((resolve) => setTimeout(resolve, 10));
			}
			expect(boundTo(id)).toEqual(['InUse', 'i-old']);
			expect(test$.sent('AssociateEipAddress')).toHaveLength(1);
		}, 40_000);
	});

	test('does not say in a later try that nothing was sent', async () => {
		const id = addBound();
		test$.simulator.settings.durations.associating = 60_000;
		const { error } = await test$.run(move(id, { options: { timeLimit: 5 } }), {
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		});
		expect(error?.message).toBe(`The Elastic IP '${id}' is still Associating after 5 seconds`);
		expect(error?.description).toMatch(/^The change was accepted and may still be made/);
	}, 40_000);

	describe('what could not be associated back is not disassociated', () => {
		const ecs = { InstanceId: 'i-old', InstanceType: 'EcsInstance' };
		const eni = {
			InstanceId: 'eni-1',
			InstanceType: 'NetworkInterface',
			Mode: 'NAT',
			PrivateIpAddress: '192.168.0.4',
		};
		const address = { InstanceId: '192.168.0.4', InstanceType: 'IpAddress', VpcId: 'vpc-1' };
		const missing = [undefined, null, '', ' ', 7, {}, []];

		/** Answers each look with this binding, whatever is there. */
		async function moveFrom(binding: object, options = {}) {
			const id = addBound();
			const elasticIp = {
				AllocationId: id,
				Status: 'InUse',
				OperationLocks: { LockReason: [] },
				RegionId: 'cn-hangzhou',
				InstanceRegionId: 'cn-hangzhou',
				...binding,
			};
			test$.simulator.faults.add({
				kind: 'body',
				action: 'DescribeEipAddresses',
				times: Infinity,
				body: JSON.stringify({
					RequestId: '6694D35B-B5DD-4506-8AB1-2D16477646DE',
					TotalCount: 1,
					PageNumber: 1,
					PageSize: 50,
					EipAddresses: { EipAddress: [elasticIp] },
				}),
			});
			// Refused, so that it ends there where it is sent.
			test$.simulator.faults.add({
				kind: 'code',
				code: 'OperationDenied',
				action: 'UnassociateEipAddress',
				times: Infinity,
			});
			const { error } = await test$.run(move(id, { options: { timeLimit: 10, ...options } }));
			return { id, error, sent: test$.sent('UnassociateEipAddress') };
		}

		test.each([
			...missing.map((value) => [ecs, 'InstanceId', value] as const),
			...missing.map((value) => [ecs, 'InstanceType', value] as const),
			[ecs, 'InstanceType', 'SomethingNew'] as const,
			...missing.map((value) => [eni, 'PrivateIpAddress', value] as const),
			...missing.map((value) => [eni, 'Mode', value] as const),
			...missing.map((value) => [address, 'VpcId', value] as const),
		])('%j, but %s is %j', async (binding, field, value) => {
			const { id, error, sent } = await moveFrom({ ...binding, [field]: value });
			expect(error?.message).toBe(
				`The Elastic IP '${id}' was not moved: it could not be associated with its instance again if the new association failed`,
			);
			expect(error?.description).toContain(`'${field}'`);
			expect(error?.description).toContain("'Disassociate'");
			expect(sent).toEqual([]);
		});

		test.each([
			['needs no private address', { ...ecs, PrivateIpAddress: '' }],
			['needs no mode', { ...ecs, Mode: null }],
			['needs no region of its own', { ...ecs, InstanceRegionId: undefined }],
			['tells all', eni],
			['is in a VPC', address],
		])('what %s is', async (_name, binding) => {
			expect((await moveFrom(binding)).sent).toHaveLength(1);
		});

		test.each([
			['locked', { OperationLocks: { LockReason: [{ LockReason: 'financial' }] } }, /is locked/],
			['perhaps locked', { OperationLocks: null }, /not known whether .* is locked/],
			['managed by a service', { ServiceManaged: 1 }, /is managed by another/],
		])('one that is %s, with the checks on', async (_name, fields, message) => {
			const { error, sent } = await moveFrom({ ...ecs, ...fields });
			expect(error?.message).toMatch(message);
			expect(sent).toEqual([]);
		});

		test('a lock is left to Alibaba Cloud with the checks off', async () => {
			const locks = { OperationLocks: { LockReason: [{ LockReason: 'financial' }] } };
			expect((await moveFrom({ ...ecs, ...locks }, { safetyChecks: false })).sent).toHaveLength(1);
		});
	});

	test('says that there is no such Elastic IP', async () => {
		const { error } = await test$.run(move('eip-1'));
		expect(error?.message).toBe('The Elastic IP was not found');
	});
});
