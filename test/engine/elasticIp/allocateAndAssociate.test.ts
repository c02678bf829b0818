import type { Fault } from '../../simulator';
import { makeHaste } from '../safety/hasty';
import { locator, useSimulator } from '../setup';

makeHaste(10);

const test$ = useSimulator();

const buy = (more = {}) => ({
	operation: 'allocateAndAssociate',
	instanceId: locator('i-web'),
	...more,
});

const step = (action: string) => ({
	action,
	startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
	durationMs: expect.any(Number),
	requestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
});

const eips = () => test$.simulator.eips().map(({ status, instanceId }) => [status, instanceId]);
const tokens = () => test$.sent('AllocateEipAddress').map(({ ClientToken }) => ClientToken);

const refuse = (action: string, code: string, times = 1) =>
	test$.simulator.faults.add({ kind: 'code', code, status: 400, action, times });

describe('elasticIp: allocateAndAssociate', () => {
	beforeEach(() => {
		test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-web' });
		// Nothing but the binding itself tells that it is not possible.
		test$.simulator.addInstance({ type: 'EcsInstance', id: 'i-mapped', hasPortMap: true });
	});

	test('buys, binds, waits and says when it did what', async () => {
		const [output] = await test$.items(buy({ bandwidth: 10 }));
		const [eip] = test$.simulator.eips();
		expect(output).toMatchObject({
			allocationId: eip.allocationId,
			status: 'InUse',
			instanceId: 'i-web',
			bandwidth: 10,
		});
		expect(output.steps).toEqual([
			{ ...step('AllocateEipAddress'), allocationId: eip.allocationId },
			step('AssociateEipAddress'),
		]);
	}, 30_000);

	test('sends every field of the form under its API name, to the call that it is for', async () => {
		test$.simulator.addInstance({
			type: 'NetworkInterface',
			id: 'eni-1',
			privateIpAddresses: ['192.168.0.9'],
		});
		const [output] = await test$.items(
			buy({
				internetChargeType: 'PayByBandwidth',
				bandwidth: 300,
				instanceId: locator('eni-1'),
				instanceType: 'NetworkInterface',
				mode: 'NAT',
				output: 'raw',
				name: 'web',
				tags: { tag: [{ key: 'a', value: 'b' }] },
				additionalFields: {
					description: 'for the web',
					instanceRegionId: 'cn-hangzhou',
					isp: 'BGP',
					privateIpAddress: '192.168.0.9',
					resourceGroupId: 'rg-1',
					securityProtectionTypes: ['AntiDDoS_Enhanced'],
					zone: '',
				},
				options: { clientToken: 't' },
			}),
		);
		expect(output).toMatchObject({ InstanceId: 'eni-1', Name: 'web', steps: [{}, {}] });
		expect(test$.sent('AllocateEipAddress')).toEqual([
			{
				Bandwidth: '300',
				ClientToken: 't',
				Description: 'for the web',
				InstanceChargeType: 'PostPaid',
				InternetChargeType: 'PayByBandwidth',
				ISP: 'BGP',
				Name: 'web',
				RegionId: 'cn-hangzhou',
				ResourceGroupId: 'rg-1',
				'SecurityProtectionTypes.1': 'AntiDDoS_Enhanced',
				'Tag.1.Key': 'a',
				'Tag.1.Value': 'b',
			},
		]);
		expect(test$.sent('AssociateEipAddress')).toEqual([
			{
				AllocationId: output.AllocationId,
				ClientToken: expect.any(String),
				InstanceId: 'eni-1',
				InstanceRegionId: 'cn-hangzhou',
				InstanceType: 'NetworkInterface',
				Mode: 'NAT',
				PrivateIpAddress: '192.168.0.9',
				RegionId: 'cn-hangzhou',
			},
		]);
	}, 30_000);

	test('asks for a former Elastic IP under its API name', async () => {
		const { error } = await test$.run(buy({ additionalFields: { allocationId: 'eip-gone' } }));
		expect(error?.message).toBe('The address could not be reserved');
		expect(test$.sent('AllocateEipAddress')[0].InstanceId).toBe('eip-gone');
	});

	test('a subscription must be paid at once', async () => {
		const prePaid = { instanceChargeType: 'PrePaid' };
		const { error } = await test$.run(buy(prePaid));
		expect(error?.message).toBe(
			"'Pay Automatically' is off, so there would be no Elastic IP to associate",
		);
		expect(test$.simulator.requests).toEqual([]);
		const [output] = await test$.items(buy({ ...prePaid, autoPay: true }));
		expect(output).toMatchObject({ status: 'InUse', instanceId: 'i-web' });
	}, 30_000);

	test.each([
		['the reply to the purchase is lost', 'AllocateEipAddress', 'dropAfter'],
		['the purchase never arrives', 'AllocateEipAddress', 'dropBefore'],
		['the reply to the binding is lost', 'AssociateEipAddress', 'dropAfter'],
		['the binding never arrives', 'AssociateEipAddress', 'dropBefore'],
	] as const)(
		'buys one and binds it also when %s',
		async (_name, action, kind) => {
			test$.simulator.faults.add({ kind, action, times: 2 });
			await test$.items(buy());
			expect(eips()).toEqual([['InUse', 'i-web']]);
		},
		20_000,
	);

	test('waits for a new Elastic IP that does not show yet', async () => {
		refuse('AssociateEipAddress', 'InvalidAllocationId.NotFound', 2);
		await test$.items(buy());
		expect(eips()).toEqual([['InUse', 'i-web']]);
	}, 40_000);

	test('buys nothing when the purchase is refused', async () => {
		refuse('AllocateEipAddress', 'InsufficientBalance');
		const { error } = await test$.run(buy());
		expect(error?.message).toBe('The balance of the account is not sufficient');
		expect(eips()).toEqual([]);
	});

	const retry = { node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } };

	test('releases what was bought when it cannot be associated, and says which', async () => {
		const { error } = await test$.run(buy({ instanceId: locator('i-mapped') }));
		const [{ AllocationId: id }] = test$.sent('AssociateEipAddress');
		expect(error?.message).toMatch(
			new RegExp(
				`^The new Elastic IP '${id}' \\([0-9.]+\\) could not be associated with 'i-mapped' and was released again$`,
			),
		);
		expect(error?.description).toMatch(
			/^The instance already has an Elastic IP or a port forwarding rule \(code/,
		);
		expect(eips()).toEqual([]);
	}, 30_000);

	test('releases it also when replies to the release are lost', async () => {
		test$.simulator.faults.add({ kind: 'dropAfter', action: 'ReleaseEipAddress' });
		const { error } = await test$.run(buy({ instanceId: locator('i-mapped') }));
		expect(error?.message).toMatch(/was released again$/);
		expect(eips()).toEqual([]);
	}, 30_000);

	test('releases it when the binding falls back', async () => {
		test$.simulator.settings.durations.associating = 60_000;
		const running = test$.run(buy());
		while (eips()[0]?.[0] !== 'Associating') await new Promise(setImmediate);
		await new Promise((resolve) => setTimeout(resolve, 1_500));
		const [{ allocationId }] = test$.simulator.eips();
		test$.simulator.change(allocationId, { instanceId: '', status: 'Available' });
		const { error } = await running;
		expect(error?.message).toMatch(/was released again$/);
		expect(eips()).toEqual([]);
	}, 40_000);

	test('releases it also after a cancel', async () => {
		refuse('AssociateEipAddress', 'TaskConflict', Infinity);
		let cancel = () => {};
		const running = test$.run(buy(), { onStart: (stop) => (cancel = stop) });
		while (test$.sent('AssociateEipAddress').length === 0) await new Promise(setImmediate);
		cancel();
		await running;
		while (eips().length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
		expect(test$.sent('ReleaseEipAddress')).toHaveLength(1);
	}, 40_000);

	test('takes a binding that was only late for what it is', async () => {
		test$.simulator.settings.durations.associating = 3_500;
		const [output] = await test$.items(buy({ options: { timeLimit: 2 } }));
		expect(output).toMatchObject({ status: 'InUse', instanceId: 'i-web' });
	}, 40_000);

	test('keeps what was bought if the user wants that, and says which', async () => {
		const { error } = await test$.run(buy({ instanceId: locator('i-mapped'), onFailure: 'keep' }));
		const [eip] = test$.simulator.eips();
		expect(error?.message).toBe(
			`The new Elastic IP '${eip.allocationId}' (${eip.ipAddress}) could not be associated with 'i-mapped' and was kept`,
		);
		expect(eips()).toEqual([['Available', '']]);
		expect(test$.sent('ReleaseEipAddress')).toEqual([]);
	}, 30_000);

	test('keeps a subscription, which cannot be released', async () => {
		const { error } = await test$.run(
			buy({ instanceId: locator('i-mapped'), instanceChargeType: 'PrePaid', autoPay: true }),
		);
		expect(error?.message).toMatch(/and was kept$/);
		expect(test$.sent('ReleaseEipAddress')).toEqual([]);
	}, 30_000);

	test.each<[string, Omit<Fault, 'action'>]>([
		['is refused', { kind: 'code', code: 'InvalidAllocationId.NotFound', status: 400 }],
		['never arrives', { kind: 'dropBefore' }],
		['gets no reply in time', { kind: 'delay', ms: 60_000 }],
	])(
		'does not call released what only does not show yet, and does not buy again: the release %s',
		async (_name, fault) => {
			refuse('AssociateEipAddress', 'InvalidAllocationId.NotFound', Infinity);
			test$.simulator.faults.add({ ...fault, action: 'ReleaseEipAddress', times: Infinity });
			test$.simulator.faults.add({
				kind: 'body',
				body: JSON.stringify({ TotalCount: 0, EipAddresses: { EipAddress: [] } }),
				action: 'DescribeEipAddresses',
				times: Infinity,
			});
			const { error } = await test$.run(buy({ options: { timeLimit: 2 } }), retry);
			const [eip] = test$.simulator.eips();
			expect(error?.message).toBe(
				`The new Elastic IP '${eip.allocationId}' (${eip.ipAddress}) could not be associated with 'i-web' and is not visible yet`,
			);
			expect(error?.description).toMatch(/^It may still exist and cost money/);
			expect(new Set(tokens()).size).toBe(1);
			expect(eips()).toEqual([['Available', '']]);
		},
		60_000,
	);

	test('does not say that it is still there when the release may have been made', async () => {
		test$.simulator.faults.add({ kind: 'dropAfter', action: 'ReleaseEipAddress' });
		const isAfterwards = () => test$.sent('ReleaseEipAddress').length > 0;
		const match = ({ action }: { action: string }) =>
			action === 'DescribeEipAddresses' && isAfterwards();
		test$.simulator.faults.add({
			kind: 'code',
			code: 'Forbidden.RAM',
			status: 403,
			match,
			times: 9,
		});
		const { error } = await test$.run(buy({ instanceId: locator('i-mapped') }));
		expect(error?.message).toMatch(/could neither be associated with 'i-mapped' nor released$/);
		expect(error?.description).toMatch(/^It may still exist and cost money/);
	}, 40_000);

	test('says what is left when it cannot be released either', async () => {
		refuse('ReleaseEipAddress', 'Forbidden.RAM');
		const { error } = await test$.run(buy({ instanceId: locator('i-mapped') }));
		const [eip] = test$.simulator.eips();
		expect(error?.message).toBe(
			`The new Elastic IP '${eip.allocationId}' (${eip.ipAddress}) could neither be associated with 'i-mapped' nor released`,
		);
		expect(error?.description).toMatch(/^It still exists and costs money: .*Forbidden.RAM/);
	}, 30_000);

	test('buys another one with the second try of Retry On Fail after a release', async () => {
		refuse('AssociateEipAddress', 'InvalidAssociation.Duplicated');
		await test$.items(buy(), retry);
		expect(eips()).toEqual([['InUse', 'i-web']]);
		expect(new Set(tokens()).size).toBe(2);
	}, 40_000);

	test('binds the kept one with the second try of Retry On Fail', async () => {
		refuse('AssociateEipAddress', 'InvalidAssociation.Duplicated');
		await test$.items(buy({ onFailure: 'keep' }), retry);
		expect(eips()).toEqual([['InUse', 'i-web']]);
		expect(new Set(tokens()).size).toBe(1);
	}, 40_000);
});
