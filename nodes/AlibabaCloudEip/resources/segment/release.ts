import type { Operation } from '../../description/Operation';
import { describeSegment } from '../../transport/segment';
import { waitUntil } from '../../transport/waitUntil';
import { clientToken, segmentInstanceId, timeLimit, waitUntilDone } from '../fields';

/** Gives back a contiguous group with all its Elastic IPs (ReleaseEipSegmentAddress). */
export const release: Operation = {
	value: 'release',
	apiAction: 'ReleaseEipSegmentAddress',
	fields: [segmentInstanceId, waitUntilDone],
	collections: { additionalFields: [clientToken], options: [timeLimit] },
	async run({ session, parameters, alone, clientToken: token, waitUntilDone: wait }) {
		const id = parameters.SegmentInstanceId;
		const look = async () => await describeSegment(session, id);
		return await alone([id], async () => {
			const reply = await session.call(
				'ReleaseEipSegmentAddress',
				{ ClientToken: token('ReleaseEipSegmentAddress'), ...parameters },
				{
					isDone: async () => {
						const segment = await look();
						return !segment || segment.Status === 'Releasing';
					},
				},
			);
			if (wait) {
				let wasReleasing = false;
				await waitUntil(session, `The contiguous group '${id}'`, look, (segment) => {
					if (!segment) return 'done';
					wasReleasing ||= segment.Status === 'Releasing';
					if (!wasReleasing || segment.Status !== 'Allocated') return undefined;
					return {
						unexpected: `The contiguous group '${id}' fell back to Allocated`,
						advice:
							'Alibaba Cloud accepted the release but did not make it. Check its Elastic IPs.',
					};
				});
			}
			return [{ deleted: true, segmentInstanceId: id, requestId: reply.RequestId }];
		});
	},
};
