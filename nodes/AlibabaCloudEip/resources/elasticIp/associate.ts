import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../description/Operation';
import { simplifyElasticIp } from '../../output/simplifyElasticIp';
import { describeById, isPassingState } from '../../transport/elasticIp';
import { untilBound } from '../../transport/judges';
import { allocationId, clientToken, simplify, timeLimit, waitUntilDone } from '../fields';
import { instanceId, instanceType, privateIpAddress } from './fields';

const mode: INodeProperties = {
	displayName: 'Association Mode',
	name: 'mode',
	type: 'options',
	displayOptions: { show: { instanceType: ['NetworkInterface'] } },
	options: [
		{
			name: 'Cut-Through',
			value: 'BINDED',
			description: 'The public address is visible on the network interface',
		},
		{
			name: 'Multi-EIP to ENI',
			value: 'MULTI_BINDED',
			description: 'Several Elastic IPs are visible on the network interface',
		},
		{ name: 'NAT', value: 'NAT', description: 'The network interface keeps its private address' },
	],
	default: 'NAT',
	description: 'How the Elastic IP appears on the network interface',
	routing: { send: { type: 'query', property: 'Mode', propertyInDotNotation: false } },
};

const vpcId: INodeProperties = {
	displayName: 'VPC ID',
	name: 'vpcId',
	type: 'string',
	displayOptions: { show: { instanceType: ['IpAddress'] } },
	required: true,
	default: '',
	placeholder: 'e.g. vpc-257gqcdfvx6n5abcd',
	description: 'The VPC of the IP address. It needs an IPv4 gateway.',
	routing: { send: { type: 'query', property: 'VpcId', propertyInDotNotation: false } },
};

const instanceRegionId: INodeProperties = {
	displayName: 'Instance Region ID',
	name: 'instanceRegionId',
	type: 'string',
	default: '',
	placeholder: 'e.g. cn-hangzhou',
	description:
		'The region of the instance. Only for Elastic IPs in a shared bandwidth of Global Accelerator.',
	routing: { send: { type: 'query', property: 'InstanceRegionId', propertyInDotNotation: false } },
};

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
	async run(context) {
		const { session, parameters } = context;
		const { AllocationId: eipId, InstanceId: target } = parameters;
		return await context.alone([eipId, target], async () => {
			const look = async () => await describeById(session, eipId);
			const reply = await session.call(
				'AssociateEipAddress',
				{ ClientToken: context.clientToken('AssociateEipAddress'), ...parameters },
				{
					isDone: async () => {
						const elasticIp = await look();
						const isUnderWay = ['Associating', 'InUse'].includes(String(elasticIp?.Status));
						return isUnderWay && elasticIp?.InstanceId === target;
					},
					isPassing: async () => isPassingState((await look())?.Status),
				},
			);
			if (!context.waitUntilDone) {
				return [{ allocationId: eipId, instanceId: target, requestId: reply.RequestId }];
			}
			const elasticIp = (await context.waitFor(eipId, untilBound(eipId, target))) ?? {};
			return [context.simplify ? simplifyElasticIp(elasticIp) : elasticIp];
		});
	},
};
