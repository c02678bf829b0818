import type { IDataObject } from 'n8n-workflow';
import { fitsPurchase } from '../../../nodes/AlibabaCloudEip/resources/elasticIp/guards/fitsPurchase';

/** Which idle Elastic IP can be taken instead of one that would be bought. What is not known does not fit. */

const NOW = Date.parse('2026-11-27T10:00:00Z');
const purchase = {
	...{ InstanceChargeType: 'PostPaid', InternetChargeType: 'PayByTraffic', Bandwidth: '5' },
};
const idle: IDataObject = {
	...{ AllocationId: 'eip-1', IpAddress: '203.0.113.10', Status: 'Available', InstanceId: '' },
	...{ ChargeType: 'PostPaid', InternetChargeType: 'PayByTraffic', ISP: 'BGP' },
	...{ Bandwidth: '5', EipBandwidth: '5', AllocationTime: '2026-11-27T09:50:00Z' },
	...{ DeletionProtection: false, ServiceManaged: 0, BusinessStatus: 'Normal' },
	...{ OperationLocks: { LockReason: [] }, SegmentInstanceId: '', BandwidthPackageId: '' },
	...{ PublicIpAddressPoolId: '', ResourceGroupId: 'rg-1', Zone: '', ExpiredTime: '' },
	SecurityProtectionTypes: { SecurityProtectionType: [] },
	Tags: { Tag: [{ Key: 'use', Value: 'spare' }] },
};
const any = { tags: [], fromBandwidthPackage: false };
const fits = (more: IDataObject = {}, wanted = {}, conditions = {}) =>
	fitsPurchase({ ...idle, ...more }, { ...purchase, ...wanted }, { ...any, ...conditions }, NOW);

test('one that is as what would be bought fits', () => {
	expect(fits()).toBe(true);
	expect(fits({ Status: undefined })).toBe(false);
});

test('old replies lack fields that tell what Alibaba Cloud did not have yet', () => {
	const { BusinessStatus, DeletionProtection, SegmentInstanceId, ServiceManaged, ...old } = idle;
	expect([BusinessStatus, DeletionProtection, SegmentInstanceId, ServiceManaged]).toHaveLength(4);
	expect(fitsPurchase(old, purchase, any, NOW)).toBe(true);
});

test.each<[string, IDataObject]>([
	['bound', { Status: 'InUse', InstanceId: 'i-1' }],
	['being bound', { Status: 'Associating' }],
	['being released', { Status: 'Releasing' }],
	['Available with an instance', { InstanceId: 'i-1' }],
	['bought a moment ago', { AllocationTime: '2026-11-27T09:50:01Z' }],
	['bought nobody knows when', { AllocationTime: '' }],
	['a subscription', { ChargeType: 'PrePaid', ExpiredTime: '2099-01-01T00:00Z' }],
	['billed in an unknown way', { ChargeType: undefined }],
	['metered otherwise', { InternetChargeType: 'PayByBandwidth' }],
	['of another bandwidth', { EipBandwidth: '10', Bandwidth: '10' }],
	['of an unknown bandwidth', { EipBandwidth: '', Bandwidth: '5' }],
	['of another line', { ISP: 'BGP_PRO' }],
	['of an unknown line', { ISP: undefined }],
	['locked', { OperationLocks: { LockReason: [{ LockReason: 'financial' }] } }],
	['locked for no reason', { BusinessStatus: 'OperationLock' }],
	['perhaps locked', { OperationLocks: undefined }],
	['protected from deletion', { DeletionProtection: true }],
	['perhaps protected', { DeletionProtection: 'perhaps' }],
	['managed by a service', { ServiceManaged: 1 }],
	['part of a group', { SegmentInstanceId: 'eipsg-1' }],
	['perhaps part of a group', { SegmentInstanceId: 7 }],
	['kept by Replace', { Tags: { Tag: [{ Key: 'n8n:release-after', Value: '' }] } }],
	['part of a replacement', { Tags: { Tag: [{ Key: 'n8n:replaces', Value: 'eip-2/i-1' }] } }],
	['perhaps part of a replacement', { Tags: 'n8n:replaces' }],
	['in a bandwidth package', { BandwidthPackageId: 'cbwp-1' }],
	['of a pool', { PublicIpAddressPoolId: 'pippool-1' }],
	[
		'with a security protection that costs',
		{ SecurityProtectionTypes: { SecurityProtectionType: ['AntiDDoS_Enhanced'] } },
	],
	['with an unknown protection', { SecurityProtectionTypes: { SecurityProtectionType: 'x' } }],
])('one that is %s does not', (_name, more) => {
	expect(fits(more)).toBe(false);
});

test.each<[string, Record<string, string>, IDataObject]>([
	['resource group', { ResourceGroupId: 'rg-2' }, { ResourceGroupId: 'rg-2' }],
	['pool', { PublicIpAddressPoolId: 'pippool-1' }, { PublicIpAddressPoolId: 'pippool-1' }],
	['address', { IpAddress: '203.0.113.11' }, { IpAddress: '203.0.113.11' }],
	['former ID', { InstanceId: 'eip-2' }, { AllocationId: 'eip-2' }],
	['zone', { Zone: 'cn-hangzhou-a' }, { Zone: 'cn-hangzhou-a' }],
	['line', { ISP: 'BGP_PRO' }, { ISP: 'BGP_PRO' }],
	['bandwidth', { Bandwidth: '9' }, { EipBandwidth: '9' }],
	[
		'protection',
		{ 'SecurityProtectionTypes.1': 'AntiDDoS_Enhanced' },
		{ SecurityProtectionTypes: { SecurityProtectionType: ['AntiDDoS_Enhanced'] } },
	],
	[
		'subscription',
		{ InstanceChargeType: 'PrePaid', InternetChargeType: '' },
		{ ChargeType: 'PrePaid', ExpiredTime: '2026-11-28T10:00Z' },
	],
])('a %s that is asked for must be the same', (_name, wanted, more) => {
	expect(fits({}, wanted)).toBe(false);
	expect(fits(more, wanted)).toBe(true);
});

test('a subscription that is over does not fit', () => {
	const over = { ChargeType: 'PrePaid', ExpiredTime: '2026-11-26T10:00Z' };
	expect(fits(over, { InstanceChargeType: 'PrePaid' })).toBe(false);
});

test('in a bandwidth package only where that is wanted, by its own bandwidth', () => {
	const inPackage = { BandwidthPackageId: 'cbwp-1', Bandwidth: '100' };
	expect(fits(inPackage, {}, { fromBandwidthPackage: true })).toBe(true);
	expect(fits({ ...inPackage, EipBandwidth: '9' }, {}, { fromBandwidthPackage: true })).toBe(false);
});

test.each([
	[[{ key: 'use', value: 'spare' }], true],
	[[{ key: 'use', value: 'other' }], false],
	[[{ key: 'Use', value: 'spare' }], false],
	[
		[
			{ key: 'use', value: 'spare' },
			{ key: 'team', value: 'a' },
		],
		false,
	],
])('with all of the tags %j: %s', (tags, expected) => {
	expect(fits({}, {}, { tags })).toBe(expected);
});
