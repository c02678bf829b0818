import { ApiError } from '../wire/apiError';
import { defineAction } from './parts/defineAction';
import { clientToken, required, text } from './parts/parameters';

/** Releases a contiguous group with all its EIPs, none of which may be in use. Asynchronous. */
export const ReleaseEipSegmentAddress = defineAction({
	name: 'ReleaseEipSegmentAddress',
	kind: 'write',
	parameters: {
		RegionId: required(text()),
		SegmentInstanceId: required(text()),
		ClientToken: clientToken(),
	},
	run(call) {
		const { parameters, world, region, settings, cause } = call;
		const segment = region.segments.get(parameters.SegmentInstanceId);
		if (!segment) throw new ApiError('OperationFailed.InstanceNotExist');
		if (segment.status !== 'Allocated') throw new ApiError('OperationConflict');
		const eips = region
			.eips()
			.filter(({ segmentInstanceId }) => segmentInstanceId === segment.instanceId);
		if (eips.some(({ status }) => status !== 'Available'))
			throw new ApiError('OperationFailed.EipStatusInvalid');
		if (eips.some(({ deletionProtection }) => deletionProtection))
			throw new ApiError('InvalidOperation.DeletionProtection');
		if (eips.some(({ bandwidthPackageId }) => bandwidthPackageId !== ''))
			throw new ApiError('Forbidden.EipInBwp');
		segment.status = 'Releasing';
		for (const eip of eips) world.update(eip, { status: 'Releasing' }, cause);
		world.later(segment.instanceId, settings.durations.segment, (time) => {
			for (const eip of eips) world.removeEip(eip, { ...cause, time });
			region.segments.delete(segment.instanceId);
		});
		return {};
	},
});
