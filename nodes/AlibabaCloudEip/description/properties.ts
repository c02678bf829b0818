import type { INodeProperties } from 'n8n-workflow';
import { resources } from '../resources';
import { regionId } from '../resources/fields';
import { keepRawReply, execute } from '../execution/execute';
import { region } from '../resources/region';
import { getZones } from '../resources/region/getZones';
import { assembleProperties } from './assemble';

const resource: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Elastic IP',
			value: 'elasticIp',
			description: 'A public IP address that an instance can have',
		},
		{
			name: 'Elastic IP Group',
			value: 'segment',
			description: 'A group of Elastic IPs with consecutive addresses',
		},
		{
			name: 'Internet Shared Bandwidth',
			value: 'bandwidthPackage',
			description: 'Bandwidth that several Elastic IPs share (bandwidth package)',
		},
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
		operations: { pagination: execute },
		output: { postReceive: [keepRawReply] },
	},
};

/** All regions are listed from anywhere: only the zones are asked for by region. */
const otherResources = resources
	.map(({ value }) => value)
	.filter((value) => value !== region.value);

function shownFor(property: INodeProperties, show: Record<string, string[]>): INodeProperties {
	return { ...property, displayOptions: { show } };
}

/** The form of the action node. */
export const properties: INodeProperties[] = [
	resource,
	...resources.map(({ operations }) => operations),
	shownFor(regionId, { resource: otherResources }),
	shownFor(regionId, { resource: [region.value], operation: [getZones.value] }),
	...assembleProperties(resources),
];
