import type { INodeProperties } from 'n8n-workflow';
import { resources } from '../resources';
import { regionId } from '../resources/fields';
import { keepRawReply, transport } from '../transport/transport';
import { assembleProperties } from './assemble';

const resource: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Bandwidth Package',
			value: 'bandwidthPackage',
			description: 'An Internet Shared Bandwidth instance',
		},
		{
			name: 'Contiguous Group',
			value: 'segment',
			description: 'A group of Elastic IPs with consecutive addresses',
		},
		{ name: 'Elastic IP', value: 'elasticIp' },
		{
			name: 'IP Address Pool',
			value: 'addressPool',
			description: 'A pool of public addresses that Elastic IPs are taken from',
		},
		{ name: 'Region', value: 'region' },
		{ name: 'Tag', value: 'tag' },
	],
	default: 'elasticIp',
	// The first property: what stands here holds for every operation.
	routing: {
		send: { paginate: true },
		operations: { pagination: transport },
		output: { postReceive: [keepRawReply] },
	},
};

/** The form of the action node. */
export const properties: INodeProperties[] = [
	resource,
	...resources.map(({ operations }) => operations),
	regionId,
	...assembleProperties(resources),
];
