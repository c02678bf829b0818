import type { INodeProperties } from 'n8n-workflow';

/** Parameters that operations of several resources share. */

export const regionId: INodeProperties = {
	displayName: 'Region',
	name: 'regionId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The region to work in. Leave empty for the default region of the credential.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Default region of the credential',
			typeOptions: { searchListMethod: 'searchRegions', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. cn-hangzhou',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^[a-z]{2,}(-[a-z0-9]+){1,5}$',
						errorMessage: 'A region ID looks like cn-hangzhou',
					},
				},
			],
		},
	],
};

export const allocationId: INodeProperties = {
	displayName: 'Elastic IP',
	name: 'allocationId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The Elastic IP to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an Elastic IP…',
			typeOptions: { searchListMethod: 'searchElasticIps', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. eip-25877c70gddh5abcd',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^eip-[a-zA-Z0-9-]+$',
						errorMessage: 'The ID of an Elastic IP begins with eip-',
					},
				},
			],
		},
	],
	routing: { send: { type: 'query', property: 'AllocationId', propertyInDotNotation: false } },
};

export const returnAll: INodeProperties = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limit: INodeProperties = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	displayOptions: { show: { returnAll: [false] } },
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
};

export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const waitUntilDone: INodeProperties = {
	displayName: 'Wait Until Done',
	name: 'waitUntilDone',
	type: 'boolean',
	default: true,
	description:
		'Whether to go on only when the change has been made. Otherwise the node goes on as soon as Alibaba Cloud has accepted it.',
};

export const clientToken: INodeProperties = {
	displayName: 'Client Token',
	name: 'clientToken',
	type: 'string',
	// It is no secret, but the lint rules of n8n take every token for one.
	typeOptions: { password: true },
	default: '',
	description:
		'Requests with the same token are carried out once. Leave empty: n8n then uses one that stays the same when it retries this item. At most 64 ASCII characters.',
	routing: { send: { type: 'query', property: 'ClientToken', propertyInDotNotation: false } },
};

export const tags: INodeProperties = {
	displayName: 'Tags',
	name: 'tags',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Tag',
	default: {},
	description: 'Up to 20 pairs of key and value',
	options: [
		{
			displayName: 'Tag',
			name: 'tag',
			values: [
				{
					displayName: 'Key',
					name: 'key',
					type: 'string',
					default: '',
					placeholder: 'e.g. environment',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. production',
				},
			],
		},
	],
	routing: { send: { type: 'query', property: 'Tag', propertyInDotNotation: false } },
};

export const resourceGroupId: INodeProperties = {
	displayName: 'Resource Group ID',
	name: 'resourceGroupId',
	type: 'string',
	default: '',
	placeholder: 'e.g. rg-acfmxazffggds5abcd',
	routing: { send: { type: 'query', property: 'ResourceGroupId', propertyInDotNotation: false } },
};

export const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to only check the permission and the values, without doing anything',
	routing: { send: { type: 'query', property: 'DryRun', propertyInDotNotation: false } },
};

export const timeLimit: INodeProperties = {
	displayName: 'Time Limit',
	name: 'timeLimit',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 3600 },
	default: 300,
	hint: 'In seconds',
	description:
		'The longest time for one item: how long to repeat requests that Alibaba Cloud refused for the moment, and how long to wait until a change has been made',
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

export const securityProtectionEnabled: INodeProperties = {
	displayName: 'Anti-DDoS Enhanced',
	name: 'securityProtectionEnabled',
	type: 'boolean',
	default: true,
	description: 'Whether to return those with Anti-DDoS Pro/Premium or those without',
	routing: {
		send: { type: 'query', property: 'SecurityProtectionEnabled', propertyInDotNotation: false },
	},
};

export const bandwidthPackageId: INodeProperties = {
	displayName: 'Bandwidth Package',
	name: 'bandwidthPackageId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The Internet Shared Bandwidth instance to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a bandwidth package…',
			typeOptions: { searchListMethod: 'searchBandwidthPackages', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. cbwp-2ze2ic1xd2qeqk145abcd',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^cbwp-[a-zA-Z0-9-]+$',
						errorMessage: 'The ID of a bandwidth package begins with cbwp-',
					},
				},
			],
		},
	],
	routing: {
		send: { type: 'query', property: 'BandwidthPackageId', propertyInDotNotation: false },
	},
};

export const segmentInstanceId: INodeProperties = {
	displayName: 'Contiguous Group',
	name: 'segmentInstanceId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The group of contiguous Elastic IPs',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a contiguous group…',
			typeOptions: { searchListMethod: 'searchSegments', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. eipsg-2zett8ba055tbsxme5abcd',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^eipsg-[a-zA-Z0-9-]+$',
						errorMessage: 'The ID of a contiguous group begins with eipsg-',
					},
				},
			],
		},
	],
	routing: { send: { type: 'query', property: 'SegmentInstanceId', propertyInDotNotation: false } },
};

export const publicIpAddressPoolId: INodeProperties = {
	displayName: 'IP Address Pool',
	name: 'publicIpAddressPoolId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The pool of public IP addresses',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select an IP address pool…',
			typeOptions: { searchListMethod: 'searchAddressPools', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. pippool-2vc0kxcedhquybdsz5abcd',
			validation: [
				{
					type: 'regex',
					properties: {
						regex: '^pippool-[a-zA-Z0-9-]+$',
						errorMessage: 'The ID of an IP address pool begins with pippool-',
					},
				},
			],
		},
	],
	routing: {
		send: { type: 'query', property: 'PublicIpAddressPoolId', propertyInDotNotation: false },
	},
};

export const nameFilter: INodeProperties = {
	...name,
	description: 'The whole name',
};

export const allocationIds: INodeProperties = {
	displayName: 'Elastic IP IDs',
	name: 'allocationIds',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. eip-25877c70gddh5abcd, eip-2zeerraiwb7uj6abcd',
	description: 'IDs separated by commas',
	routing: { send: { type: 'query', property: 'AllocationIds', propertyInDotNotation: false } },
};

/** For collections, where nothing is required. */
export function optional(property: INodeProperties): INodeProperties {
	return { ...property, required: undefined };
}
