import { ApiError } from '../wire/apiError';
import { checkBinding, startBinding, type Binding } from './parts/binding';
import { eipOf } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { clientToken, list, oneOf, required, text } from './parts/parameters';

/** Binds up to 50 EIPs to one NAT gateway or network interface: all of them or none. */
export const AssociateEipAddressBatch = defineAction({
	name: 'AssociateEipAddressBatch',
	kind: 'write',
	parameters: {
		BindedInstanceId: required(text()),
		BindedInstanceType: required(
			oneOf(['Nat', 'NetworkInterface'], 'InvalidInstanceType.ValueNotSupported'),
		),
		InstanceIds: required(list(50)),
		RegionId: required(text()),
		ClientToken: clientToken(),
		Mode: oneOf(['MULTI_BINDED']),
	},
	run(call) {
		const { parameters } = call;
		const eips = [...new Set(parameters.InstanceIds)].map((id) => eipOf(call, id));
		const binding: Binding = {
			instanceId: parameters.BindedInstanceId,
			instanceType: parameters.BindedInstanceType,
			mode: parameters.BindedInstanceType === 'NetworkInterface' ? 'MULTI_BINDED' : 'NAT',
		};
		const checked = eips.map((eip) => ({ eip, address: checkBinding(call, eip, binding) }));
		const present = call.region
			.eips()
			.filter(({ instanceId }) => instanceId === binding.instanceId).length;
		if (binding.instanceType === 'Nat' && present + eips.length > 20)
			throw new ApiError('QuotaExceeded.Eip');
		for (const { eip, address } of checked) startBinding(call, eip, binding, address);
		return {};
	},
});
