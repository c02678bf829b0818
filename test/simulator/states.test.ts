import { startSimulator, type EipFields, type InstanceFields, type Simulator } from './index';
import { TestClock } from './testing/clock';
import { eipsOf, officialClient, type OfficialClient } from './testing/officialClient';

let clock: TestClock;
let simulator: Simulator;
let client: OfficialClient;

beforeEach(async () => {
	clock = new TestClock();
	simulator = await startSimulator({
		now: clock.now,
		durations: { associating: 1000, unassociating: 2000, releasing: 3000 },
	});
	client = officialClient(simulator);
	simulator.addInstance({ type: 'EcsInstance', id: 'i-1' });
});
afterEach(() => simulator.close());

const add = (fields: EipFields = {}): string => simulator.addEips(1, fields)[0].allocationId;

async function shown(AllocationId: string): Promise<unknown[]> {
	const [eip] = eipsOf(await client.call('DescribeEipAddresses', { AllocationId }));
	return eip ? [eip.Status, eip.InstanceId, eip.InstanceType] : ['gone'];
}

test('Available - Associating - InUse - Unassociating - Available - Releasing - gone, at the times due', async () => {
	const AllocationId = add();
	const start = clock.time;
	expect(await shown(AllocationId)).toEqual(['Available', '', '']);
	await client.call('AssociateEipAddress', { AllocationId, InstanceId: 'i-1' });
	clock.advance(999);
	expect(await shown(AllocationId)).toEqual(['Associating', 'i-1', 'EcsInstance']);
	clock.advance(1);
	expect(await shown(AllocationId)).toEqual(['InUse', 'i-1', 'EcsInstance']);
	await client.call('UnassociateEipAddress', { AllocationId });
	expect(await shown(AllocationId)).toEqual(['Unassociating', 'i-1', 'EcsInstance']);
	clock.advance(2000);
	expect(await shown(AllocationId)).toEqual(['Available', '', '']);
	await client.call('ReleaseEipAddress', { AllocationId });
	expect(await shown(AllocationId)).toEqual(['Releasing', '', '']);
	clock.advance(3000);
	expect(await shown(AllocationId)).toEqual(['gone']);
	expect(
		simulator.journal.map(({ time, change, from, to }) => [time - start, change, from, to]),
	).toEqual([
		[0, 'allocated', undefined, 'Available'],
		[0, 'status', 'Available', 'Associating'],
		[1000, 'status', 'Associating', 'InUse'],
		[1000, 'bound', '', 'i-1'],
		[1000, 'status', 'InUse', 'Unassociating'],
		[3000, 'status', 'Unassociating', 'Available'],
		[3000, 'unbound', 'i-1', ''],
		[3000, 'status', 'Available', 'Releasing'],
		[6000, 'released', 'Releasing', undefined],
	]);
	const requestOf = new Map(simulator.requests.map(({ requestId, action }) => [requestId, action]));
	expect(simulator.journal.slice(1).map(({ requestId }) => requestOf.get(requestId ?? ''))).toEqual(
		[
			...Array<string>(3).fill('AssociateEipAddress'),
			...Array<string>(3).fill('UnassociateEipAddress'),
			...Array<string>(2).fill('ReleaseEipAddress'),
		],
	);
});

test('a long pause does everything that was due, in order', async () => {
	const ids = [add(), add()];
	simulator.addInstance({ type: 'EcsInstance', id: 'i-2' });
	await client.call('AssociateEipAddress', { AllocationId: ids[0], InstanceId: 'i-1' });
	clock.advance(500);
	await client.call('ReleaseEipAddress', { AllocationId: ids[1] });
	clock.advance(60_000);
	expect(simulator.eips().map(({ status }) => status)).toEqual(['InUse']);
	expect(simulator.journal.slice(-3).map(({ change }) => change)).toEqual([
		'status',
		'bound',
		'released',
	]);
});

const ACTION_PARAMETERS: ReadonlyArray<readonly [string, Record<string, string>]> = [
	['AssociateEipAddress', { InstanceId: 'i-1' }],
	['UnassociateEipAddress', {}],
	['ReleaseEipAddress', {}],
	['ModifyEipAddressAttribute', { Name: 'x' }],
];

