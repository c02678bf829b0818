import type { Operation } from '../Operation';
import { allocationId, bandwidthPackageId, timeLimit } from '../fields';
import { members } from './members';

/** Takes the cap of an Elastic IP away (CancelCommonBandwidthPackageIpBandwidth). */
export const cancelElasticIpBandwidth: Operation = {
	value: 'cancelElasticIpBandwidth',
	apiAction: 'CancelCommonBandwidthPackageIpBandwidth',
	apiNames: { AllocationId: 'EipId' },
	fields: [bandwidthPackageId, allocationId],
	collections: { options: [timeLimit] },
	actsOn: members,
	async run({ session, parameters, withLock }) {
		const { BandwidthPackageId: id, EipId: eipId } = parameters;
		return await withLock([id, eipId], async () => {
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
