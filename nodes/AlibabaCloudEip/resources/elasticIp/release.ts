import type { Operation } from '../../description/Operation';
import { untilReleased } from '../../transport/judges';
import { allocationId, timeLimit, waitUntilDone } from '../fields';
import { callRelease } from './calls';
import { guardOptions, lookBefore, needsLook, readConditions } from './guards';

/** Gives back a pay-as-you-go Elastic IP that is not bound (ReleaseEipAddress). */
export const release: Operation = {
	value: 'release',
	apiAction: 'ReleaseEipAddress',
	fields: [allocationId, waitUntilDone],
	collections: { options: [timeLimit, ...guardOptions] },
	actsOn: 'Available',
	async run(context) {
		const { session, parameters, alone, waitUntilDone: wait, waitFor } = context;
		const eipId = parameters.AllocationId;
		const conditions = readConditions(context.readOptions());
		return await alone([eipId], async () => {
			if (needsLook(conditions)) {
				const before = await lookBefore('release', context, eipId, conditions);
				if ('alreadyDone' in before) return [{ deleted: true, allocationId: eipId }];
			}
			const reply = await callRelease(session, parameters);
			if (wait) await waitFor(eipId, untilReleased(eipId));
			return [{ deleted: true, allocationId: eipId, requestId: reply.RequestId }];
		});
	},
};
