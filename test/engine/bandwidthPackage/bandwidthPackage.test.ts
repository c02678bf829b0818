import { locator, useSimulator } from '../setup';
import { makeHaste } from '../safety/hasty';

makeHaste(10);
const test$ = useSimulator();
const resource = 'bandwidthPackage';
const REQUEST_ID = expect.stringMatching(/^[0-9A-F-]{36}$/);
/** Hexadecimal digits, or a UUID: at most 64 ASCII characters. */
const TOKEN = expect.stringMatching(/^[0-9a-f-]{36,64}$/);

/** A package with Elastic IPs in it. */
function addPackage(members = 0, bandwidth = 100) {
	const found = test$.simulator.addBandwidthPackage({ name: 'shared', bandwidth });
	const { bandwidthPackageId } = found;
	const eips = test$.simulator.addEips(members, { bandwidthPackageId });
	return { id: bandwidthPackageId, eipIds: eips.map(({ allocationId }) => allocationId) };
}

describe('bandwidthPackage: create', () => {
	test('sends every field of the form under its API name', async () => {
		const [output] = await test$.items({
			resource,
			operation: 'create',
			packageInternetChargeType: 'PayBy95',
			packageBandwidth: 200,
			name: 'shop',
			tags: { tag: [{ key: 'a', value: 'b' }] },
			additionalFields: {
				description: 'for the shop',
				isp: 'BGP',
				resourceGroupId: 'rg-1',
				securityProtectionTypes: ['AntiDDoS_Enhanced'],
				zone: 'cn-hangzhou-a',
			},
			options: { clientToken: 'my-token' },
		});
		const [created] = test$.simulator.bandwidthPackages();
		expect(output).toEqual({
			success: true,
			bandwidthPackageId: created.bandwidthPackageId,
			resourceGroupId: 'rg-1',
			requestId: REQUEST_ID,
		});
		expect(test$.sent('CreateCommonBandwidthPackage')).toEqual([
			{
				Bandwidth: '200',
				ClientToken: 'my-token',
				Description: 'for the shop',
				InternetChargeType: 'PayBy95',
				ISP: 'BGP',
				Name: 'shop',
				Ratio: '20',
				RegionId: 'cn-hangzhou',
				ResourceGroupId: 'rg-1',
				'SecurityProtectionTypes.1': 'AntiDDoS_Enhanced',
				'Tag.1.Key': 'a',
				'Tag.1.Value': 'b',
				Zone: 'cn-hangzhou-a',
			},
		]);
	});

	test('leaves the metering method to the account, and buys once when the reply is lost', async () => {
		test$.simulator.faults.add({ kind: 'dropAfter', action: 'CreateCommonBandwidthPackage' });
		await test$.items({ resource, operation: 'create', packageBandwidth: 50 });
		expect(test$.simulator.bandwidthPackages()).toHaveLength(1);
		const [first, second] = test$.sent('CreateCommonBandwidthPackage');
		expect(first).toEqual({ Bandwidth: '50', ClientToken: TOKEN, RegionId: 'cn-hangzhou' });
		expect(second).toEqual(first);
	});

	test.each([
		['PayBy95', 199, 'by enhanced 95th percentile allows only 200 to 20000'],
		['PayByBandwidth', 1, 'by bandwidth allows only 2 to 20000'],
		['PayByTraffic', 1001, 'by traffic allows only 1 to 1000'],
		['PayByDominantTraffic', 2001, 'by dominant traffic allows only 1 to 2000'],
		['', 20_001, 'must be between 1 and 20000'],
	])('refuses %s with %i Mbit/s before anything is sent', async (type, bandwidth, message) => {
		const { error } = await test$.run({
			resource,
			operation: 'create',
			packageInternetChargeType: type,
			packageBandwidth: bandwidth,
		});
		expect(error?.message).toContain(message);
		expect(test$.simulator.requests).toEqual([]);
	});
});

