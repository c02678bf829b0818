import type { IDataObject } from 'n8n-workflow';
import { type BandwidthPackage, readMembers } from '../transport/bandwidthPackage';
import { readTags } from './simplifyElasticIp';

/** One flat object for a bandwidth package, with the IDs of its Elastic IPs. */
export function simplifyBandwidthPackage(bandwidthPackage: BandwidthPackage): IDataObject {
	const bandwidth = Number(bandwidthPackage.Bandwidth ?? NaN);
	return {
		bandwidthPackageId: bandwidthPackage.BandwidthPackageId,
		name: bandwidthPackage.Name ?? '',
		status: bandwidthPackage.Status,
		businessStatus: bandwidthPackage.BusinessStatus,
		regionId: bandwidthPackage.RegionId,
		bandwidth: Number.isFinite(bandwidth) ? bandwidth : null,
		internetChargeType: bandwidthPackage.InternetChargeType,
		isp: bandwidthPackage.ISP,
		allocationIds: [...readMembers(bandwidthPackage).keys()],
		tags: readTags(bandwidthPackage),
	};
}
