import type { Operation } from '../Operation';
import type { ElasticIp } from '../../api/elasticIp';
import { identityOf } from '../../output/identity';
import { untilReleased } from '../../api/waiting/conditions';
import { allocationId, timeLimit, waitUntilDone } from '../fields';
import { callRelease } from './calls';
import { releasable } from './guards/releasable';
import { guardOptions, needsLook, readConditions } from './guards/conditions';
import { lookBefore } from './guards/lookBefore';
import { assertUnboundFor, onlyIfUnboundHours, readUnboundHours } from './guards/unboundFor';

/** Gives back a pay-as-you-go Elastic IP that is not bound (ReleaseEipAddress). */
export const release: Operation = {
	value: 'release',
	apiAction: 'ReleaseEipAddress',
	isDestructive: true,
	fields: [allocationId, waitUntilDone],
	collections: { options: [timeLimit, ...guardOptions, onlyIfUnboundHours] },
	actsOn: releasable,
	async run(context) {
		const { session, parameters, withLock, waitUntilDone: wait, waitFor } = context;
		const eipId = parameters.AllocationId;
		const options = context.readOptions();
		const conditions = readConditions(options);
		const unboundHours = readUnboundHours(options);
		return await withLock([eipId], async () => {
			let known: ElasticIp | undefined;
			if (needsLook(conditions) || unboundHours !== undefined) {
				const before = await lookBefore('release', context, eipId, conditions);
				if ('alreadyDone' in before) {
					const gone = identityOf(eipId, session.regionId, before.first);
					return [{ deleted: true, ...gone }];
				}
				known = before.elasticIp;
				if (unboundHours !== undefined) {
					await assertUnboundFor(session, before.elasticIp, unboundHours);
				}
			}
			const reply = await callRelease(context, parameters, {
				mustBeUnused: unboundHours !== undefined,
			});
			if (wait) await waitFor(eipId, untilReleased(session.clock, eipId));
			const gone = identityOf(eipId, session.regionId, known);
			return [{ deleted: true, ...gone, requestId: reply.RequestId }];
		});
	},
};