describe('bandwidthPackage: get and getAll', () => {
	test('gives one flat object with the IDs of its Elastic IPs', async () => {
		const { id, eipIds } = addPackage(2);
		const output = await test$.items({
			resource,
			operation: 'get',
			bandwidthPackageId: locator(id),
			options: { includeReservationData: true },
		});
		expect(JSON.parse(JSON.stringify(output))).toEqual([
			{
				bandwidthPackageId: id,
				name: 'shared',
				status: 'Available',
				businessStatus: 'Normal',
				regionId: 'cn-hangzhou',
				bandwidth: 100,
				internetChargeType: 'PayByBandwidth',
				isp: 'BGP',
				allocationIds: expect.arrayContaining(eipIds),
				tags: {},
			},
		]);
		expect(test$.sent('DescribeCommonBandwidthPackages')).toEqual([
			{
				BandwidthPackageId: id,
				IncludeReservationData: 'true',
				PageNumber: '1',
				PageSize: '10',
				RegionId: 'cn-hangzhou',
			},
		]);
	});

	test('says that it was not found, and that a dry run passed', async () => {
		const get = { resource, operation: 'get', bandwidthPackageId: locator('cbwp-1') };
		const { error } = await test$.run(get);
		expect(error?.message).toBe('The Internet Shared Bandwidth instance was not found');
		expect(await test$.items({ ...get, options: { dryRun: true } })).toEqual([
			{ dryRun: true, allowed: true },
		]);
	});

	test.each([
		[{ returnAll: true }, 120, ['1x50', '2x50', '3x50']],
		[{ limit: 60 }, 60, ['1x30', '2x30']],
	])('lists with %j page by page', async (fields, count, pages) => {
		for (let index = 0; index < 120; index++) addPackage();
		const output = await test$.items({ resource, operation: 'getAll', output: 'raw', ...fields });
		expect(new Set(output.map(({ BandwidthPackageId }) => BandwidthPackageId)).size).toBe(count);
		expect(
			test$
				.sent('DescribeCommonBandwidthPackages')
				.map(({ PageNumber, PageSize }) => `${PageNumber}x${PageSize}`),
		).toEqual(pages);
	});

	test('sends every filter under its API name', async () => {
		await test$.items({
			resource,
			operation: 'getAll',
			filters: {
				bandwidthPackageId: locator('cbwp-1'),
				includeReservationData: true,
				name: 'shared',
				resourceGroupId: 'rg-1',
				securityProtectionEnabled: false,
				tags: { tag: [{ key: 'a', value: 'b' }] },
			},
		});
		expect(test$.sent('DescribeCommonBandwidthPackages')).toEqual([
			{
				BandwidthPackageId: 'cbwp-1',
				IncludeReservationData: 'true',
				Name: 'shared',
				PageNumber: '1',
				PageSize: '50',
				RegionId: 'cn-hangzhou',
				ResourceGroupId: 'rg-1',
				SecurityProtectionEnabled: 'false',
				'Tag.1.Key': 'a',
				'Tag.1.Value': 'b',
			},
		]);
	});
});

