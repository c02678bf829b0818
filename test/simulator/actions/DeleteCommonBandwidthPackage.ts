import { ApiError } from '../wire/apiError';
import { packageOf } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { membersOf } from './parts/membership';
import { bool, required, text } from './parts/parameters';

/** Deletes a shared bandwidth package; with Force its EIPs are taken out first. */
export const DeleteCommonBandwidthPackage = defineAction({
	name: 'DeleteCommonBandwidthPackage',
	kind: 'write',
	parameters: {
		BandwidthPackageId: required(text()),
		RegionId: required(text()),
		Force: bool(),
	},
	run(call) {
		const { parameters, world, region, cause } = call;
		const found = packageOf(call, parameters.BandwidthPackageId);
		if (found.deletionProtection) throw new ApiError('InvalidOperation.DeletionProtection');
		if (found.relations.size > 0) throw new ApiError('OperationFailed.AddIpTaskInProcessing');
		if (found.status !== 'Available') throw new ApiError('BandwidthPackageOperation.conflict');
		const members = membersOf(call, found);
		if (members.length > 0 && !parameters.Force)
			throw new ApiError('OperationFailed.BandwidthPackageNotEmpty');
		for (const eip of members)
			world.update(eip, { bandwidthPackageId: '', bandwidthPackageCap: undefined }, cause);
		region.bandwidthPackages.delete(found.bandwidthPackageId);
		return {};
	},
});
