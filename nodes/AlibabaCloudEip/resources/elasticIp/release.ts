import type { Operation } from '../../description/Operation';
import { untilReleased } from '../../transport/judges';
import { allocationId, timeLimit, waitUntilDone } from '../fields';
import { callRelease } from './calls';
import { guardOptions, lookBefore, needsLook, readConditions } from './guards';
import { assertUnboundFor, onlyIfUnboundHours, readUnboundHours } from './unboundFor';

/** Gives back a pay-as-you-go Elastic IP that is not bound (ReleaseEipAddress). */
export const release: Operation = {
	value: 'release',
	apiAction: 'ReleaseEipAddress',
	fields: [allocationId, waitUntilDone],
	collections: { options: [timeLimit, ...guardOptions, onlyIfUnboundHours] },
	actsOn: 'Available',
	async run(context) {
		const { session, parameters, alone, waitUntilDone: wait, waitFor } = context;
		const eipId = parameters.AllocationId;
		const conditions = readConditions(context.readOptions());
		const unboundHours = readUnboundHours(context.readOptions());
		return await alone([eipId], async () => {
			if (needsLook(conditions) || unboundHours !== undefined) {
				const before = await lookBefore('release', context, eipId, conditions);
				if ('alreadyDone' in before) return [{ deleted: true, allocationId: eipId }];
				if (unboundHours !== undefined) {
					await assertUnboundFor(session, before.elasticIp, unboundHours);
				}
			}
			const reply = await callRelease(session, parameters);
			if (wait) await waitFor(eipId, untilReleased(eipId));
			return [{ deleted: true, allocationId: eipId, requestId: reply.RequestId }];
		});
	},
};
