import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../description/Operation';
import { UnexpectedOutcome } from '../../errors/ApiFailure';
import { simplifyElasticIp } from '../../output/simplifyElasticIp';
import { describeById, isPassingState } from '../../transport/elasticIp';
import { untilUnbound } from '../../transport/judges';
import { allocationId, clientToken, simplify, timeLimit, waitUntilDone } from '../fields';
import { instanceId, instanceType, privateIpAddress } from './fields';

const force: INodeProperties = {
	displayName: 'Force',
	name: 'force',
	type: 'boolean',
	default: false,
	description:
		'Whether to unbind from a NAT gateway even if SNAT or DNAT rules use the Elastic IP. Traffic through those rules stops.',
	routing: { send: { type: 'query', property: 'Force', propertyInDotNotation: false } },
};

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
				...instanceId,
				required: undefined,
				description: 'What the Elastic IP is bound to. Looked up when left out.',
			},
			{ ...instanceType, description: 'What kind of instance it is. Looked up when left out.' },
			privateIpAddress,
		],
		options: [timeLimit],
	},
	actsOn: 'InUse',
	async run(context) {
		const { session } = context;
		const parameters = { ...context.parameters };
		const eipId = parameters.AllocationId;
		const look = async () => await describeById(session, eipId);
		if (!parameters.InstanceId || !parameters.InstanceType) {
			// The API takes an ECS instance for granted, and a NAT gateway is not one.
			const elasticIp = await look();
			if (elasticIp && elasticIp.Status === 'Available') {
				throw new UnexpectedOutcome(
					`The Elastic IP '${eipId}' is not bound to anything`,
					'It is Available. Nothing was sent.',
				);
			}
			if (elasticIp?.InstanceId) parameters.InstanceId ||= String(elasticIp.InstanceId);
			if (elasticIp?.InstanceType) parameters.InstanceType ||= String(elasticIp.InstanceType);
		}
		return await context.alone([eipId, parameters.InstanceId ?? ''], async () => {
			const reply = await session.call(
				'UnassociateEipAddress',
				{ ClientToken: context.clientToken('UnassociateEipAddress'), ...parameters },
				{
					isDone: async () =>
						['Unassociating', 'Available'].includes(String((await look())?.Status)),
					isPassing: async () => isPassingState((await look())?.Status),
				},
			);
			if (!context.waitUntilDone) return [{ allocationId: eipId, requestId: reply.RequestId }];
			const elasticIp = (await context.waitFor(eipId, untilUnbound(eipId))) ?? {};
			return [context.simplify ? simplifyElasticIp(elasticIp) : elasticIp];
		});
	},
};
