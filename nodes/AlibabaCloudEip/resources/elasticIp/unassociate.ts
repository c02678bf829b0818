import type { Operation } from '../../description/Operation';
import { UnexpectedOutcome } from '../../errors/ApiFailure';
import { simplifyElasticIp } from '../../output/simplifyElasticIp';
import { describeById } from '../../transport/elasticIp';
import { untilUnbound } from '../../transport/judges';
import { allocationId, clientToken, optional, simplify, timeLimit, waitUntilDone } from '../fields';
import { callUnassociate } from './calls';
import { guardOptions, lookBefore, needsLook, readConditions } from './guards';
import { force, instanceId, instanceType, privateIpAddress } from './fields';

/** Unbinds an Elastic IP from its instance (UnassociateEipAddress). */
export const unassociate: Operation = {
	value: 'unassociate',
	apiAction: 'UnassociateEipAddress',
	fields: [allocationId, waitUntilDone, simplify],
	collections: {
		additionalFields: [
			clientToken,
			force,
			{
				...optional(instanceId),
				description: 'What the Elastic IP is bound to. Looked up when left out.',
			},
			{ ...instanceType, description: 'What kind of instance it is. Looked up when left out.' },
			privateIpAddress,
		],
		options: [timeLimit, ...guardOptions],
	},
	actsOn: 'InUse',
	async run(context) {
		const { session } = context;
		const parameters = { ...context.parameters };
		const eipId = parameters.AllocationId;
		const conditions = readConditions(context.readOptions());
		const before = needsLook(conditions)
			? await lookBefore('unassociate', context, eipId, conditions)
			: undefined;
		if (before && 'alreadyDone' in before) {
			const elasticIp = before.elasticIp ?? { AllocationId: eipId };
			if (!context.waitUntilDone) return [{ allocationId: eipId }];
			return [context.simplify ? simplifyElasticIp(elasticIp) : elasticIp];
		}
		if (!parameters.InstanceId || !parameters.InstanceType) {
			// The API takes an ECS instance for granted, and a NAT gateway is not one.
			const elasticIp = before ? before.elasticIp : await describeById(session, eipId);
			if (elasticIp?.Status === 'Available' && !context.wasSent('UnassociateEipAddress')) {
				throw new UnexpectedOutcome(
					`The Elastic IP '${eipId}' is not bound to anything`,
					'It is Available. Nothing was sent.',
				);
			}
			if (elasticIp?.InstanceId) parameters.InstanceId ||= String(elasticIp.InstanceId);
			if (elasticIp?.InstanceType) parameters.InstanceType ||= String(elasticIp.InstanceType);
		}
		return await context.alone([eipId, parameters.InstanceId ?? ''], async () => {
			const reply = await callUnassociate(session, {
				ClientToken: context.clientToken('UnassociateEipAddress'),
				...parameters,
			});
			if (!context.waitUntilDone) return [{ allocationId: eipId, requestId: reply.RequestId }];
			const elasticIp = (await context.waitFor(eipId, untilUnbound(eipId))) ?? {};
			return [context.simplify ? simplifyElasticIp(elasticIp) : elasticIp];
		});
	},
};
