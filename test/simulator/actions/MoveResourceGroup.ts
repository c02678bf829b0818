import { ApiError, invalid } from '../wire/apiError';
import { eipOf, packageOf, poolOf } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { oneOfAnyCase, required, text } from './parts/parameters';

/** Kinds of resource the action takes; the simulator has the first three. */
const RESOURCE_TYPES = [
	'Eip',
	'BandwidthPackage',
	'PublicIpAddressPool',
	'Vpc',
	'PrefixList',
	'FlowLog',
	'HaVip',
	'TrafficMirrorFilter',
	'TrafficMirrorSession',
	'IPv4Gateway',
	'IPv6Gateway',
	'IPv6Address',
	'DhcpOptionsSet',
	'GatewayEndpoint',
] as const;

/** Moves a resource to another resource group. */
export const MoveResourceGroup = defineAction({
	name: 'MoveResourceGroup',
	kind: 'write',
	parameters: {
		NewResourceGroupId: required(text()),
		RegionId: required(text()),
		ResourceId: required(text()),
		ResourceType: required(oneOfAnyCase(RESOURCE_TYPES)),
	},
	run(call) {
		const { NewResourceGroupId, ResourceId, ResourceType } = call.parameters;
		if (!NewResourceGroupId.startsWith('rg-')) throw invalid('NewResourceGroupId');
		if (ResourceType === 'Eip') {
			call.world.update(
				eipOf(call, ResourceId),
				{ resourceGroupId: NewResourceGroupId },
				call.cause,
			);
		} else if (ResourceType === 'BandwidthPackage') {
			packageOf(call, ResourceId).resourceGroupId = NewResourceGroupId;
		} else if (ResourceType === 'PublicIpAddressPool') {
			poolOf(call, ResourceId).resourceGroupId = NewResourceGroupId;
		} else {
			throw new ApiError('ResourceNotFound.Resource');
		}
		return {};
	},
});
