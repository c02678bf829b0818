import type { INodeProperties } from 'n8n-workflow';

/** Parameters that several operations on bandwidth packages share. */

export const packageBandwidth: INodeProperties = {
	displayName: 'Package Bandwidth',
	name: 'packageBandwidth',
	type: 'number',
	required: true,
	typeOptions: { minValue: 1, maxValue: 20_000, numberPrecision: 0 },
	default: 100,
	hint: 'In Mbit/s',
	description:
		'The bandwidth that the Elastic IPs share. By traffic: 1 to 1000, by bandwidth: 2 to 20000, by enhanced 95th percentile: 200 to 20000, by dominant traffic: 1 to 2000.',
	routing: { send: { type: 'query', property: 'Bandwidth', propertyInDotNotation: false } },
};

export const ipType: INodeProperties = {
	displayName: 'IP Type',
	name: 'ipType',
	type: 'options',
	options: [{ name: 'Elastic IP', value: 'EIP' }],
	default: 'EIP',
	routing: { send: { type: 'query', property: 'IpType', propertyInDotNotation: false } },
};
