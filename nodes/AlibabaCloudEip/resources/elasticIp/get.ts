import type { Operation } from '../../description/Operation';
import { ApiFailure } from '../../errors/ApiFailure';
import { isDryRunPassed } from '../../errors/dryRun';
import { simplifyElasticIp } from '../../output/simplifyElasticIp';
import { readElasticIps } from '../../transport/elasticIp';
import { allocationId, dryRun, includeReservationData, simplify, timeLimit } from '../fields';

/** Reads one Elastic IP (DescribeEipAddresses). */
export const get: Operation = {
	value: 'get',
	apiAction: 'DescribeEipAddresses',
	fields: [allocationId, simplify],
	collections: { additionalFields: [dryRun, includeReservationData], options: [timeLimit] },
	async run({ session, parameters, simplify: isSimple }) {
		const eipId = parameters.AllocationId;
		const reply = await session
			.call('DescribeEipAddresses', { ...parameters, PageSize: '10' })
			.catch(isDryRunPassed);
		if (reply instanceof ApiFailure) return [{ dryRun: true, allowed: true }];
		const elasticIp = readElasticIps(reply).find(({ AllocationId: id }) => id === eipId);
		if (!elasticIp) {
			throw new ApiFailure({
				code: 'InvalidAllocationId.NotFound',
				message: `The region ${session.regionId} has no Elastic IP '${eipId}'`,
				requestId: String(reply.RequestId),
				reached: 'refused',
			});
		}
		return [isSimple ? simplifyElasticIp(elasticIp) : elasticIp];
	},
};
