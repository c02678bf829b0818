import { ApiError } from '../wire/apiError';
import { poolOf } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { refuseDryRun } from './parts/paging';
import { bool, clientToken, required, text } from './parts/parameters';
import { refuseBusyPool, usedOfBlock } from './parts/poolUse';

/** Takes an unused block of addresses out of a pool. Asynchronous: Deleting first. */
export const DeletePublicIpAddressPoolCidrBlock = defineAction({
	name: 'DeletePublicIpAddressPoolCidrBlock',
	kind: 'write',
	parameters: {
		CidrBlock: required(text()),
		PublicIpAddressPoolId: required(text()),
		RegionId: required(text()),
		ClientToken: clientToken(),
		DryRun: bool(),
	},
	run(call) {
		const { parameters, world, settings } = call;
		const pool = poolOf(call, parameters.PublicIpAddressPoolId);
		refuseBusyPool(pool);
		const block = pool.cidrBlocks.find(({ cidrBlock }) => cidrBlock === parameters.CidrBlock);
		if (!block) throw new ApiError('ResourceNotFound.CidrBlock');
		if (usedOfBlock(call, pool, block) > 0)
			throw new ApiError('DependencyViolation.PublicIpAddressPool');
		refuseDryRun(parameters.DryRun);
		block.status = 'Deleting';
		pool.status = 'Modifying';
		world.later(pool.publicIpAddressPoolId, settings.durations.pool, () => {
			pool.cidrBlocks.splice(pool.cidrBlocks.indexOf(block), 1);
			pool.status = 'Created';
		});
		return {};
	},
});
