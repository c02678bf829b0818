import { field } from '../field';

/** Parameters that several operations on bandwidth packages share. */

export const packageBandwidth = field('Bandwidth', {
	displayName: 'Shared Bandwidth',
	name: 'packageBandwidth',
	type: 'number',
	required: true,
	typeOptions: { minValue: 1, maxValue: 20_000, numberPrecision: 0 },
	default: 100,
	hint: 'In Mbit/s',
	description:
		'The bandwidth that the Elastic IPs share. By traffic: 1 to 1000, by bandwidth: 2 to 20000, by enhanced 95th percentile: 200 to 20000, by dominant traffic: 1 to 2000.',
});
