import type { IDataObject } from 'n8n-workflow';
import { recordedReplies } from '../unit/fixtures/recorded';
import { locator, useSimulator } from './setup';
import { brief, useTrigger } from './trigger/useTrigger';

/** Published replies of 2019, 2021 and 2026 instead of the simulator's own, through node and trigger. */

const test$ = useSimulator();
const trigger = useTrigger();

const LISTS = [
	'describe-eip-inuse-2019',
	'describe-eip-cloudmux-2019',
	'describe-eip-package-2021',
	'describe-eip-2026',
];

const bodyOf = (name: string) => recordedReplies[name];
const entryOf = (name: string): IDataObject => {
	const { EipAddresses } = JSON.parse(bodyOf(name)) as {
		EipAddresses: { EipAddress: IDataObject[] };
	};
	return EipAddresses.EipAddress[0];
};

/** What the simplified Elastic IP of each is. Before the tags of 2026 a reply did not tell them. */
const SIMPLE: Record<string, IDataObject> = {
	'describe-eip-inuse-2019': {
		allocationId: 'eip-bp1wybucvhhx5xxxxxxxx',
		ipAddress: '47.0.113.23',
		name: 'EIP_NEW_NAME',
		status: 'InUse',
		regionId: 'cn-hangzhou',
		instanceId: 'i-bp1e82xlhob2xxxxxxxx',
		instanceType: 'EcsInstance',
		bandwidth: 50,
		lockReason: null,
		tags: null,
	},
	'describe-eip-cloudmux-2019': {
		allocationId: 'eip-2zeddtan63ou44dtyt9s3',
		status: 'Available',
		instanceId: null,
		instanceType: null,
		name: '',
		bandwidth: 100,
		lockReason: null,
		tags: null,
	},
	// In a package, Bandwidth is what is in force.
	'describe-eip-package-2021': {
		status: 'InUse',
		instanceType: 'Nat',
		bandwidth: 5,
		lockReason: null,
		tags: null,
	},
	'describe-eip-2026': {
		status: 'Available',
		bandwidth: 5,
		lockReason: 'financial',
		tags: { KeyTest: 'ValueTest' },
	},
};

describe.each(LISTS)('Elastic IPs as in %s', (name) => {
	const id = String(entryOf(name).AllocationId);
	const answer = () =>
		test$.simulator.faults.add({
			kind: 'body',
			body: bodyOf(name),
			action: 'DescribeEipAddresses',
			times: Infinity,
		});

	test('are read by ID, simplified and raw', async () => {
		answer();
		const get = { operation: 'get', allocationId: locator(id) };
		expect(await test$.items(get)).toEqual([expect.objectContaining(SIMPLE[name])]);
		expect(await test$.items({ ...get, output: 'raw' })).toEqual([entryOf(name)]);
	});

	test('are listed', async () => {
		answer();
		const getAll = { operation: 'getAll', returnAll: true };
		expect(await test$.items(getAll)).toEqual([expect.objectContaining(SIMPLE[name])]);
	});

	test('are watched: what stays as it is says nothing, one change is one event', async () => {
		const add = (body: string) =>
			trigger.simulator.faults.add({
				kind: 'body',
				body,
				action: 'DescribeEipAddresses',
				times: Infinity,
			});
		add(bodyOf(name));
		const events = ['appeared', 'statusChanged', 'bound', 'unbound', 'released', 'tagChanged'];
		const host = await trigger.active({
			events: [...events, 'locked', 'unlocked', 'bandwidthChanged', 'deletionProtectionChanged'],
		});
		expect(await host.poll()).toEqual([]);
		trigger.simulator.faults.clear();
		add(bodyOf(name).replace(/"Bandwidth": "?\d+"?/, '"Bandwidth": "77"'));
		expect(brief(await host.poll())).toEqual([
			{
				event: 'bandwidthChanged',
				id,
				old: { bandwidth: SIMPLE[name].bandwidth },
				new: { bandwidth: 77 },
			},
		]);
		expect(await host.poll()).toEqual([]);
	});
});

