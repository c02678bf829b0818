import { DEFAULT_REGION } from '../facts/regions';

/** Region in the host name of a regional endpoint, public or inside a VPC. */
function regionOfHost(host: string): string | undefined {
	const name = host.toLowerCase().replace(/:\d+$/, '');
	return /^(?:vpc|vpc-vpc|ecs|sts|sts-vpc)\.([a-z0-9-]+)\.aliyuncs\.com$/.exec(name)?.[1];
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