describe('bandwidthPackage: update, updateBandwidth, delete', () => {
	test('changes the name, also to nothing', async () => {
		const { id } = addPackage();
		const update = { resource, operation: 'update', bandwidthPackageId: locator(id) };
		const [output] = await test$.items({ ...update, updateFields: { name: '', description: 'x' } });
		expect(output).toEqual({
			success: true,
			bandwidthPackageId: id,
			name: '',
			description: 'x',
			requestId: REQUEST_ID,
		});
		expect(test$.sent('ModifyCommonBandwidthPackageAttribute')).toEqual([
			{ BandwidthPackageId: id, Description: 'x', Name: '', RegionId: 'cn-hangzhou' },
		]);
		const { error } = await test$.run({ ...update, updateFields: {} });
		expect(error?.message).toBe("'Update Fields' is empty, so there is nothing to change");
	});

	test('waits until the bandwidth has changed, for all its Elastic IPs', async () => {
		const { id, eipIds } = addPackage(1);
		test$.simulator.settings.durations.bandwidthPackage = 1_500;
		const [output] = await test$.items({
			resource,
			operation: 'updateBandwidth',
			bandwidthPackageId: locator(id),
			packageBandwidth: 300,
		});
		expect(output).toMatchObject({ status: 'Available', bandwidth: 300 });
		expect(test$.sent('ModifyCommonBandwidthPackageSpec')).toEqual([
			{ Bandwidth: '300', BandwidthPackageId: id, RegionId: 'cn-hangzhou' },
		]);
		const [eip] = await test$.items({ operation: 'get', allocationId: locator(eipIds[0]) });
		expect(eip.bandwidth).toBe(300);
	}, 15_000);

	test('goes on at once when it need not wait', async () => {
		const { id } = addPackage();
		const [output] = await test$.items({
			resource,
			operation: 'updateBandwidth',
			bandwidthPackageId: locator(id),
			packageBandwidth: 300,
			waitUntilDone: false,
		});
		expect(output).toEqual({
			success: true,
			bandwidthPackageId: id,
			bandwidth: 300,
			requestId: REQUEST_ID,
		});
	});

	test.each([
		['PayByTraffic' as const, 1_001, 'metering by traffic allows only 1 to 1000'],
		['PayBy95' as const, 199, 'metering by enhanced 95th percentile allows only 200 to 20000'],
	])(
		'a bandwidth that %s does not allow is refused before it is changed',
		async (type, wanted, message) => {
			const { bandwidthPackageId: id } = test$.simulator.addBandwidthPackage({
				internetChargeType: type,
				bandwidth: 300,
			});
			const update = {
				resource,
				operation: 'updateBandwidth',
				bandwidthPackageId: locator(id),
				packageBandwidth: wanted,
			};
			const { error } = await test$.run(update);
			expect(error?.message).toBe(`'Shared Bandwidth' is ${wanted} Mbit/s, but ${message}`);
			expect(error?.description).toContain(`'${id}'`);
			expect(test$.sent('ModifyCommonBandwidthPackageSpec')).toEqual([]);
			// What cannot be read is left to Alibaba Cloud.
			const action = 'DescribeCommonBandwidthPackages';
			test$.simulator.faults.add({ kind: 'code', action, code: 'Forbidden.RAM', times: Infinity });
			await test$.run({ ...update, waitUntilDone: false });
			expect(test$.sent('ModifyCommonBandwidthPackageSpec')).toHaveLength(1);
		},
	);

	test('deletes an empty one, and one with Elastic IPs if they are removed first', async () => {
		const { id } = addPackage(1);
		const remove = { resource, operation: 'delete', bandwidthPackageId: locator(id) };
		const { error } = await test$.run(remove);
		expect(error?.message).toBe('The Internet Shared Bandwidth instance still holds Elastic IPs');
		test$.simulator.faults.add({ kind: 'dropAfter', action: 'DeleteCommonBandwidthPackage' });
		const [output] = await test$.items({ ...remove, removeElasticIpsFirst: true });
		expect(output).toMatchObject({ deleted: true, bandwidthPackageId: id });
		expect(test$.sent('DeleteCommonBandwidthPackage').at(-1)).toEqual({
			BandwidthPackageId: id,
			Force: 'true',
			RegionId: 'cn-hangzhou',
		});
		expect(test$.simulator.bandwidthPackages()).toEqual([]);
	});
});

