import type { Operation } from '../../description/Operation';
import { simplifyElasticIp } from '../../output/simplifyElasticIp';
import { untilBound } from '../../transport/judges';
import { allocationId, clientToken, simplify, timeLimit, waitUntilDone } from '../fields';
import { callAssociate } from './calls';
import {
	checkBinding,
	instanceId,
	instanceRegionId,
	instanceType,
	mode,
	privateIpAddress,
	vpcId,
} from './fields';

/** Binds an Elastic IP to an instance (AssociateEipAddress). */
export const associate: Operation = {
	value: 'associate',
	apiAction: 'AssociateEipAddress',
	fields: [allocationId, instanceType, instanceId, vpcId, mode, waitUntilDone, simplify],
	collections: {
		additionalFields: [clientToken, instanceRegionId, privateIpAddress],
		options: [timeLimit],
	},
	actsOn: 'Available',
	check: checkBinding,
	async run(context) {
		const { session, parameters } = context;
		const { AllocationId: eipId, InstanceId: target } = parameters;
		return await context.alone([eipId, target], async () => {
			const reply = await callAssociate(session, {
				ClientToken: context.clientToken('AssociateEipAddress'),
				...parameters,
			});
			if (!context.waitUntilDone) {
				return [{ allocationId: eipId, instanceId: target, requestId: reply.RequestId }];
			}
			const elasticIp = (await context.waitFor(eipId, untilBound(eipId, target))) ?? {};
			return [context.simplify ? simplifyElasticIp(elasticIp) : elasticIp];
		});
	},
};
