import type { Operation } from '../Operation';
import { toItem } from '../../output/Output';
import { simplifyBandwidthPackage } from '../../output/simplifyBandwidthPackage';
import { listBandwidthPackages } from '../../api/bandwidthPackage';
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
	tags,
	timeLimit,
} from '../fields';
import { onRegionFailure } from '../regionFields';
import { outputOfBandwidthPackage } from '../outputFields';

/** Lists the bandwidth packages of a region or several (DescribeCommonBandwidthPackages). */
export const getAll: Operation = {
	value: 'getAll',
	readsRegions: true,
	apiAction: 'DescribeCommonBandwidthPackages',
	fields: [returnAll, limit, ...outputOfBandwidthPackage],
	collections: {
		filters: [
			optional(bandwidthPackageId),
			includeReservationData,
			nameFilter,
			resourceGroupId,
			securityProtectionEnabled,
			tags,
		],
		options: [dryRun, onRegionFailure, timeLimit],
	},
	async run({ session, parameters, output, limit: most }) {
		const list = await listBandwidthPackages(session, parameters, most);
		return list.map((found) => toItem(output, found, simplifyBandwidthPackage));
	},
};
