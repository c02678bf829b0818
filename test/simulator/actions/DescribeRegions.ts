import { REGIONS, endpointOf } from '../facts/regions';
import { defineAction } from './parts/defineAction';
import { oneOf, text } from './parts/parameters';

/** Regions with their VPC endpoints; the same on every endpoint. */
export const DescribeRegions = defineAction({
	name: 'DescribeRegions',
	kind: 'read',
	parameters: {
		AcceptLanguage: oneOf(['zh-CN', 'en-US']),
		ProductType: text(),
	},
	run: ({ parameters }) => ({
		Regions: {
			Region: REGIONS.map(({ id, chinese, english }) => ({
				RegionId: id,
				RegionEndpoint: endpointOf(id),
				LocalName: parameters.AcceptLanguage === 'en-US' ? english : chinese,
			})),
		},
	}),
});
