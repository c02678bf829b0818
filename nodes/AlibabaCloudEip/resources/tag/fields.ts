import type { INodeProperties } from 'n8n-workflow';
import { PLACE, field, picker } from '../field';

/** Parameters that several operations on tags share. */

export const resourceType = field('ResourceType', {
	displayName: 'Resource Type',
	name: 'resourceType',
	type: 'options',
	options: [
		{ name: 'DHCP Options Set', value: 'DHCPOPTIONSSET' },
		{ name: 'Elastic IP', value: 'EIP' },
		{ name: 'Flow Log', value: 'FLOWLOG' },
		{ name: 'Gateway Endpoint', value: 'GATEWAYENDPOINT' },
		{ name: 'HAVIP', value: 'HAVIP' },
		{ name: 'Internet Shared Bandwidth', value: 'COMMONBANDWIDTHPACKAGE' },
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
	description: 'The type of the resources that the tags are on',
});

export const resourceIds: INodeProperties = {
	...field(
		'ResourceId',
		picker({
			displayName: 'Resource Names or IDs',
			name: 'resourceIds',
			required: true,
			loadOptionsMethod: 'getTaggedResources',
			dependsOn: [...PLACE, 'resourceType'],
			about:
				'Up to 50 resources of the same type. For Elastic IPs an expression can also give their IP addresses, or the IDs of what they are associated with',
		}),
	),
	displayOptions: { hide: { listBy: ['tags'] } },
};
