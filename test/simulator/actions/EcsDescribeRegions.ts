import { REGIONS } from '../facts/regions';
import { defineAction } from './parts/defineAction';
import { oneOf, text } from './parts/parameters';

/**
 * DescribeRegions of ECS (2014-05-26): another product with the same gateway, so that the credential
 * can be tried with n8n's HTTP Request node.
 */
export const EcsDescribeRegions = defineAction({
	name: 'DescribeRegions',
	product: 'Ecs',
	version: '2014-05-26',
	kind: 'read',
	parameters: {
		AcceptLanguage: oneOf(['zh-CN', 'en-US', 'ja']),
		InstanceChargeType: text(),
		ResourceType: text(),
	},
	run: ({ parameters }) => ({
		Regions: {
			Region: REGIONS.map(({ id, chinese, english }) => ({
				RegionId: id,
				RegionEndpoint: `ecs.${id}.aliyuncs.com`,
				LocalName: parameters.AcceptLanguage === 'en-US' ? english : chinese,
			})),
		},
	}),
});
