import type { InstanceFields } from '../../simulator/state/instance';
import { makeHaste } from '../safety/hasty';
import { accountWith, credentialFor, locator, useSimulator } from '../setup';

makeHaste(10);

const full = accountWith('full', 'full');
const noEcs = accountWith('vpc', ['vpc:*']);
const noConversion = accountWith('reader', ['vpc:*', 'ecs:DescribeInstances']);
const test$ = useSimulator({ accounts: [full, noEcs, noConversion] });

const ADDRESS = '198.51.100.9';
const ID = 'i-2zebb08phyczzawe5abc';

const add = (fields: Partial<InstanceFields> = {}) =>
	test$.simulator.addInstance({
		...{ type: 'EcsInstance', id: ID, publicIpAddress: ADDRESS, hasBandwidth: true },
		...fields,
	} as InstanceFields);
const convert = async (more = {}, settings = {}) =>
	await test$.run(
		{ operation: 'convertPublicIp', instanceId: locator(ID), ...more },
		{ credential: credentialFor(test$.simulator, full), ...settings },
	);
const sent = () => test$.sent('ConvertNatPublicIpToEip');
const eips = () =>
	test$.simulator
		.eips()
		.map(({ ipAddress, status, instanceId }) => [ipAddress, status, instanceId]);
const retry = { node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } };

test('makes the public IP an Elastic IP with the same address and puts out that', async () => {
	add();
	const { items, error } = await convert();
	expect(error).toBeUndefined();
	const [{ allocationId }] = test$.simulator.eips();
	expect(items.map(({ json }) => json)).toEqual([
		expect.objectContaining({
			...{ allocationId, ipAddress: ADDRESS, status: 'InUse', instanceId: ID },
			...{ instanceType: 'EcsInstance', regionId: 'cn-hangzhou', chargeType: 'PostPaid' },
		}),
	]);
	expect(sent()).toEqual([{ RegionId: 'cn-hangzhou', InstanceId: ID }]);
});

test('waits until it shows and is associated', async () => {
	add();
	const { faults } = test$.simulator;
	// The instance, then the address three times, then by its ID.
	const hidden = JSON.stringify({ TotalCount: 0, EipAddresses: { EipAddress: [] } });
	faults.add({ kind: 'body', body: hidden, action: 'DescribeEipAddresses', times: 3 });
	const { items } = await convert();
	expect(items[0].json).toMatchObject({ ipAddress: ADDRESS, status: 'InUse' });
});

const bound = () => test$.simulator.addEips(1, { instanceId: ID, instanceType: 'EcsInstance' });

test.each<[string, () => unknown, RegExp]>([
	['that does not exist', () => {}, /^The ECS instance '.*' was not found$/],
	['without a public IP', () => add({ publicIpAddress: '' }), /has no public IP$/],
	[
		'with an Elastic IP instead',
		() => [add({ publicIpAddress: '' }), bound()],
		/already has the Elastic IP '.*' and no public IP of its own$/,
	],
	['with an Elastic IP besides', () => [add(), bound()], /already has the Elastic IP/],
	['in the classic network', () => add({ network: 'classic' }), /is in the classic network$/],
	['that starts', () => add({ status: 'Starting' }), /is Starting, neither Running nor Stopped$/],
])('refuses an instance %s in words, before anything is sent', async (_name, prepare, message) => {
	prepare();
	const { error } = await convert();
	expect(error?.message).toMatch(message);
	expect(error?.description).toMatch(/Nothing was sent\.$/);
	expect(sent()).toEqual([]);
});

test.each<[string, Partial<InstanceFields>, string]>([
	['its network', { network: 'classic' }, 'The public IP of the instance cannot be converted'],
	['its state', { status: 'Expired' }, 'The state of the instance does not allow this'],
])('without the safety checks Alibaba Cloud decides on %s', async (_name, fields, message) => {
	add(fields);
	const { error } = await convert({ options: { safetyChecks: false } });
	expect(error?.message).toBe(message);
	expect(sent().length).toBeGreaterThan(0);
});

test('takes the private address of the instance as well', async () => {
	add({ privateIpAddresses: ['10.0.0.1'] });
	const { items } = await convert({ instanceId: locator('10.0.0.1') });
	expect(items[0].json).toMatchObject({ ipAddress: ADDRESS, instanceId: ID });
	const { error } = await convert({ instanceId: locator('10.0.0.2') });
	expect(error?.message).toMatch(
		/^No ECS instance in region .* has the private address '10\.0\.0\.2'$/,
	);
	expect(error?.description).not.toMatch(/VPC/);
});

