import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../description/Operation';
import { readNumbered } from '../../description/readNumbered';
import { simplifyElasticIp } from '../../output/simplifyElasticIp';
import { describeByIds, judgeStates } from '../../transport/elasticIp';
import { untilBound } from '../../transport/judges';
import { allocationIds, clientToken, simplify, timeLimit, waitUntilDone } from '../fields';
import { instanceId } from './fields';

const bindedInstanceType: INodeProperties = {
	displayName: 'Instance Type',
	name: 'bindedInstanceType',
	type: 'options',
	options: [
		{ name: 'NAT Gateway', value: 'Nat', description: 'An Internet NAT gateway' },
		{
			name: 'Network Interface',
			value: 'NetworkInterface',
			description: 'A secondary elastic network interface (ENI)',
		},
	],
	default: 'Nat',
	description: 'What kind of resource the instance is',
	routing: {
		send: { type: 'query', property: 'BindedInstanceType', propertyInDotNotation: false },
	},
};

const batchMode: INodeProperties = {
	displayName: 'Association Mode',
	name: 'batchMode',
	type: 'options',
	displayOptions: { show: { bindedInstanceType: ['NetworkInterface'] } },
	options: [
		{
			name: 'Multi-EIP to ENI',
			value: 'MULTI_BINDED',
			description: 'Several Elastic IPs are visible on the network interface',
		},
	],
	default: 'MULTI_BINDED',
	description: 'How the Elastic IPs appear on the network interface',
	routing: { send: { type: 'query', property: 'Mode', propertyInDotNotation: false } },
};

/** Binds up to 50 Elastic IPs to one instance (AssociateEipAddressBatch). */
export const associateBatch: Operation = {
	value: 'associateBatch',
	apiAction: 'AssociateEipAddressBatch',
	apiNames: { AllocationIds: 'InstanceIds', InstanceId: 'BindedInstanceId' },
	fields: [allocationIds, bindedInstanceType, instanceId, batchMode, waitUntilDone, simplify],
	collections: { additionalFields: [clientToken], options: [timeLimit] },
	async run(context) {
		const { session, parameters } = context;
		const target = parameters.BindedInstanceId;
		const eipIds = readNumbered(parameters, 'InstanceIds');
		const look = async () => await describeByIds(session, eipIds);
		return await context.alone([...eipIds, target], async () => {
			const reply = await session.call(
				'AssociateEipAddressBatch',
				{ ClientToken: context.clientToken('AssociateEipAddressBatch'), ...parameters },
				{
					isDone: async () => {
						const found = await look();
						return eipIds.every((id) => {
							const elasticIp = found.get(id);
							const isUnderWay = ['Associating', 'InUse'].includes(String(elasticIp?.Status));
							return isUnderWay && elasticIp?.InstanceId === target;
						});
					},
					findState: async () => {
						const found = [...(await look()).values()];
						return judgeStates(
							found.map(({ Status }) => Status),
							['Available'],
						);
					},
				},
			);
			if (!context.waitUntilDone) {
				return [
					{
						success: true,
						allocationIds: eipIds,
						instanceId: target,
						requestId: reply.RequestId,
					},
				];
			}
			const bound = await Promise.all(
				eipIds.map(async (id) => (await context.waitFor(id, untilBound(id, target))) ?? {}),
			);
			return context.simplify ? bound.map(simplifyElasticIp) : bound;
		});
	},
};
