import { missing } from '../wire/apiError';
import { defineAction } from './parts/defineAction';
import { bool, list, required, text } from './parts/parameters';
import { resourceType, taggedOf } from './parts/tagged';

/** Takes tags off up to 50 resources: the named keys, or with All every one. */
export const UnTagResources = defineAction({
	name: 'UnTagResources',
	kind: 'write',
	parameters: {
		RegionId: required(text()),
		ResourceId: required(list(50)),
		ResourceType: required(resourceType()),
		All: bool(),
		TagKey: list(20),
	},
	run(call) {
		const { All, ResourceId, ResourceType, TagKey } = call.parameters;
		if (!TagKey && !All) throw missing('TagKey');
		for (const resource of taggedOf(call, ResourceType, ResourceId)) {
			resource.set(TagKey ? resource.tags.filter(({ key }) => !TagKey.includes(key)) : []);
		}
		return {};
	},
});
