import { ApiError } from '../wire/apiError';
import { defineAction } from './parts/defineAction';
import { required, text } from './parts/parameters';

/**
 * ECS 2014-05-26: makes the public address of an instance an EIP that is bound to it. Which of its documented
 * codes stands for which of its documented conditions is not said, but for the state of the instance.
 */
export const ConvertNatPublicIpToEip = defineAction({
	name: 'ConvertNatPublicIpToEip',
	product: 'Ecs',
	version: '2014-05-26',
	kind: 'write',
	parameters: { RegionId: required(text()), InstanceId: required(text()) },
	run({ world, region, regionId, accountId, cause, parameters: { InstanceId } }) {
		const instance = region.instances.get(InstanceId);
		if (instance?.type !== 'EcsInstance') throw new ApiError('InvalidInstanceId.NotFound');
		if (!['Running', 'Stopped'].includes(instance.status))
			throw new ApiError('IncorrectInstanceStatus');
		const hasEip = region.eips().some((eip) => eip.instanceId === InstanceId);
		if (instance.network !== 'vpc' || instance.publicIpAddress === '' || hasEip)
			throw new ApiError('OperationDenied');
		const fields = { region: regionId, ipAddress: instance.publicIpAddress };
		instance.publicIpAddress = '';
		instance.hasBandwidth = false;
		world.addEip(accountId, { ...fields, instanceId: InstanceId }, cause);
		return {};
	},
});
