import type { IDataObject } from 'n8n-workflow';
import { type BandwidthPackage, readMembers } from '../api/bandwidthPackage';
import { findTags } from './simplifyElasticIp';
import { toNumber } from './toNumber';

/** One flat object for a bandwidth package, with the IDs of its Elastic IPs. What cannot be read is null. */
export function simplifyBandwidthPackage(bandwidthPackage: BandwidthPackage): IDataObject {
	const members = readMembers(bandwidthPackage);
	return {
		bandwidthPackageId: bandwidthPackage.BandwidthPackageId,
		name: bandwidthPackage.Name ?? '',
		status: bandwidthPackage.Status,
		businessStatus: bandwidthPackage.BusinessStatus,
		regionId: bandwidthPackage.RegionId,
		bandwidth: toNumber(bandwidthPackage.Bandwidth),
		internetChargeType: bandwidthPackage.InternetChargeType,
		isp: bandwidthPackage.ISP,
		allocationIds: members ? [...members.keys()] : null,
		tags: findTags(bandwidthPackage),
	};
}
