import type { INodeProperties } from 'n8n-workflow';
import { resourceKinds } from '../api/resourceKinds';
import { elasticIpReference } from '../api/elasticIpReference';
import { boundInstance } from '../api/targetKind';
import { exampleOf, field, locator, picker, textMode } from './field';

/** Parameters that operations of several resources share. */

export const regionId = locator(resourceKinds.region, {
	displayName: 'Region',
	name: 'regionId',
	description: 'The region to work in. Leave empty for the default region of the credential.',
	searchListMethod: 'searchRegions',
	listPlaceholder: 'Default region of the credential',
});

export const allocationId = field(
	'AllocationId',
	locator(resourceKinds.elasticIp, {
		displayName: 'Elastic IP',
		name: 'allocationId',
		required: true,
		description:
			'The Elastic IP to work on: by its ID, its IP address, or the ID of what it is associated with',
		searchListMethod: 'searchElasticIps',
		byId: { pattern: elasticIpReference.pattern, errorMessage: elasticIpReference.advice },
		moreModes: [
			textMode(
				{
					name: 'ipAddress',
					displayName: 'By IP',
					placeholder: exampleOf(resourceKinds.ipAddress),
				},
				resourceKinds.ipAddress.pattern,
				`An IP address looks like ${resourceKinds.ipAddress.examples[0]}`,
			),
			textMode(
				{
					name: 'boundInstance',
					displayName: 'By Instance',
					placeholder: exampleOf(boundInstance),
				},
				boundInstance.pattern,
				'Enter an ID that begins with i-, eni-, lb-, ngw- or havip-, or the private address that an Elastic IP is associated with',
			),
		],
	}),
);

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

export const waitUntilDone: INodeProperties = {
	displayName: 'Wait Until Done',
	name: 'waitUntilDone',
	type: 'boolean',
	default: true,
	description:
		'Whether to wait until the change has taken effect. Otherwise the node continues as soon as Alibaba Cloud has accepted it.',
};

export const clientToken = field('ClientToken', {
	displayName: 'Client Token',
	name: 'clientToken',
	type: 'string',
	// It is no secret, but the lint rules of n8n take every token for one.
	typeOptions: { password: true },
	default: '',
	description:
		'Requests with the same token are carried out only once. If empty, the node uses a token that stays the same when n8n retries this item. Up to 64 ASCII characters.',
});

/** A field for the key of a tag, which is chosen or written. */
export function tagKey(
	own: Pick<INodeProperties, 'displayName' | 'name' | 'description'>,
): INodeProperties {
	return locator(resourceKinds.tagKey, {
		...own,
		searchListMethod: 'searchTagKeys',
		byId: {
			displayName: 'By Key',
			pattern: resourceKinds.tagKey.pattern,
			errorMessage: 'A tag key has 1 to 128 characters',
		},
	});
}

/** Rows of tags. @param aboutValue what is special to the values */
export function tagRows(aboutValue: Pick<INodeProperties, 'description'> = {}) {
	return {
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Tag',
		default: {},
		options: [
			{
				displayName: 'Tag',
				name: 'tag',
				values: [
					tagKey({ displayName: 'Key', name: 'key' }),
					locator(resourceKinds.tagValue, {
						displayName: 'Value',
						name: 'value',
						...aboutValue,
						searchListMethod: 'searchTagValues',
						byId: {
							displayName: 'By Value',
							pattern: resourceKinds.tagValue.pattern,
							errorMessage: 'A tag value has at most 128 characters',
						},
					}),
				],
			},
		],
	} satisfies Partial<INodeProperties>;
}

export const tags = field('Tag', {
	displayName: 'Tags',
	name: 'tags',
	...tagRows(),
	description: 'Up to 20 pairs of key and value',
});

/** What `Status` of an Elastic IP can be. */
export const elasticIpStatuses = [
	{ name: 'Associating', value: 'Associating', description: 'Being associated with an instance' },
	{ name: 'Available', value: 'Available', description: 'Not associated' },
	{ name: 'In Use', value: 'InUse', description: 'Associated with an instance' },
	{ name: 'Releasing', value: 'Releasing', description: 'Being released' },
	{ name: 'Unassociating', value: 'Unassociating', description: 'Being disassociated' },
];

