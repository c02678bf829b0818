import type { ApiParameters } from './Operation';
import { InvalidInput } from '../errors/ApiFailure';

/**
 * The largest peak bandwidth of an Elastic IP in Mbit/s, by what it is billed by.
 *
 * The form has one field with the largest of them, and the limit is checked before anything is sent. With a
 * field for each way of billing n8n would put its own limit in the place of a larger number without a word when
 * the billing is changed, so that something else would be bought than was entered; it would show all of them
 * where an expression gives the billing; and each takes its time for every item (RoutingNode, n8n-core 2.41).
 */
const LIMITS = {
	subscription: { most: 1_000, billing: 'a subscription' },
	byTraffic: { most: 200, billing: 'pay-as-you-go by traffic' },
	byBandwidth: { most: 500, billing: 'pay-as-you-go by bandwidth' },
};

/**
 * Combinations that Alibaba Cloud refuses only after the order was made, with a vague code.
 * @throws InvalidInput
 */
export function checkBilling(parameters: ApiParameters): void {
	const isSubscription = parameters.InstanceChargeType === 'PrePaid';
	const isByTraffic = parameters.InternetChargeType === 'PayByTraffic';
	checkLimit(
		parameters.Bandwidth,
		isSubscription ? 'subscription' : isByTraffic ? 'byTraffic' : 'byBandwidth',
		`Lower 'Peak Bandwidth', or change 'Billing Method' or 'Metering Method'. Nothing was sent.`,
	);
	if (isSubscription && parameters.PricingCycle === 'Year' && Number(parameters.Period) > 5) {
		throw new InvalidInput(
			`'Duration' is ${parameters.Period} years, but the longest is 5 years`,
			"Choose a shorter 'Duration'. Nothing was sent.",
		);
	}
	if (isSubscription && (parameters.Name || parameters.Description)) {
		throw new InvalidInput(
			"'Name' and 'Description' cannot be set when a subscription is bought",
			"Leave both empty, and set them with 'Update' once you have the Elastic IP. Nothing was sent.",
		);
	}
}

/**
 * Checks a new peak bandwidth against what an Elastic IP is billed by. Where that is not known, or is none of
 * these, Alibaba Cloud decides: in an Internet Shared Bandwidth instance and for subscriptions other rules hold.
 *
 * @param elasticIp as DescribeEipAddresses shows it; undefined where it could not be read
 * @throws InvalidInput
 */
export function checkNewBandwidth(
	bandwidth: string | undefined,
	elasticIp: Record<string, unknown> | undefined,
): void {
	if (elasticIp?.ChargeType !== 'PostPaid' || elasticIp.BandwidthPackageId) return;
	const { AllocationId: id, InternetChargeType: type } = elasticIp;
	if (type !== 'PayByTraffic' && type !== 'PayByBandwidth') return;
	checkLimit(
		bandwidth,
		type === 'PayByTraffic' ? 'byTraffic' : 'byBandwidth',
		`That is how the Elastic IP '${String(id)}' is billed. Lower 'Peak Bandwidth'. Nothing was changed.`,
	);
}

function checkLimit(
	bandwidth: string | undefined,
	kind: keyof typeof LIMITS,
	advice: string,
): void {
	const { most, billing } = LIMITS[kind];
	if (!(Number(bandwidth) > most)) return;
	throw new InvalidInput(
		`'Peak Bandwidth' is ${bandwidth} Mbit/s, but ${billing} allows at most ${most}`,
		advice,
	);
}
