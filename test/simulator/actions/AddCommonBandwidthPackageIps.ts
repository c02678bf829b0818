import { packageOf } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { checkJoin, startJoin } from './parts/membership';
import { clientToken, list, oneOfAnyCase, required, text } from './parts/parameters';

/** Puts up to 10 EIPs into a shared bandwidth package: all of them or none. */
export const AddCommonBandwidthPackageIps = defineAction({
	name: 'AddCommonBandwidthPackageIps',
	kind: 'write',
	parameters: {
		BandwidthPackageId: required(text()),
		IpInstanceIds: required(list(10)),
		RegionId: required(text()),
		ClientToken: clientToken(),
		IpType: oneOfAnyCase(['EIP']),
	},
	run(call) {
		const { BandwidthPackageId, IpInstanceIds } = call.parameters;
		const found = packageOf(call, BandwidthPackageId);
		const eips = [...new Set(IpInstanceIds)].map((id) => checkJoin(call, found, id));
		for (const eip of eips) startJoin(call, found, eip);
		return {};
	},
});
