import { resourceKinds } from '../api/resourceKinds';
import { field, locator } from './field';

/** Parameters that the purchases of several resources share. */

export const isp = field('ISP', {
	displayName: 'Line Type',
	name: 'isp',
	type: 'options',
	options: [
		{ name: 'BGP (Multi-ISP)', value: 'BGP', description: 'Available in all regions' },
		{
			name: 'BGP (Multi-ISP) Pro',
			value: 'BGP_PRO',
			description: 'Better routes to mainland China; only in Hong Kong and parts of Asia',
		},
		{
			name: 'China Mobile',
			value: 'ChinaMobile',
			description: 'Single line, for accounts on the allowlist',
		},
		{
			name: 'China Mobile L2',
			value: 'ChinaMobile_L2',
			description: 'Single line, for accounts on the allowlist',
		},
		{
			name: 'China Telecom',
			value: 'ChinaTelecom',
			description: 'Single line, for accounts on the allowlist',
		},
		{
			name: 'China Telecom L2',
			value: 'ChinaTelecom_L2',
			description: 'Single line, for accounts on the allowlist',
		},
		{
			name: 'China Unicom',
			value: 'ChinaUnicom',
			description: 'Single line, for accounts on the allowlist',
		},
		{
			name: 'China Unicom L2',
			value: 'ChinaUnicom_L2',
			description: 'Single line, for accounts on the allowlist',
		},
		{
			name: 'Finance Cloud BGP',
			value: 'BGP_FinanceCloud',
			description: 'Required in China East 1 Finance',
		},
	],
	default: 'BGP',
});

export const bandwidth = field('Bandwidth', {
	displayName: 'Peak Bandwidth',
	name: 'bandwidth',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1000, numberPrecision: 0 },
	default: 5,
	hint: 'In Mbit/s',
	description:
		'The maximum outbound bandwidth. Pay-as-you-go: 1 to 200 by traffic, 1 to 500 by bandwidth. Subscription: 1 to 1000.',
});

export const internetChargeType = field('InternetChargeType', {
	displayName: 'Metering Method',
	name: 'internetChargeType',
	type: 'options',
	// Contiguous groups have this field but no billing method, so it is hidden, not shown, by it.
	displayOptions: { hide: { instanceChargeType: ['PrePaid'] } },
	options: [
		{
			name: 'By Bandwidth',
			value: 'PayByBandwidth',
			description: 'A fixed price for the peak bandwidth; not for sale on the international site',
		},
		{
			name: 'By Traffic',
			value: 'PayByTraffic',
			description: 'A price per GB of outbound traffic; the only choice on the international site',
		},
	],
	default: 'PayByTraffic',
	description: 'How internet traffic is metered and billed',
});

export const securityProtectionTypes = field('SecurityProtectionTypes', {
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
});

export const zone = field(
	'Zone',
	locator(resourceKinds.zone, {
		displayName: 'Zone',
		name: 'zone',
		description: 'Only for CloudBox resources',
		searchListMethod: 'searchZones',
	}),
);
