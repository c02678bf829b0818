/** Length of the window in which calls are counted, in ms. */
export const RATE_WINDOW = 60_000;

/**
 * Calls allowed in 60 s for each region, action and main account (`facts/eip-api.md` section 8).
 * No figure was found for the other actions: they are not limited.
 */
export const RATES: Readonly<Record<string, number>> = {
	AllocateEipAddress: 120,
	AssociateEipAddress: 120,
	UnassociateEipAddress: 120,
	DescribeEipAddresses: 600,
	ReleaseEipAddress: 600,
	AllocateEipSegmentAddress: 6,
	ReleaseEipSegmentAddress: 60,
	TransformEipSegmentToPublicIpAddressPool: 300,
	ModifyCommonBandwidthPackageAttribute: 300,
};