describe('bandwidthPackage: its Elastic IPs', () => {
	const add = (id: string, eipIds: string[]) => ({
		resource,
		operation: 'addElasticIps',
		bandwidthPackageId: locator(id),
		allocationIds: eipIds.join(', '),
	});

	test('adds several and waits until they are in it', async () => {
		const { id } = addPackage();
		const eipIds = test$.simulator.addEips(2).map(({ allocationId }) => allocationId);
		test$.simulator.settings.durations.bandwidthPackage = 1_500;
		test$.simulator.faults.add({ kind: 'dropAfter', action: 'AddCommonBandwidthPackageIps' });
		const [output] = await test$.items({
			...add(id, eipIds),
			options: { clientToken: 't' },
		});
		expect((output.allocationIds as string[]).sort()).toEqual([...eipIds].sort());
		expect(eipIds.map((eipId) => test$.simulator.eip(eipId)?.bandwidthPackageId)).toEqual([id, id]);
		expect(test$.sent('AddCommonBandwidthPackageIps')).toEqual([
			{
				BandwidthPackageId: id,
				ClientToken: 't',
				'IpInstanceIds.1': eipIds[0],
				'IpInstanceIds.2': eipIds[1],
				RegionId: 'cn-hangzhou',
			},
		]);
	}, 15_000);

	test('does not take one that is on its way out for added', async () => {
		const { bandwidthPackageId, relations } = test$.simulator.addBandwidthPackage();
		const [{ allocationId }] = test$.simulator.addEips(1);
		relations.set(allocationId, 'UNBINDING');
		const action = 'AddCommonBandwidthPackageIps';
		test$.simulator.faults.add({ kind: 'status', status: 503, action });
		// It is out before the request comes again.
		const letGo = () => relations.delete(allocationId);
		test$.simulator.faults.add({ kind: 'delay', ms: 0, action, match: letGo });
		await test$.items(add(bandwidthPackageId, [allocationId]));
		expect(test$.sent(action)).toHaveLength(2);
		expect(test$.simulator.eip(allocationId)?.bandwidthPackageId).toBe(bandwidthPackageId);
	}, 15_000);

	test('goes on at once when it need not wait', async () => {
		const { id } = addPackage();
		const [{ allocationId }] = test$.simulator.addEips(1);
		const [output] = await test$.items({ ...add(id, [allocationId]), waitUntilDone: false });
		expect(output).toEqual({
			success: true,
			bandwidthPackageId: id,
			allocationIds: [allocationId],
			requestId: REQUEST_ID,
		});
	});

	test.each([
		[' , ', "'Elastic IP Names or IDs' is empty"],
		['web-1', "'Elastic IP Names or IDs' contains 'web-1', which is not valid"],
		[
			Array.from({ length: 11 }, (_, index) => `eip-${index}`).join(),
			"'Elastic IP Names or IDs' has 11 entries, but at most 10 are allowed",
		],
	])('refuses %j before anything is sent', async (ids, message) => {
		const { error } = await test$.run(add('cbwp-1', [ids]));
		expect(error?.message).toBe(message);
		expect(test$.simulator.requests).toEqual([]);
	});

	test('says that one is in another package', async () => {
		const { eipIds } = addPackage(1);
		const { error } = await test$.run(add(addPackage().id, eipIds));
		expect(error?.message).toBe(
			'The Elastic IP is already in an Internet Shared Bandwidth instance',
		);
	});

	test('caps one, takes the cap away, and takes it out', async () => {
		const { id, eipIds } = addPackage(1);
		const one = { resource, bandwidthPackageId: locator(id), allocationId: locator(eipIds[0]) };
		const { ipAddress, name } = test$.simulator.eip(eipIds[0]) ?? {};
		const identity = { allocationId: eipIds[0], ipAddress, name, regionId: 'cn-hangzhou' };
		const ids = { bandwidthPackageId: id, ...identity };
		const bandwidth = async () =>
			(await test$.items({ operation: 'get', allocationId: locator(eipIds[0]) }))[0].bandwidth;

		const set = { ...one, operation: 'setElasticIpBandwidth', ipBandwidth: 30 };
		expect(await test$.items(set)).toEqual([
			{ success: true, ...ids, bandwidth: 30, previousBandwidth: 100, requestId: REQUEST_ID },
		]);
		expect(test$.sent('ModifyCommonBandwidthPackageIpBandwidth')).toEqual([
			{ Bandwidth: '30', BandwidthPackageId: id, EipId: eipIds[0], RegionId: 'cn-hangzhou' },
		]);
		expect(await bandwidth()).toBe(30);

		const cancel = { ...one, operation: 'cancelElasticIpBandwidth' };
		expect(await test$.items(cancel)).toEqual([
			{ success: true, ...ids, previousBandwidth: 30, requestId: REQUEST_ID },
		]);
		expect(test$.sent('CancelCommonBandwidthPackageIpBandwidth')).toEqual([
			{ BandwidthPackageId: id, EipId: eipIds[0], RegionId: 'cn-hangzhou' },
		]);
		expect(await bandwidth()).toBe(100);

		const remove = { ...one, operation: 'removeElasticIp' };
		expect(await test$.items({ ...remove, options: { dryRun: true } })).toEqual([
			{ dryRun: true, allowed: true },
		]);
		test$.simulator.faults.add({ kind: 'dropAfter', action: 'RemoveCommonBandwidthPackageIp' });
		expect(await test$.items(remove)).toEqual([{ success: true, ...ids }]);
		expect(test$.sent('RemoveCommonBandwidthPackageIp').at(-1)).toEqual({
			BandwidthPackageId: id,
			ClientToken: TOKEN,
			IpInstanceId: eipIds[0],
			RegionId: 'cn-hangzhou',
		});
		expect(await bandwidth()).toBe(5);

		// Taken out already is what was asked for.
		expect(await test$.items(remove)).toEqual([{ success: true, ...ids }]);
	});
});
