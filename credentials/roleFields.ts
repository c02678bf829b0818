import type { INodeProperties } from 'n8n-workflow';

const ifAssumed = { show: { assumeRole: [true] } };

/** The fields for a RAM role that is assumed with the AccessKey. */
export const roleFields: INodeProperties[] = [
	{
		displayName: 'Assume Role',
		name: 'assumeRole',
		type: 'boolean',
		default: false,
		description:
			'Whether to act in a RAM role, such as one of another account, with temporary keys that n8n fetches and renews by itself',
	},
	{
		displayName: 'Role ARN',
		name: 'roleArn',
		type: 'string',
		displayOptions: ifAssumed,
		required: true,
		default: '',
		placeholder: 'e.g. acs:ram::1234567890123456:role/eip-operator',
		description:
			"The role to act in. Its trust policy must name the account or RAM user of the AccessKey. A node can use another role with its option 'Act in Account'.",
	},
	{
		displayName: 'Role Session Name',
		name: 'roleSessionName',
		type: 'string',
		displayOptions: ifAssumed,
		default: 'n8n',
		description:
			'The name that ActionTrail shows for what n8n does in the role: 2 to 64 letters, digits, dots, hyphens, underscores or @',
	},
	{
		displayName: 'External ID',
		name: 'roleExternalId',
		type: 'string',
		displayOptions: ifAssumed,
		default: '',
		description: 'Only if the trust policy of the role asks for one (sts:ExternalId)',
	},
	{
		displayName: 'Session Duration',
		name: 'roleDuration',
		type: 'number',
		typeOptions: { minValue: 900, maxValue: 43200 },
		displayOptions: ifAssumed,
		default: 3600,
		hint: 'In seconds',
		description:
			'How long the temporary keys are valid. n8n renews them five minutes before they expire. More than an hour works only if the role allows it.',
	},
	{
		displayName: 'Session Policy',
		name: 'rolePolicy',
		type: 'json',
		displayOptions: ifAssumed,
		default: '',
		description:
			'A RAM policy that narrows down what the role may do here. Leave empty to allow everything that the role may do.',
	},
];
