import { packageOf } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { checkJoin, startJoin } from './parts/membership';
import { refuseDryRun } from './parts/paging';
import { bool, clientToken, oneOfAnyCase, required, text } from './parts/parameters';

/** Puts one EIP into a shared bandwidth package. Asynchronous: BINDING first. */
export const AddCommonBandwidthPackageIp = defineAction({
	name: 'AddCommonBandwidthPackageIp',
	kind: 'write',
	parameters: {
		BandwidthPackageId: required(text()),
		IpInstanceId: required(text()),
		RegionId: required(text()),
		ClientToken: clientToken(),
		DryRun: bool(),
		IpType: oneOfAnyCase(['EIP']),
	},
	run(call) {
		const { BandwidthPackageId, IpInstanceId, DryRun } = call.parameters;
		const found = packageOf(call, BandwidthPackageId);
		const eip = checkJoin(call, found, IpInstanceId);
		refuseDryRun(DryRun);
		startJoin(call, found, eip);
		return {};
	},
});
