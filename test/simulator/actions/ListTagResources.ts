import { missing } from '../wire/apiError';
import { defineAction } from './parts/defineAction';
import { tokenPage } from './parts/paging';
import { integer, list, pairs, required, text } from './parts/parameters';
import { hasTags, resourceType, taggedResources } from './parts/tagged';

/** Lists tags of resources, one row for each tag, page by page with NextToken. */
export const ListTagResources = defineAction({
	name: 'ListTagResources',
	kind: 'read',
	parameters: {
		RegionId: required(text()),
		ResourceType: required(resourceType()),
		MaxResults: integer({ min: 1, max: 50 }),
		NextToken: text(),
		ResourceId: list(50),
		Tag: pairs(20),
	},
	run(call) {
		const { MaxResults = 50, NextToken, ResourceId, ResourceType, Tag } = call.parameters;
		if (!ResourceId && !Tag) throw missing('ResourceId');
		const rows = taggedResources(call, ResourceType)
			.filter(
				(resource) =>
					(!ResourceId || ResourceId.includes(resource.id)) && hasTags(resource, Tag ?? []),
			)
			.flatMap(({ id, type, tags }) => tags.map(({ key, value }) => ({ id, type, key, value })));
		const { items, next } = tokenPage(rows, ({ id, key }) => `${id}/${key}`, MaxResults, NextToken);
		return {
			...next,
			TagResources: {
				TagResource: items.map(({ id, type, key, value }) => ({
					ResourceId: id,
					ResourceType: type,
					TagKey: key,
					TagValue: value,
				})),
			},
		};
	},
});
