import { type INodeType, type INodeTypeDescription, NodeConnectionTypes } from 'n8n-workflow';
import { searchAddressPools } from './listSearch/searchAddressPools';
import { searchBandwidthPackages } from './listSearch/searchBandwidthPackages';
import { searchCidrBlocks } from './listSearch/searchCidrBlocks';
import { elasticIpSearch } from './listSearch/searchElasticIps';
import { searchRegions } from './listSearch/searchRegions';
import { searchResourceGroups } from './listSearch/searchResourceGroups';
import { searchSegments } from './listSearch/searchSegments';
import { searchTagKeys } from './listSearch/searchTagKeys';
import { searchTagValues } from './listSearch/searchTagValues';
import { targetSearch } from './listSearch/searchTargets';
import { searchVpcs } from './listSearch/searchVpcs';
import { boughtHints } from './description/boughtHints';
import { DESCRIPTION, operationInWords } from './description/names';
import { searchZones } from './listSearch/searchZones';
import {
	elasticIpOptions,
	getAddressPools,
	getRegions,
	getTaggedResources,
	getZones,
} from './listSearch/several';
import { properties } from './description/properties';
import { findOperation, resources } from './resources';

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
		subtitle: operationInWords(resources),
		description: DESCRIPTION,
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
		hints: boughtHints(resources),
		properties,
	};

	methods = {
		listSearch: {
			searchAddressPools,
			searchBandwidthPackages,
			searchCidrBlocks,
			searchElasticIps: elasticIpSearch(
				(resource, operation) => findOperation(resource, operation).actsOn,
			),
			searchRegions,
			searchResourceGroups,
			searchSegments,
			searchTagKeys,
			searchTagValues,
			searchTargets: targetSearch(
				(resource, operation) => findOperation(resource, operation).targets,
			),
			searchVpcs,
			searchZones,
		},
		loadOptions: {
			getAddressPools,
			getElasticIps: elasticIpOptions(
				(resource, operation) => findOperation(resource, operation).actsOn,
			),
			getRegions,
			getTaggedResources,
			getZones,
		},
	};
}
