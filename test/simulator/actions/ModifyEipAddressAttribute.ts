import { ApiError } from '../wire/apiError';
import { bandwidthOf, eipOf, isPassing, refuseLocked } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { label, required, text } from './parts/parameters';

/** Changes name, description and own bandwidth. */
export const ModifyEipAddressAttribute = defineAction({
	name: 'ModifyEipAddressAttribute',
	kind: 'write',
	parameters: {
		AllocationId: required(text()),
		Bandwidth: text(),
		Description: label(256),
		Name: label(128),
		RegionId: text(),
	},
	run(call) {
		const { parameters, world, account, cause } = call;
		const eip = eipOf(call, parameters.AllocationId);
		if (eip.status === 'Releasing') throw new ApiError('IncorrectEipStatus');
		if (isPassing(eip)) throw new ApiError('OperationConflict');

		let { bandwidth } = eip;
		if (parameters.Bandwidth !== undefined) {
			if (eip.chargeType === 'PrePaid') throw new ApiError('Forbidden.ChargeTypeIsPrepaid');
			refuseLocked(eip, ['financial'], 'IncorrectEipStatus');
			if (account.balance === 'insufficient') throw new ApiError('InsufficientBalance.Eip');
			const byTraffic = eip.internetChargeType === 'PayByTraffic';
			bandwidth = bandwidthOf(parameters.Bandwidth, { prePaid: false, byTraffic });
		}
		world.update(
			eip,
			{
				bandwidth,
				name: parameters.Name ?? eip.name,
				description: parameters.Description ?? eip.description,
			},
			cause,
		);
		return {};
	},
});
