import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { DESCRIPTION, listInWords } from './description/names';
import { searchResourceGroups } from './listSearch/searchResourceGroups';
import { searchTagKeys } from './listSearch/searchTagKeys';
import { searchTagValues } from './listSearch/searchTagValues';
import { elasticIpOptions, getRegions } from './listSearch/several';
import { eventNames, triggerProperties } from './trigger/description';
import { poll } from './trigger/poll';

export class AlibabaCloudEipTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Alibaba Cloud EIP Trigger',
		name: 'alibabaCloudEipTrigger',
		icon: {
			light: 'file:../../icons/alibabaCloudEip.svg',
			dark: 'file:../../icons/alibabaCloudEip.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: listInWords('events', eventNames),
		description: DESCRIPTION,
		eventTriggerDescription: '',
		activationMessage:
			'The trigger remembers your Elastic IPs as they are now. Changes from now on start the workflow.',
		defaults: { name: 'Alibaba Cloud EIP Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'alibabaCloudAccessKeyApi', required: true }],
		properties: triggerProperties,
	};

	methods = {
		listSearch: { searchResourceGroups, searchTagKeys, searchTagValues },
		loadOptions: { getElasticIps: elasticIpOptions(() => undefined), getRegions },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll.call(this);
	}
}
