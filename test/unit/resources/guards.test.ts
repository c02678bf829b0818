import type { IDataObject } from 'n8n-workflow';
import { refusalOf } from '../../../nodes/AlibabaCloudEip/resources/elasticIp/guards/lookBefore';

/** Guards take what can't be read for a no. */

const now = Date.UTC(2026, 10, 24);
const available: IDataObject = {
	AllocationId: 'eip-1',
	IpAddress: '203.0.113.7',
	Name: 'web',
	Status: 'Available',
	InstanceId: '',
	AllocationTime: '2026-11-01T00:00:00Z',
	ChargeType: 'PostPaid',
	BusinessStatus: 'Normal',
	DeletionProtection: false,
	SegmentInstanceId: '',
	ServiceManaged: 0,
	OperationLocks: { LockReason: [] },
	Tags: { Tag: [{ Key: 'env', Value: 'test' }] },
};
const on = { safetyChecks: true };

const without = (name: string) => {
	const { [name]: _, ...rest } = available;
	return rest;
};

test('nothing speaks against a healthy one', () => {
	expect(refusalOf('release', available, on, now)).toBeUndefined();
});

test.each([
	['ChargeType', [undefined, null, '', 'PayLater', 1]],
	['DeletionProtection', [null, 'maybe', '', {}, 2, true, 'True', 1]],
	['ServiceManaged', [null, '', 'x', 2, {}, 1, '1', true]],
	['SegmentInstanceId', [null, 5, {}, 'eipsg-1']],
	['BusinessStatus', [null, 5, {}, 'OperationLock', 'Unactivated']],
	['OperationLocks', [null, 'x', {}, { LockReason: [{}] }, { LockReason: { LockReason: 'x' } }]],
	['Status', [undefined, null, 'Unknown', 'InUse', 1]],
	['InstanceId', [null, 'i-1', 7]],
])('a release with another or unreadable %s is refused', (name, values) => {
	for (const value of values) {
		const elasticIp = { ...without(name), ...(value !== undefined && { [name]: value }) };
		expect(refusalOf('release', elasticIp as IDataObject, on, now)).toBeDefined();
	}
});

test.each(['BusinessStatus', 'DeletionProtection', 'SegmentInstanceId', 'ServiceManaged'])(
	'%s, which old replies do not have, may be absent',
	(name) => {
		expect(refusalOf('release', without(name), on, now)).toBeUndefined();
	},
);

test('not known whether it is locked: neither the state nor the locks are told', () => {
	const { BusinessStatus: _, ...rest } = without('OperationLocks');
	expect(refusalOf('release', rest, on, now)?.message).toMatch(/not known whether .* is locked/);
});

test.each([
	[
		'Tags',
		[
			undefined,
			null,
			'x',
			{},
			{ Tag: {} },
			{ Tag: [{ Key: 'env' }] },
			{
				Tag: [
					{ Key: 'env', Value: 'test' },
					{ Key: 'env', Value: 'prod' },
				],
			},
		],
		{ tags: [{ key: 'env', value: 'test' }] },
	],
	['AllocationTime', [undefined, null, '', 5, 'x', '2020'], { hours: 1 }],
	['Name', [undefined, null, 7, 'other'], { name: 'web' }],
	['IpAddress', [undefined, null, 7, ''], { ipAddress: '203.0.113.7' }],
])('a condition on %s is not met where it cannot be read', (name, values, condition) => {
	const conditions = { safetyChecks: false, ...condition };
	expect(refusalOf('release', available, conditions, now)).toBeUndefined();
	for (const value of values) {
		const elasticIp = { ...without(name), ...(value !== undefined && { [name]: value }) };
		expect(refusalOf('release', elasticIp as IDataObject, conditions, now)).toBeDefined();
	}
});

test('a tag without a value is not one with an empty value', () => {
	const conditions = { safetyChecks: false, tags: [{ key: 'a', value: '' }] };
	const tagged = (tag: IDataObject) => ({ ...available, Tags: { Tag: [tag] } });
	expect(refusalOf('release', tagged({ Key: 'a', Value: '' }), conditions, now)).toBeUndefined();
	expect(refusalOf('release', tagged({ Key: 'a' }), conditions, now)).toBeDefined();
});
