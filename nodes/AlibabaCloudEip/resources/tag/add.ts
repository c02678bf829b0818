import type { Operation } from '../../description/Operation';
import { readNumbered } from '../../description/readNumbered';
import { tags, timeLimit } from '../fields';
import { resourceIds, resourceType } from './fields';

/** Puts tags on resources; a key that is there gets the new value (TagResources). */
export const add: Operation = {
	value: 'add',
	apiAction: 'TagResources',
	fields: [resourceType, resourceIds, { ...tags, required: true }],
	collections: { options: [timeLimit] },
	async run({ session, parameters, alone }) {
		const ids = readNumbered(parameters, 'ResourceId');
		return await alone(ids, async () => {
			const reply = await session.call('TagResources', parameters);
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