test.each(['eni-2zebb08phyczzawe5abc', 'web'])('takes no %s', async (id) => {
	const { error } = await convert({ instanceId: locator(id) });
	expect(error?.message).toMatch(/^'Instance' is /);
	expect(test$.simulator.requests).toEqual([]);
});

test.each([
	[noEcs, /ecs:DescribeInstances/],
	[noConversion, /ecs:ConvertNatPublicIpToEip/],
])('names the permission that is missing (%#)', async (account, permission) => {
	add();
	const { error } = await convert({}, { credential: credentialFor(test$.simulator, account) });
	expect(`${error?.message} ${error?.description}`).toMatch(permission);
	expect(eips()).toEqual([]);
});

describe('a lost reply', () => {
	test.each([1, 2])('is resolved by a look, not by a second request (%i tries)', async (tries) => {
		add();
		test$.simulator.faults.add({ kind: 'dropAfter', action: 'ConvertNatPublicIpToEip' });
		const { error, items } = await convert({}, tries > 1 ? retry : {});
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ ipAddress: ADDRESS, instanceId: ID });
		expect(sent()).toHaveLength(1);
	});

	test('while the Elastic IP does not show yet is told by the instance', async () => {
		add();
		const isAfterwards = () => sent().length > 0;
		test$.simulator.faults.add({ kind: 'dropAfter', action: 'ConvertNatPublicIpToEip' });
		test$.simulator.faults.add({
			kind: 'body',
			body: JSON.stringify({ TotalCount: 0, EipAddresses: { EipAddress: [] } }),
			match: ({ action }) => action === 'DescribeEipAddresses' && isAfterwards(),
			times: 2,
		});
		const { error, items } = await convert();
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ ipAddress: ADDRESS });
		expect(sent()).toHaveLength(1);
	});

	test('of a try that ended is found by the next one, which sends nothing', async () => {
		add();
		test$.simulator.faults.add({ kind: 'dropAfter', action: 'ConvertNatPublicIpToEip' });
		// No look of the first try is answered.
		const isAfterwards = () => sent().length > 0;
		test$.simulator.faults.add({
			...{ kind: 'code', code: 'Forbidden.RAM', status: 403, times: 1 },
			match: ({ action }) => action === 'DescribeEipAddresses' && isAfterwards(),
		});
		const { error, items } = await convert({}, retry);
		expect(error).toBeUndefined();
		expect(items[0].json).toMatchObject({ ipAddress: ADDRESS, instanceId: ID });
		expect(sent()).toHaveLength(1);
	});

	test('that cannot be looked into is said to be open', async () => {
		add();
		test$.simulator.faults.add({ kind: 'dropAfter', action: 'ConvertNatPublicIpToEip' });
		const isAfterwards = () => sent().length > 0;
		test$.simulator.faults.add({
			...{ kind: 'code', code: 'Forbidden.RAM', status: 403, times: Infinity },
			match: ({ action }) => action === 'DescribeEipAddresses' && isAfterwards(),
		});
		const { error } = await convert();
		expect(`${error?.message} ${error?.description}`).toMatch(/not known whether/);
		expect(sent()).toHaveLength(1);
	});
});

test('two items for one instance: it is converted once, the other says what it has', async () => {
	add();
	const { items } = await convert(
		{},
		{ items: [{}, {}], node: { onError: 'continueRegularOutput' } },
	);
	expect(sent()).toHaveLength(1);
	const errors = items.map(({ json }) => json.error).filter(Boolean);
	expect(errors).toEqual([expect.stringMatching(/already has the Elastic IP '198\.51\.100\.9'/)]);
});

test('another person who disassociates it meanwhile is named', async () => {
	add();
	add({ id: 'i-2zebb08phyczzawe5abd', publicIpAddress: '' });
	const other = 'i-2zebb08phyczzawe5abd';
	const isConverted = () => test$.simulator.eips().length > 0;
	test$.simulator.faults.add({
		...{ kind: 'delay', ms: 0, times: Infinity },
		match: ({ action }) => {
			if (action === 'DescribeEipAddresses' && isConverted()) {
				const [{ allocationId }] = test$.simulator.eips();
				test$.simulator.change(allocationId, { instanceId: other });
			}
			return false;
		},
	});
	const { error } = await convert();
	expect(error?.message).toMatch(/was associated with 'i-2zebb08phyczzawe5abd' instead of/);
});
