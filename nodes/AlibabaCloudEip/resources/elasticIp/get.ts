import type { Operation } from '../Operation';
import { toItem } from '../../output/Output';
import { simplifyElasticIp } from '../../output/simplifyElasticIp';
import { notFound, readElasticIp } from '../../api/elasticIp';
import { allocationId, dryRun, includeReservationData, timeLimit } from '../fields';
import { outputOfElasticIp } from '../outputFields';

/** Reads one Elastic IP (DescribeEipAddresses). */
export const get: Operation = {
	value: 'get',
	apiAction: 'DescribeEipAddresses',
	fields: [allocationId, ...outputOfElasticIp],
	collections: { options: [dryRun, includeReservationData, timeLimit] },
	async run(context) {
		const { session, parameters, output } = context;
		const { AllocationId: eipId, ...more } = parameters;
		const elasticIp = await readElasticIp(context, eipId, more);
		if (!elasticIp) throw notFound(session.regionId, eipId);
		return [toItem(output, elasticIp, simplifyElasticIp)];
	},
};
