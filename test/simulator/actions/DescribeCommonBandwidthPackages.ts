import type { BandwidthPackage } from '../state/resources';
import { isoSeconds } from '../state/time';
import type { ReplyObject } from '../wire/json';
import { defineAction, type Context } from './parts/defineAction';
import { membersOf } from './parts/membership';
import { page, pageParameters, refuseDryRun } from './parts/paging';
import { bool, pairs, required, text } from './parts/parameters';

function relationsOf(context: Context, bandwidthPackage: BandwidthPackage): ReplyObject[] {
	const members = membersOf(context, bandwidthPackage);
	const joining = [...bandwidthPackage.relations.keys()].flatMap(
		(id) => context.region.eip(id) ?? [],
	);
	return [...new Set([...members, ...joining])].map(({ allocationId, ipAddress }) => ({
		AllocationId: allocationId,
		IpAddress: ipAddress,
		BandwidthPackageIpRelationStatus: bandwidthPackage.relations.get(allocationId) ?? 'BINDED',
	}));
}

function viewOf(context: Context, found: BandwidthPackage, withReservation: boolean): ReplyObject {
	const reservation = withReservation ? found.reservation : undefined;
	return {
		Bandwidth: String(found.bandwidth),
		BandwidthPackageId: found.bandwidthPackageId,
		BizType: found.zone === '' ? 'Default' : 'CloudBox',
		BusinessStatus: found.businessStatus,
		CreationTime: isoSeconds(found.creationTime),
		DeletionProtection: found.deletionProtection,
		Description: found.description,
		ExpiredTime: '',
		HasReservationData: reservation !== undefined,
		ISP: found.isp,
		InstanceChargeType: 'PostPaid',
		InternetChargeType: found.internetChargeType,
		Name: found.name,
		PublicIpAddresses: { PublicIpAddresse: relationsOf(context, found) },
		Ratio: found.ratio,
		RegionId: found.region,
		...(reservation
			? {
					ReservationActiveTime: isoSeconds(reservation.activeTime),
					ReservationBandwidth: String(reservation.bandwidth),
					ReservationInternetChargeType: reservation.internetChargeType,
					ReservationOrderType: reservation.orderType,
				}
			: {}),
		ResourceGroupId: found.resourceGroupId,
		SecurityProtectionTypes: { SecurityProtectionType: found.securityProtectionTypes },
		ServiceManaged: 0,
		Status: found.status,
		Tags: { Tag: found.tags.map(({ key, value }) => ({ Key: key, Value: value })) },
		Zone: found.zone,
	};
}

/** Lists the shared bandwidth packages of a region with their EIPs, newest first. */
export const DescribeCommonBandwidthPackages = defineAction({
	name: 'DescribeCommonBandwidthPackages',
	kind: 'read',
	parameters: {
		RegionId: required(text()),
		BandwidthPackageId: text(),
		DryRun: bool(),
		IncludeReservationData: bool(),
		Name: text({ max: 128 }),
		...pageParameters(50),
		ResourceGroupId: text(),
		SecurityProtectionEnabled: bool(),
		Tag: pairs(20),
	},
	run(call) {
		const wanted = call.parameters;
		refuseDryRun(wanted.DryRun);
		const found = [...call.region.bandwidthPackages.values()]
			.reverse()
			.filter(
				(candidate) =>
					(!wanted.BandwidthPackageId ||
						candidate.bandwidthPackageId === wanted.BandwidthPackageId) &&
					(!wanted.Name || candidate.name === wanted.Name) &&
					(!wanted.ResourceGroupId || candidate.resourceGroupId === wanted.ResourceGroupId) &&
					(wanted.SecurityProtectionEnabled === undefined ||
						candidate.securityProtectionTypes.length > 0 === wanted.SecurityProtectionEnabled) &&
					(wanted.Tag ?? []).every(({ key, value }) =>
						candidate.tags.some((tag) => tag.key === key && (value === '' || tag.value === value)),
					),
			);
		const { items, counts } = page(found, wanted);
		return {
			...counts,
			CommonBandwidthPackages: {
				CommonBandwidthPackage: items.map((item) =>
					viewOf(call, item, wanted.IncludeReservationData ?? false),
				),
			},
		};
	},
});
