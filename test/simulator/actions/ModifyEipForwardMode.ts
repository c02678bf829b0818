import { BINDING_MODES } from '../facts/values';
import { ApiError } from '../wire/apiError';
import { eipOf } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { clientToken, oneOf, required, text } from './parts/parameters';

/** Changes how an EIP is bound to its network interface. */
export const ModifyEipForwardMode = defineAction({
	name: 'ModifyEipForwardMode',
	kind: 'write',
	parameters: {
		InstanceId: required(text()),
		Mode: required(oneOf(BINDING_MODES)),
		RegionId: required(text()),
		ClientToken: clientToken(),
	},
	run(call) {
		const { parameters, world, cause } = call;
		const eip = eipOf(call, parameters.InstanceId);
		if (eip.status !== 'InUse') throw new ApiError('IncorrectEipStatus');
		if (eip.instanceType !== 'NetworkInterface') throw new ApiError('InvalidBindingStatus');
		world.update(eip, { mode: parameters.Mode }, cause);
		return {};
	},
});
