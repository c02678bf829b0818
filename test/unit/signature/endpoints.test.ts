import { $OpenApiUtil } from '@alicloud/openapi-core';
import Ecs from '@alicloud/ecs20140526';
import ResourceManager from '@alicloud/resourcemanager20200331';
import Sts from '@alicloud/sts20150401';
import Vpc from '@alicloud/vpc20160428';
import { type Product, endpointOf, vpcEndpoint } from '../../../credentials/signature/endpoint';

/** The regions of Alibaba Cloud's product metadata of 2026-04-21, and two that only its SDK knows. */
const REGIONS = `
	ap-northeast-1 ap-northeast-2 ap-south-1 ap-southeast-1 ap-southeast-2 ap-southeast-3
	ap-southeast-5 ap-southeast-6 ap-southeast-7 cn-beijing cn-beijing-finance-1 cn-chengdu
	cn-fuzhou cn-guangzhou cn-hangzhou cn-heyuan cn-heyuan-acdr-1 cn-hongkong cn-huhehaote
	cn-nanjing cn-qingdao cn-shanghai cn-shanghai-finance-1 cn-shenzhen cn-shenzhen-finance-1
	cn-wuhan-lr cn-wulanchabu cn-zhangjiakou cn-zhengzhou-jva eu-central-1 eu-west-1 me-central-1
	me-east-1 na-south-1 us-east-1 us-west-1
	ap-southeast-8 cn-zhongwei us-southeast-1
	cn-hangzhou-finance cn-north-2-gov-1`
	.trim()
	.split(/\s+/);

/** Alibaba's page of EIP endpoints and its metadata list a host of their own for these; the SDK's map is older. */
const OWN_HOST_ALTHOUGH_CENTRAL_IN_SDK = [
	'cn-hangzhou',
	'cn-shanghai-finance-1',
	'cn-shenzhen-finance-1',
];

/**
 * The SDK ignores `network: 'vpc'` for regions in its map and goes to the public central host, which
 * can't be reached from a VPC without internet. The metadata list a VPC host for each region.
 */
const MAPPED_IN_SDK = [
	...OWN_HOST_ALTHOUGH_CENTRAL_IN_SDK,
	'cn-hangzhou-finance',
	'cn-north-2-gov-1',
];

function officialHost(regionId: string, network?: string): string {
	const client = new Vpc(
		new $OpenApiUtil.Config({ accessKeyId: 'id', accessKeySecret: 'secret', regionId, network }),
	);
	return String(client._endpoint);
}

test.each(REGIONS)('the public endpoint of %s is that of the official SDK', (region) => {
	const ours = vpcEndpoint({ endpointType: 'public' }, region);
	if (OWN_HOST_ALTHOUGH_CENTRAL_IN_SDK.includes(region)) {
		expect(ours).toBe(`https://vpc.${region}.aliyuncs.com`);
		expect(officialHost(region)).toBe('vpc.aliyuncs.com');
	} else {
		expect(ours).toBe(`https://${officialHost(region)}`);
	}
});

test.each(REGIONS)('the endpoint of %s inside a VPC is that of the official SDK', (region) => {
	const ours = vpcEndpoint({ endpointType: 'vpc' }, region);
	expect(ours).toBe(`https://vpc-vpc.${region}.aliyuncs.com`);
	if (MAPPED_IN_SDK.includes(region)) expect(officialHost(region, 'vpc')).toBe('vpc.aliyuncs.com');
	else expect(ours).toBe(`https://${officialHost(region, 'vpc')}`);
});

describe('other products', () => {
	// Loading the SDK of ECS takes seconds.
	jest.setTimeout(60_000);

	const sdks = { Ecs, ResourceManager, Sts } as const;

	function hostInSdk(product: keyof typeof sdks, regionId: string, network?: string): string {
		const config = { accessKeyId: 'id', accessKeySecret: 'secret', regionId, network };
		return `https://${String(new sdks[product](new $OpenApiUtil.Config(config))._endpoint)}`;
	}

	/** STS has no host of its own there by Alibaba's product metadata; the SDK's map does not know. */
	const STS_CENTRAL_BY_METADATA = [
		...['ap-southeast-6', 'cn-hangzhou-finance', 'cn-heyuan-acdr-1'],
		...['cn-shenzhen-finance-1', 'cn-zhengzhou-jva'],
	];

	test.each(REGIONS)('the public endpoints in %s are those of the official SDKs', (region) => {
		const ours = (product: Product) => endpointOf({ endpointType: 'public' }, product, region);
		expect(ours('Ecs')).toBe(hostInSdk('Ecs', region));
		expect(ours('ResourceManager')).toBe(hostInSdk('ResourceManager', region));
		if (STS_CENTRAL_BY_METADATA.includes(region)) {
			expect(ours('Sts')).toBe('https://sts.aliyuncs.com');
			expect(hostInSdk('Sts', region)).toBe(`https://sts.${region}.aliyuncs.com`);
		} else {
			expect(ours('Sts')).toBe(hostInSdk('Sts', region));
		}
		expect(ours('Vpc')).toBe(vpcEndpoint({ endpointType: 'public' }, region));
	});

	test('SLB has central hosts in nine regions, else its own ones', () => {
		const central = REGIONS.filter(
			(region) =>
				endpointOf({ endpointType: 'public' }, 'Slb', region) === 'https://slb.aliyuncs.com',
		);
		expect(central).toEqual([
			...['ap-southeast-1', 'cn-beijing', 'cn-hangzhou', 'cn-hongkong', 'cn-qingdao'],
			...['cn-shanghai', 'cn-shenzhen', 'us-east-1', 'us-west-1'],
		]);
		for (const region of REGIONS.filter((one) => !central.includes(one))) {
			const ours = endpointOf({ endpointType: 'public' }, 'Slb', region);
			expect(ours).toBe(`https://slb.${region}.aliyuncs.com`);
		}
	});

	test.each(REGIONS)(
		'inside a VPC in %s each product but Resource Manager has its host',
		(region) => {
			const ours = (product: Product) => endpointOf({ endpointType: 'vpc' }, product, region);
			expect(['Vpc', 'Ecs', 'Slb', 'Sts'].map((product) => ours(product as Product))).toEqual(
				['vpc', 'ecs', 'slb', 'sts'].map((name) => `https://${name}-vpc.${region}.aliyuncs.com`),
			);
			expect(ours('ResourceManager')).toBe('https://resourcemanager.aliyuncs.com');
			if (region === 'cn-chengdu') expect(ours('Ecs')).toBe(hostInSdk('Ecs', region, 'vpc'));
		},
	);

	test('a custom endpoint serves all of them, and a malformed region is refused for each', () => {
		const products: Product[] = ['Vpc', 'Ecs', 'Slb', 'ResourceManager', 'Sts'];
		const custom = { endpointType: 'custom', endpoint: 'http://127.0.0.1:8080/api' } as const;
		for (const product of products) {
			expect(endpointOf(custom, product, 'cn-beijing')).toBe(custom.endpoint);
			for (const endpointType of ['public', 'vpc'] as const) {
				for (const region of ['evil.example/#', '*', '__proto__', 'constructor', '']) {
					expect(() => endpointOf({ endpointType }, product, region)).toThrow('is not valid');
				}
			}
		}
	});
});
