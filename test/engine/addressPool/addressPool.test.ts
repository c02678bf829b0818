import { locator, useSimulator } from '../setup';
import { makeHaste } from '../safety/hasty';

makeHaste(10);
const test$ = useSimulator();
const resource = 'addressPool';
const requestId = expect.stringMatching(/^[0-9A-F-]{36}$/);
/** Hexadecimal digits, or a UUID: at most 64 ASCII characters. */
const TOKEN = expect.stringMatching(/^[0-9a-f-]{36,64}$/);
const RegionId = 'cn-hangzhou';

function addPool(name = 'pool') {
	const { publicIpAddressPoolId: id } = test$.simulator.addPool({ name });
	return { id, publicIpAddressPoolId: locator(id) };
}

describe('addressPool: create', () => {
	test('sends every field of the form under its API name', async () => {
		const [output] = await test$.items({
			resource,
			operation: 'create',
			name: 'pool',
			tags: { tag: [{ key: 'a', value: 'b' }] },
			additionalFields: {
				bizType: 'CloudBox',
				description: 'ours',
				isp: 'BGP',
				resourceGroupId: 'rg-1',
				securityProtectionTypes: ['AntiDDoS_Enhanced'],
				zones: 'cn-hangzhou-a, cn-hangzhou-b',
			},
			options: { clientToken: 't', dryRun: false },
		});
		const [{ publicIpAddressPoolId }] = test$.simulator.pools();
		expect(output).toEqual({
			success: true,
			publicIpAddressPoolId,
			resourceGroupId: 'rg-1',
			requestId,
		});
		expect(test$.sent('CreatePublicIpAddressPool')).toEqual([
			{
				BizType: 'CloudBox',
				ClientToken: 't',
				Description: 'ours',
				DryRun: 'false',
				Isp: 'BGP',
				Name: 'pool',
				RegionId,
				ResourceGroupId: 'rg-1',
				'SecurityProtectionTypes.1': 'AntiDDoS_Enhanced',
				'Tag.1.Key': 'a',
				'Tag.1.Value': 'b',
				'Zones.1': 'cn-hangzhou-a',
				'Zones.2': 'cn-hangzhou-b',
			},
		]);
	});

	test('creates one only when the reply is lost', async () => {
		test$.simulator.faults.add({ kind: 'dropAfter', action: 'CreatePublicIpAddressPool' });
		await test$.items({ resource, operation: 'create' });
		expect(test$.simulator.pools()).toHaveLength(1);
	});

	test('needs zones for CloudBox; a dry run creates nothing', async () => {
		const create = { resource, operation: 'create' };
		const { error } = await test$.run({ ...create, additionalFields: { bizType: 'CloudBox' } });
		expect(error?.message).toBe("'Pool Type' is CloudBox, but 'Zone Names or IDs' is empty");
		expect(await test$.items({ ...create, options: { dryRun: true } })).toEqual([
			{ dryRun: true, allowed: true },
		]);
		expect(test$.simulator.pools()).toEqual([]);
	});
});

describe('addressPool: getAll', () => {
	test('sends every filter under its API name', async () => {
		const { id } = addPool();
		await test$.items({
			resource,
			operation: 'getAll',
			filters: {
				isp: 'BGP',
				name: 'pool',
				poolStatus: 'Created',
				publicIpAddressPoolIds: id,
				resourceGroupId: 'rg-1',
				securityProtectionEnabled: false,
				tags: { tag: [{ key: 'a', value: 'b' }] },
			},
		});
		expect(test$.sent('ListPublicIpAddressPools')).toEqual([
			{
				Isp: 'BGP',
				MaxResults: '50',
				Name: 'pool',
				'PublicIpAddressPoolIds.1': id,
				RegionId,
				ResourceGroupId: 'rg-1',
				SecurityProtectionEnabled: 'false',
				Status: 'Created',
				'Tags.1.Key': 'a',
				'Tags.1.Value': 'b',
			},
		]);
	});

	test.each([
		[{ returnAll: true }, 250, ['100', '100', '100']],
		[{ limit: 3 }, 3, ['10']],
		[{ limit: 150 }, 150, ['75', '75']],
	])('with %j asks for no more than it needs', async (fields, count, sizes) => {
		for (let index = 0; index < 250; index++) addPool();
		const output = await test$.items({ resource, operation: 'getAll', ...fields });
		const ids = output.map(({ publicIpAddressPoolId }) => publicIpAddressPoolId);
		expect(new Set(ids).size).toBe(count);
		expect(test$.sent('ListPublicIpAddressPools').map(({ MaxResults }) => MaxResults)).toEqual(
			sizes,
		);
		expect(Object.keys(output[0]).length).toBeLessThanOrEqual(10);
	});

	test('says so when a dry run passed', async () => {
		expect(await test$.items({ resource, operation: 'getAll', options: { dryRun: true } })).toEqual(
			[{ dryRun: true, allowed: true }],
		);
	});
});

