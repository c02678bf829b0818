import type { IDataObject } from 'n8n-workflow';
import type { AddressPool, CidrBlock } from '../transport/addressPool';
import { readTags } from './simplifyElasticIp';

/** One flat object for an IP address pool. */
export function simplifyAddressPool(pool: AddressPool): IDataObject {
	return {
		publicIpAddressPoolId: pool.PublicIpAddressPoolId,
		name: pool.Name ?? '',
		description: pool.Description ?? '',
		status: pool.Status,
		regionId: pool.RegionId,
		isp: pool.Isp,
		bizType: pool.BizType,
		totalIpCount: pool.TotalIpNum ?? null,
		usedIpCount: pool.UsedIpNum ?? null,
		// Here the API has the list of tags itself, elsewhere an object around it.
		tags: readTags({ Tags: { Tag: pool.Tags } }),
	};
}

/** One flat object for a CIDR block of an IP address pool. */
export function simplifyCidrBlock(block: CidrBlock): IDataObject {
	return {
		publicIpAddressPoolId: block.PublicIpAddressPoolId,
		cidrBlock: block.CidrBlock,
		status: block.Status,
		totalIpCount: block.TotalIpNum ?? null,
		usedIpCount: block.UsedIpNum ?? null,
		creationTime: block.CreationTime,
	};
}
