import type { Operation } from '../Operation';
import { readNumbered } from '../readNumbered';
import { InvalidInput } from '../../errors/ApiFailure';
import { tagKey, timeLimit } from '../fields';
import { resourceIds, resourceType } from './fields';
import { field } from '../field';

const removeAll = field('All', {
	displayName: 'Remove All Tags',
	name: 'removeAll',
	type: 'boolean',
	default: false,
	description: 'Whether to remove every tag of the resources',
});

const tagKeys = field('TagKey', {
	displayName: 'Tag Keys',
	name: 'tagKeys',
	type: 'fixedCollection',
	displayOptions: { show: { removeAll: [false] } },
	// n8n asks for rows by `minRequiredFields` alone: that refuses an expression that gives all of them, and
	// names no field (getParameterIssues, n8n-workflow 2.41). So the operation itself asks for them.
	typeOptions: { multipleValues: true },
	placeholder: 'Add Tag Key',
	default: {},
	description: 'Keys of the tags to remove: at least one and at most 20',
	options: [
		{
			displayName: 'Tag Key',
			name: 'tagKey',
			values: [tagKey({ displayName: 'Key', name: 'key' })],
		},
	],
});

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
	async run({ session, parameters, withLock }) {
		const ids = readNumbered(parameters, 'ResourceId');
		return await withLock(ids, async () => {
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
