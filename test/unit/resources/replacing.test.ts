import { isOwnTag } from '../../../nodes/AlibabaCloudEip/resources/elasticIp/ownTags';
import {
	readBegun,
	valueOfTag,
} from '../../../nodes/AlibabaCloudEip/resources/elasticIp/replacing/begun';
import { packageToJoin } from '../../../nodes/AlibabaCloudEip/resources/elasticIp/replacing/joinPackage';
import { purchaseLike } from '../../../nodes/AlibabaCloudEip/resources/elasticIp/replacing/likeOld';

const OLD = 'eip-bp1aaaaaaaaaaaaaaa';
const tagged = (Value: string) => ({ Tags: { Tag: [{ Key: 'n8n:replaces', Value }] } });

describe('the tag of a new one', () => {
	test.each<Record<string, string>>([
		{ InstanceId: 'i-bp1', InstanceType: 'EcsInstance' },
		{
			...{ InstanceId: 'eni-bp1', InstanceType: 'NetworkInterface', Mode: 'MULTI_BINDED' },
			PrivateIpAddress: '192.168.100.100',
		},
		{ InstanceId: '10.0.0.4', InstanceType: 'IpAddress', VpcId: 'vpc-bp1' },
		{ InstanceId: 'i-bp1', InstanceType: 'EcsInstance', InstanceRegionId: 'cn-hangzhou' },
	])('says where the old one was: %j', (binding) => {
		const value = valueOfTag(OLD, binding);
		expect(value?.length).toBeLessThanOrEqual(128);
		expect(readBegun(tagged(String(value)))).toMatchObject({ oldId: OLD, binding });
	});

	test('is left out where it would not fit', () => {
		const binding = { InstanceId: `i-${'x'.repeat(128)}`, InstanceType: 'EcsInstance' };
		expect(valueOfTag(OLD, binding)).toBeUndefined();
		expect(valueOfTag(OLD, { InstanceId: 'a/b', InstanceType: 'EcsInstance' })).toBeUndefined();
	});

	test.each(['', OLD, `${OLD}/i-bp1`, '/i-bp1/EcsInstance'])('means nothing as %j', (value) => {
		expect(readBegun(tagged(value))).toBeUndefined();
	});
});

describe('a purchase like the old one', () => {
	const old = {
		...{ AllocationId: OLD, Bandwidth: '200', EipBandwidth: '5', ISP: 'BGP_PRO' },
		...{ InternetChargeType: 'PayByTraffic', Name: 'web', Descritpion: 'front', Zone: '' },
		Tags: {
			Tag: [
				{ Key: 'team', Value: 'a' },
				{ Key: 'acs:rm:rgId', Value: 'rg-1' },
				{ Key: 'n8n:release-after', Value: '2026-01-01T00:00:00Z' },
				{ Key: 'n8n:replaces', Value: 'eip-0/i-0/EcsInstance' },
			],
		},
	};

	test('has its own bandwidth, its tags but those about it alone, and the mark', () => {
		expect(purchaseLike(old, { AllocationId: OLD, Force: 'true' }, 'mark')).toEqual({
			...{ Bandwidth: '5', ISP: 'BGP_PRO', InternetChargeType: 'PayByTraffic' },
			...{ Name: 'web', Description: 'front', InstanceChargeType: 'PostPaid' },
			...{ 'Tag.1.Key': 'team', 'Tag.1.Value': 'a' },
			...{ 'Tag.2.Key': 'n8n:replaces', 'Tag.2.Value': 'mark' },
		});
	});

	test('has what is asked for instead', () => {
		const wanted = {
			'Tag.1.Key': 'x',
			'Tag.1.Value': 'y',
			Bandwidth: '9',
			IpAddress: '203.0.113.9',
		};
		const pooled = { ...old, PublicIpAddressPoolId: 'pippool-1' };
		const bought = purchaseLike(pooled, wanted, 'mark');
		expect(bought).toMatchObject({ ...wanted, 'Tag.2.Key': 'n8n:replaces' });
		expect(bought.PublicIpAddressPoolId).toBeUndefined();
	});

	test.each([
		['Peak Bandwidth', { EipBandwidth: undefined, BandwidthPackageId: 'cbwp-1' }],
		['Metering Method', { InternetChargeType: undefined }],
		['Line Type', { ISP: undefined }],
	])('is not made where %s is not known, but with what is asked for', (field, unknown) => {
		const names = { 'Peak Bandwidth': 'Bandwidth', 'Metering Method': 'InternetChargeType' };
		const name = field in names ? names[field as keyof typeof names] : 'ISP';
		expect(() => purchaseLike({ ...old, ...unknown }, {}, undefined)).toThrow(field);
		expect(purchaseLike({ ...old, ...unknown }, { [name]: 'x' }, undefined)[name]).toBe('x');
	});

	test('is not made where its tags cannot be read', () => {
		expect(() => purchaseLike({ ...old, Tags: { Tag: 'none' } }, {}, undefined)).toThrow('tags');
	});

	test('says by its keys what is about one alone', () => {
		expect(['n8n:release-after', 'n8n:replaces', 'n8n:other'].map(isOwnTag)).toEqual([
			...[true, true, false],
		]);
	});
});

describe('the bandwidth package to join', () => {
	const form = (parameters = {}, controls = {}) => ({ parameters, controls });
	const packaged = { BandwidthPackageId: 'cbwp-1', BandwidthPackageType: 'CommonBandwidthPackage' };

	test('is that of the old one, or the chosen one, or none', () => {
		expect(packageToJoin(packaged, form())).toBe('cbwp-1');
		expect(packageToJoin(packaged, form({ BandwidthPackageId: 'cbwp-2' }))).toBe('cbwp-2');
		expect(packageToJoin(packaged, form({}, { joinBandwidthPackage: 'false' }))).toBeUndefined();
		expect(packageToJoin({ BandwidthPackageId: '' }, form())).toBeUndefined();
	});

	test('of another kind is refused', () => {
		const other = { ...packaged, BandwidthPackageType: 'GlobalAcceleration' };
		expect(() => packageToJoin(other, form())).toThrow('cannot join');
	});
});
