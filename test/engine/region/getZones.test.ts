import { locator, useSimulator } from '../setup';

const test$ = useSimulator();
const getZones = { resource: 'region', operation: 'getZones' };

describe('region: getZones', () => {
	test('gives the zones of the chosen region', async () => {
		const zones = await test$.items({
			...getZones,
			regionId: locator('cn-beijing'),
			filters: { zoneType: 'AvailabilityZone' },
		});
		expect(zones[0]).toEqual({
			zoneId: 'cn-beijing-a',
			name: 'Zone A',
			zoneType: 'AvailabilityZone',
			regionId: 'cn-beijing',
		});
		expect(test$.sent('DescribeZones')).toEqual([
			{ AcceptLanguage: 'en-us', RegionId: 'cn-beijing', ZoneType: 'AvailabilityZone' },
		]);
	});

	test('gives the raw reply with the output Raw', async () => {
		const [zone] = await test$.items({ ...getZones, output: 'raw', zoneLanguage: 'ja' });
		expect(zone).toHaveProperty('ZoneId');
		expect(test$.sent('DescribeZones')[0].AcceptLanguage).toBe('ja');
	});
});
