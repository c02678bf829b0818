import type { Operation } from '../Operation';
import { describeSegment, readSegment } from '../../api/segment';
import { clientToken, segmentInstanceId, timeLimit, waitUntilDone } from '../fields';
import { safetyChecks } from '../safetyChecks';
import { waitUntilGone } from '../waitUntilGone';

/** Gives back a contiguous group with all its Elastic IPs (ReleaseEipSegmentAddress). */
export const release: Operation = {
	value: 'release',
	apiAction: 'ReleaseEipSegmentAddress',
	isDestructive: true,
	fields: [segmentInstanceId, waitUntilDone],
	collections: { options: [clientToken, timeLimit, safetyChecks] },
	async run({ session, isNew, parameters, withLock, clientToken: token, waitUntilDone: wait }) {
		const id = parameters.SegmentInstanceId;
		const look = async () => await describeSegment(session, id);
		return await withLock([id], async () => {
			const reply = await session.call(
				'ReleaseEipSegmentAddress',
				{ ClientToken: token('ReleaseEipSegmentAddress'), ...parameters },
				{
					isApplied: async () => {
						const segment = await readSegment({ session, isNew }, id);
						return !segment || segment.Status === 'Releasing';
					},
				},
			);
			if (wait) {
				await waitUntilGone(session, `The Elastic IP group '${id}'`, look, {
					from: 'Releasing',
					to: 'Allocated',
					advice:
						'Alibaba Cloud accepted the release but did not carry it out. Check the Elastic IPs of the group.',
				});
			}
			return [{ deleted: true, segmentInstanceId: id, requestId: reply.RequestId }];
		});
	},
};
