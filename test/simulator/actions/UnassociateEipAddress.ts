import { INSTANCE_TYPES } from '../facts/values';
import { ApiError } from '../wire/apiError';
import { startUnbinding } from './parts/binding';
import { eipOf, refuseLocked } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { bool, clientToken, oneOf, required, text } from './parts/parameters';

/** Unbinds an EIP. Asynchronous: Unassociating first, Available later. */
export const UnassociateEipAddress = defineAction({
	name: 'UnassociateEipAddress',
	kind: 'write',
	parameters: {
		AllocationId: required(text()),
		ClientToken: clientToken(),
		Force: bool(),
		InstanceId: text(),
		InstanceType: oneOf(INSTANCE_TYPES, 'InvalidInstanceType.ValueNotSupported'),
		PrivateIpAddress: text(),
		RegionId: text(),
	},
	run(call) {
		const { parameters, region } = call;
		const eip = eipOf(call, parameters.AllocationId);
		if (eip.status !== 'InUse') throw new ApiError('IncorrectEipStatus');
		refuseLocked(eip);
		if (eip.serviceManaged) throw new ApiError('OperationUnsupported.ServiceManaged');

		const { InstanceId, InstanceType, PrivateIpAddress, Force } = parameters;
		if (InstanceId && InstanceId !== eip.instanceId) {
			throw new ApiError(
				region.instances.has(InstanceId) ? 'InvalidBindingStatus' : 'InvalidInstanceId.NotFound',
			);
		}
		if (InstanceType && InstanceType !== eip.instanceType)
			throw new ApiError('InvalidBindingStatus');
		if (PrivateIpAddress && PrivateIpAddress !== eip.privateIpAddress)
			throw new ApiError('InvalidBindingStatus');

		const others = region
			.eips()
			.filter((other) => other.instanceId === eip.instanceId && other !== eip);
		if (others.some(({ status }) => status === 'Associating' || status === 'Unassociating')) {
			throw new ApiError('TaskConflict');
		}
		const instance = region.instances.get(eip.instanceId);
		if (instance?.type === 'EcsInstance' && !['Running', 'Stopped'].includes(instance.status)) {
			throw new ApiError('IncorrectInstanceStatus');
		}
		if (instance?.type === 'HaVip' && !['Available', 'InUse'].includes(instance.status)) {
			throw new ApiError('IncorrectHaVipStatus');
		}
		if (instance?.type === 'Nat') {
			const inSnat = instance.snatIpAddresses.includes(eip.ipAddress);
			const inForward = instance.forwardIpAddresses.includes(eip.ipAddress);
			if (!Force && inSnat) throw new ApiError('InvalidIpStatus.HasBeenUsedBySnatTable');
			if (!Force && inForward) throw new ApiError('InvalidIpStatus.HasBeenUsedByForwardEntry');
			instance.snatIpAddresses = instance.snatIpAddresses.filter(
				(address) => address !== eip.ipAddress,
			);
			instance.forwardIpAddresses = instance.forwardIpAddresses.filter(
				(address) => address !== eip.ipAddress,
			);
		}
		startUnbinding(call, eip);
		return {};
	},
});
