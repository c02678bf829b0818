import type { INodeProperties } from 'n8n-workflow';

/** Parameters that several operations on tags share. */

export const resourceType: INodeProperties = {
	displayName: 'Resource Type',
	name: 'resourceType',
	type: 'options',
	options: [
		{ name: 'Bandwidth Package', value: 'COMMONBANDWIDTHPACKAGE' },
		{ name: 'DHCP Options Set', value: 'DHCPOPTIONSSET' },
		{ name: 'Elastic IP', value: 'EIP' },
		{ name: 'Flow Log', value: 'FLOWLOG' },
		{ name: 'Gateway Endpoint', value: 'GATEWAYENDPOINT' },
		{ name: 'HAVIP', value: 'HAVIP' },
		{ name: 'IP Address Pool', value: 'PUBLICIPADDRESSPOOL' },
		{ name: 'IPv4 Gateway', value: 'IPV4GATEWAY' },
		{ name: 'IPv6 Address', value: 'IPV6ADDRESS' },
		{ name: 'IPv6 Gateway', value: 'IPV6GATEWAY' },
		{ name: 'NAT Gateway', value: 'NATGATEWAY' },
		{ name: 'Network ACL', value: 'NETWORKACL' },
		{ name: 'Prefix List', value: 'PREFIXLIST' },
		{ name: 'Route Table', value: 'ROUTETABLE' },
		{ name: 'Traffic Mirror Filter', value: 'TRAFFICMIRRORFILTER' },
		{ name: 'Traffic Mirror Session', value: 'TRAFFICMIRRORSESSION' },
		{ name: 'VPC', value: 'VPC' },
		{ name: 'VPN Gateway', value: 'VPNGATEWAY' },
		{ name: 'vSwitch', value: 'VSWITCH' },
	],
	default: 'EIP',
	description: 'What kind of resources the tags are on',
	routing: { send: { type: 'query', property: 'ResourceType', propertyInDotNotation: false } },
};

export const resourceIds: INodeProperties = {
	displayName: 'Resource IDs',
	name: 'resourceIds',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. eip-25877c70gddh5abcd, eip-2zeerraiwb7uj6abcd',
	description: 'IDs separated by commas, at most 50, all of the same type',
	routing: { send: { type: 'query', property: 'ResourceId', propertyInDotNotation: false } },
};
