import { BINDING_MODES, INSTANCE_TYPES } from '../facts/values';
import { checkBinding, startBinding, type Binding } from './parts/binding';
import { eipOf } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { clientToken, oneOf, required, text } from './parts/parameters';

/** Binds an EIP to a resource of its region. Asynchronous: Associating first, InUse later. */
export const AssociateEipAddress = defineAction({
	name: 'AssociateEipAddress',
	kind: 'write',
	parameters: {
		AllocationId: required(text()),
		InstanceId: required(text()),
		ClientToken: clientToken(),
		InstanceRegionId: text(),
		InstanceType: oneOf(INSTANCE_TYPES, 'InvalidInstanceType.ValueNotSupported'),
		Mode: oneOf(BINDING_MODES),
		PrivateIpAddress: text(),
		RegionId: text(),
		VpcId: text(),
	},
	run(call) {
		const { parameters } = call;
		const eip = eipOf(call, parameters.AllocationId);
		const binding: Binding = {
			instanceId: parameters.InstanceId,
			instanceType: parameters.InstanceType ?? 'EcsInstance',
			mode: parameters.Mode,
			privateIpAddress: parameters.PrivateIpAddress,
			vpcId: parameters.VpcId,
			instanceRegionId: parameters.InstanceRegionId,
		};
		startBinding(call, eip, binding, checkBinding(call, eip, binding));
		return {};
	},
});
