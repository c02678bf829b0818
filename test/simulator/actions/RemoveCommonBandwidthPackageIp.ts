import { packageOf } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { memberOf, refuseUnready } from './parts/membership';
import { refuseDryRun } from './parts/paging';
import { bool, clientToken, required, text } from './parts/parameters';

/** Takes one EIP out of a shared bandwidth package; its own bandwidth is in force again. */
export const RemoveCommonBandwidthPackageIp = defineAction({
	name: 'RemoveCommonBandwidthPackageIp',
	kind: 'write',
	parameters: {
		BandwidthPackageId: required(text()),
		IpInstanceId: required(text()),
		RegionId: required(text()),
		ClientToken: clientToken(),
		DryRun: bool(),
	},
	run(call) {
		const { BandwidthPackageId, IpInstanceId, DryRun } = call.parameters;
		const found = packageOf(call, BandwidthPackageId);
		const eip = memberOf(call, found, IpInstanceId, 'OperationUnsupported.IpNotInCbwp');
		refuseUnready(eip);
		refuseDryRun(DryRun);
		call.world.update(eip, { bandwidthPackageId: '', bandwidthPackageCap: undefined }, call.cause);
		return {};
	},
});
