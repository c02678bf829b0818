import { ApiError } from '../wire/apiError';
import { segmentOf } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { clientToken, label, required, text } from './parts/parameters';

/** Makes an address pool of a contiguous group; its EIPs stay, as EIPs of the pool. */
export const TransformEipSegmentToPublicIpAddressPool = defineAction({
	name: 'TransformEipSegmentToPublicIpAddressPool',
	kind: 'write',
	parameters: {
		InstanceId: required(text()),
		RegionId: required(text()),
		ClientToken: clientToken(),
		Description: label(256),
		Name: label(128),
		ResourceGroupId: text(),
	},
	run(call) {
		const { parameters, world, region, accountId, regionId, cause, now } = call;
		const segment = segmentOf(call, parameters.InstanceId);
		if (segment.status !== 'Allocated') throw new ApiError('OperationConflict');
		const pool = world.addPool(accountId, {
			region: regionId,
			name: parameters.Name,
			description: parameters.Description,
			resourceGroupId: parameters.ResourceGroupId,
			cidrBlocks: [
				{
					cidrBlock: segment.segment,
					creationTime: now,
					status: 'Created',
					totalIpNum: segment.ipCount,
				},
			],
		});
		for (const eip of region
			.eips()
			.filter(({ segmentInstanceId }) => segmentInstanceId === segment.instanceId)) {
			world.update(
				eip,
				{ segmentInstanceId: '', publicIpAddressPoolId: pool.publicIpAddressPoolId },
				cause,
			);
		}
		region.segments.delete(segment.instanceId);
		return {
			PublicIpAddressPoolId: pool.publicIpAddressPoolId,
			ResourceGroupId: pool.resourceGroupId,
		};
	},
});
