import type { INodeProperties } from 'n8n-workflow';
import type { Resource } from '../../description/Operation';
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
			action: 'Add elastic ips to bandwidth package',
			description:
				'Put up to 10 Elastic IPs into a bandwidth package (AddCommonBandwidthPackageIps)',
		},
		{
			name: 'Cancel Elastic IP Bandwidth',
			value: 'cancelElasticIpBandwidth',
			action: 'Cancel bandwidth of elastic IP in bandwidth package',
			description:
				'Take away the cap of an Elastic IP in a bandwidth package (CancelCommonBandwidthPackageIpBandwidth)',
		},
		{
			name: 'Create',
			value: 'create',
			action: 'Create bandwidth package',
			description:
				'Create a pay-as-you-go Internet Shared Bandwidth instance (CreateCommonBandwidthPackage)',
		},
		{
			name: 'Delete',
			value: 'delete',
			action: 'Delete bandwidth package',
			description: 'Delete a bandwidth package (DeleteCommonBandwidthPackage)',
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get bandwidth package',
			description:
				'Retrieve a bandwidth package with its Elastic IPs (DescribeCommonBandwidthPackages)',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many bandwidth packages',
			description:
				'Retrieve many bandwidth packages with their Elastic IPs (DescribeCommonBandwidthPackages)',
		},
		{
			name: 'Remove Elastic IP',
			value: 'removeElasticIp',
			action: 'Remove elastic IP from bandwidth package',
			description: 'Take an Elastic IP out of a bandwidth package (RemoveCommonBandwidthPackageIp)',
		},
		{
			name: 'Set Elastic IP Bandwidth',
			value: 'setElasticIpBandwidth',
			action: 'Set bandwidth of elastic IP in bandwidth package',
			description:
				'Cap the bandwidth of an Elastic IP in a bandwidth package (ModifyCommonBandwidthPackageIpBandwidth)',
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update bandwidth package',
			description:
				'Change name or description of a bandwidth package (ModifyCommonBandwidthPackageAttribute)',
		},
		{
			name: 'Update Bandwidth',
			value: 'updateBandwidth',
			action: 'Update bandwidth of bandwidth package',
			description: 'Change the bandwidth of a bandwidth package (ModifyCommonBandwidthPackageSpec)',
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
