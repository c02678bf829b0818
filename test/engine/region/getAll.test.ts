import { useSimulator } from '../setup';

const test$ = useSimulator();

test('region: getAll lists the regions with names in the language asked for', async () => {
	const output = await test$.items({
		resource: 'region',
		operation: 'getAll',
		acceptLanguage: 'zh-CN',
		filters: { productType: 'VPC' },
	});
	expect(output).toContainEqual({
		regionId: 'cn-hangzhou',
		name: expect.any(String),
		endpoint: expect.stringContaining('aliyuncs.com'),
	});
	expect(test$.sent('DescribeRegions')).toEqual([
		{ AcceptLanguage: 'zh-CN', ProductType: 'VPC', RegionId: 'cn-hangzhou' },
	]);
});
