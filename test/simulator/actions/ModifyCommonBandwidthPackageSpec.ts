import { ApiError, invalid } from '../wire/apiError';
import { defineAction } from './parts/defineAction';
import { checkPackageBandwidth } from './parts/packageBandwidth';
import { required, text } from './parts/parameters';

/** Changes the bandwidth of a shared bandwidth package. Asynchronous: Modifying first. */
export const ModifyCommonBandwidthPackageSpec = defineAction({
	name: 'ModifyCommonBandwidthPackageSpec',
	kind: 'write',
	parameters: {
		Bandwidth: required(text()),
		BandwidthPackageId: required(text()),
		RegionId: required(text()),
	},
	run(call) {
		const { parameters, world, settings, cause } = call;
		const found = call.region.bandwidthPackages.get(parameters.BandwidthPackageId);
		if (!found) throw new ApiError('InvalidCommonBandwidthPackageId.NotFound');
		if (!/^\d{1,9}$/.test(parameters.Bandwidth)) throw invalid('Bandwidth');
		const bandwidth = Number(parameters.Bandwidth);
		checkPackageBandwidth(bandwidth, found.internetChargeType);
		if (found.businessStatus !== 'Normal') throw new ApiError('BandwidthPackage.FinancialLocked');
		if (found.status !== 'Available') throw new ApiError('IncorrectStatus.CbwpModifying');
		found.status = 'Modifying';
		world.later(found.bandwidthPackageId, settings.durations.bandwidthPackage, (time) => {
			found.status = 'Available';
			world.setPackageBandwidth(found, bandwidth, { ...cause, time });
		});
		return {};
	},
});
