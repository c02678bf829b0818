import { zonesOf } from '../facts/regions';
import { defineAction } from './parts/defineAction';
import { oneOfAnyCase, required, text } from './parts/parameters';

/** Zones of a region. */
export const DescribeZones = defineAction({
	name: 'DescribeZones',
	kind: 'read',
	parameters: {
		RegionId: required(text()),
		AcceptLanguage: oneOfAnyCase(['zh-cn', 'en-us', 'ja']),
		ZoneType: text(),
	},
	run({ parameters, regionId }) {
		const { AcceptLanguage, ZoneType = 'AvailabilityZone' } = parameters;
		return {
			Zones: {
				Zone: zonesOf(regionId).map((zone) => {
					const letter = zone.slice(-1).toUpperCase();
					return {
						ZoneId: zone,
						ZoneType,
						LocalName: AcceptLanguage === 'en-us' ? `Zone ${letter}` : `可用区 ${letter}`,
					};
				}),
			},
		};
	},
});
