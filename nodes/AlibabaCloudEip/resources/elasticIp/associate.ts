import type { Operation } from '../Operation';
import { identityOf } from '../../output/identity';
import { toItem } from '../../output/Output';
import { simplifyElasticIp } from '../../output/simplifyElasticIp';
import { AVAILABLE } from '../../api/elasticIp';
import { untilBound } from '../../api/waiting/conditions';
import { allocationId, clientToken, timeLimit, waitUntilDone } from '../fields';
import { outputOfElasticIp } from '../outputFields';
import { callAssociate } from './calls';
import { bindingFields, bindingOptions, checkBinding } from './fields';
import { bindingTargets, completeBinding } from './target';

/** Binds an Elastic IP to an instance (AssociateEipAddress). */
export const associate: Operation = {
	value: 'associate',
	apiAction: 'AssociateEipAddress',
	fields: [allocationId, ...bindingFields, waitUntilDone, ...outputOfElasticIp],
	collections: {
		additionalFields: bindingOptions,
		options: [clientToken, timeLimit],
	},
	actsOn: AVAILABLE,
	targets: bindingTargets,
	complete: completeBinding,
	check: checkBinding,
	async run(context) {
		const { session, parameters } = context;
		const { AllocationId: eipId, InstanceId: target } = parameters;
		return await context.withLock([eipId, target], async () => {
			const reply = await callAssociate(context, {
				ClientToken: context.clientToken('AssociateEipAddress'),
				...parameters,
			});
			if (!context.waitUntilDone) {
				const known = identityOf(eipId, session.regionId, undefined);
				return [{ ...known, instanceId: target, requestId: reply.RequestId }];
			}
			const elasticIp =
				(await context.waitFor(eipId, untilBound(session.clock, eipId, parameters))) ?? {};
			return [toItem(context.output, elasticIp, simplifyElasticIp)];
		});
	},
};
