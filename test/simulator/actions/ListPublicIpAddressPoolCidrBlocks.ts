import { isoSeconds } from '../state/time';
import { poolOf } from './parts/checks';
import { defineAction } from './parts/defineAction';
import { refuseDryRun, tokenPage } from './parts/paging';
import { bool, integer, required, text } from './parts/parameters';
import { usedOfBlock } from './parts/poolUse';

/** Lists the address blocks of a pool, page by page with NextToken. */
export const ListPublicIpAddressPoolCidrBlocks = defineAction({
	name: 'ListPublicIpAddressPoolCidrBlocks',
	kind: 'read',
	parameters: {
		PublicIpAddressPoolId: required(text()),
		RegionId: required(text()),
		CidrBlock: text(),
		DryRun: bool(),
		MaxResults: integer({ min: 10, max: 100 }),
		NextToken: text(),
	},
	run(call) {
		const {
			CidrBlock,
			DryRun,
			MaxResults = 10,
			NextToken,
			PublicIpAddressPoolId,
		} = call.parameters;
		const pool = poolOf(call, PublicIpAddressPoolId);
		refuseDryRun(DryRun);
		const found = pool.cidrBlocks.filter(({ cidrBlock }) => !CidrBlock || cidrBlock === CidrBlock);
		const { items, next } = tokenPage(found, ({ cidrBlock }) => cidrBlock, MaxResults, NextToken);
		return {
			...next,
			TotalCount: found.length,
			PublicIpPoolCidrBlockList: items.map((block) => ({
				CidrBlock: block.cidrBlock,
				CreationTime: isoSeconds(block.creationTime),
				PublicIpAddressPoolId,
				Status: block.status,
				TotalIpNum: block.totalIpNum,
				UsedIpNum: usedOfBlock(call, pool, block),
			})),
		};
	},
});
