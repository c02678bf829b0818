import type { Operation } from '../../description/Operation';
import { ApiFailure } from '../../errors/ApiFailure';
import { isDryRunPassed } from '../../errors/dryRun';
import { simplifyBandwidthPackage } from '../../output/simplifyBandwidthPackage';
import { listBandwidthPackages } from '../../transport/bandwidthPackage';
import {
	bandwidthPackageId,
	dryRun,
	includeReservationData,
	limit,
	nameFilter,
	optional,
	resourceGroupId,
	returnAll,
	securityProtectionEnabled,
	simplify,
	tags,
	timeLimit,
} from '../fields';

/** Lists the bandwidth packages of a region (DescribeCommonBandwidthPackages). */
export const getAll: Operation = {
	value: 'getAll',
	apiAction: 'DescribeCommonBandwidthPackages',
	fields: [returnAll, limit, simplify],
	collections: {
		filters: [
			optional(bandwidthPackageId),
			dryRun,
			includeReservationData,
			nameFilter,
			resourceGroupId,
			securityProtectionEnabled,
			tags,
		],
		options: [timeLimit],
	},
	async run({ session, parameters, simplify: isSimple, limit: most }) {
		const list = await listBandwidthPackages(session, parameters, most).catch(isDryRunPassed);
		if (list instanceof ApiFailure) return [{ dryRun: true, allowed: true }];
		return isSimple ? list.map(simplifyBandwidthPackage) : list;
	},
};
