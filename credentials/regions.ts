import type { INodePropertyOptions } from 'n8n-workflow';

/**
 * The regions of the VPC product metadata of April 2026 by the console's names, without the closed
 * ones, and those that help pages and endpoint maps name besides.
 */
const regions: Array<[id: string, name: string]> = [
	['cn-north-2-gov-1', 'China (Beijing Government Cloud)'],
	['cn-beijing', 'China (Beijing)'],
	['cn-chengdu', 'China (Chengdu)'],
	['cn-fuzhou', 'China (Fuzhou - Local Region)'],
	['cn-guangzhou', 'China (Guangzhou)'],
	['cn-hangzhou', 'China (Hangzhou)'],
	['cn-heyuan', 'China (Heyuan)'],
	['cn-huhehaote', 'China (Hohhot)'],
	['cn-hongkong', 'China (Hong Kong)'],
	['cn-nanjing', 'China (Nanjing - Local Region)'],
	['cn-qingdao', 'China (Qingdao)'],
	['cn-shanghai', 'China (Shanghai)'],
	['cn-shenzhen', 'China (Shenzhen)'],
	['cn-wulanchabu', 'China (Ulanqab)'],
	['cn-wuhan-lr', 'China (Wuhan - Local Region)'],
	['cn-zhangjiakou', 'China (Zhangjiakou)'],
	['cn-zhongwei', 'China (Zhongwei)'],
	['cn-hangzhou-finance', 'China East 1 Finance'],
	['cn-shanghai-finance-1', 'China East 2 Finance'],
	['cn-beijing-finance-1', 'China North 2 Finance (Preview)'],
	['cn-shenzhen-finance-1', 'China South 1 Finance'],
	['eu-central-1', 'Germany (Frankfurt)'],
	['cn-heyuan-acdr-1', 'Heyuan ACDR Auto'],
	['ap-southeast-5', 'Indonesia (Jakarta)'],
	['ap-northeast-1', 'Japan (Tokyo)'],
	['ap-southeast-8', 'Malaysia (Johor)'],
	['ap-southeast-3', 'Malaysia (Kuala Lumpur)'],
	['na-south-1', 'Mexico'],
	['ap-southeast-6', 'Philippines (Manila)'],
	['me-central-1', 'Saudi Arabia (Riyadh)'],
	['ap-southeast-1', 'Singapore'],
	['ap-northeast-2', 'South Korea (Seoul)'],
	['ap-southeast-7', 'Thailand (Bangkok)'],
	['me-east-1', 'UAE (Dubai)'],
	['eu-west-1', 'UK (London)'],
	['us-southeast-1', 'US (Atlanta)'],
	['us-west-1', 'US (Silicon Valley)'],
	['us-east-1', 'US (Virginia)'],
	['cn-zhengzhou-jva', 'Zhengzhou (China Unicom Joint Venture)'],
];

/** For the credential, which cannot ask the API before it is complete. */
export const regionOptions: INodePropertyOptions[] = regions.map(([value, name]) => ({
	name,
	value,
	description: value,
}));