describe('addressPool: update and delete', () => {
	test('changes name and description', async () => {
		const { id, publicIpAddressPoolId } = addPool();
		const update = { resource, operation: 'update', publicIpAddressPoolId };
		const [output] = await test$.items({
			...update,
			updateFields: { name: 'new', description: '' },
			options: { clientToken: 't', dryRun: false },
		});
		expect(output).toEqual({
			success: true,
			publicIpAddressPoolId: id,
			name: 'new',
			description: '',
			requestId,
		});
		expect(test$.sent('UpdatePublicIpAddressPoolAttribute')).toEqual([
			{
				ClientToken: 't',
				Description: '',
				DryRun: 'false',
				Name: 'new',
				PublicIpAddressPoolId: id,
				RegionId,
			},
		]);
		const { error } = await test$.run(update);
		expect(error?.message).toBe("'Update Fields' is empty, so there is nothing to change");
	});

	test('deletes it and waits, also when the reply is lost', async () => {
		const { id, publicIpAddressPoolId } = addPool();
		const remove = { resource, operation: 'delete', publicIpAddressPoolId };
		expect(await test$.items({ ...remove, options: { dryRun: true } })).toEqual([
			{ dryRun: true, allowed: true },
		]);
		test$.simulator.settings.durations.pool = 1_500;
		test$.simulator.faults.add({ kind: 'dropAfter', action: 'DeletePublicIpAddressPool' });
		const [output] = await test$.items(remove);
		expect(output).toEqual({ deleted: true, publicIpAddressPoolId: id });
		expect(test$.sent('DeletePublicIpAddressPool').at(-1)).toEqual({
			ClientToken: TOKEN,
			PublicIpAddressPoolId: id,
			RegionId,
		});
		expect(test$.simulator.pools()).toEqual([]);
		const { error } = await test$.run(remove);
		expect(error?.message).toBe('The IP address pool was not found');
	}, 15_000);
});

describe('addressPool: CIDR blocks', () => {
	test('adds any of a size and one of choice, lists and deletes them', async () => {
		const { id, publicIpAddressPoolId } = addPool();
		const add = { resource, operation: 'addCidrBlock', publicIpAddressPoolId };
		const [any] = await test$.items({ ...add, cidrMask: 27 });
		expect(any).toEqual({
			publicIpAddressPoolId: id,
			cidrBlock: expect.stringMatching(/\/27$/),
			status: 'Created',
			totalIpCount: 32,
			usedIpCount: 0,
			creationTime: expect.any(String),
		});
		const chosen = await test$.items({
			...add,
			blockToAdd: 'block',
			newCidrBlock: '203.0.113.0/28',
			waitUntilDone: false,
			options: { clientToken: 't', dryRun: false },
		});
		expect(chosen).toEqual([
			{ success: true, publicIpAddressPoolId: id, cidrBlock: '203.0.113.0/28', requestId },
		]);
		expect(test$.sent('AddPublicIpAddressPoolCidrBlock')).toEqual([
			{ CidrMask: '27', ClientToken: TOKEN, PublicIpAddressPoolId: id, RegionId },
			{
				CidrBlock: '203.0.113.0/28',
				ClientToken: 't',
				DryRun: 'false',
				PublicIpAddressPoolId: id,
				RegionId,
			},
		]);
		const list = { resource, operation: 'getCidrBlocks', publicIpAddressPoolId };
		expect(await test$.items({ ...list, returnAll: true, output: 'raw' })).toHaveLength(2);
		const filters = { cidrBlock: '203.0.113.0/28' };
		const options = { dryRun: false };
		expect(await test$.items({ ...list, filters, options })).toHaveLength(1);
		expect(test$.sent('ListPublicIpAddressPoolCidrBlocks').at(-1)).toEqual({
			CidrBlock: '203.0.113.0/28',
			DryRun: 'false',
			MaxResults: '50',
			PublicIpAddressPoolId: id,
			RegionId,
		});
		const [deleted] = await test$.items({
			resource,
			operation: 'deleteCidrBlock',
			publicIpAddressPoolId,
			cidrBlock: '203.0.113.0/28',
			options: { clientToken: 't', dryRun: false },
		});
		expect(deleted).toEqual({
			deleted: true,
			publicIpAddressPoolId: id,
			cidrBlock: '203.0.113.0/28',
			requestId,
		});
		// Asked for once more when the block is still being added.
		expect(test$.sent('DeletePublicIpAddressPoolCidrBlock').at(-1)).toEqual({
			CidrBlock: '203.0.113.0/28',
			ClientToken: 't',
			DryRun: 'false',
			PublicIpAddressPoolId: id,
			RegionId,
		});
		expect(await test$.items(list)).toHaveLength(1);
	}, 20_000);

	test('says that the pool has no such block', async () => {
		const { error } = await test$.run({
			resource,
			operation: 'deleteCidrBlock',
			publicIpAddressPoolId: addPool().publicIpAddressPoolId,
			cidrBlock: '203.0.113.0/28',
		});
		expect(error?.message).toBe('The IP address pool has no such CIDR block');
	});
});

describe('addressPool: the service', () => {
	test('is enabled once', async () => {
		test$.simulator.settings.poolServiceOpen = false;
		const status = { resource, operation: 'getServiceStatus' };
		expect(await test$.items(status)).toEqual([{ enabled: false, requestId }]);
		const { error } = await test$.run({ resource, operation: 'create' });
		expect(error?.message).toBe('The IP address pool service is not enabled for this account');
		expect(await test$.items({ resource, operation: 'openService' })).toEqual([
			{ success: true, requestId },
		]);
		expect(await test$.items({ ...status, options: { clientToken: 't' } })).toEqual([
			{ enabled: true, requestId },
		]);
		expect(test$.sent('OpenPublicIpAddressPoolService')).toEqual([
			{ ClientToken: TOKEN, RegionId },
		]);
		expect(test$.sent('GetPublicIpAddressPoolServiceStatus')).toEqual([
			{ RegionId },
			{ ClientToken: 't', RegionId },
		]);
	});
});
