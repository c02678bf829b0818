import { blockSize } from '../state/addresses';
import type { CidrBlock } from '../state/resources';
import { invalid, missing } from '../wire/apiError';
import { poolOf } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { refuseDryRun } from './parts/paging';
import { bool, clientToken, integer, required, text } from './parts/parameters';
import { refuseBusyPool } from './parts/poolUse';

/** Adds a block of addresses to a pool, a given one or one of a given size. Asynchronous: Adding first. */
export const AddPublicIpAddressPoolCidrBlock = defineAction({
	name: 'AddPublicIpAddressPoolCidrBlock',
	kind: 'write',
	parameters: {
		PublicIpAddressPoolId: required(text()),
		RegionId: required(text()),
		CidrBlock: text(),
		CidrMask: integer({ min: 24, max: 28 }),
		ClientToken: clientToken(),
		DryRun: bool(),
	},
	run(call) {
		const { parameters, world, settings, now } = call;
		const pool = poolOf(call, parameters.PublicIpAddressPoolId);
		refuseBusyPool(pool);
		const { CidrBlock, CidrMask } = parameters;
		if (CidrBlock !== undefined && CidrMask !== undefined)
			throw invalid('CidrMask', 'cannot be combined with CidrBlock');
		if (CidrBlock === undefined && CidrMask === undefined) throw missing('CidrBlock');
		if (CidrBlock !== undefined && blockSize(CidrBlock) === undefined) throw invalid('CidrBlock');
		if (pool.cidrBlocks.some((block) => block.cidrBlock === CidrBlock))
			throw invalid('CidrBlock', 'is in the pool already');
		refuseDryRun(parameters.DryRun);
		const cidrBlock = CidrBlock ?? world.addresses.takeBlock(CidrMask ?? 28).cidr;
		const block: CidrBlock = {
			cidrBlock,
			creationTime: now,
			status: 'Adding',
			totalIpNum: blockSize(cidrBlock) ?? 0,
		};
		pool.cidrBlocks.push(block);
		pool.status = 'Modifying';
		world.later(pool.publicIpAddressPoolId, settings.durations.pool, () => {
			block.status = 'Created';
			pool.status = 'Created';
		});
		return { CidrBlock: cidrBlock };
	},
});
