import { invalid } from '../wire/apiError';
import { packageOf } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { memberOf } from './parts/membership';
import { required, text } from './parts/parameters';

/** Caps the bandwidth of one EIP inside a package, at most at the package's own. */
export const ModifyCommonBandwidthPackageIpBandwidth = defineAction({
	name: 'ModifyCommonBandwidthPackageIpBandwidth',
	kind: 'write',
	parameters: {
		Bandwidth: required(text()),
		BandwidthPackageId: required(text()),
		EipId: required(text()),
		RegionId: required(text()),
	},
	run(call) {
		const { Bandwidth, BandwidthPackageId, EipId } = call.parameters;
		const found = packageOf(call, BandwidthPackageId);
		const eip = memberOf(call, found, EipId);
		const cap = Number(Bandwidth);
		if (!/^\d{1,9}$/.test(Bandwidth) || cap < 1 || cap > found.bandwidth)
			throw invalid('Bandwidth');
		call.world.update(eip, { bandwidthPackageCap: cap }, call.cause);
		return {};
	},
});
