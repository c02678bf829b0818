import type { INodeProperties } from 'n8n-workflow';
import type { ApiParameters, Operation } from '../../description/Operation';
import { InvalidInput } from '../../errors/ApiFailure';
import { clientToken, description, name, resourceGroupId, tags, timeLimit } from '../fields';
import { isp, securityProtectionTypes, zone } from '../purchaseFields';
import { packageBandwidth } from './fields';

const packageInternetChargeType: INodeProperties = {
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
			description: 'A price for the use without its highest peaks; only on the Chinese site',
		},
		{
			name: 'By Traffic',
			value: 'PayByTraffic',
			description: 'A price for each GB that goes out; the only choice on the international site',
		},
	],
	default: '',
	description: 'What the use of the internet is measured by',
	routing: {
		send: { type: 'query', property: 'InternetChargeType', propertyInDotNotation: false },
	},
};

const ratio: INodeProperties = {
	displayName: 'Minimum Commitment',
	name: 'ratio',
	type: 'options',
	displayOptions: { show: { packageInternetChargeType: ['PayBy95'] } },
	options: [{ name: '20%', value: 20 }],
	default: 20,
	description: 'The part of the bandwidth that is paid for in any case',
	routing: { send: { type: 'query', property: 'Ratio', propertyInDotNotation: false } },
};

/** Smallest and largest bandwidth in Mbit/s by metering method. */
const BANDWIDTHS: Record<string, { least: number; most: number; words: string }> = {
	PayByTraffic: { least: 1, most: 1_000, words: 'by traffic' },
	PayByBandwidth: { least: 2, most: 20_000, words: 'by bandwidth' },
	PayBy95: { least: 200, most: 20_000, words: 'by enhanced 95th percentile' },
	PayByDominantTraffic: { least: 1, most: 2_000, words: 'by dominant traffic' },
};

/** Creates a pay-as-you-go bandwidth package (CreateCommonBandwidthPackage). */
export const create: Operation = {
	value: 'create',
	apiAction: 'CreateCommonBandwidthPackage',
	fields: [packageInternetChargeType, ratio, packageBandwidth],
	collections: {
		additionalFields: [
			clientToken,
			description,
			isp,
			name,
			resourceGroupId,
			securityProtectionTypes,
			tags,
			zone,
		],
		options: [timeLimit],
	},
	check: checkBandwidth,
	async run({ session, parameters, clientToken: token }) {
		const reply = await session.call('CreateCommonBandwidthPackage', {
			ClientToken: token('CreateCommonBandwidthPackage'),
			...parameters,
		});
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

function checkBandwidth({ InternetChargeType = '', Bandwidth }: ApiParameters): void {
	const range = BANDWIDTHS[InternetChargeType];
	if (!range || (Number(Bandwidth) >= range.least && Number(Bandwidth) <= range.most)) return;
	throw new InvalidInput(
		`'Package Bandwidth' is ${Bandwidth} Mbit/s, but must be from ${range.least} to ${range.most} ${range.words}`,
		"Change 'Package Bandwidth' or choose another 'Metering Method'.",
	);
}
