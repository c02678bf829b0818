import { ApiError } from '../wire/apiError';
import { defineAction } from './parts/defineAction';
import { required, text } from './parts/parameters';

/** ECS 2014-05-26: makes the public address of an instance an EIP that is bound to it. */
export const ConvertNatPublicIpToEip = defineAction({
	name: 'ConvertNatPublicIpToEip',
	product: 'Ecs',
	version: '2014-05-26',
	kind: 'write',
	parameters: { RegionId: required(text()), InstanceId: required(text()) },
	run({ world, region, regionId, accountId, cause, parameters: { InstanceId } }) {
		const instance = region.instances.get(InstanceId);
		if (instance?.type !== 'EcsInstance') throw new ApiError('InvalidInstanceId.NotFound');
		if (instance.network !== 'vpc' || !['Running', 'Stopped'].includes(instance.status))
			throw new ApiError('IncorrectInstanceStatus');
		if (instance.publicIpAddress === '') throw new ApiError('PublicIpAddress.NotFound');
		const fields = { region: regionId, ipAddress: instance.publicIpAddress };
		instance.publicIpAddress = '';
		instance.hasBandwidth = false;
		world.addEip(accountId, { ...fields, instanceId: InstanceId }, cause);
		return {};
	},
});
