import type { INodeProperties } from 'n8n-workflow';
import type { Resource } from '../../description/Operation';
import { getAll } from './getAll';

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
	],
	default: 'getAll',
};

export const region: Resource = { value: 'region', operations, list: [getAll] };
