import type { ApiParameters } from './Operation';
import { InvalidInput } from '../errors/ApiFailure';

/**
 * Combinations that Alibaba Cloud refuses only after the order was made, with a vague code.
 * @throws InvalidInput
 */
export function checkBilling(parameters: ApiParameters): void {
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
			"'Name' and 'Description' cannot be set when a subscription is bought",
			'Update the Elastic IP after it was bought.',
		);
	}
}
