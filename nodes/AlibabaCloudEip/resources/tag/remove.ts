import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../description/Operation';
import { readNumbered } from '../../description/readNumbered';
import { timeLimit } from '../fields';
import { resourceIds, resourceType } from './fields';

const removeAll: INodeProperties = {
	displayName: 'Remove All Tags',
	name: 'removeAll',
	type: 'boolean',
	default: false,
	description: 'Whether to remove every tag of the resources',
	routing: { send: { type: 'query', property: 'All', propertyInDotNotation: false } },
};

const tagKeys: INodeProperties = {
	displayName: 'Tag Keys',
	name: 'tagKeys',
	type: 'fixedCollection',
	displayOptions: { show: { removeAll: [false] } },
	typeOptions: { multipleValues: true },
	placeholder: 'Add Tag Key',
	required: true,
	default: {},
	description: 'Keys of the tags to remove, at most 20',
	options: [
		{
			displayName: 'Tag Key',
			name: 'tagKey',
			values: [
				{
					displayName: 'Key',
					name: 'key',
					type: 'resourceLocator',
					default: { mode: 'list', value: '' },
					modes: [
						{
							displayName: 'From List',
							name: 'list',
							type: 'list',
							placeholder: 'Select a tag key…',
							typeOptions: { searchListMethod: 'searchTagKeys', searchable: true },
						},
						{
							displayName: 'By Key',
							name: 'key',
							type: 'string',
							placeholder: 'e.g. environment',
						},
					],
				},
			],
		},
	],
	routing: { send: { type: 'query', property: 'TagKey', propertyInDotNotation: false } },
};

/** Takes tags off resources (UnTagResources). */
export const remove: Operation = {
	value: 'remove',
	apiAction: 'UnTagResources',
	fields: [resourceType, resourceIds, removeAll, tagKeys],
	collections: { options: [timeLimit] },
	async run({ session, parameters, alone }) {
		const ids = readNumbered(parameters, 'ResourceId');
		return await alone(ids, async () => {
			const reply = await session.call('UnTagResources', parameters);
			return [
				{
					success: true,
					resourceType: parameters.ResourceType,
					resourceIds: ids,
					requestId: reply.RequestId,
				},
			];
		});
	},
};
