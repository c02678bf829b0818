import { defineAction } from './parts/defineAction';
import { tokenPage } from './parts/paging';
import { integer, list, pairs, required, text } from './parts/parameters';
import { hasTags, resourceType, taggedResources } from './parts/tagged';

/** Lists the different tags in use in a region, page by page with NextToken. */
export const DescribeTags = defineAction({
	name: 'DescribeTags',
	kind: 'read',
	parameters: {
		RegionId: required(text()),
		MaxResult: integer({ min: 1, max: 50 }),
		NextToken: text(),
		ResourceId: list(50),
		ResourceType: resourceType(),
		Tag: pairs(20),
	},
	run(call) {
		const { MaxResult = 50, NextToken, ResourceId, ResourceType, Tag } = call.parameters;
		const tags = taggedResources(call, ResourceType)
			.filter(
				(resource) =>
					(!ResourceId || ResourceId.includes(resource.id)) && hasTags(resource, Tag ?? []),
			)
			.flatMap((resource) => resource.tags);
		const different = [
			...new Map(tags.map((tag) => [JSON.stringify([tag.key, tag.value]), tag])).values(),
		];
		const { items, next } = tokenPage(
			different,
			({ key, value }) => `${key}\u0000${value}`,
			MaxResult,
			NextToken,
		);
		return {
			...next,
			TagResources: {
				TagResource: items.map(({ key, value }) => ({ TagKey: key, TagValue: value })),
			},
		};
	},
});
