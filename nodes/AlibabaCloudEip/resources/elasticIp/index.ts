import type { INodeProperties } from 'n8n-workflow';
import type { Resource } from '../Operation';
import { allocate } from './allocate';
import { allocateAndAssociate } from './allocateAndAssociate';
import { associate } from './associate';
import { associateBatch } from './associateBatch';
import { changeResourceGroup } from './changeResourceGroup';
import { convertPublicIp } from './convertPublicIp';
import { get } from './get';
import { getAll } from './getAll';
import { getGatewayInfo } from './getGatewayInfo';
import { getHighDefinitionMonitorLog } from './getHighDefinitionMonitorLog';
import { getMonitorData } from './getMonitorData';
import { move } from './move';
import { release } from './release';
import { replace } from './replace';
import { setBandwidth } from './setBandwidth';
import { setDeletionProtection } from './setDeletionProtection';
import { setForwardMode } from './setForwardMode';
import { setHighDefinitionMonitorLog } from './setHighDefinitionMonitorLog';
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
			name: 'Allocate and Associate',
			value: 'allocateAndAssociate',
			action: 'Allocate and associate elastic IP',
			description:
				'Buy an Elastic IP and associate it with an instance (AllocateEipAddress, AssociateEipAddress)',
		},
		{
			name: 'Associate',
			value: 'associate',
			action: 'Associate elastic IP',
			description: 'Associate an Elastic IP with an instance (AssociateEipAddress)',
		},
		{
			name: 'Associate Batch',
			value: 'associateBatch',
			action: 'Associate batch of elastic IP addresses',
			description:
				'Associate up to 50 Elastic IPs with one NAT gateway or network interface (AssociateEipAddressBatch)',
		},
		{
			name: 'Change Resource Group',
			value: 'changeResourceGroup',
			action: 'Change resource group of elastic IP',
			description: 'Move an Elastic IP to another resource group (MoveResourceGroup)',
		},
		{
			name: 'Convert Public IP',
			value: 'convertPublicIp',
			action: 'Convert public IP to elastic IP',
			description:
				'Turn the public IP of an ECS instance into an Elastic IP with the same address (ConvertNatPublicIpToEip)',
		},
		{
			name: 'Disassociate',
			value: 'unassociate',
			action: 'Disassociate elastic IP',
			description: 'Disassociate an Elastic IP from its instance (UnassociateEipAddress)',
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
				'Retrieve the gateway and subnet mask of the Elastic IPs on a network interface in multi-EIP mode (DescribeEipGatewayInfo)',
		},
		{
			name: 'Get High-Definition Monitoring',
			value: 'getHighDefinitionMonitorLog',
			action: 'Get high definition monitoring of elastic IP',
			description:
				'Retrieve the log project and Logstore that high-definition monitoring writes to (DescribeHighDefinitionMonitorLogAttribute)',
		},
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many elastic IP addresses',
			description: 'Retrieve many Elastic IPs, of one region or several (DescribeEipAddresses)',
		},
		{
			name: 'Get Monitoring Data',
			value: 'getMonitorData',
			action: 'Get monitoring data of elastic IP',
			description: 'Retrieve the traffic of an Elastic IP over time (DescribeEipMonitorData)',
		},
		{
			name: 'Move',
			value: 'move',
			action: 'Move elastic IP',
			description:
				'Disassociate an Elastic IP and associate it with another instance (UnassociateEipAddress, AssociateEipAddress)',
		},
		{
			name: 'Release',
			value: 'release',
			action: 'Release elastic IP',
			description:
				'Release a pay-as-you-go Elastic IP that is not associated; this cannot be undone (ReleaseEipAddress)',
		},
		{
			name: 'Replace',
			value: 'replace',
			action: 'Replace elastic IP',
			description:
				'Give an instance a new Elastic IP in place of the one it has (AllocateEipAddress, UnassociateEipAddress, AssociateEipAddress, ReleaseEipAddress)',
		},
		{
			name: 'Set Bandwidth',
			value: 'setBandwidth',
			action: 'Set bandwidth of elastic IP',
			description: 'Change the peak bandwidth of an Elastic IP (ModifyEipAddressAttribute)',
		},
		{
			name: 'Set Deletion Protection',
			value: 'setDeletionProtection',
			action: 'Set deletion protection of elastic IP',
			description:
				'Protect an Elastic IP from being released, or remove the protection (DeletionProtection)',
		},
		{
			name: 'Set Forward Mode',
			value: 'setForwardMode',
			action: 'Set forward mode of elastic IP',
			description:
				'Change how an Elastic IP appears on its network interface (ModifyEipForwardMode)',
		},
		{
			name: 'Set High-Definition Monitoring',
			value: 'setHighDefinitionMonitorLog',
			action: 'Set high definition monitoring of elastic IP',
			description:
				'Turn high-definition monitoring (by the second) on or off (SetHighDefinitionMonitorLogStatus)',
		},
		{
			name: 'Update',
			value: 'update',
			action: 'Update elastic IP',
			description:
				'Change the name, description or peak bandwidth of an Elastic IP (ModifyEipAddressAttribute)',
		},
	],
	default: 'getAll',
};

export const elasticIp: Resource = {
	value: 'elasticIp',
	operations,
	list: [
		allocate,
		allocateAndAssociate,
		associate,
		associateBatch,
		changeResourceGroup,
		convertPublicIp,
		get,
		getAll,
		getGatewayInfo,
		getHighDefinitionMonitorLog,
		getMonitorData,
		move,
		release,
		replace,
		setBandwidth,
		setDeletionProtection,
		setForwardMode,
		setHighDefinitionMonitorLog,
		unassociate,
		update,
	],
};
