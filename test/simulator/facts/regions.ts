/** A region: id, Chinese name (the default of the API) and English name. */
export interface Region {
	readonly id: string;
	readonly chinese: string;
	readonly english: string;
}

const region = (id: string, chinese: string, english: string): Region => ({ id, chinese, english });

/** The 36 regions of the VPC metadata of April 2026 (`facts/eip-api.md` section 6). */
export const REGIONS: readonly Region[] = [
	region('ap-northeast-1', '日本（东京）', 'Japan (Tokyo)'),
	region('ap-northeast-2', '韩国（首尔）', 'South Korea (Seoul)'),
	region('ap-south-1', '印度（孟买）关停中', 'India (Mumbai) Closed'),
	region('ap-southeast-1', '新加坡', 'Singapore'),
	region('ap-southeast-2', '澳大利亚（悉尼）关停中', 'Australia (Sydney) Closed'),
	region('ap-southeast-3', '马来西亚（吉隆坡）', 'Malaysia (Kuala Lumpur)'),
	region('ap-southeast-5', '印度尼西亚（雅加达）', 'Indonesia (Jakarta)'),
	region('ap-southeast-6', '菲律宾（马尼拉）', 'Philippines (Manila)'),
	region('ap-southeast-7', '泰国（曼谷）', 'Thailand (Bangkok)'),
	region('cn-beijing', '华北2（北京）', 'China (Beijing)'),
	region('cn-beijing-finance-1', '华北2 金融云（邀测）', 'China North 2 Finance (Preview)'),
	region('cn-chengdu', '西南1（成都）', 'China (Chengdu)'),
	region('cn-fuzhou', '华东6（福州-本地地域）', 'China (Fuzhou - Local Region)'),
	region('cn-guangzhou', '华南3（广州）', 'China (Guangzhou)'),
	region('cn-hangzhou', '华东1（杭州）', 'China (Hangzhou)'),
	region('cn-heyuan', '华南2（河源）', 'China (Heyuan)'),
	region('cn-heyuan-acdr-1', '河源ACDR汽车合规', 'Heyuan ACDR Auto'),
	region('cn-hongkong', '中国香港', 'China (Hong Kong)'),
	region('cn-huhehaote', '华北5（呼和浩特）', 'China (Hohhot)'),
	region('cn-nanjing', '华东5（南京-本地地域）', 'China (Nanjing - Local Region)'),
	region('cn-qingdao', '华北1（青岛）', 'China (Qingdao)'),
	region('cn-shanghai', '华东2（上海）', 'China (Shanghai)'),
	region('cn-shanghai-finance-1', '华东2 金融云', 'China East 2 Finance'),
	region('cn-shenzhen', '华南1（深圳）', 'China (Shenzhen)'),
	region('cn-shenzhen-finance-1', '华南1 金融云', 'China South 1 Finance'),
	region('cn-wuhan-lr', '华中1（武汉-本地地域）', 'China (Wuhan - Local Region)'),
	region('cn-wulanchabu', '华北6（乌兰察布）', 'China (Ulanqab)'),
	region('cn-zhangjiakou', '华北3（张家口）', 'China (Zhangjiakou)'),
	region('cn-zhengzhou-jva', '郑州（联通合营）', 'Zhengzhou (China Unicom Joint Venture)'),
	region('eu-central-1', '德国（法兰克福）', 'Germany (Frankfurt)'),
	region('eu-west-1', '英国（伦敦）', 'UK (London)'),
	region('me-central-1', '沙特（利雅得）', 'Saudi Arabia (Riyadh)'),
	region('me-east-1', '阿联酋（迪拜）', 'UAE (Dubai)'),
	region('na-south-1', '墨西哥', 'Mexico'),
	region('us-east-1', '美国（弗吉尼亚）', 'US (Virginia)'),
	region('us-west-1', '美国（硅谷）', 'US (Silicon Valley)'),
];

/** Regions whose endpoint the API names as the central one (recorded, and the official SDK's endpoint map). */
const CENTRAL: ReadonlySet<string> = new Set([
	'cn-beijing',
	'cn-hangzhou',
	'cn-qingdao',
	'cn-shanghai',
	'cn-shenzhen',
	'cn-shanghai-finance-1',
	'cn-shenzhen-finance-1',
]);

/** The endpoint of a region as DescribeRegions names it. */
export function endpointOf(regionId: string): string {
	return CENTRAL.has(regionId) ? 'vpc.aliyuncs.com' : `vpc.${regionId}.aliyuncs.com`;
}

/** Ids of {@link REGIONS}. */
export const REGION_IDS: ReadonlySet<string> = new Set(REGIONS.map(({ id }) => id));

/** Where a request goes that names no region: the central endpoint serves this one. */
export const DEFAULT_REGION = 'cn-hangzhou';

/** Zones of a region; ids are made after the usual pattern, the real number of zones differs. */
export function zonesOf(regionId: string): string[] {
	const joint = /\d$/.test(regionId) ? '' : '-';
	return ['a', 'b', 'c'].map((letter) => `${regionId}${joint}${letter}`);
}