describe.each(['describe-cbwp-2019', 'describe-cbwp-2021', 'describe-cbwp-2026'])(
	'Internet Shared Bandwidth instances as in %s',
	(name) => {
		test('are read and listed', async () => {
			test$.simulator.faults.add({ kind: 'body', body: bodyOf(name), times: Infinity });
			const { CommonBandwidthPackages } = JSON.parse(bodyOf(name)) as {
				CommonBandwidthPackages: { CommonBandwidthPackage: IDataObject[] };
			};
			const [found] = CommonBandwidthPackages.CommonBandwidthPackage;
			const members = (found.PublicIpAddresses as IDataObject).PublicIpAddresse as IDataObject[];
			const expected = {
				bandwidthPackageId: found.BandwidthPackageId,
				bandwidth: Number(found.Bandwidth),
				allocationIds: members.map(({ AllocationId }) => AllocationId),
			};
			const get = {
				resource: 'bandwidthPackage',
				operation: 'get',
				bandwidthPackageId: locator(String(found.BandwidthPackageId)),
			};
			expect(await test$.items(get)).toEqual([expect.objectContaining(expected)]);
			const getAll = { resource: 'bandwidthPackage', operation: 'getAll', returnAll: true };
			expect(await test$.items(getAll)).toEqual([expect.objectContaining(expected)]);
		});
	},
);

describe('other replies', () => {
	const answer = (name: string) =>
		test$.simulator.faults.add({ kind: 'body', body: bodyOf(name), times: Infinity });

	test('a purchase of 2019, without an order', async () => {
		answer('allocate-2019');
		expect(await test$.items({ operation: 'allocate', waitUntilDone: false })).toEqual([
			expect.objectContaining({
				allocationId: 'eip-bp1wybucvhhx5xxxxxxxx',
				ipAddress: '47.0.113.23',
			}),
		]);
	});

	test('an Elastic IP group of 2021: Description, and a number of addresses', async () => {
		answer('segment-2021');
		const getAll = { resource: 'segment', operation: 'getAll', returnAll: true };
		expect(await test$.items(getAll)).toEqual([
			expect.objectContaining({
				segmentInstanceId: 'eipsg-t4nr90yik5oy38xdyabcd',
				description: '',
				ipCount: 16,
			}),
		]);
	});

	test('gateway information of 2019: IP in upper case', async () => {
		answer('gateway-2019');
		const get = {
			operation: 'getGatewayInfo',
			instanceId: 'eni-1',
		};
		expect(await test$.items(get)).toEqual([
			{
				ipAddress: '47.0.113.236',
				gateway: '47.0.113.1',
				subnetMask: '255.255.255.0',
				instanceId: 'eni-1',
			},
		]);
	});

	test('monitoring of 2019: exact numbers', async () => {
		answer('monitor-2019');
		const points = await test$.items({
			operation: 'getMonitorData',
			allocationId: locator('eip-bp1wybucvhhx5xxxxxxxx'),
			timeRange: 'custom',
			startTime: new Date(Date.now() - 600_000).toISOString(),
			endTime: new Date().toISOString(),
			output: 'raw',
		});
		expect(points.map(({ EipFlow, EipTX, EipRX }) => [EipFlow, EipTX, EipRX])).toEqual([
			[32666910, 140370, 32526540],
			[43020, 17730, 25290],
		]);
	});

	test('the log of 2021: a success in JSON', async () => {
		answer('hdlog-2021');
		const get = {
			operation: 'getHighDefinitionMonitorLog',
			allocationId: locator('eip-wz9fi6qboho9fwgx7abcd'),
		};
		expect(await test$.items({ ...get, output: 'raw' })).toEqual([
			expect.objectContaining({ Success: true, LogStore: 'hdmonitor' }),
		]);
	});

	test('regions, with the endpoint that the API names', async () => {
		answer('regions');
		expect(await test$.items({ resource: 'region', operation: 'getAll' })).toEqual([
			expect.objectContaining({ regionId: 'cn-qingdao' }),
			expect.objectContaining({ regionId: 'cn-hangzhou' }),
		]);
	});
});
