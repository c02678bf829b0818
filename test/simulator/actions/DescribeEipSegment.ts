import { isoSeconds } from '../state/time';
import { defineAction } from './parts/defineAction';
import { page, pageParameters } from './parts/paging';
import { clientToken, required, text } from './parts/parameters';

/** Lists contiguous groups, newest first. `Description` and a number, as recorded; the SDK declares otherwise. */
export const DescribeEipSegment = defineAction({
	name: 'DescribeEipSegment',
	kind: 'read',
	parameters: {
		RegionId: required(text()),
		ClientToken: clientToken(),
		...pageParameters(50),
		SegmentInstanceId: text(),
	},
	run({ parameters, region }) {
		const wanted = parameters.SegmentInstanceId;
		const found = [...region.segments.values()]
			.reverse()
			.filter(({ instanceId }) => !wanted || instanceId === wanted);
		const { items, counts } = page(found, parameters);
		return {
			...counts,
			EipSegments: {
				EipSegment: items.map((segment) => ({
					CreationTime: isoSeconds(segment.creationTime),
					Description: segment.description,
					InstanceId: segment.instanceId,
					IpCount: segment.ipCount,
					Name: segment.name,
					RegionId: segment.region,
					Segment: segment.segment,
					Status: segment.status,
					Zone: segment.zone,
				})),
			},
		};
	},
});
