import type { Eip } from '../../state/eip';
import type { BandwidthPackage } from '../../state/resources';
import { ApiError } from '../../wire/apiError';
import { isPassing, refuseLocked } from './checks';
import type { Context } from './defineAction';

/** Checks that an EIP can join a package now. */
export function checkJoin(
	context: Context,
	bandwidthPackage: BandwidthPackage,
	allocationId: string,
): Eip {
	const eip = context.region.eip(allocationId);
	if (!eip) throw new ApiError('InvalidIpInstanceId.NotFound');
	if (bandwidthPackage.businessStatus !== 'Normal')
		throw new ApiError('BandwidthPackageId.InvalidBizStatus');
	if (bandwidthPackage.status !== 'Available')
		throw new ApiError('BandwidthPackageOperation.conflict');
	if (bandwidthPackage.relations.has(allocationId))
		throw new ApiError('BandwidthPackageOperation.conflict');
	if (eip.bandwidthPackageId !== '') throw new ApiError('IpInstanceId.AlreadyInBandwidthPackage');
	if (eip.status !== 'Available' && eip.status !== 'InUse')
		throw new ApiError('IncorrectStatus.Eip');
	if (eip.chargeType === 'PrePaid') throw new ApiError('IpInstanceId.ChargeType.NotSupport');
	refuseLocked(eip);
	return eip;
}

/** BINDING, and in the package a little later. */
export function startJoin(context: Context, bandwidthPackage: BandwidthPackage, eip: Eip): void {
	const { world, settings, cause } = context;
	const { bandwidthPackageId, relations } = bandwidthPackage;
	relations.set(eip.allocationId, 'BINDING');
	world.later(
		`${bandwidthPackageId}/${eip.allocationId}`,
		settings.durations.bandwidthPackage,
		(time) => {
			relations.delete(eip.allocationId);
			if (world.find(eip.allocationId) === eip)
				world.update(eip, { bandwidthPackageId }, { ...cause, time });
		},
	);
}

/** The EIP, which must be in the package; `code` if it is not. */
export function memberOf(
	context: Context,
	bandwidthPackage: BandwidthPackage,
	allocationId: string,
	code = 'InvalidIpInstanceId.NotFound',
): Eip {
	const eip = context.region.eip(allocationId);
	if (bandwidthPackage.relations.has(allocationId))
		throw new ApiError('BandwidthPackageOperation.conflict');
	if (eip?.bandwidthPackageId !== bandwidthPackage.bandwidthPackageId) throw new ApiError(code);
	return eip;
}

/** All EIPs in a package. */
export function membersOf(context: Context, { bandwidthPackageId }: BandwidthPackage): Eip[] {
	return context.region.eips().filter((eip) => eip.bandwidthPackageId === bandwidthPackageId);
}

/** Refuses to take an EIP out while it is bound or unbound, or locked. */
export function refuseUnready(eip: Eip): void {
	if (isPassing(eip)) throw new ApiError('IncorrectStatus.Eip');
	refuseLocked(eip);
}
