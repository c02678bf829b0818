import { invalid } from '../../wire/apiError';

/** Bandwidth of a package in Mbit/s by way of payment (`facts/eip-api.md`, CreateCommonBandwidthPackage). */
const LIMITS: Readonly<Record<string, readonly [number, number]>> = {
	PayByTraffic: [1, 1000],
	PayByBandwidth: [2, 20_000],
	PayBy95: [200, 20_000],
	PayByDominantTraffic: [1, 2000],
};

/** Refuses a bandwidth the way of payment does not allow. */
export function checkPackageBandwidth(bandwidth: number, internetChargeType: string): void {
	const [min, max] = LIMITS[internetChargeType];
	if (!Number.isInteger(bandwidth) || bandwidth < min || bandwidth > max) {
		throw invalid('Bandwidth', `is not from ${min} to ${max}`);
	}
}
