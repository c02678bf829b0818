import type { INodeProperties } from 'n8n-workflow';
import type { Resource } from '../../description/Operation';
import { allocate } from './allocate';
import { associate } from './associate';
import { get } from './get';
import { getAll } from './getAll';
import { getGatewayInfo } from './getGatewayInfo';
import { getMonitorData } from './getMonitorData';
import { release } from './release';
import { unassociate } from './unassociate';
import { update } from './update';

const operations: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['elasticIp'] } },
	options: [
		{
			name: 'Allocate',
			value: 'allocate',
			action: 'Allocate elastic IP',
			description: 'Buy an Elastic IP (AllocateEipAddress)',
		},
		{
			name: 'Associate',
			value: 'associate',
			action: 'Associate elastic IP',
			description: 'Bind an Elastic IP to an instance (AssociateEipAddress)',
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get elastic IP',
			description: 'Retrieve an Elastic IP (DescribeEipAddresses)',
		},
		{
			name: 'Get Gateway Info',
			value: 'getGatewayInfo',
			action: 'Get gateway info of elastic IP',
			description:
				'Retrieve gateway and subnet mask of the Elastic IPs on a network interface in multi-EIP mode (DescribeEipGatewayInfo)',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many elastic IP addresses',
			description: 'Retrieve many Elastic IPs (DescribeEipAddresses)',
		},
		{
			name: 'Get Monitoring Data',
			value: 'getMonitorData',
			action: 'Get monitoring data of elastic IP',
			description: 'Retrieve the traffic of an Elastic IP over time (DescribeEipMonitorData)',
		},
		{
			name: 'Release',
			value: 'release',
			action: 'Release elastic IP',
			description:
				'Give back a pay-as-you-go Elastic IP that is not bound, for good (ReleaseEipAddress)',
		},
		{
			name: 'Unassociate',
			value: 'unassociate',
			action: 'Unassociate elastic IP',
			description: 'Unbind an Elastic IP from its instance (UnassociateEipAddress)',
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update elastic IP',
			description:
				'Change name, description or peak bandwidth of an Elastic IP (ModifyEipAddressAttribute)',
		},
	],
	default: 'getAll',
};

export const elasticIp: Resource = {
	value: 'elasticIp',
	operations,
	list: [
		allocate,
		associate,
		get,
		getAll,
		getGatewayInfo,
		getMonitorData,
		release,
		unassociate,
		update,
	],
};
