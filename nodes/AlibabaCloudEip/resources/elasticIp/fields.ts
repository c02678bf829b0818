import type { INodeProperties } from 'n8n-workflow';

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

export const isp: INodeProperties = {
	displayName: 'Line Type',
	name: 'isp',
	type: 'options',
	options: [
		{ name: 'BGP (Multi-ISP)', value: 'BGP', description: 'Available in all regions' },
		{
			name: 'BGP (Multi-ISP) Pro',
			value: 'BGP_PRO',
			description: 'Better routes to mainland China; only in Hong Kong and parts of Asia',
		},
		{
			name: 'China Mobile',
			value: 'ChinaMobile',
			description: 'Single line, for accounts on the allowlist',
		},
		{
			name: 'China Mobile L2',
			value: 'ChinaMobile_L2',
			description: 'Single line, for accounts on the allowlist',
		},
		{
			name: 'China Telecom',
			value: 'ChinaTelecom',
			description: 'Single line, for accounts on the allowlist',
		},
		{
			name: 'China Telecom L2',
			value: 'ChinaTelecom_L2',
			description: 'Single line, for accounts on the allowlist',
		},
		{
			name: 'China Unicom',
			value: 'ChinaUnicom',
			description: 'Single line, for accounts on the allowlist',
		},
		{
			name: 'China Unicom L2',
			value: 'ChinaUnicom_L2',
			description: 'Single line, for accounts on the allowlist',
		},
		{
			name: 'Finance Cloud BGP',
			value: 'BGP_FinanceCloud',
			description: 'Required in China East 1 Finance',
		},
	],
	default: 'BGP',
	routing: { send: { type: 'query', property: 'ISP', propertyInDotNotation: false } },
};

export const name: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	description: 'Up to 128 characters, not beginning with http:// or https://',
	routing: { send: { type: 'query', property: 'Name', propertyInDotNotation: false } },
};

export const description: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	description: 'Up to 256 characters, not beginning with http:// or https://',
	routing: { send: { type: 'query', property: 'Description', propertyInDotNotation: false } },
};

export const bandwidth: INodeProperties = {
	displayName: 'Peak Bandwidth',
	name: 'bandwidth',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1000, numberPrecision: 0 },
	default: 5,
	hint: 'In Mbit/s',
	description:
		'The most that can go out. Pay-as-you-go: 1 to 200 by traffic, 1 to 500 by bandwidth. Subscription: 1 to 1000.',
	routing: { send: { type: 'query', property: 'Bandwidth', propertyInDotNotation: false } },
};

export const includeReservationData: INodeProperties = {
	displayName: 'Include Pending Orders',
	name: 'includeReservationData',
	type: 'boolean',
	default: false,
	description:
		'Whether to also return renewals and upgrades that have not taken effect yet. Turn off Simplify to see them.',
	routing: {
		send: { type: 'query', property: 'IncludeReservationData', propertyInDotNotation: false },
	},
};
