import type { INodeProperties } from 'n8n-workflow';
import type { Resource } from '../Operation';
import { addElasticIps } from './addElasticIps';
import { cancelElasticIpBandwidth } from './cancelElasticIpBandwidth';
import { create } from './create';
import { remove } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { removeElasticIp } from './removeElasticIp';
import { setElasticIpBandwidth } from './setElasticIpBandwidth';
import { update } from './update';
import { updateBandwidth } from './updateBandwidth';

const operations: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['bandwidthPackage'] } },
	options: [
		{
			name: 'Add Elastic IPs',
			value: 'addElasticIps',
			action: 'Add elastic IP addresses to internet shared bandwidth',
			description:
				'Add up to 10 Elastic IPs to an Internet Shared Bandwidth instance (AddCommonBandwidthPackageIps)',
		},
		{
			name: 'Cancel Elastic IP Bandwidth',
			value: 'cancelElasticIpBandwidth',
			action: 'Cancel bandwidth of elastic IP in internet shared bandwidth',
			description:
				'Remove the bandwidth limit of an Elastic IP in an Internet Shared Bandwidth instance (CancelCommonBandwidthPackageIpBandwidth)',
		},
		{
			name: 'Create',
			value: 'create',
			action: 'Create internet shared bandwidth',
			description:
				'Create a pay-as-you-go Internet Shared Bandwidth instance (CreateCommonBandwidthPackage)',
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete internet shared bandwidth',
			description: 'Delete an Internet Shared Bandwidth instance (DeleteCommonBandwidthPackage)',
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get internet shared bandwidth',
			description:
				'Retrieve an Internet Shared Bandwidth instance with its Elastic IPs (DescribeCommonBandwidthPackages)',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many internet shared bandwidths',
			description:
				'Retrieve many Internet Shared Bandwidth instances with their Elastic IPs, of one region or several (DescribeCommonBandwidthPackages)',
		},
		{
			name: 'Remove Elastic IP',
			value: 'removeElasticIp',
			action: 'Remove elastic IP from internet shared bandwidth',
			description:
				'Remove an Elastic IP from an Internet Shared Bandwidth instance (RemoveCommonBandwidthPackageIp)',
		},
		{
			name: 'Set Elastic IP Bandwidth',
			value: 'setElasticIpBandwidth',
			action: 'Set bandwidth of elastic IP in internet shared bandwidth',
			description:
				'Limit the bandwidth of an Elastic IP in an Internet Shared Bandwidth instance (ModifyCommonBandwidthPackageIpBandwidth)',
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update internet shared bandwidth',
			description:
				'Change the name or description of an Internet Shared Bandwidth instance (ModifyCommonBandwidthPackageAttribute)',
		},
		{
			name: 'Update Bandwidth',
			value: 'updateBandwidth',
			action: 'Update bandwidth of internet shared bandwidth',
			description:
				'Change the bandwidth of an Internet Shared Bandwidth instance (ModifyCommonBandwidthPackageSpec)',
		},
	],
	default: 'getAll',
};

export const bandwidthPackage: Resource = {
	value: 'bandwidthPackage',
	operations,
	list: [
		addElasticIps,
		cancelElasticIpBandwidth,
		create,
		remove,
		get,
		getAll,
		removeElasticIp,
		setElasticIpBandwidth,
		update,
		updateBandwidth,
	],
};
