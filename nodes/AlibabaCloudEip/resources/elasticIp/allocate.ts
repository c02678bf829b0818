import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../description/Operation';
import { InvalidInput } from '../../errors/ApiFailure';
import { clientToken, publicIpAddressPoolId, resourceGroupId, tags, timeLimit } from '../fields';
import { bandwidth, description, isp, name } from './fields';

const instanceChargeType: INodeProperties = {
	displayName: 'Billing Method',
	name: 'instanceChargeType',
	type: 'options',
	options: [
		{
			name: 'Pay-As-You-Go',
			value: 'PostPaid',
			description: 'Billed after use; can be released at any time',
		},
		{
			name: 'Subscription',
			value: 'PrePaid',
			description: 'Paid in advance for months or years, by bandwidth; can not be released before',
		},
	],
	default: 'PostPaid',
	description: 'How the Elastic IP is paid for',
	routing: {
		send: { type: 'query', property: 'InstanceChargeType', propertyInDotNotation: false },
	},
};

const internetChargeType: INodeProperties = {
	displayName: 'Metering Method',
	name: 'internetChargeType',
	type: 'options',
	displayOptions: { show: { instanceChargeType: ['PostPaid'] } },
	options: [
		{
			name: 'By Bandwidth',
			value: 'PayByBandwidth',
			description: 'A fixed price for the peak bandwidth; not for sale on the international site',
		},
		{
			name: 'By Traffic',
			value: 'PayByTraffic',
			description: 'A price for each GB that goes out; the only choice on the international site',
		},
	],
	default: 'PayByTraffic',
	description: 'What the use of the internet is measured by',
	routing: {
		send: { type: 'query', property: 'InternetChargeType', propertyInDotNotation: false },
	},
};

const pricingCycle: INodeProperties = {
	displayName: 'Duration Unit',
	name: 'pricingCycle',
	type: 'options',
	displayOptions: { show: { instanceChargeType: ['PrePaid'] } },
	options: [
		{ name: 'Month', value: 'Month' },
		{ name: 'Year', value: 'Year' },
	],
	default: 'Month',
	description: 'Whether the subscription is counted in months or years',
	routing: { send: { type: 'query', property: 'PricingCycle', propertyInDotNotation: false } },
};

const period: INodeProperties = {
	displayName: 'Duration',
	name: 'period',
	type: 'number',
	displayOptions: { show: { instanceChargeType: ['PrePaid'] } },
	typeOptions: { minValue: 1, maxValue: 9, numberPrecision: 0 },
	default: 1,
	description: 'How long the subscription lasts: 1 to 9 months or 1 to 5 years',
	routing: { send: { type: 'query', property: 'Period', propertyInDotNotation: false } },
};

const autoPay: INodeProperties = {
	displayName: 'Pay Automatically',
	name: 'autoPay',
	type: 'boolean',
	displayOptions: { show: { instanceChargeType: ['PrePaid'] } },
	default: false,
	description:
		'Whether to pay the order at once. Otherwise only an unpaid order is made: you get its ID but no Elastic IP until you pay in the console.',
	routing: { send: { type: 'query', property: 'AutoPay', propertyInDotNotation: false } },
};

const netmode: INodeProperties = {
	displayName: 'Network Type',
	name: 'netmode',
	type: 'options',
	options: [{ name: 'Public', value: 'public', description: 'The public network' }],
	default: 'public',
	routing: { send: { type: 'query', property: 'Netmode', propertyInDotNotation: false } },
};

const ipAddress: INodeProperties = {
	displayName: 'IP Address',
	name: 'ipAddress',
	type: 'string',
	default: '',
	placeholder: 'e.g. 203.0.113.10',
	description: 'Asks for one specific address. Cannot be combined with Former Elastic IP ID.',
	routing: { send: { type: 'query', property: 'IpAddress', propertyInDotNotation: false } },
};

