import type { IDataObject } from 'n8n-workflow';
import { type PagedAction, readPagedList } from './client/pagedList';
import type { Session } from './client/session';
import { type Patience, readUntilFound } from './waiting/absence';

/** One entry of `EipSegments.EipSegment[]`, a group of contiguous Elastic IPs, as the API sends it. */
export type Segment = IDataObject;

const segments: PagedAction = {
	action: 'DescribeEipSegment',
	path: ['EipSegments', 'EipSegment'],
	id: ['InstanceId'],
	largestPage: 50,
};

/** The contiguous groups of a region, all or the first ones. */
export async function listSegments(
	session: Session,
	parameters: Record<string, string>,
	most?: number,
): Promise<Segment[]> {
	const { SegmentInstanceId: id } = parameters;
	return await readPagedList(session, segments, parameters, {
		most,
		ids: id ? [id] : undefined,
	});
}

/** Reads one contiguous group once. That it is not found proves nothing, see `readSegment`. */
export async function describeSegment(
	session: Session,
	segmentInstanceId: string,
): Promise<Segment | undefined> {
	const [found] = await listSegments(session, { SegmentInstanceId: segmentInstanceId }, 10);
	return found;
}

/** Reads one contiguous group; undefined when it was not found repeatedly, apart in time. */
export async function readSegment(
	patience: Patience,
	segmentInstanceId: string,
): Promise<Segment | undefined> {
	return await readUntilFound(
		patience,
		segmentInstanceId,
		async () => await describeSegment(patience.session, segmentInstanceId),
	);
}
