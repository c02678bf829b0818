import { ApiError } from '../wire/apiError';
import { eipOf } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { bool, clientToken, oneOf, required, text } from './parts/parameters';

/** What is so already is refused: on by `AlreadyEnabled`, off by `NotExist`. */
function refuseSame(
	{ deletionProtection }: { deletionProtection: boolean },
	wanted: boolean,
): void {
	if (deletionProtection !== wanted) return;
	throw new ApiError(wanted ? 'DeletionProtection.AlreadyEnabled' : 'DeletionProtection.NotExist');
}

/** Switches the deletion protection of an EIP, a bandwidth package or a NAT gateway. */
export const DeletionProtection = defineAction({
	name: 'DeletionProtection',
	kind: 'write',
	parameters: {
		InstanceId: required(text()),
		ProtectionEnable: required(bool()),
		RegionId: required(text()),
		Type: required(oneOf(['EIP', 'CBWP', 'NATGW'])),
		ClientToken: clientToken(),
	},
	run(call) {
		const { parameters, world, region, cause } = call;
		const { InstanceId, ProtectionEnable, Type } = parameters;
		if (Type === 'EIP') {
			const eip = eipOf(call, InstanceId);
			if (eip.chargeType === 'PrePaid') throw new ApiError('DeletionProtection.PrePaidNotSupport');
			refuseSame(eip, ProtectionEnable);
			world.update(eip, { deletionProtection: ProtectionEnable }, cause);
			return {};
		}
		const instance = region.instances.get(InstanceId);
		const found =
			Type === 'CBWP'
				? region.bandwidthPackages.get(InstanceId)
				: instance?.type === 'Nat'
					? instance
					: undefined;
		if (!found) throw new ApiError('DeletionProtection.ResourceNotExist');
		refuseSame(found, ProtectionEnable);
		found.deletionProtection = ProtectionEnable;
		return {};
	},
});
