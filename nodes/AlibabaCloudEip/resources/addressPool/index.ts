import type { INodeProperties } from 'n8n-workflow';
import type { Resource } from '../Operation';
import { addCidrBlock } from './addCidrBlock';
import { create } from './create';
import { remove } from './delete';
import { deleteCidrBlock } from './deleteCidrBlock';
import { getAll } from './getAll';
import { getCidrBlocks } from './getCidrBlocks';
import { getServiceStatus } from './getServiceStatus';
import { openService } from './openService';
import { update } from './update';

const operations: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['addressPool'] } },
	options: [
		{
			name: 'Add CIDR Block',
			value: 'addCidrBlock',
			action: 'Add CIDR block to IP address pool',
			description: 'Add a block of addresses to a pool (AddPublicIpAddressPoolCidrBlock)',
		},
		{
			name: 'Create',
			value: 'create',
			action: 'Create IP address pool',
			description: 'Create a pool, without addresses at first (CreatePublicIpAddressPool)',
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete IP address pool',
			description: 'Delete a pool that is not in use (DeletePublicIpAddressPool)',
		},
		{
			name: 'Delete CIDR Block',
			value: 'deleteCidrBlock',
			action: 'Delete CIDR block of IP address pool',
			description:
				'Remove an unused block of addresses from a pool (DeletePublicIpAddressPoolCidrBlock)',
		},
		{
			name: 'Enable Service',
			value: 'openService',
			action: 'Enable IP address pool service',
			description: 'Enable IP address pools for the account (OpenPublicIpAddressPoolService)',
		},
		{
			name: 'Get CIDR Blocks',
			value: 'getCidrBlocks',
			action: 'Get CIDR blocks of IP address pool',
			description: 'Retrieve the blocks of addresses of a pool (ListPublicIpAddressPoolCidrBlocks)',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many IP address pools',
			description:
				'Retrieve many pools of public IP addresses, of one region or several (ListPublicIpAddressPools)',
		},
		{
			name: 'Get Service Status',
			value: 'getServiceStatus',
			action: 'Get status of IP address pool service',
			description:
				'Retrieve whether IP address pools are enabled for the account (GetPublicIpAddressPoolServiceStatus)',
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update IP address pool',
			description: 'Change the name or description of a pool (UpdatePublicIpAddressPoolAttribute)',
		},
	],
	default: 'getAll',
};

export const addressPool: Resource = {
	value: 'addressPool',
	operations,
	list: [
		addCidrBlock,
		create,
		remove,
		deleteCidrBlock,
		getAll,
		getCidrBlocks,
		getServiceStatus,
		openService,
		update,
	],
};
