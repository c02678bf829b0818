import type { Operation } from '../../description/Operation';
import { InvalidInput } from '../../errors/ApiFailure';
import { type TokenAction, readTokenList } from '../../transport/tokenList';
import { limit, optional, returnAll, simplify, tags, timeLimit } from '../fields';
import { resourceIds, resourceType } from './fields';

const tagResources: TokenAction = {
	action: 'ListTagResources',
	readEntries: ({ TagResources: outer }) =>
		outer && typeof outer === 'object' && 'TagResource' in outer ? outer.TagResource : undefined,
	idOf: ({ ResourceId, ResourceType, TagKey }) =>
		JSON.stringify([ResourceId, ResourceType, TagKey]),
	sizes: { smallest: 1, largest: 50 },
};

/** Lists tags of resources, one entry for each tag of each resource (ListTagResources). */
export const getAll: Operation = {
	value: 'getAll',
	apiAction: 'ListTagResources',
	fields: [resourceType, returnAll, limit, simplify],
	collections: { filters: [optional(resourceIds), tags], options: [timeLimit] },
	check(parameters) {
		if (parameters['ResourceId.1'] || parameters['Tag.1.Key']) return;
		throw new InvalidInput(
			"'Filters' has neither 'Resource IDs' nor 'Tags'",
			'Alibaba Cloud needs at least one of them. Add a filter.',
		);
	},
	async run({ session, parameters, simplify: isSimple, limit: most }) {
		const list = await readTokenList(session, tagResources, parameters, most);
		if (!isSimple) return list;
		return list.map(({ ResourceId, ResourceType, TagKey, TagValue }) => ({
			resourceId: ResourceId,
			resourceType: ResourceType,
			key: TagKey,
			value: TagValue ?? '',
		}));
	},
};
