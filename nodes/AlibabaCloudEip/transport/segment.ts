import type { IDataObject } from 'n8n-workflow';
import { type PagedAction, readPagedList } from './pagedList';
import type { Session } from './session';

/** One entry of `EipSegments.EipSegment[]`, a group of contiguous Elastic IPs, as the API sends it. */
export type Segment = IDataObject;

const segments: PagedAction = {
	action: 'DescribeEipSegment',
	outer: 'EipSegments',
	inner: 'EipSegment',
	id: 'InstanceId',
	largestPage: 50,
};

/** The contiguous groups of a region, all or the first ones. */
export async function listSegments(
	session: Session,
	parameters: Record<string, string>,
	most?: number,
): Promise<Segment[]> {
	return await readPagedList(session, segments, parameters, most);
}

/** Reads one contiguous group, or undefined if the region has none with this ID. */
export async function describeSegment(
	session: Session,
	segmentInstanceId: string,
): Promise<Segment | undefined> {
	const found = await listSegments(session, { SegmentInstanceId: segmentInstanceId }, 10);
	return found.find(({ InstanceId }) => InstanceId === segmentInstanceId);
}
