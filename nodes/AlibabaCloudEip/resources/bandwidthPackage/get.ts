import type { Operation } from '../../description/Operation';
import { ApiFailure } from '../../errors/ApiFailure';
import { isDryRunPassed } from '../../errors/dryRun';
import { simplifyBandwidthPackage } from '../../output/simplifyBandwidthPackage';
import { describeBandwidthPackage } from '../../transport/bandwidthPackage';
import { bandwidthPackageId, dryRun, includeReservationData, simplify, timeLimit } from '../fields';

/** Reads one bandwidth package (DescribeCommonBandwidthPackages). */
export const get: Operation = {
	value: 'get',
	apiAction: 'DescribeCommonBandwidthPackages',
	fields: [bandwidthPackageId, simplify],
	collections: { additionalFields: [dryRun, includeReservationData], options: [timeLimit] },
	async run({ session, parameters, simplify: isSimple }) {
		const id = parameters.BandwidthPackageId;
		const found = await describeBandwidthPackage(session, id, parameters).catch(isDryRunPassed);
		if (found instanceof ApiFailure) return [{ dryRun: true, allowed: true }];
		if (!found) {
			throw new ApiFailure({
				code: 'InvalidBandwidthPackageId.NotFound',
				message: `The region ${session.regionId} has no bandwidth package '${id}'`,
				reached: 'refused',
			});
		}
		return [isSimple ? simplifyBandwidthPackage(found) : found];
	},
};
