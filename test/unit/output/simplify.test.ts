import type { IDataObject } from 'n8n-workflow';
import { toItem } from '../../../nodes/AlibabaCloudEip/output/Output';
import {
	identityOf,
	previousBindingOf,
	previousOf,
} from '../../../nodes/AlibabaCloudEip/output/identity';
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
	ChargeType: 'PrePaid',
	InternetChargeType: 'PayByBandwidth',
	EipBandwidth: '2',
	BandwidthPackageId: 'cbwp-1',
	AllocationTime: '2026-11-01T02:03:04Z',
	ExpiredTime: '2026-12-01T16:00Z',
	DeletionProtection: true,
	Description: 'not shown',
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
			eipBandwidth: 2,
			bandwidthPackageId: 'cbwp-1',
			chargeType: 'PrePaid',
			internetChargeType: 'PayByBandwidth',
			allocationTime: '2026-11-01T02:03:04Z',
			expiredTime: '2026-12-01T16:00Z',
			deletionProtection: true,
			lockReason: 'financial, security',
			tags: { env: 'prod', empty: '' },
		});
	});

	test.each([
		[true, true],
		['False', false],
		[1, true],
		['0', false],
		[undefined, null],
		[null, null],
		['', null],
		['on', null],
		[2, null],
		[[true], null],
		[{}, null],
	])('with the deletion protection %j has %j, never a no that is not told', (value, shown) => {
		const simple = simplifyElasticIp({ DeletionProtection: value } as never);
		expect(simple.deletionProtection).toBe(shown);
	});

	test.each([undefined, null, '', ' ', 5, [], {}])(
		'takes %j for a charge type, a time or a package that is not known or not there',
		(odd) => {
			const simple = simplifyElasticIp({
				ChargeType: odd,
				AllocationTime: odd,
				ExpiredTime: odd,
				BandwidthPackageId: odd,
			} as never);
			expect(simple).toMatchObject({
				chargeType: null,
				allocationTime: null,
				expiredTime: null,
				bandwidthPackageId: null,
			});
		},
	);

	test('that is not associated or locked says null', () => {
		expect(
			simplifyElasticIp({
				AllocationId: 'eip-1',
				InstanceId: '',
				Bandwidth: '5',
				OperationLocks: { LockReason: [] },
			}),
		).toMatchObject({
			name: '',
			instanceId: null,
			instanceType: null,
			lockReason: null,
		});
	});

	test.each([undefined, null, 'x', [], { Tag: 'x' }, { Tag: [null, 'x', 5] }, { LockReason: {} }])(
		'takes %j where a list should be for not known, neither for unlocked nor for without tags',
		(odd) => {
			const simple = simplifyElasticIp({
				AllocationId: 'eip-1',
				Tags: odd,
				OperationLocks: odd,
			} as never);
			expect(simple).toMatchObject({ lockReason: 'unknown', tags: null });
		},
	);

	test.each([
		[{ BusinessStatus: 'Normal' }, 'unknown'],
		[{ OperationLocks: { LockReason: [] } }, null],
		[{ BusinessStatus: 'Normal', OperationLocks: { LockReason: [] } }, null],
		[{ BusinessStatus: 'OperationLock', OperationLocks: { LockReason: [] } }, 'OperationLock'],
		[{ BusinessStatus: null, OperationLocks: { LockReason: [] } }, 'unknown'],
		[{ BusinessStatus: 'Normal', OperationLocks: { LockReason: [{}] } }, 'unknown'],
		[{ BusinessStatus: 'Normal', OperationLocks: 'x' }, 'unknown'],
		[{}, 'unknown'],
	])('%j has the lock reason %j', (fields, lockReason) => {
		expect(simplifyElasticIp(fields as never).lockReason).toBe(lockReason);
	});

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
		['', null],
		[' ', null],
		[true, null],
		[[], null],
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
	expect(simplifyMonitorPoint(point, { allocationId: 'eip-1', period: 60 })).toEqual({
		allocationId: 'eip-1',
		time: 't',
		inboundMbps: 0,
		outboundMbps: 0,
		inboundBytes: 1,
		outboundBytes: 2,
		totalBytes: null,
		packets: null,
		eipBandwidth: 0,
	});
});

test.each([
	[60, 7_500_000, 1],
	[300, 7_500_000, 0.2],
	[3600, 450_000, 0.001],
	[60, 1, 0],
	[60, 'x', null],
	[60, undefined, null],
])('with a point every %i seconds %j bytes are %j Mbit/s', (period, EipRX, inboundMbps) => {
	const simple = simplifyMonitorPoint({ EipRX } as never, { allocationId: 'eip-1', period });
	expect(simple).toMatchObject({ inboundMbps, outboundMbps: null });
});

describe('an item', () => {
	const simplify = ({ Id, Name }: IDataObject) => ({ id: Id, name: Name, extra: 1 });
	const raw = { Id: 'x', Name: 'n', Other: 2 };

	test.each([
		['raw' as const, [], raw],
		['simplified' as const, ['name'], { id: 'x', name: 'n', extra: 1 }],
		['selected' as const, ['name'], { id: 'x', name: 'n' }],
		['selected' as const, ['extra', 'Other'], { id: 'x', extra: 1 }],
	])('%s with the fields %j is %j', (kind, fields, item) => {
		expect(toItem({ kind, fields }, raw, simplify)).toEqual(item);
	});
});

describe('what was before', () => {
	test('is named; what is not known is left out', () => {
		const before = { Name: 'old', Bandwidth: '5', Description: undefined };
		expect(previousOf(before as never, ['name', 'bandwidth', 'description'])).toEqual({
			previousName: 'old',
			previousBandwidth: 5,
		});
		expect(previousOf(undefined, ['name', 'bandwidth'])).toEqual({});
		expect(previousOf({ Bandwidth: 'much' }, ['bandwidth'])).toEqual({});
	});

	test.each([
		[
			{ Status: 'InUse', InstanceId: 'i-1', InstanceType: 'EcsInstance', PrivateIpAddress: '' },
			{ previousInstanceId: 'i-1', previousInstanceType: 'EcsInstance' },
		],
		[{ Status: 'InUse' }, {}],
		[
			{ Status: 'Available', InstanceId: '' },
			{ previousInstanceId: null, previousInstanceType: null },
		],
		[undefined, {}],
	])('of the binding of %j is %j', (before, previous) => {
		expect(previousBindingOf(before)).toEqual(previous);
	});

	test('an Elastic IP that was not read has an ID and a region, no empty name', () => {
		expect(identityOf('eip-1', 'cn-hangzhou', undefined)).toEqual({
			allocationId: 'eip-1',
			regionId: 'cn-hangzhou',
		});
		expect(identityOf('eip-1', 'cn-hangzhou', { IpAddress: '203.0.113.7', Name: '' })).toEqual({
			allocationId: 'eip-1',
			ipAddress: '203.0.113.7',
			name: '',
			regionId: 'cn-hangzhou',
		});
	});
});