test.each([
	['Available', ['', 'IncorrectEipStatus', '', '']],
	['InUse', ['IncorrectEipStatus', '', 'IncorrectEipStatus', '']],
	[
		'Associating',
		['IncorrectEipStatus', 'IncorrectEipStatus', 'IncorrectEipStatus', 'OperationConflict'],
	],
	[
		'Unassociating',
		['IncorrectEipStatus', 'IncorrectEipStatus', 'IncorrectEipStatus', 'OperationConflict'],
	],
	[
		'Releasing',
		['IncorrectEipStatus', 'IncorrectEipStatus', 'IncorrectEipStatus', 'IncorrectEipStatus'],
	],
] as const)('what each action answers when the EIP is %s', async (status, expected) => {
	const bound = status === 'Available' || status === 'Releasing' ? {} : { instanceId: 'i-other' };
	const answers: string[] = [];
	for (const [action, parameters] of ACTION_PARAMETERS) {
		const AllocationId = add({ status, ...bound });
		const attempt = client.call(action, { AllocationId, ...parameters });
		answers.push(
			await attempt.then(
				() => '',
				(error: { code: string }) => error.code,
			),
		);
		simulator.remove(AllocationId);
	}
	expect(answers).toEqual(expected);
});

test.each([
	['security', 'AssociateEipAddress', 'InvalidEIPStatus.BizDisabled'],
	['security', 'UnassociateEipAddress', 'InvalidEIPStatus.BizDisabled'],
	['security', 'ReleaseEipAddress', 'IncorrectEipStatus'],
	['financial', 'AssociateEipAddress', 'Forbidden.FinancialLocked'],
	['financial', 'UnassociateEipAddress', 'Forbidden.FinancialLocked'],
	['financial', 'ReleaseEipAddress', ''],
] as const)('a %s lock and %s', async (reason, action, code) => {
	const AllocationId = add(action === 'UnassociateEipAddress' ? { instanceId: 'i-other' } : {});
	simulator.lock(AllocationId, reason);
	const [eip] = eipsOf(await client.call('DescribeEipAddresses', { AllocationId }));
	expect([eip.BusinessStatus, eip.OperationLocks]).toEqual([
		'OperationLock',
		{ LockReason: [{ LockReason: reason }] },
	]);
	const parameters = {
		AllocationId,
		...(action === 'AssociateEipAddress' ? { InstanceId: 'i-1' } : {}),
	};
	expect(
		await client.call(action, parameters).then(
			() => '',
			(error: { code: string }) => error.code,
		),
	).toBe(code);
	if (code === '') return;
	simulator.unlock(AllocationId);
	await client.call(action, parameters);
});

test.each([
	['deletion protection', { deletionProtection: true }, 'InvalidOperation.DeletionProtection'],
	['a subscription', { chargeType: 'PrePaid' }, 'Forbidden.ChargeTypeIsPrepaid'],
	['a managing service', { serviceManaged: true }, 'OperationUnsupported.ServiceManaged'],
	['a contiguous group', { segmentInstanceId: 'eipsg-1' }, 'Forbidden.ReleaseSegmentEip'],
] as const)('release is refused for %s', async (_, fields, code) => {
	expect(await client.refusal('ReleaseEipAddress', { AllocationId: add(fields) })).toBe(code);
});

