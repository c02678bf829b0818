import type { IDataObject } from 'n8n-workflow';
import type { Segment } from '../api/segment';
import { toNumber } from './toNumber';

/** One flat object for a group of contiguous Elastic IPs. */
export function simplifySegment(segment: Segment): IDataObject {
	return {
		segmentInstanceId: segment.InstanceId,
		name: segment.Name ?? '',
		// The API spells it Descritpion.
		description: segment.Descritpion ?? segment.Description ?? '',
		status: segment.Status,
		regionId: segment.RegionId,
		zone: segment.Zone || null,
		cidrBlock: segment.Segment,
		ipCount: toNumber(segment.IpCount),
		creationTime: segment.CreationTime,
	};
}
