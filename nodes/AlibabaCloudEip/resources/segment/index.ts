import type { INodeProperties } from 'n8n-workflow';
import type { Resource } from '../Operation';
import { allocate } from './allocate';
import { convertToPool } from './convertToPool';
import { getAll } from './getAll';
import { release } from './release';

const operations: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['segment'] } },
	options: [
		{
			name: 'Allocate (Deprecated)',
			value: 'allocate',
			action: 'Allocate elastic IP group',
			description:
				'Buy a group of contiguous Elastic IPs (AllocateEipSegmentAddress). Deprecated by Alibaba Cloud: add a CIDR block to an IP address pool and allocate from it instead.',
		},
		{
			name: 'Convert to Pool',
			value: 'convertToPool',
			action: 'Convert elastic IP group to IP address pool',
			description:
				'Turn an Elastic IP group into an IP address pool (TransformEipSegmentToPublicIpAddressPool)',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many elastic IP groups',
			description:
				'Retrieve many groups of contiguous Elastic IPs, of one region or several (DescribeEipSegment)',
		},
		{
			name: 'Release',
			value: 'release',
			action: 'Release elastic IP group',
			description:
				'Release an Elastic IP group with all its Elastic IPs; this cannot be undone (ReleaseEipSegmentAddress)',
		},
	],
	default: 'getAll',
};

export const segment: Resource = {
	value: 'segment',
	operations,
	list: [allocate, convertToPool, getAll, release],
};
