import { LINE_TYPES } from '../facts/values';
import { ApiError } from '../wire/apiError';
import { bandwidthOf, refuseMisrouted } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { clientToken, oneOf, oneOfAnyCase, required, text } from './parts/parameters';
import { refuseForeignBilling } from './parts/purchase';

/** Buys a contiguous group of EIPs. Asynchronous: Allocating first, with its EIPs when Allocated. */
export const AllocateEipSegmentAddress = defineAction({
	name: 'AllocateEipSegmentAddress',
	kind: 'write',
	parameters: {
		EipMask: required(oneOf(['28', '27', '26', '25', '24'])),
		RegionId: required(text()),
		Bandwidth: text(),
		ClientToken: clientToken(),
		InternetChargeType: oneOf(['PayByBandwidth', 'PayByTraffic']),
		Isp: oneOf(LINE_TYPES),
		Netmode: oneOfAnyCase(['public']),
		ResourceGroupId: text(),
		Zone: text(),
	},
	run(call) {
		const { parameters, world, account, accountId, regionId, settings, cause } = call;
		refuseMisrouted(call);
		const byTraffic = parameters.InternetChargeType === 'PayByTraffic';
		refuseForeignBilling(call, false, byTraffic);
		const bandwidth = bandwidthOf(parameters.Bandwidth ?? '5', { prePaid: false, byTraffic });
		if (account.balance === 'insufficient') throw new ApiError('InsufficientBalance');
		const { segment, addresses } = world.addSegment(
			accountId,
			regionId,
			Number(parameters.EipMask),
			parameters.Zone ?? '',
		);
		world.later(segment.instanceId, settings.durations.segment, (time) => {
			segment.status = 'Allocated';
			for (const ipAddress of addresses) {
				world.addEip(
					accountId,
					{
						region: regionId,
						ipAddress,
						bandwidth,
						internetChargeType: byTraffic ? 'PayByTraffic' : 'PayByBandwidth',
						isp: parameters.Isp,
						resourceGroupId: parameters.ResourceGroupId,
						zone: parameters.Zone,
						segmentInstanceId: segment.instanceId,
					},
					{ ...cause, time },
				);
			}
		});
		return { EipSegmentInstanceId: segment.instanceId };
	},
});
