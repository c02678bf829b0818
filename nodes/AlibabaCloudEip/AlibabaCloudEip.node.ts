import { type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';
import { searchAddressPools } from './listSearch/searchAddressPools';
import { searchBandwidthPackages } from './listSearch/searchBandwidthPackages';
import { searchElasticIps } from './listSearch/searchElasticIps';
import { searchRegions } from './listSearch/searchRegions';
import { searchSegments } from './listSearch/searchSegments';
import { searchTagKeys } from './listSearch/searchTagKeys';
import { properties } from './description/properties';

export class AlibabaCloudEip implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Alibaba Cloud EIP',
		name: 'alibabaCloudEip',
		icon: {
			light: 'file:../../icons/alibabaCloudEip.svg',
			dark: 'file:../../icons/alibabaCloudEip.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Allocate, bind, watch and release Elastic IPs of Alibaba Cloud',
		defaults: { name: 'Alibaba Cloud EIP' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'alibabaCloudAccessKeyApi', required: true }],
		requestDefaults: {
			method: 'POST',
			url: '/',
			// Text, because JSON.parse would round 64-bit numbers such as OrderId.
			encoding: 'text',
			// What a reply means is in its `Code`.
			ignoreHttpStatusErrors: true,
		},
		properties,
	};

	methods = {
		listSearch: {
			searchAddressPools,
			searchBandwidthPackages,
			searchElasticIps,
			searchRegions,
			searchSegments,
			searchTagKeys,
		},
	};
}
