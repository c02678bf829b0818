import type { INodeProperties } from 'n8n-workflow';
import type { Resource } from '../Operation';
import { add } from './add';
import { getAll } from './getAll';
import { remove } from './remove';

const operations: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['tag'] } },
	options: [
		{
			name: 'Add',
			value: 'add',
			action: 'Add tags',
			description: 'Add tags to resources (TagResources)',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many tags',
			description: 'Retrieve many tags of resources, in one region or several (ListTagResources)',
		},
		{
			name: 'Remove',
			value: 'remove',
			action: 'Remove tags',
			description: 'Remove tags from resources (UnTagResources)',
		},
	],
	default: 'getAll',
};

export const tag: Resource = {
	value: 'tag',
	operations,
	list: [add, getAll, remove],
};
