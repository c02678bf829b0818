import type { Operation } from '../Operation';
import { allocationId, bandwidthPackageId, timeLimit } from '../fields';
import { identityOf, previousOf } from '../../output/identity';
import { readBeforeChange } from '../elasticIp/calls';
import { members } from './members';

/** Takes the cap of an Elastic IP away (CancelCommonBandwidthPackageIpBandwidth). */
export const cancelElasticIpBandwidth: Operation = {
	value: 'cancelElasticIpBandwidth',
	apiAction: 'CancelCommonBandwidthPackageIpBandwidth',
	apiNames: { AllocationId: 'EipId' },
	fields: [bandwidthPackageId, allocationId],
	collections: { options: [timeLimit] },
	actsOn: members,
	async run(context) {
		const { session, parameters, withLock } = context;
		const { BandwidthPackageId: id, EipId: eipId } = parameters;
		return await withLock([id, eipId], async () => {
			const { found, before } = await readBeforeChange(
				context,
				eipId,
				'CancelCommonBandwidthPackageIpBandwidth',
			);
			const reply = await session.call('CancelCommonBandwidthPackageIpBandwidth', parameters);
			return [
				{
					success: true,
					bandwidthPackageId: id,
					...identityOf(eipId, session.regionId, found),
					...previousOf(before, ['bandwidth']),
					requestId: reply.RequestId,
				},
			];
		});
	},
};
