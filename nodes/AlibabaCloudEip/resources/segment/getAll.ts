import type { Operation } from '../Operation';
import { toItem } from '../../output/Output';
import { simplifySegment } from '../../output/simplifySegment';
import { listSegments } from '../../api/segment';
import { clientToken, limit, optional, returnAll, segmentInstanceId, timeLimit } from '../fields';
import { onRegionFailure } from '../regionFields';
import { outputOfSegment } from '../outputFields';

/** Lists the groups of contiguous Elastic IPs of a region or several (DescribeEipSegment). */
export const getAll: Operation = {
	value: 'getAll',
	readsRegions: true,
	apiAction: 'DescribeEipSegment',
	fields: [returnAll, limit, ...outputOfSegment],
	collections: {
		filters: [optional(segmentInstanceId)],
		options: [clientToken, onRegionFailure, timeLimit],
	},
	async run({ session, parameters, output, limit: most }) {
		const list = await listSegments(session, parameters, most);
		return list.map((segment) => toItem(output, segment, simplifySegment));
	},
};
