import { ApiError } from '../wire/apiError';
import { eipOf, refuseLocked } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { required, text } from './parts/parameters';

/** Gives back a pay-as-you-go EIP. Asynchronous: Releasing first, gone later. */
export const ReleaseEipAddress = defineAction({
	name: 'ReleaseEipAddress',
	kind: 'write',
	parameters: {
		AllocationId: required(text()),
		RegionId: text(),
	},
	run(call) {
		const { parameters, world, settings, cause } = call;
		const eip = eipOf(call, parameters.AllocationId);
		if (eip.status !== 'Available') throw new ApiError('IncorrectEipStatus');
		refuseLocked(eip, ['security'], 'IncorrectEipStatus');
		if (eip.serviceManaged) throw new ApiError('OperationUnsupported.ServiceManaged');
		if (eip.chargeType === 'PrePaid') throw new ApiError('Forbidden.ChargeTypeIsPrepaid');
		if (eip.deletionProtection) throw new ApiError('InvalidOperation.DeletionProtection');
		if (eip.segmentInstanceId !== '') {
			throw new ApiError('Forbidden.ReleaseSegmentEip');
		}
		world.update(eip, { status: 'Releasing' }, cause);
		world.later(eip.allocationId, settings.durations.releasing, (time) =>
			world.removeEip(eip, { ...cause, time }),
		);
		return {};
	},
});