export const resourceGroupId = field(
	'ResourceGroupId',
	locator(resourceKinds.resourceGroup, {
		displayName: 'Resource Group',
		name: 'resourceGroupId',
		description: 'The resource group that the resources are in or, for new ones, are put into',
		searchListMethod: 'searchResourceGroups',
	}),
);

export const dryRun = field('DryRun', {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to only check permissions and values, without changing anything',
});

export const timeLimit: INodeProperties = {
	displayName: 'Time Limit',
	name: 'timeLimit',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 3600 },
	default: 300,
	hint: 'In seconds',
	description:
		'The longest time that one item may take: to wait for its turn, to repeat requests that Alibaba Cloud temporarily refused, and to wait until a change has taken effect',
};

/** The name of the field below, for whoever reads it by itself. */
export const ROLE_ARN = 'roleArn';

/** An option of every operation and of the trigger. */
export const actInAccount: INodeProperties = {
	displayName: 'Act in Account',
	name: ROLE_ARN,
	type: 'string',
	default: '',
	placeholder: 'e.g. acs:ram::1234567890123456:role/eip-operator',
	description:
		'The ARN of a RAM role. The node assumes it with the AccessKey of the credential and acts in the account of the role. It replaces the role of the credential. Leave empty, or enter the word own, to act in the account of the credential.',
};

export const name = field('Name', {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	description: 'Up to 128 characters, not beginning with http:// or https://',
});

/** Of something that is bought. With a subscription Alibaba Cloud takes no name. */
export const shownName: INodeProperties = {
	...name,
	displayOptions: { hide: { instanceChargeType: ['PrePaid'] } },
};

export const description = field('Description', {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	description: 'Up to 256 characters, not beginning with http:// or https://',
});

export const includeReservationData = field('IncludeReservationData', {
	displayName: 'Include Pending Orders',
	name: 'includeReservationData',
	type: 'boolean',
	default: false,
	description:
		"Whether to also return renewals and upgrades that have not taken effect yet. Set 'Output' to Raw to see them.",
});

export const securityProtectionEnabled = field('SecurityProtectionEnabled', {
	displayName: 'Anti-DDoS Enhanced',
	name: 'securityProtectionEnabled',
	type: 'boolean',
	default: true,
	description: 'Whether to return only those with Anti-DDoS Pro/Premium, or only those without',
});

export const bandwidthPackageId = field(
	'BandwidthPackageId',
	locator(resourceKinds.bandwidthPackage, {
		displayName: 'Internet Shared Bandwidth',
		name: 'bandwidthPackageId',
		required: true,
		description: 'The Internet Shared Bandwidth instance to work on',
		searchListMethod: 'searchBandwidthPackages',
	}),
);

export const segmentInstanceId = field(
	'SegmentInstanceId',
	locator(resourceKinds.segment, {
		displayName: 'Elastic IP Group',
		name: 'segmentInstanceId',
		required: true,
		description: 'The group of contiguous Elastic IPs',
		searchListMethod: 'searchSegments',
	}),
);

export const publicIpAddressPoolId = field(
	'PublicIpAddressPoolId',
	locator(resourceKinds.addressPool, {
		displayName: 'IP Address Pool',
		name: 'publicIpAddressPoolId',
		required: true,
		description: 'The pool of public IP addresses',
		searchListMethod: 'searchAddressPools',
	}),
);

export const nameFilter: INodeProperties = {
	...name,
	description: 'The full name, not a part of it',
};

export const allocationIds = field(
	'AllocationIds',
	picker({
		displayName: 'Elastic IP Names or IDs',
		name: 'allocationIds',
		required: true,
		loadOptionsMethod: 'getElasticIps',
		about:
			'The Elastic IPs to work on. An expression can also give their IP addresses, or the IDs of what they are associated with',
	}),
);

/** For collections, where nothing is required. */
export function optional(property: INodeProperties): INodeProperties {
	return { ...property, required: undefined };
}
