import type { Operation } from '../../description/Operation';
import { ApiFailure } from '../../errors/ApiFailure';
import { isDryRunPassed } from '../../errors/dryRun';
import { describeBandwidthPackage, readMembers } from '../../transport/bandwidthPackage';
import { allocationId, bandwidthPackageId, clientToken, dryRun, timeLimit } from '../fields';

/** Takes an Elastic IP out of a bandwidth package (RemoveCommonBandwidthPackageIp). */
export const removeElasticIp: Operation = {
	value: 'removeElasticIp',
	apiAction: 'RemoveCommonBandwidthPackageIp',
	apiNames: { AllocationId: 'IpInstanceId' },
	fields: [bandwidthPackageId, allocationId],
	collections: { additionalFields: [clientToken, dryRun], options: [timeLimit] },
	async run({ session, parameters, alone, clientToken: token }) {
		const { BandwidthPackageId: id, IpInstanceId: eipId } = parameters;
		return await alone([id, eipId], async () => {
			const reply = await session
				.call(
					'RemoveCommonBandwidthPackageIp',
					{ ClientToken: token('RemoveCommonBandwidthPackageIp'), ...parameters },
					{
						isDone: async () => {
							const found = await describeBandwidthPackage(session, id);
							if (!found) return false;
							const status = readMembers(found).get(eipId);
							return status === undefined || status === 'UNBINDING';
						},
					},
				)
				.catch(isDryRunPassed);
			if (reply instanceof ApiFailure) return [{ dryRun: true, allowed: true }];
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
