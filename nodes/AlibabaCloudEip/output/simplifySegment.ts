import type { IDataObject } from 'n8n-workflow';
import type { Segment } from '../transport/segment';

/** One flat object for a group of contiguous Elastic IPs. */
export function simplifySegment(segment: Segment): IDataObject {
	const count = Number(segment.IpCount ?? NaN);
	return {
		segmentInstanceId: segment.InstanceId,
		name: segment.Name ?? '',
		// The API spells it Descritpion.
		description: segment.Descritpion ?? segment.Description ?? '',
		status: segment.Status,
		regionId: segment.RegionId,
		zone: segment.Zone || null,
		cidrBlock: segment.Segment,
		ipCount: Number.isFinite(count) ? count : null,
		creationTime: segment.CreationTime,
	};
}
