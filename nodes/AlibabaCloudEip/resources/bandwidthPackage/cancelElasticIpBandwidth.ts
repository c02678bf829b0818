import type { Operation } from '../../description/Operation';
import { allocationId, bandwidthPackageId, timeLimit } from '../fields';

/** Takes the cap of an Elastic IP away (CancelCommonBandwidthPackageIpBandwidth). */
export const cancelElasticIpBandwidth: Operation = {
	value: 'cancelElasticIpBandwidth',
	apiAction: 'CancelCommonBandwidthPackageIpBandwidth',
	apiNames: { AllocationId: 'EipId' },
	fields: [bandwidthPackageId, allocationId],
	collections: { options: [timeLimit] },
	async run({ session, parameters, alone }) {
		const { BandwidthPackageId: id, EipId: eipId } = parameters;
		return await alone([id, eipId], async () => {
			const reply = await session.call('CancelCommonBandwidthPackageIpBandwidth', parameters);
			return [
				{
					success: true,
					bandwidthPackageId: id,
					allocationId: eipId,
					requestId: reply.RequestId,
				},
			];
		});
	},
};
