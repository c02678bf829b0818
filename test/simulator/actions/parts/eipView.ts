import type { Eip } from '../../state/eip';
import { isoMinutes, isoSeconds } from '../../state/time';
import type { ReplyObject } from '../../wire/json';
import type { Context } from './defineAction';

/** An EIP as an item of DescribeEipAddresses: names and types as the SDK 7.3.2 reads them. */
export function viewOfEip(context: Context, eip: Eip, withReservation: boolean): ReplyObject {
	const bandwidthPackage = context.region.bandwidthPackages.get(eip.bandwidthPackageId);
	const reservation = withReservation ? eip.reservation : undefined;
	return {
		AllocationId: eip.allocationId,
		AllocationTime: isoSeconds(eip.allocationTime),
		AvailableRegions: { AvailableRegion: [eip.region] },
		Bandwidth: String(context.world.bandwidthInForce(eip)),
		BandwidthPackageBandwidth: bandwidthPackage ? String(bandwidthPackage.bandwidth) : '',
		BandwidthPackageId: eip.bandwidthPackageId,
		BandwidthPackageType: eip.bandwidthPackageId === '' ? '' : 'CommonBandwidthPackage',
		BizType: eip.bizType,
		BusinessStatus: eip.locks.length === 0 ? 'Normal' : 'OperationLock',
		ChargeType: eip.chargeType,
		DeletionProtection: eip.deletionProtection,
		[context.settings.descriptionKey]: eip.description,
		EipBandwidth: String(eip.bandwidth),
		ExpiredTime: eip.expiredTime === undefined ? '' : isoMinutes(eip.expiredTime),
		HDMonitorStatus: eip.hdMonitor ? 'ON' : 'OFF',
		HasReservationData: reservation !== undefined,
		ISP: eip.isp,
		InstanceId: eip.instanceId,
		InstanceRegionId: eip.instanceRegionId,
		InstanceType: eip.instanceType,
		InternetChargeType: eip.internetChargeType,
		IpAddress: eip.ipAddress,
		Mode: eip.mode,
		Name: eip.name,
		Netmode: eip.netmode,
		OperationLocks: { LockReason: eip.locks.map((reason) => ({ LockReason: reason })) },
		PrivateIpAddress: eip.privateIpAddress,
		PublicIpAddressPoolId: eip.publicIpAddressPoolId,
		RegionId: eip.region,
		...(reservation
			? {
					ReservationActiveTime: isoSeconds(reservation.activeTime),
					ReservationBandwidth: String(reservation.bandwidth),
					ReservationInternetChargeType: reservation.internetChargeType,
					ReservationOrderType: reservation.orderType,
				}
			: {}),
		ResourceGroupId: eip.resourceGroupId,
		SecondLimited: eip.secondLimited,
		SecurityProtectionTypes: { SecurityProtectionType: eip.securityProtectionTypes },
		SegmentInstanceId: eip.segmentInstanceId,
		ServiceID: eip.serviceId,
		ServiceManaged: eip.serviceManaged ? 1 : 0,
		Status: eip.status,
		Tags: { Tag: eip.tags.map(({ key, value }) => ({ Key: key, Value: value })) },
		VpcId: eip.vpcId,
		Zone: eip.zone,
	};
}
