import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../Operation';
import { InvalidInput } from '../../errors/ApiFailure';
import { simplifyTag } from '../../output/simplifyTag';
import { toItem } from '../../output/Output';
import { type TokenAction, readTokenList } from '../../api/client/tokenList';
import { limit, returnAll, tags, timeLimit } from '../fields';
import { onRegionFailure } from '../regionFields';
import { outputOfTag } from '../outputFields';
import { resourceIds, resourceType } from './fields';

const tagResources: TokenAction = {
	action: 'ListTagResources',
	path: ['TagResources', 'TagResource'],
	id: ['ResourceId', 'ResourceType', 'TagKey'],
	sizes: { smallest: 1, largest: 50 },
};

const listBy: INodeProperties = {
	displayName: 'List By',
	name: 'listBy',
	type: 'options',
	// So n8n always knows which of the fields below must be filled in.
	noDataExpression: true,
	options: [
		{
			name: 'Resource IDs',
			value: 'resourceIds',
			description:
				"The tags of the resources that you choose. If 'Tags' is filled in, only of those that have these tags.",
		},
		{
			name: 'Tags',
			value: 'tags',
			description: 'All resources that have the tags',
		},
	],
	default: 'resourceIds',
	description: 'Whether to list the tags of certain resources, or all resources with certain tags',
};

/** Lists tags of resources, one entry for each tag of each resource (ListTagResources). */
export const getAll: Operation = {
	value: 'getAll',
	readsRegions: true,
	apiAction: 'ListTagResources',
	fields: [resourceType, listBy, resourceIds, tags, returnAll, limit, ...outputOfTag],
	collections: { options: [onRegionFailure, timeLimit] },
	check(parameters, _now, controls) {
		if (controls.listBy === 'resourceIds' || parameters['Tag.1.Key']) return;
		throw new InvalidInput("'Tags' is empty", "Add a tag, or set 'List By' to Resource IDs.");
	},
	async run({ session, parameters, output, limit: most }) {
		const list = await readTokenList(session, tagResources, parameters, most);
		return list.map((tag) => toItem(output, tag, (raw) => simplifyTag(raw, session.regionId)));
	},
};
