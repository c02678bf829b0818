import { InvalidInput } from '../../errors/ApiFailure';
import type { Operation } from '../Operation';
import { readNumbered } from '../readNumbered';
import { tags, timeLimit } from '../fields';
import { resourceIds, resourceType } from './fields';

/** Puts tags on resources; a key that is there gets the new value (TagResources). */
export const add: Operation = {
	value: 'add',
	apiAction: 'TagResources',
	fields: [resourceType, resourceIds, tags],
	collections: { options: [timeLimit] },
	check(parameters) {
		if (parameters['Tag.1.Key']) return;
		throw new InvalidInput("'Tags' is empty", 'Add at least one tag.');
	},
	async run({ session, parameters, withLock }) {
		const ids = readNumbered(parameters, 'ResourceId');
		return await withLock(ids, async () => {
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
