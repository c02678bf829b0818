import { ApiError } from '../wire/apiError';
import { poolOf } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { refuseDryRun } from './parts/paging';
import { bool, clientToken, required, text } from './parts/parameters';
import { refuseBusyPool, usedOf } from './parts/poolUse';

/** Deletes an address pool no EIP comes from. Asynchronous: Deleting first. */
export const DeletePublicIpAddressPool = defineAction({
	name: 'DeletePublicIpAddressPool',
	kind: 'write',
	parameters: {
		PublicIpAddressPoolId: required(text()),
		RegionId: required(text()),
		ClientToken: clientToken(),
		DryRun: bool(),
	},
	run(call) {
		const { parameters, world, region, settings } = call;
		const pool = poolOf(call, parameters.PublicIpAddressPoolId);
		refuseBusyPool(pool);
		if (usedOf(call, pool) > 0) throw new ApiError('DependencyViolation.PublicIpAddressPool');
		refuseDryRun(parameters.DryRun);
		pool.status = 'Deleting';
		world.later(pool.publicIpAddressPoolId, settings.durations.pool, () => {
			region.pools.delete(pool.publicIpAddressPoolId);
		});
		return {};
	},
});
