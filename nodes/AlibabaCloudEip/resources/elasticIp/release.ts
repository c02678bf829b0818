import type { Operation } from '../../description/Operation';
import { describeById, isPassingState } from '../../transport/elasticIp';
import { untilReleased } from '../../transport/judges';
import { allocationId, timeLimit, waitUntilDone } from '../fields';

/** Gives back a pay-as-you-go Elastic IP that is not bound (ReleaseEipAddress). */
export const release: Operation = {
	value: 'release',
	apiAction: 'ReleaseEipAddress',
	fields: [allocationId, waitUntilDone],
	collections: { options: [timeLimit] },
	actsOn: 'Available',
	async run({ session, parameters, alone, waitUntilDone: wait, waitFor }) {
		const eipId = parameters.AllocationId;
		return await alone([eipId], async () => {
			const look = async () => await describeById(session, eipId);
			const reply = await session.call('ReleaseEipAddress', parameters, {
				isDone: async () => {
					const elasticIp = await look();
					return !elasticIp || elasticIp.Status === 'Releasing';
				},
				// An Elastic IP that is being released already will not become Available again.
				isPassing: async () => {
					const status = (await look())?.Status;
					return status !== 'Releasing' && isPassingState(status);
				},
			});
			if (wait) await waitFor(eipId, untilReleased(eipId));
			return [{ deleted: true, allocationId: eipId, requestId: reply.RequestId }];
		});
	},
};
