import type { Operation } from '../../description/Operation';
import { simplifySegment } from '../../output/simplifySegment';
import { listSegments } from '../../transport/segment';
import {
	clientToken,
	limit,
	optional,
	returnAll,
	segmentInstanceId,
	simplify,
	timeLimit,
} from '../fields';

/** Lists the groups of contiguous Elastic IPs of a region (DescribeEipSegment). */
export const getAll: Operation = {
	value: 'getAll',
	apiAction: 'DescribeEipSegment',
	fields: [returnAll, limit, simplify],
	collections: { filters: [clientToken, optional(segmentInstanceId)], options: [timeLimit] },
	async run({ session, parameters, simplify: isSimple, limit: most }) {
		const list = await listSegments(session, parameters, most);
		return isSimple ? list.map(simplifySegment) : list;
	},
};