test.each<[string, InstanceFields | undefined, Record<string, string>, string]>([
	['no such instance', undefined, {}, 'InvalidInstanId.NotFound'],
	['another type of instance', { type: 'Nat' }, {}, 'InvalidInstanId.NotFound'],
	[
		'an instance in another region',
		{ type: 'EcsInstance', region: 'cn-beijing' },
		{},
		'InvalidParameter.Mismatch',
	],
	[
		'an instance being started',
		{ type: 'EcsInstance', status: 'Starting' },
		{},
		'IncorrectInstanceStatus',
	],
	[
		'an instance being migrated',
		{ type: 'EcsInstance', status: 'Migrating' },
		{},
		'OperationFailed.EcsMigrating',
	],
	['a classic instance', { type: 'EcsInstance', network: 'classic' }, {}, 'OperationDenied'],
	[
		'an instance with bandwidth of its own',
		{ type: 'EcsInstance', hasBandwidth: true },
		{},
		'InvalidStatus.InstanceHasBandWidth',
	],
	[
		'an instance with port mappings',
		{ type: 'EcsInstance', hasPortMap: true },
		{},
		'BIND_INSTANCE_HAVE_PORTMAP_OR_BIND_EIP',
	],
	[
		"somebody else's instance",
		{ type: 'EcsInstance', foreign: true },
		{},
		'BIND_INSTANCE_OWENER_ERROR',
	],
	[
		'a balancer that is locked',
		{ type: 'SlbInstance', status: 'locked' },
		{ InstanceType: 'SlbInstance' },
		'IncorrectInstanceStatus',
	],
	[
		'a NAT gateway being made',
		{ type: 'Nat', status: 'Creating' },
		{ InstanceType: 'Nat' },
		'IncorrectStatus.NatGateway',
	],
	[
		'a HaVip being deleted',
		{ type: 'HaVip', status: 'Deleting' },
		{ InstanceType: 'HaVip' },
		'IncorrectHaVipStatus',
	],
	[
		'an interface being detached',
		{ type: 'NetworkInterface', status: 'Detaching' },
		{ InstanceType: 'NetworkInterface' },
		'InvalidStatus.EniStatusNotSupport',
	],
	[
		'a private address the interface has not',
		{ type: 'NetworkInterface' },
		{ InstanceType: 'NetworkInterface', PrivateIpAddress: '10.9.9.9' },
		'InvalidParameter',
	],
	[
		'an unknown type',
		{ type: 'EcsInstance' },
		{ InstanceType: 'Ecs' },
		'InvalidInstanceType.ValueNotSupported',
	],
	['an unknown mode', { type: 'EcsInstance' }, { Mode: 'BRIDGE' }, 'InvalidParameter'],
	[
		'an address without VPC',
		{ type: 'EcsInstance' },
		{ InstanceType: 'IpAddress', InstanceId: '10.0.0.1' },
		'MissingVpcId',
	],
	[
		'another region of the instance',
		{ type: 'EcsInstance' },
		{ InstanceRegionId: 'cn-beijing' },
		'InvalidParameter.Mismatch',
	],
])('binding to %s', async (_, instance, parameters, code) => {
	if (instance) simulator.addInstance({ id: 'target', ...instance });
	expect(
		await client.refusal('AssociateEipAddress', {
			AllocationId: add(),
			InstanceId: 'target',
			...parameters,
		}),
	).toBe(code);
});

test('a target that has an EIP, and one that is getting or losing one', async () => {
	const [first, second] = [add(), add()];
	await client.call('AssociateEipAddress', { AllocationId: first, InstanceId: 'i-1' });
	expect(
		await client.refusal('AssociateEipAddress', { AllocationId: second, InstanceId: 'i-1' }),
	).toBe('TaskConflict');
	clock.advance(1000);
	expect(
		await client.refusal('AssociateEipAddress', { AllocationId: second, InstanceId: 'i-1' }),
	).toBe('InvalidAssociation.Duplicated');
	await client.call('UnassociateEipAddress', { AllocationId: first });
	expect(
		await client.refusal('AssociateEipAddress', { AllocationId: second, InstanceId: 'i-1' }),
	).toBe('TaskConflict');
	clock.advance(2000);
	await client.call('AssociateEipAddress', { AllocationId: second, InstanceId: 'i-1' });
});

test('unbinding checks what it is told, and the rules of a NAT gateway', async () => {
	simulator.addInstance({ type: 'EcsInstance', id: 'i-2' });
	const [eip] = simulator.addEips(1, { instanceId: 'ngw-1', instanceType: 'Nat' });
	simulator.addInstance({
		type: 'Nat',
		id: 'ngw-1',
		snatIpAddresses: [eip.ipAddress],
		forwardIpAddresses: [eip.ipAddress],
	});
	const { allocationId: AllocationId } = eip;
	expect(
		await client.refusal('UnassociateEipAddress', { AllocationId, InstanceId: 'i-none' }),
	).toBe('InvalidInstanceId.NotFound');
	expect(await client.refusal('UnassociateEipAddress', { AllocationId, InstanceId: 'i-2' })).toBe(
		'InvalidBindingStatus',
	);
	expect(
		await client.refusal('UnassociateEipAddress', { AllocationId, InstanceType: 'EcsInstance' }),
	).toBe('InvalidBindingStatus');
	expect(await client.refusal('UnassociateEipAddress', { AllocationId })).toBe(
		'InvalidIpStatus.HasBeenUsedBySnatTable',
	);
	simulator.instances()[2].snatIpAddresses = [];
	expect(await client.refusal('UnassociateEipAddress', { AllocationId })).toBe(
		'InvalidIpStatus.HasBeenUsedByForwardEntry',
	);
	await client.call('UnassociateEipAddress', {
		AllocationId,
		InstanceId: 'ngw-1',
		InstanceType: 'Nat',
		Force: true,
	});
});

