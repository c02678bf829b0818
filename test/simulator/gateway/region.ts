import { DEFAULT_REGION } from '../facts/regions';
import { documentedStatus } from '../wire/errorTable';

/** Region in the host name of a regional endpoint, public or inside a VPC. */
function regionOfHost(host: string): string | undefined {
	const name = host.toLowerCase().replace(/:\d+$/, '');
	return /^(?:vpc|ecs|slb|sts)(?:-vpc)?\.([a-z0-9-]+)\.aliyuncs\.com$/.exec(name)?.[1];
}

/**
 * Where a request goes. The endpoint decides; RegionId only where the host names no region (the
 * central endpoint, or the simulator's own address). When the two differ the caller finds nothing.
 */
export function routeOf(
	host: string,
	regionId: string | undefined,
): { region: string; misrouted: boolean } {
	const ofHost = regionOfHost(host);
	return {
		region: ofHost ?? (regionId || DEFAULT_REGION),
		misrouted: ofHost !== undefined && !!regionId && regionId !== ofHost,
	};
}

const NO_SUCH_REGION = ['Forbidden.RegionNotFound', 'InvalidRegionId.NotFound'] as const;

/** The code for a region that does not exist: the one that the reference of the action has, or that of 2019. */
export function unknownRegionCode(action: string): (typeof NO_SUCH_REGION)[number] {
	return (
		NO_SUCH_REGION.find((code) => documentedStatus(code, action) !== undefined) ?? NO_SUCH_REGION[0]
	);
}
