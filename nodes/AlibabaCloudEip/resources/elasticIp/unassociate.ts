import type { Operation } from '../Operation';
import { identityOf, previousBindingOf } from '../../output/identity';
import { toItem } from '../../output/Output';
import { simplifyElasticIp } from '../../output/simplifyElasticIp';
import { IN_USE, notFound, readElasticIp } from '../../api/elasticIp';
import { untilUnbound } from '../../api/waiting/conditions';
import { allocationId, clientToken, optional, timeLimit, waitUntilDone } from '../fields';
import { outputOfElasticIp } from '../outputFields';
import { callUnassociate } from './calls';
import { guardOptions, needsLook, readConditions } from './guards/conditions';
import { type LookResult, lookBefore } from './guards/lookBefore';
import { withBindingLock } from './lockBinding';
import { force, instanceId, instanceType, privateIpAddress } from './fields';
import { bindingTargets, completeUnbinding } from './target';

/** Unbinds an Elastic IP from its instance (UnassociateEipAddress). */
export const unassociate: Operation = {
	value: 'unassociate',
	apiAction: 'UnassociateEipAddress',
	isDestructive: true,
	fields: [allocationId, waitUntilDone, ...outputOfElasticIp],
	collections: {
		additionalFields: [
			force,
			{
				...optional(instanceId),
				description: 'What the Elastic IP is associated with. Leave empty to look it up.',
			},
			{ ...instanceType, description: 'What kind of instance it is. Leave empty to look it up.' },
			privateIpAddress,
		],
		options: [clientToken, timeLimit, ...guardOptions],
	},
	actsOn: IN_USE,
	targets: bindingTargets,
	complete: completeUnbinding,
	async run(context) {
		const { session } = context;
		const parameters = { ...context.parameters };
		const eipId = parameters.AllocationId;
		const conditions = readConditions(context.readOptions());
		const look = async (): Promise<LookResult | { elasticIp: undefined }> => {
			if (needsLook(conditions)) {
				return await lookBefore('unassociate', context, eipId, conditions);
			}
			if (parameters.InstanceId && parameters.InstanceType) return { elasticIp: undefined };
			const elasticIp = await readElasticIp(context, eipId);
			if (!elasticIp) throw notFound(session.regionId, eipId);
			return { elasticIp };
		};
		const bound = parameters.InstanceId || undefined;
		return await withBindingLock(context, eipId, { bound, look }, async (before) => {
			if ('alreadyDone' in before) {
				const elasticIp = before.elasticIp ?? { AllocationId: eipId };
				const previous = previousBindingOf(before.first);
				if (!context.waitUntilDone) {
					return [{ ...identityOf(eipId, session.regionId, elasticIp), ...previous }];
				}
				return [{ ...toItem(context.output, elasticIp, simplifyElasticIp), ...previous }];
			}
			// The API takes an ECS instance for granted, and a NAT gateway is not one.
			for (const name of ['InstanceId', 'InstanceType']) {
				const value = before.elasticIp?.[name];
				if (value) parameters[name] ||= String(value);
			}
			// An earlier try may have unbound it: then what was before is what the user says.
			const wasSent = context.wasSent('UnassociateEipAddress');
			const previous = previousBindingOf(
				before.elasticIp && !wasSent ? before.elasticIp : context.parameters,
			);
			const reply = await callUnassociate(
				context,
				{ ClientToken: context.clientToken('UnassociateEipAddress'), ...parameters },
				// With the checks on, what is not bound is refused in words.
				{ acceptsAlreadySo: !conditions.safetyChecks },
			);
			if (!context.waitUntilDone) {
				const known = identityOf(eipId, session.regionId, before.elasticIp);
				return [{ ...known, ...previous, requestId: reply.RequestId }];
			}
			const elasticIp = (await context.waitFor(eipId, untilUnbound(session.clock, eipId))) ?? {};
			return [{ ...toItem(context.output, elasticIp, simplifyElasticIp), ...previous }];
		});
	},
};