test('a batch is bound completely or not at all', async () => {
	simulator.addInstance({ type: 'Nat', id: 'ngw-1' });
	const ids = [add(), add(), add({ status: 'Releasing' })];
	const parameters = { BindedInstanceId: 'ngw-1', BindedInstanceType: 'Nat' };
	expect(
		await client.refusal('AssociateEipAddressBatch', { ...parameters, InstanceIds: ids }),
	).toBe('IncorrectEipStatus');
	expect(await shown(ids[0])).toEqual(['Available', '', '']);
	await client.call('AssociateEipAddressBatch', { ...parameters, InstanceIds: ids.slice(0, 2) });
	clock.advance(1000);
	expect(await shown(ids[1])).toEqual(['InUse', 'ngw-1', 'Nat']);
	simulator.addEips(17, { instanceId: 'ngw-1', instanceType: 'Nat' });
	const more = [add(), add()];
	expect(
		await client.refusal('AssociateEipAddressBatch', { ...parameters, InstanceIds: more }),
	).toBe('QuotaExceeded.Eip');
});

test('an interface takes several EIPs in the mode for it, and tells their gateways', async () => {
	simulator.addInstance({
		type: 'NetworkInterface',
		id: 'eni-1',
		privateIpAddresses: ['10.0.0.1', '10.0.0.2'],
	});
	const bind = async (more: Record<string, string>) => {
		const AllocationId = add();
		await client.call('AssociateEipAddress', {
			AllocationId,
			InstanceId: 'eni-1',
			InstanceType: 'NetworkInterface',
			...more,
		});
		clock.advance(1000);
		return simulator.eip(AllocationId);
	};
	expect((await bind({ Mode: 'NAT' }))?.privateIpAddress).toBe('10.0.0.1');
	expect((await bind({ Mode: 'NAT' }))?.privateIpAddress).toBe('10.0.0.2');
	await expect(bind({ Mode: 'NAT' })).rejects.toMatchObject({
		code: 'InvalidAssociation.Duplicated',
	});
	await expect(bind({ Mode: 'BINDED' })).rejects.toMatchObject({
		code: 'InvalidAssociation.Duplicated',
	});
	expect(await client.call('DescribeEipGatewayInfo', { InstanceId: 'eni-1' })).toMatchObject({
		Code: '200',
		EipInfos: { EipInfo: [] },
	});
	expect(await client.refusal('DescribeEipGatewayInfo', { InstanceId: 'eni-none' })).toBe(
		'Forbbiden',
	);
});

test('changes from outside: bind, move, unbind, release, all in the journal without a request', () => {
	const id = add();
	const before = simulator.journal.length;
	simulator.change(id, { instanceId: 'i-1' });
	simulator.change(id, { instanceId: 'i-2' });
	simulator.change(id, {
		name: 'renamed',
		bandwidth: 50,
		tags: [{ key: '__proto__', value: 'x' }],
	});
	simulator.change(id, { instanceId: '' });
	simulator.remove(id);
	expect(
		simulator.journal
			.slice(before)
			.map(({ change, from, to, requestId }) => [change, from, to, requestId]),
	).toEqual([
		['status', 'Available', 'InUse', undefined],
		['bound', '', 'i-1', undefined],
		['moved', 'i-1', 'i-2', undefined],
		['name', '', 'renamed', undefined],
		['bandwidth', '5', '50', undefined],
		['tags', '[]', '[{"key":"__proto__","value":"x"}]', undefined],
		['bandwidthInForce', '5', '50', undefined],
		['status', 'InUse', 'Available', undefined],
		['unbound', 'i-2', '', undefined],
		['released', 'Available', undefined, undefined],
	]);
	expect(() => simulator.change(id, {})).toThrow('has no EIP');
});

test('a status set from outside ends what was under way', async () => {
	const AllocationId = add();
	await client.call('AssociateEipAddress', { AllocationId, InstanceId: 'i-1' });
	simulator.change(AllocationId, { status: 'Available' });
	clock.advance(10_000);
	expect(await shown(AllocationId)).toEqual(['Available', '', '']);
});

test('an EIP removed while it is being bound is gone for good', async () => {
	const AllocationId = add();
	await client.call('AssociateEipAddress', { AllocationId, InstanceId: 'i-1' });
	simulator.remove(AllocationId);
	clock.advance(10_000);
	expect(simulator.journal.at(-1)).toMatchObject({ change: 'released', from: 'Associating' });
	expect(simulator.eips()).toEqual([]);
});
