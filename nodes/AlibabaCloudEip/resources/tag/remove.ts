import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../description/Operation';
import { readNumbered } from '../../description/readNumbered';
import { InvalidInput } from '../../errors/ApiFailure';
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
	// Not `required`: n8n would ask for keys also where an expression turns on the other (displayParameter).
	typeOptions: { multipleValues: true },
	placeholder: 'Add Tag Key',
	default: {},
	description: 'Keys of the tags to remove: at least one and at most 20',
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
	check(parameters) {
		if (parameters.All === 'true' || readNumbered(parameters, 'TagKey').length > 0) return;
		throw new InvalidInput("'Tag Keys' is empty", "Add one, or turn on 'Remove All Tags'.");
	},
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
