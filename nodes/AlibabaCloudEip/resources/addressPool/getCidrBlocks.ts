import type { Operation } from '../../description/Operation';
import { ApiFailure } from '../../errors/ApiFailure';
import { isDryRunPassed } from '../../errors/dryRun';
import { simplifyCidrBlock } from '../../output/simplifyAddressPool';
import { listCidrBlocks } from '../../transport/addressPool';
import {
	dryRun,
	limit,
	optional,
	publicIpAddressPoolId,
	returnAll,
	simplify,
	timeLimit,
} from '../fields';
import { cidrBlock } from './fields';

/** Lists the CIDR blocks of an IP address pool (ListPublicIpAddressPoolCidrBlocks). */
export const getCidrBlocks: Operation = {
	value: 'getCidrBlocks',
	apiAction: 'ListPublicIpAddressPoolCidrBlocks',
	fields: [publicIpAddressPoolId, returnAll, limit, simplify],
	collections: { filters: [optional(cidrBlock), dryRun], options: [timeLimit] },
	async run({ session, parameters, simplify: isSimple, limit: most }) {
		const list = await listCidrBlocks(session, parameters, most).catch(isDryRunPassed);
		if (list instanceof ApiFailure) return [{ dryRun: true, allowed: true }];
		return isSimple ? list.map(simplifyCidrBlock) : list;
	},
};
