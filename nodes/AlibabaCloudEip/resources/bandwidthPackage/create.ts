import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../Operation';
import { clientToken, description, shownName, tags, resourceGroupId, timeLimit } from '../fields';
import { isp, securityProtectionTypes, zone } from '../purchaseFields';
import { checkBandwidth } from './checkBandwidth';
import { packageBandwidth } from './fields';
import { field } from '../field';

const packageInternetChargeType = field('InternetChargeType', {
	displayName: 'Metering Method',
	name: 'packageInternetChargeType',
	type: 'options',
	options: [
		{
			name: 'Account Default',
			value: '',
			description: 'By bandwidth on the Chinese site, by traffic on the international site',
		},
		{
			name: 'By Bandwidth',
			value: 'PayByBandwidth',
			description: 'A fixed price for the bandwidth; only on the Chinese site',
		},
		{
			name: 'By Dominant Traffic',
			value: 'PayByDominantTraffic',
			description:
				'A price for the larger of inbound and outbound traffic; only on the Chinese site',
		},
		{
			name: 'By Enhanced 95th Percentile',
			value: 'PayBy95',
			description:
				'A price for the use without its highest peaks, at least for 20% of the bandwidth; only on the Chinese site',
		},
		{
			name: 'By Traffic',
			value: 'PayByTraffic',
			description: 'A price per GB of outbound traffic; the only choice on the international site',
		},
	],
	default: '',
	description: 'How internet traffic is metered and billed',
});

const paidPackage: INodeProperties = {
	displayName:
		'This buys an Internet Shared Bandwidth instance. It is paid for until it is deleted, even while it holds no Elastic IP.',
	name: 'paidPackage',
	type: 'notice',
	default: '',
};

/** The part of the bandwidth, in percent, that is paid for in any case: Alibaba Cloud knows no other. */
const MINIMUM_COMMITMENT = '20';

/** Creates a pay-as-you-go bandwidth package (CreateCommonBandwidthPackage). */
export const create: Operation = {
	value: 'create',
	apiAction: 'CreateCommonBandwidthPackage',
	fields: [paidPackage, packageInternetChargeType, packageBandwidth, shownName, tags],
	collections: {
		additionalFields: [description, isp, resourceGroupId, securityProtectionTypes, zone],
		options: [clientToken, timeLimit],
	},
	complete(parameters) {
		if (parameters.InternetChargeType !== 'PayBy95') return parameters;
		return { ...parameters, Ratio: MINIMUM_COMMITMENT };
	},
	check({ InternetChargeType, Bandwidth }) {
		checkBandwidth(
			Bandwidth,
			InternetChargeType,
			"Change 'Shared Bandwidth', or choose another 'Metering Method'. Nothing was sent.",
		);
	},
	async run({ parameters, createOnce }) {
		const reply = await createOnce('CreateCommonBandwidthPackage', parameters);
		return [
			{
				success: true,
				bandwidthPackageId: reply.BandwidthPackageId,
				resourceGroupId: reply.ResourceGroupId,
				requestId: reply.RequestId,
			},
		];
	},
};
