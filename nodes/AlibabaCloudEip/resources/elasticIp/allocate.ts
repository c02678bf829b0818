import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ApiParameters, Operation } from '../Operation';
import { InvalidInput } from '../../errors/ApiFailure';
import { checkBilling } from '../checkBilling';
import {
	clientToken,
	description,
	shownName,
	tags,
	optional,
	publicIpAddressPoolId,
	resourceGroupId,
	timeLimit,
} from '../fields';
import {
	bandwidth,
	internetChargeType,
	isp,
	securityProtectionTypes,
	zone,
} from '../purchaseFields';
import { toNumber } from '../../output/toNumber';
import { toText } from '../../output/toText';
import { readForOutput } from './calls';
import { type Taken, readReuse, reuseOptions, takeIdle } from './reuse';
import { resourceKinds } from '../../api/resourceKinds';
import { exampleOf, field } from '../field';

const paidElasticIp: INodeProperties = {
	displayName:
		'This buys an Elastic IP. It is paid for until it is released, even while it is not associated with anything. A subscription is paid in advance and cannot be released before it ends.',
	name: 'paidElasticIp',
	type: 'notice',
	default: '',
};

const instanceChargeType = field('InstanceChargeType', {
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
			description:
				'Paid in advance for months or years, by bandwidth; cannot be released before it ends',
		},
	],
	default: 'PostPaid',
	description: 'How the Elastic IP is paid for',
});

const pricingCycle = field('PricingCycle', {
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
});

const period = field('Period', {
	displayName: 'Duration',
	name: 'period',
	type: 'number',
	displayOptions: { show: { instanceChargeType: ['PrePaid'] } },
	typeOptions: { minValue: 1, maxValue: 9, numberPrecision: 0 },
	default: 1,
	description: 'How long the subscription lasts: 1 to 9 months or 1 to 5 years',
});

const autoPay = field('AutoPay', {
	displayName: 'Pay Automatically',
	name: 'autoPay',
	type: 'boolean',
	displayOptions: { show: { instanceChargeType: ['PrePaid'] } },
	default: false,
	description:
		'Whether to pay for the order at once. Otherwise only an unpaid order is created: you get its ID, but no Elastic IP until you pay in the console.',
});

export const ipAddress = field('IpAddress', {
	displayName: 'IP Address',
	name: 'ipAddress',
	type: 'string',
	default: '',
	placeholder: 'e.g. 203.0.113.10',
	description: "Requests one specific address. Cannot be combined with 'Former Elastic IP ID'.",
});

/**
 * Not sent by itself: to AllocateEipAddress it is an `InstanceId`, which for AssociateEipAddress is what
 * is bound to.
 */
export const formerAllocationId: INodeProperties = {
	displayName: 'Former Elastic IP ID',
	name: 'allocationId',
	type: 'string',
	default: '',
	placeholder: exampleOf(resourceKinds.elasticIp),
	description:
		"Requests an Elastic IP that the account had before. Cannot be combined with 'IP Address'.",
};

/** What an Elastic IP is bought with. */
export const purchaseFields = [
	paidElasticIp,
	instanceChargeType,
	internetChargeType,
	bandwidth,
	pricingCycle,
	period,
	autoPay,
];

/** What it is called: behind the fields that must be filled in. */
export const newFields = [shownName, tags];

export const purchaseOptions = [
	description,
	formerAllocationId,
	ipAddress,
	optional(publicIpAddressPoolId),
	isp,
	resourceGroupId,
	securityProtectionTypes,
	zone,
];

/** Buys one Elastic IP (AllocateEipAddress). */
export const allocate: Operation = {
	value: 'allocate',
	apiAction: 'AllocateEipAddress',
	apiNames: { [formerAllocationId.name]: 'InstanceId' },
	fields: [...purchaseFields, ...newFields],
	collections: {
		additionalFields: purchaseOptions,
		options: [clientToken, timeLimit, ...reuseOptions],
	},
	check: checkPurchase,
	async run(context) {
		const { session, parameters, createOnce } = context;
		const reuse = readReuse(context.readOptions(), parameters);
		const taken = reuse && (await takeIdle(context, reuse, parameters));
		if (taken) return [showTaken(taken)];
		const reply = await createOnce('AllocateEipAddress', parameters);
		const { AllocationId: eipId } = reply;
		const bought = eipId ? await readForOutput(session, String(eipId)) : undefined;
		return [
			{
				allocationId: eipId,
				ipAddress: reply.EipAddress,
				name: bought?.Name ?? parameters.Name ?? '',
				// New ones may not show yet: then their status is not known.
				...(eipId !== undefined && { status: toText(bought?.Status) }),
				regionId: session.regionId,
				bandwidth: toNumber(bought?.Bandwidth ?? parameters.Bandwidth),
				...(reply.OrderId !== undefined && { orderId: String(reply.OrderId) }),
				resourceGroupId: reply.ResourceGroupId,
				requestId: reply.RequestId,
				...(reuse && { reused: false }),
			},
		];
	},
};

/** The same of one that was there before. */
function showTaken({ elasticIp }: Taken): IDataObject {
	return {
		allocationId: elasticIp.AllocationId,
		ipAddress: elasticIp.IpAddress,
		name: elasticIp.Name ?? '',
		status: toText(elasticIp.Status),
		regionId: elasticIp.RegionId,
		bandwidth: toNumber(elasticIp.Bandwidth),
		resourceGroupId: elasticIp.ResourceGroupId,
		reused: true,
	};
}

/** @param parameters of AllocateEipAddress. @throws InvalidInput */
export function checkPurchase(parameters: ApiParameters): void {
	if (parameters.IpAddress && parameters.InstanceId) {
		throw new InvalidInput(
			"'IP Address' and 'Former Elastic IP ID' cannot be used together",
			'Each of them requests one specific Elastic IP. Leave one empty.',
		);
	}
	checkBilling(parameters);
}
