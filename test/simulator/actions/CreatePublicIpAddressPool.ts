import { LINE_TYPES } from '../facts/values';
import { ApiError, missing } from '../wire/apiError';
import { refuseMisrouted } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { refuseDryRun } from './parts/paging';
import { bool, clientToken, label, list, tags, oneOf, required, text } from './parts/parameters';

/** Creates an address pool without addresses. The reply has its id in both spellings. */
export const CreatePublicIpAddressPool = defineAction({
	name: 'CreatePublicIpAddressPool',
	kind: 'write',
	parameters: {
		RegionId: required(text()),
		BizType: oneOf(['Default', 'CloudBox']),
		ClientToken: clientToken(),
		Description: label(256),
		DryRun: bool(),
		Isp: oneOf(LINE_TYPES),
		Name: label(128),
		ResourceGroupId: text(),
		SecurityProtectionTypes: list(1, ['AntiDDoS_Enhanced']),
		Tag: tags(),
		Zones: list(20),
	},
	run(call) {
		const { parameters, world, accountId, regionId } = call;
		refuseMisrouted(call);
		if (!world.poolServiceOpen(accountId)) throw new ApiError('OperationDenied.ServiceNotOpened');
		if (parameters.BizType === 'CloudBox' && !parameters.Zones) throw missing('Zones');
		refuseDryRun(parameters.DryRun);
		const pool = world.addPool(accountId, {
			region: regionId,
			bizType: parameters.BizType,
			name: parameters.Name,
			description: parameters.Description,
			isp: parameters.Isp,
			resourceGroupId: parameters.ResourceGroupId,
			securityProtectionTypes: parameters.SecurityProtectionTypes,
			tags: parameters.Tag,
			zones: parameters.Zones,
		});
		return {
			PublicIpAddressPoolId: pool.publicIpAddressPoolId,
			PulbicIpAddressPoolId: pool.publicIpAddressPoolId,
			ResourceGroupId: pool.resourceGroupId,
		};
	},
});
