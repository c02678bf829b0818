import type { Operation } from '../Operation';
import { NotFound } from '../../errors/NotFound';
import { toItem } from '../../output/Output';
import { simplifyBandwidthPackage } from '../../output/simplifyBandwidthPackage';
import { readBandwidthPackage } from '../../api/bandwidthPackage';
import { resourceKinds } from '../../api/resourceKinds';
import { bandwidthPackageId, dryRun, includeReservationData, timeLimit } from '../fields';
import { outputOfBandwidthPackage } from '../outputFields';

/** Reads one bandwidth package (DescribeCommonBandwidthPackages). */
export const get: Operation = {
	value: 'get',
	apiAction: 'DescribeCommonBandwidthPackages',
	fields: [bandwidthPackageId, ...outputOfBandwidthPackage],
	collections: { options: [dryRun, includeReservationData, timeLimit] },
	async run(context) {
		const { session, parameters, output } = context;
		const id = parameters.BandwidthPackageId;
		const found = await readBandwidthPackage(context, id, parameters);
		if (!found) throw new NotFound(resourceKinds.bandwidthPackage.name, id, session.regionId);
		return [toItem(output, found, simplifyBandwidthPackage)];
	},
};
