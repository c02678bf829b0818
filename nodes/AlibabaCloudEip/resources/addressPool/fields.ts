import type { INodeProperties } from 'n8n-workflow';

/** Parameters that several operations on IP address pools share. */

export const cidrBlock: INodeProperties = {
	displayName: 'CIDR Block',
	name: 'cidrBlock',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 203.0.113.0/28',
	routing: { send: { type: 'query', property: 'CidrBlock', propertyInDotNotation: false } },
};
