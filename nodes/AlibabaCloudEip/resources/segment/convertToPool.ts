import type { Operation } from '../../description/Operation';
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
		additionalFields: [clientToken, description, name, resourceGroupId],
		options: [timeLimit],
	},
	async run({ session, parameters, alone, clientToken: token }) {
		const id = parameters.InstanceId;
		return await alone([id], async () => {
			const reply = await session.call('TransformEipSegmentToPublicIpAddressPool', {
				ClientToken: token('TransformEipSegmentToPublicIpAddressPool'),
				...parameters,
			});
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
