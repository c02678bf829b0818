import { packageOf } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { label, required, text } from './parts/parameters';

/** Changes name and description of a shared bandwidth package. */
export const ModifyCommonBandwidthPackageAttribute = defineAction({
	name: 'ModifyCommonBandwidthPackageAttribute',
	kind: 'write',
	parameters: {
		BandwidthPackageId: required(text()),
		RegionId: required(text()),
		Description: label(256),
		Name: label(128),
	},
	run(call) {
		const { BandwidthPackageId, Name, Description } = call.parameters;
		const found = packageOf(call, BandwidthPackageId);
		found.name = Name ?? found.name;
		found.description = Description ?? found.description;
		return {};
	},
});
