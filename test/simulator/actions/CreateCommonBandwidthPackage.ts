import { LINE_TYPES } from '../facts/values';
import { ApiError, invalid } from '../wire/apiError';
import { refuseMisrouted } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { checkPackageBandwidth } from './parts/packageBandwidth';
import { clientToken, integer, label, list, tags, oneOf, required, text } from './parts/parameters';

/** Creates a shared bandwidth package. */
export const CreateCommonBandwidthPackage = defineAction({
	name: 'CreateCommonBandwidthPackage',
	kind: 'write',
	parameters: {
		Bandwidth: required(integer({ min: 1, max: 20_000 })),
		RegionId: required(text()),
		ClientToken: clientToken(),
		Description: label(256),
		InternetChargeType: oneOf([
			'PayByTraffic',
			'PayByBandwidth',
			'PayBy95',
			'PayByDominantTraffic',
		]),
		ISP: oneOf(LINE_TYPES),
		Name: label(128),
		Ratio: integer({ min: 20, max: 20 }),
		ResourceGroupId: text(),
		SecurityProtectionTypes: list(10, ['AntiDDoS_Enhanced']),
		Tag: tags(),
		Zone: text(),
	},
	run(call) {
		const { parameters, world, account, accountId, regionId } = call;
		refuseMisrouted(call);
		const international = account.site === 'international';
		const internetChargeType =
			parameters.InternetChargeType ?? (international ? 'PayByTraffic' : 'PayByBandwidth');
		if ((internetChargeType === 'PayByTraffic') !== international)
			throw invalid('InternetChargeType');
		checkPackageBandwidth(parameters.Bandwidth, internetChargeType);
		if (account.balance === 'insufficient') throw new ApiError('InsufficientBalance');
		const created = world.addBandwidthPackage(accountId, {
			region: regionId,
			bandwidth: parameters.Bandwidth,
			name: parameters.Name,
			description: parameters.Description,
			internetChargeType,
			isp: parameters.ISP,
			ratio: parameters.Ratio,
			resourceGroupId: parameters.ResourceGroupId,
			securityProtectionTypes: parameters.SecurityProtectionTypes,
			tags: parameters.Tag,
			zone: parameters.Zone,
		});
		return {
			BandwidthPackageId: created.bandwidthPackageId,
			ResourceGroupId: created.resourceGroupId,
		};
	},
});