const formerAllocationId: INodeProperties = {
	displayName: 'Former Elastic IP ID',
	name: 'allocationId',
	type: 'string',
	default: '',
	placeholder: 'e.g. eip-25877c70gddh5abcd',
	description:
		'Asks for an Elastic IP that the account had before. Cannot be combined with IP Address.',
	routing: { send: { type: 'query', property: 'InstanceId', propertyInDotNotation: false } },
};

const securityProtectionTypes: INodeProperties = {
	displayName: 'Security Protection',
	name: 'securityProtectionTypes',
	type: 'multiOptions',
	options: [
		{
			name: 'Anti-DDoS Enhanced',
			value: 'AntiDDoS_Enhanced',
			description: 'Anti-DDoS Pro/Premium. Without it, Anti-DDoS Origin Basic applies.',
		},
	],
	default: [],
	routing: {
		send: { type: 'query', property: 'SecurityProtectionTypes', propertyInDotNotation: false },
	},
};

const zone: INodeProperties = {
	displayName: 'Zone',
	name: 'zone',
	type: 'string',
	default: '',
	placeholder: 'e.g. cn-hangzhou-a',
	description: 'Only for CloudBox resources',
	routing: { send: { type: 'query', property: 'Zone', propertyInDotNotation: false } },
};

/** Buys one Elastic IP (AllocateEipAddress). */
export const allocate: Operation = {
	value: 'allocate',
	apiAction: 'AllocateEipAddress',
	fields: [instanceChargeType, internetChargeType, bandwidth, pricingCycle, period, autoPay],
	collections: {
		additionalFields: [
			clientToken,
			description,
			formerAllocationId,
			ipAddress,
			publicIpAddressPoolId,
			isp,
			name,
			netmode,
			resourceGroupId,
			securityProtectionTypes,
			tags,
			zone,
		],
		options: [timeLimit],
	},
	check(parameters) {
		if (parameters.IpAddress && parameters.InstanceId) {
			throw new InvalidInput(
				"'IP Address' and 'Former Elastic IP ID' can't be used together",
				'Each of them asks for one specific Elastic IP. Leave one empty.',
			);
		}
		checkBilling(parameters);
	},
	async run({ session, parameters, clientToken: token }) {
		const reply = await session.call('AllocateEipAddress', {
			ClientToken: token('AllocateEipAddress'),
			...parameters,
		});
		return [
			{
				allocationId: reply.AllocationId,
				ipAddress: reply.EipAddress,
				...(reply.OrderId !== undefined && { orderId: String(reply.OrderId) }),
				resourceGroupId: reply.ResourceGroupId,
				requestId: reply.RequestId,
			},
		];
	},
};

/** Combinations that Alibaba Cloud refuses only after the order was made, with a vague code. */
function checkBilling(parameters: Record<string, string>) {
	const isSubscription = parameters.InstanceChargeType === 'PrePaid';
	const isByTraffic = parameters.InternetChargeType === 'PayByTraffic';
	const largest = isSubscription ? 1000 : isByTraffic ? 200 : 500;
	if (Number(parameters.Bandwidth) > largest) {
		const kind = isSubscription
			? 'a subscription'
			: `pay-as-you-go ${isByTraffic ? 'by traffic' : 'by bandwidth'}`;
		throw new InvalidInput(
			`'Peak Bandwidth' is ${parameters.Bandwidth} Mbit/s, but at most ${largest} for ${kind}`,
			"Choose a smaller 'Peak Bandwidth' or another way of billing.",
		);
	}
	if (isSubscription && parameters.PricingCycle === 'Year' && Number(parameters.Period) > 5) {
		throw new InvalidInput(
			`'Duration' is ${parameters.Period} years, but at most 5`,
			"Choose a shorter 'Duration'.",
		);
	}
	if (isSubscription && (parameters.Name || parameters.Description)) {
		throw new InvalidInput(
			"'Name' and 'Description' can't be set when a subscription is bought",
			'Update the Elastic IP after it was bought.',
		);
	}
}
