import type { INodeProperties } from 'n8n-workflow';
import type { ApiParameters, Operation } from '../../description/Operation';
import { InvalidInput } from '../../errors/ApiFailure';
import { checkBilling } from '../checkBilling';
import {
	clientToken,
	description,
	name,
	optional,
	publicIpAddressPoolId,
	resourceGroupId,
	tags,
	timeLimit,
} from '../fields';
import {
	bandwidth,
	internetChargeType,
	isp,
	netmode,
	securityProtectionTypes,
	zone,
} from '../purchaseFields';

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
	routing: {
		send: { type: 'query', property: 'FormerAllocationId', propertyInDotNotation: false },
	},
};

/** What an Elastic IP is bought with. */
export const purchaseFields = [
	instanceChargeType,
	internetChargeType,
	bandwidth,
	pricingCycle,
	period,
	autoPay,
];

export const purchaseOptions = [
	clientToken,
	description,
	formerAllocationId,
	ipAddress,
	optional(publicIpAddressPoolId),
	isp,
	name,
	netmode,
	resourceGroupId,
	securityProtectionTypes,
	tags,
	zone,
];

/** Buys one Elastic IP (AllocateEipAddress). */
export const allocate: Operation = {
	value: 'allocate',
	apiAction: 'AllocateEipAddress',
	apiNames: { FormerAllocationId: 'InstanceId' },
	fields: purchaseFields,
	collections: {
		additionalFields: purchaseOptions,
		options: [timeLimit],
	},
	check: checkPurchase,
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

/** @param parameters of AllocateEipAddress. @throws InvalidInput */
export function checkPurchase(parameters: ApiParameters): void {
	if (parameters.IpAddress && parameters.InstanceId) {
		throw new InvalidInput(
			"'IP Address' and 'Former Elastic IP ID' can't be used together",
			'Each of them asks for one specific Elastic IP. Leave one empty.',
		);
	}
	checkBilling(parameters);
}
