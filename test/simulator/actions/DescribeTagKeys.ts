import { defineAction } from './parts/defineAction';
import { tokenPage } from './parts/paging';
import { integer, list, required, text } from './parts/parameters';
import { resourceType, taggedResources } from './parts/tagged';

/** Lists the different tag keys in use in a region, page by page with NextToken. */
export const DescribeTagKeys = defineAction({
	name: 'DescribeTagKeys',
	kind: 'read',
	parameters: {
		RegionId: required(text()),
		Keyword: text(),
		MaxResult: integer({ min: 1, max: 50 }),
		NextToken: text(),
		ResourceId: list(50),
		ResourceType: resourceType(),
	},
	run(call) {
		const { Keyword = '', MaxResult = 50, NextToken, ResourceId, ResourceType } = call.parameters;
		const keys = taggedResources(call, ResourceType)
			.filter(({ id }) => !ResourceId || ResourceId.includes(id))
			.flatMap(({ tags }) => tags.map(({ key }) => key))
			.filter((key) => key.includes(Keyword));
		const { items, next } = tokenPage([...new Set(keys)], (key) => key, MaxResult, NextToken);
		return { ...next, TagKeys: { TagKey: items.map((key) => ({ TagKey: key, Type: 'Custom' })) } };
	},
});
