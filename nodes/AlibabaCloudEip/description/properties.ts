import type { INodeProperties } from 'n8n-workflow';
import { resources } from '../resources';
import { regionId } from '../resources/fields';
import { ONE_REGION, regionIds, regionScope } from '../resources/regionFields';
import { keepRawReply, execute } from '../execution/execute';
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

/** The operations that can read several regions; their names stand for nothing else in the same resources. */
const several = resources.flatMap(({ value, list }) =>
	list.filter(({ readsRegions }) => readsRegions).map((operation) => [value, operation.value]),
);
const ofSeveral = {
	resource: [...new Set(several.map(([resourceName]) => resourceName))],
	operation: [...new Set(several.map(([, operation]) => operation))],
};

/** The property, shown under these conditions and its own. */
function shownFor(
	property: INodeProperties,
	{ show, hide }: NonNullable<INodeProperties['displayOptions']>,
): INodeProperties {
	const own = property.displayOptions;
	return {
		...property,
		displayOptions: { show: { ...show, ...own?.show }, ...(hide && { hide }) },
	};
}

/** The form of the action node. */
export const properties: INodeProperties[] = [
	resource,
	...resources.map(({ operations }) => operations),
	shownFor(regionScope, { show: ofSeveral }),
	shownFor(regionId, { show: { ...ofSeveral, [regionScope.name]: [ONE_REGION] } }),
	shownFor(regionIds, { show: ofSeveral }),
	// All regions are listed from anywhere, and 'Get Many' of everything else has the fields above.
	shownFor(regionId, { hide: { operation: ofSeveral.operation } }),
	...assembleProperties(resources),
];
