import { packageOf } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { memberOf } from './parts/membership';
import { required, text } from './parts/parameters';

/** Takes the cap of one EIP inside a package away. */
export const CancelCommonBandwidthPackageIpBandwidth = defineAction({
	name: 'CancelCommonBandwidthPackageIpBandwidth',
	kind: 'write',
	parameters: {
		BandwidthPackageId: required(text()),
		EipId: required(text()),
		RegionId: required(text()),
	},
	run(call) {
		const { BandwidthPackageId, EipId } = call.parameters;
		const eip = memberOf(call, packageOf(call, BandwidthPackageId), EipId);
		call.world.update(eip, { bandwidthPackageCap: undefined }, call.cause);
		return {};
	},
});
