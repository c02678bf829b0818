import type { Operation } from '../Operation';
import { toItem } from '../../output/Output';
import { simplifyCidrBlock } from '../../output/simplifyAddressPool';
import { listCidrBlocks } from '../../api/addressPool';
import { dryRun, limit, optional, publicIpAddressPoolId, returnAll, timeLimit } from '../fields';
import { outputOfCidrBlock } from '../outputFields';
import { cidrBlock } from './fields';

/** Lists the CIDR blocks of an IP address pool (ListPublicIpAddressPoolCidrBlocks). */
export const getCidrBlocks: Operation = {
	value: 'getCidrBlocks',
	apiAction: 'ListPublicIpAddressPoolCidrBlocks',
	fields: [publicIpAddressPoolId, returnAll, limit, ...outputOfCidrBlock],
	collections: { filters: [optional(cidrBlock)], options: [dryRun, timeLimit] },
	async run({ session, parameters, output, limit: most }) {
		const list = await listCidrBlocks(session, parameters, most);
		return list.map((block) => toItem(output, block, simplifyCidrBlock));
	},
};
