import type { Operation } from '../Operation';
import {
	clientToken,
	description,
	name,
	resourceGroupId,
	segmentInstanceId,
	timeLimit,
} from '../fields';

/** Makes an IP address pool of a contiguous group (TransformEipSegmentToPublicIpAddressPool). */
export const convertToPool: Operation = {
	value: 'convertToPool',
	apiAction: 'TransformEipSegmentToPublicIpAddressPool',
	apiNames: { SegmentInstanceId: 'InstanceId' },
	fields: [segmentInstanceId],
	collections: {
		additionalFields: [description, name, resourceGroupId],
		options: [clientToken, timeLimit],
	},
	async run({ parameters, withLock, createOnce }) {
		const id = parameters.InstanceId;
		return await withLock([id], async () => {
			const reply = await createOnce('TransformEipSegmentToPublicIpAddressPool', parameters);
			return [
				{
					success: true,
					segmentInstanceId: id,
					publicIpAddressPoolId: reply.PublicIpAddressPoolId,
					resourceGroupId: reply.ResourceGroupId,
					requestId: reply.RequestId,
				},
			];
		});
	},
};
