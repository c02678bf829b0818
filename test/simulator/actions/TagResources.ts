import { defineAction } from './parts/defineAction';
import { list, tags, required, text } from './parts/parameters';
import { mergeTags, resourceType, taggedOf } from './parts/tagged';

/** Puts tags on up to 50 resources: on all of them or none. */
export const TagResources = defineAction({
	name: 'TagResources',
	kind: 'write',
	parameters: {
		RegionId: required(text()),
		ResourceId: required(list(50)),
		ResourceType: required(resourceType()),
		Tag: required(tags()),
	},
	run(call) {
		const { ResourceId, ResourceType, Tag } = call.parameters;
		const changes = taggedOf(call, ResourceType, ResourceId).map((resource) => ({
			resource,
			tags: mergeTags(resource.tags, Tag),
		}));
		for (const { resource, tags } of changes) resource.set(tags);
		return {};
	},
});
