import { INTERNATIONAL_KEY } from '../../simulator';
import { credentialFor, locator, useSimulator } from '../setup';
import { makeHaste } from '../safety/hasty';

makeHaste(10);
const test$ = useSimulator();
const resource = 'segment';
const requestId = expect.stringMatching(/^[0-9A-F-]{36}$/);

async function addSegment(): Promise<string> {
	const [{ segmentInstanceId }] = await test$.items({ resource, operation: 'allocate' });
	return String(segmentInstanceId);
}

describe('segment: allocate', () => {
	test('sends every field of the form under its API name and waits', async () => {
		test$.simulator.settings.durations.segment = 1_500;
		const [output] = await test$.items({
			resource,
			operation: 'allocate',
			eipMask: '27',
			internetChargeType: 'PayByBandwidth',
			bandwidth: 300,
			additionalFields: { isp: 'BGP', resourceGroupId: 'rg-1', zone: 'cn-hangzhou-a' },
			options: { clientToken: 't' },
		});
		const [segment] = test$.simulator.segments();
		expect(output).toEqual({
			segmentInstanceId: segment.instanceId,
			name: '',
			description: '',
			status: 'Allocated',
			regionId: 'cn-hangzhou',
			zone: 'cn-hangzhou-a',
			cidrBlock: segment.segment,
			ipCount: segment.ipCount,
			creationTime: expect.stringMatching(/Z$/),
		});
		expect(test$.sent('AllocateEipSegmentAddress')).toEqual([
			{
				Bandwidth: '300',
				ClientToken: 't',
				EipMask: '27',
				InternetChargeType: 'PayByBandwidth',
				Isp: 'BGP',
				RegionId: 'cn-hangzhou',
				ResourceGroupId: 'rg-1',
				Zone: 'cn-hangzhou-a',
			},
		]);
	}, 15_000);

	test('buys once when the reply is lost', async () => {
		test$.simulator.faults.add({ kind: 'dropAfter', action: 'AllocateEipSegmentAddress' });
		const [output] = await test$.items({ resource, operation: 'allocate', waitUntilDone: false });
		expect(test$.simulator.segments()).toHaveLength(1);
		const [{ instanceId }] = test$.simulator.segments();
		expect(output).toEqual({ success: true, segmentInstanceId: instanceId, requestId });
	});

	test('checks the bandwidth before money is spent, and says what is not for sale', async () => {
		const allocate = { resource, operation: 'allocate' };
		const { error } = await test$.run({ ...allocate, bandwidth: 201 });
		expect(error?.message).toContain('pay-as-you-go by traffic allows at most 200');
		expect(test$.simulator.requests).toEqual([]);
		const international = await test$.run(
			{ ...allocate, internetChargeType: 'PayByBandwidth' },
			{ credential: credentialFor(test$.simulator, INTERNATIONAL_KEY) },
		);
		expect(international.error?.message).toMatch(/not for sale to this account/);
	});
});

describe('segment: getAll', () => {
	test('gives all, raw or simplified, and one by its ID', async () => {
		const id = await addSegment();
		await addSegment();
		const getAll = { resource, operation: 'getAll' };
		const raw = await test$.items({ ...getAll, returnAll: true, output: 'raw' });
		expect(raw).toHaveLength(2);
		expect(raw[0]).toHaveProperty('Description');
		const one = await test$.items({
			...getAll,
			filters: { segmentInstanceId: locator(id) },
			options: { clientToken: 't' },
		});
		expect(one.map(({ segmentInstanceId }) => segmentInstanceId)).toEqual([id]);
		expect(test$.sent('DescribeEipSegment').at(-1)).toEqual({
			ClientToken: 't',
			PageNumber: '1',
			PageSize: '50',
			RegionId: 'cn-hangzhou',
			SegmentInstanceId: id,
		});
	});
});

describe('segment: release', () => {
	test('gives it back with all its Elastic IPs, also when the reply is lost', async () => {
		const id = await addSegment();
		test$.simulator.faults.add({ kind: 'dropAfter', action: 'ReleaseEipSegmentAddress' });
		const [output] = await test$.items({
			resource,
			operation: 'release',
			segmentInstanceId: locator(id),
			options: { clientToken: 't' },
		});
		expect(output).toMatchObject({ deleted: true, segmentInstanceId: id });
		expect(test$.simulator.eips()).toEqual([]);
		expect(test$.sent('ReleaseEipSegmentAddress')).toEqual([
			{ ClientToken: 't', RegionId: 'cn-hangzhou', SegmentInstanceId: id },
		]);
	});

	test('says that there is no such group', async () => {
		const { error } = await test$.run({
			resource,
			operation: 'release',
			segmentInstanceId: locator('eipsg-1'),
		});
		expect(error?.message).toBe('The Elastic IP group was not found');
	});
});

describe('segment: convertToPool', () => {
	test('makes a pool of it', async () => {
		const id = await addSegment();
		const [output] = await test$.items({
			resource,
			operation: 'convertToPool',
			segmentInstanceId: locator(id),
			additionalFields: { description: 'was a group', name: 'pool', resourceGroupId: 'rg-1' },
			options: { clientToken: 't' },
		});
		const [pool] = test$.simulator.pools();
		expect(output).toEqual({
			success: true,
			segmentInstanceId: id,
			publicIpAddressPoolId: pool.publicIpAddressPoolId,
			resourceGroupId: 'rg-1',
			requestId,
		});
		expect(test$.sent('TransformEipSegmentToPublicIpAddressPool')).toEqual([
			{
				ClientToken: 't',
				Description: 'was a group',
				InstanceId: id,
				Name: 'pool',
				RegionId: 'cn-hangzhou',
				ResourceGroupId: 'rg-1',
			},
		]);
	});
});
