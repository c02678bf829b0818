import { InvalidInput } from '../../errors/ApiFailure';

/**
 * Smallest and largest bandwidth of an Internet Shared Bandwidth instance in Mbit/s by metering method. One
 * field for all of them, for the reasons that `checkBilling` has.
 */
const LIMITS: Readonly<Record<string, { least: number; most: number; method: string }>> = {
	PayByTraffic: { least: 1, most: 1_000, method: 'by traffic' },
	PayByBandwidth: { least: 2, most: 20_000, method: 'by bandwidth' },
	PayBy95: { least: 200, most: 20_000, method: 'by enhanced 95th percentile' },
	PayByDominantTraffic: { least: 1, most: 2_000, method: 'by dominant traffic' },
};

/** Whether every metering method allows it. */
export function isAlwaysPossible(bandwidth: string): boolean {
	return Object.values(LIMITS).every(
		({ least, most }) => Number(bandwidth) >= least && Number(bandwidth) <= most,
	);
}

/**
 * @param type the metering method as the API calls it; where it is not known Alibaba Cloud decides
 * @throws InvalidInput
 */
export function checkBandwidth(bandwidth: string, type: unknown, advice: string): void {
	if (typeof type !== 'string' || !Object.hasOwn(LIMITS, type)) return;
	const { least, most, method } = LIMITS[type];
	if (Number(bandwidth) >= least && Number(bandwidth) <= most) return;
	throw new InvalidInput(
		`'Shared Bandwidth' is ${bandwidth} Mbit/s, but metering ${method} allows only ${least} to ${most}`,
		advice,
	);
}
