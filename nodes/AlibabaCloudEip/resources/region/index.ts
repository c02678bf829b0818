import type { INodeProperties } from 'n8n-workflow';
import type { Resource } from '../Operation';
import { getAll } from './getAll';
import { getZones } from './getZones';

const operations: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['region'] } },
	options: [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many regions',
			description: 'Retrieve many regions with their endpoints (DescribeRegions)',
		},
		{
			name: 'Get Zones',
			value: 'getZones',
			action: 'Get zones of region',
			description: 'Retrieve the zones of the chosen region (DescribeZones)',
		},
	],
	default: 'getAll',
};

export const region: Resource = { value: 'region', operations, list: [getAll, getZones] };
