import { ApiError } from '../wire/apiError';
import { eipOf, packageOf } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { bool, clientToken, oneOf, required, text } from './parts/parameters';

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
			world.update(eipOf(call, InstanceId), { deletionProtection: ProtectionEnable }, cause);
		} else if (Type === 'CBWP') {
			packageOf(call, InstanceId).deletionProtection = ProtectionEnable;
		} else {
			const gateway = region.instances.get(InstanceId);
			if (gateway?.type !== 'Nat') throw new ApiError('InvalidInstanceId.NotFound');
			gateway.deletionProtection = ProtectionEnable;
		}
		return {};
	},
});
