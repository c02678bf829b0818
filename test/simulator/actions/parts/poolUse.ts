import { blockHolds } from '../../state/addresses';
import type { AddressPool, CidrBlock } from '../../state/resources';
import { ApiError } from '../../wire/apiError';
import type { Context } from './defineAction';

/** Number of EIPs that come from a pool. */
export function usedOf(context: Context, { publicIpAddressPoolId }: AddressPool): number {
	return context.region.eips().filter((eip) => eip.publicIpAddressPoolId === publicIpAddressPoolId)
		.length;
}

/** Number of EIPs that come from one block of a pool. */
export function usedOfBlock(
	context: Context,
	{ publicIpAddressPoolId }: AddressPool,
	{ cidrBlock }: CidrBlock,
): number {
	return context.region
		.eips()
		.filter(
			(eip) =>
				eip.publicIpAddressPoolId === publicIpAddressPoolId && blockHolds(cidrBlock, eip.ipAddress),
		).length;
}

/** Refuses a pool that is being changed or deleted. */
export function refuseBusyPool({ status }: AddressPool): void {
	if (status !== 'Created') throw new ApiError('IncorrectStatus.ResourceStatus');
}
