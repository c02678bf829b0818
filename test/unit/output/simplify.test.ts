import { simplifyElasticIp } from '../../../nodes/AlibabaCloudEip/output/simplifyElasticIp';
import { simplifyMonitorPoint } from '../../../nodes/AlibabaCloudEip/output/simplifyMonitorPoint';

const bound = {
	AllocationId: 'eip-1',
	IpAddress: '203.0.113.7',
	Name: 'web',
	Status: 'InUse',
	RegionId: 'cn-hangzhou',
	InstanceId: 'i-1',
	InstanceType: 'EcsInstance',
	Bandwidth: '5',
	OperationLocks: { LockReason: [{ LockReason: 'financial' }, { LockReason: 'security' }] },
	Tags: { Tag: [{ Key: 'env', Value: 'prod' }, { Key: 'empty' }] },
	ChargeType: 'PostPaid',
};

describe('an Elastic IP', () => {
	test('becomes one flat object with numbers as numbers and tags as an object', () => {
		const simple = simplifyElasticIp(bound);
		expect({ ...simple, tags: { ...(simple.tags as object) } }).toEqual({
			allocationId: 'eip-1',
			ipAddress: '203.0.113.7',
			name: 'web',
			status: 'InUse',
			regionId: 'cn-hangzhou',
			instanceId: 'i-1',
			instanceType: 'EcsInstance',
			bandwidth: 5,
			lockReason: 'financial, security',
			tags: { env: 'prod', empty: '' },
		});
	});

	test('has at most ten fields, as the guidelines of n8n ask', () => {
		expect(Object.keys(simplifyElasticIp(bound)).length).toBeLessThanOrEqual(10);
	});

	test('that is not bound or locked says null', () => {
		expect(
			simplifyElasticIp({ AllocationId: 'eip-1', InstanceId: '', Bandwidth: '5' }),
		).toMatchObject({
			name: '',
			instanceId: null,
			instanceType: null,
			lockReason: null,
		});
	});

	test.each([undefined, null, 'x', [], { Tag: 'x' }, { Tag: [null, 'x', 5] }, { LockReason: {} }])(
		'survives %j where a list should be',
		(odd) => {
			const simple = simplifyElasticIp({
				AllocationId: 'eip-1',
				Tags: odd,
				OperationLocks: odd,
			} as never);
			expect(simple).toMatchObject({ lockReason: null });
			expect(Object.keys(simple.tags as object)).toEqual([]);
		},
	);

	test.each(['__proto__', 'constructor', 'toString'])(
		'with the tag %s keeps it and changes no prototype',
		(Key) => {
			const simple = simplifyElasticIp({ Tags: { Tag: [{ Key, Value: 'yes' }] } } as never);
			expect(Object.entries(simple.tags as object)).toEqual([[Key, 'yes']]);
			expect(JSON.parse(JSON.stringify({ tags: simple.tags }))).toHaveProperty('tags');
			expect(({} as Record<string, unknown>).yes).toBeUndefined();
		},
	);

	test.each([
		['5', 5],
		[5, 5],
		['0', 0],
		[undefined, null],
		[null, null],
		['much', null],
	])('with the bandwidth %j has %j', (Bandwidth, bandwidth) => {
		expect(simplifyElasticIp({ Bandwidth } as never).bandwidth).toBe(bandwidth);
	});
});

test('a point of monitoring data has numbers as numbers, and null where there is none', () => {
	const point = {
		TimeStamp: 't',
		EipRX: '1',
		EipTX: 2,
		EipFlow: null,
		EipPackets: 'x',
		EipBandwidth: 0,
	};
	expect(simplifyMonitorPoint(point, 'eip-1')).toEqual({
		allocationId: 'eip-1',
		time: 't',
		inboundBytes: 1,
		outboundBytes: 2,
		totalBytes: null,
		packets: null,
		eipBandwidth: 0,
	});
});
