import { $OpenApiUtil } from '@alicloud/openapi-core';
import Vpc from '@alicloud/vpc20160428';
import { vpcEndpoint } from '../../../credentials/signature/endpoint';

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
