import type { INodeProperties } from 'n8n-workflow';
import type { ApiParameters } from '../../description/Operation';
import { InvalidInput } from '../../errors/ApiFailure';

/** Parameters that several operations on Elastic IPs share. */

const instanceTypes = [
	{ name: 'CLB Instance', value: 'SlbInstance', description: 'A Classic Load Balancer in a VPC' },
	{ name: 'ECS Instance', value: 'EcsInstance', description: 'A virtual machine in a VPC' },
	{ name: 'HAVIP', value: 'HaVip', description: 'A high-availability virtual IP address' },
	{
		name: 'IP Address',
		value: 'IpAddress',
		description: 'A private IP address in a VPC that has an IPv4 gateway',
	},
	{ name: 'NAT Gateway', value: 'Nat', description: 'An Internet NAT gateway' },
	{
		name: 'Network Interface',
		value: 'NetworkInterface',
		description: 'A secondary elastic network interface (ENI)',
	},
];

export const instanceType: INodeProperties = {
	displayName: 'Instance Type',
	name: 'instanceType',
	type: 'options',
	options: instanceTypes,
	default: 'EcsInstance',
	description: 'What kind of resource the instance is',
	routing: { send: { type: 'query', property: 'InstanceType', propertyInDotNotation: false } },
};

export const instanceId: INodeProperties = {
	displayName: 'Instance ID',
	name: 'instanceId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. i-2zebb08phyczzawe5abcd',
	description:
		'The ID of the ECS instance, load balancer, NAT gateway, HAVIP or network interface, or the private IP address',
	routing: { send: { type: 'query', property: 'InstanceId', propertyInDotNotation: false } },
};

export const associatedInstanceType: INodeProperties = {
	displayName: 'Bound Instance Type',
	name: 'associatedInstanceType',
	type: 'options',
	options: instanceTypes,
	default: 'EcsInstance',
	routing: {
		send: { type: 'query', property: 'AssociatedInstanceType', propertyInDotNotation: false },
	},
};

export const privateIpAddress: INodeProperties = {
	displayName: 'Private IP Address',
	name: 'privateIpAddress',
	type: 'string',
	default: '',
	placeholder: 'e.g. 192.168.0.4',
	description: 'The private address of the instance that the Elastic IP is bound to',
	routing: { send: { type: 'query', property: 'PrivateIpAddress', propertyInDotNotation: false } },
};

export const mode: INodeProperties = {
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

export const vpcId: INodeProperties = {
	displayName: 'VPC ID',
	name: 'vpcId',
	type: 'string',
	displayOptions: { show: { instanceType: ['IpAddress'] } },
	// Not `required`: n8n would ask for it with every type that an expression gives (displayParameter).
	default: '',
	placeholder: 'e.g. vpc-257gqcdfvx6n5abcd',
	description: 'The VPC that the IP address is in; required. It needs an IPv4 gateway.',
	routing: { send: { type: 'query', property: 'VpcId', propertyInDotNotation: false } },
};

/** @throws InvalidInput when what it is to be bound to is not wholly named */
export function checkBinding({ InstanceType, VpcId }: ApiParameters): void {
	if (InstanceType !== 'IpAddress' || VpcId) return;
	throw new InvalidInput("'VPC ID' is empty", "It is needed to bind to an 'IP Address'.");
}

export const instanceRegionId: INodeProperties = {
	displayName: 'Instance Region ID',
	name: 'instanceRegionId',
	type: 'string',
	default: '',
	placeholder: 'e.g. cn-hangzhou',
	description:
		'The region of the instance. Only for Elastic IPs in a shared bandwidth of Global Accelerator.',
	routing: { send: { type: 'query', property: 'InstanceRegionId', propertyInDotNotation: false } },
};

export const force: INodeProperties = {
	displayName: 'Force',
	name: 'force',
	type: 'boolean',
	default: false,
	description:
		'Whether to unbind from a NAT gateway even if SNAT or DNAT rules use the Elastic IP. Traffic through those rules stops.',
	routing: { send: { type: 'query', property: 'Force', propertyInDotNotation: false } },
};

export const monitoredType: INodeProperties = {
	displayName: 'Monitored Resource',
	name: 'monitoredType',
	type: 'options',
	options: [{ name: 'Elastic IP', value: 'EIP' }],
	default: 'EIP',
	description: 'The kind of resource; Alibaba Cloud monitors only Elastic IPs by the second',
	routing: { send: { type: 'query', property: 'InstanceType', propertyInDotNotation: false } },
};

/** The same without a condition: only bindings to network interfaces have a forward mode. */
export const forwardMode: INodeProperties = {
	...mode,
	name: 'forwardMode',
	displayOptions: undefined,
};
