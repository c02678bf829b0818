import type { Eip } from '../../state/eip';
import type { AddressPool, BandwidthPackage, Segment } from '../../state/resources';
import { ApiError, invalid } from '../../wire/apiError';
import type { Context } from './defineAction';

/** The EIP of this id in the region of the call, or `InvalidAllocationId.NotFound`. */
export function eipOf(context: Context, allocationId: string): Eip {
	const eip = context.region.eip(allocationId);
	if (!eip || isHidden(context, eip)) throw new ApiError('InvalidAllocationId.NotFound');
	return eip;
}

/** Whether an EIP is so new that it does not show yet. */
export function isHidden({ settings, now }: Context, eip: Eip): boolean {
	return settings.hiddenFor > 0 && now < eip.allocationTime + settings.hiddenFor;
}

/** The bandwidth package of this id. */
export function packageOf(context: Context, id: string): BandwidthPackage {
	const found = context.region.bandwidthPackages.get(id);
	if (!found) throw new ApiError('InvalidBandwidthPackageId.NotFound');
	return found;
}

/** The contiguous group of this id. */
export function segmentOf(context: Context, id: string): Segment {
	const found = context.region.segments.get(id);
	if (!found) throw new ApiError('InvalidSegmentInstanceId.NotFound');
	return found;
}

/** The address pool of this id. */
export function poolOf(context: Context, id: string): AddressPool {
	const found = context.region.pools.get(id);
	if (!found) throw new ApiError('ResourceNotFound.PublicIpAddressPool');
	return found;
}

/** Whether the status of an EIP passes by itself. */
export function isPassing(eip: Eip): boolean {
	return (
		eip.status === 'Associating' || eip.status === 'Unassociating' || eip.status === 'Releasing'
	);
}

/**
 * Refuses what a lock forbids, with the codes that the actions document. Documents say that a security
 * lock forbids releasing and a financial one changing the bandwidth, without a code of its own: there
 * IncorrectEipStatus is the one they have.
 */
export function refuseLocked(
	eip: Eip,
	reasons: readonly string[] = ['security', 'financial'],
	codes: 'documented' | 'IncorrectEipStatus' = 'documented',
): void {
	const lock = eip.locks.find((reason) => reasons.includes(reason));
	if (!lock) return;
	if (codes !== 'documented')
		throw new ApiError('IncorrectEipStatus', `The elastic IP is locked (${lock}).`);
	throw new ApiError(
		lock === 'financial' ? 'Forbidden.FinancialLocked' : 'InvalidEIPStatus.BizDisabled',
	);
}

/**
 * Bandwidth in Mbit/s out of the text the API takes. What is no whole number is `InvalidBandwidth.Malformed`,
 * what is out of range `InvalidParameter`. Pay-by-traffic goes to 200, pay-by-bandwidth to 500, subscription to 1000.
 */
export function bandwidthOf(text: string, kind: { prePaid: boolean; byTraffic: boolean }): number {
	if (!/^\d{1,9}$/.test(text)) throw new ApiError('InvalidBandwidth.Malformed');
	const bandwidth = Number(text);
	const max = kind.prePaid ? 1000 : kind.byTraffic ? 200 : 500;
	if (bandwidth < 1 || bandwidth > max) throw invalid('Bandwidth', `is not from 1 to ${max}`);
	return bandwidth;
}

/** Refuses purchases in a region the endpoint does not serve. */
export function refuseMisrouted(context: Context): void {
	if (context.misrouted) throw new ApiError('InvalidRegion.NotSupport');
}
