import type { IDataObject } from 'n8n-workflow';
import type { AddressPool, CidrBlock } from '../api/addressPool';
import { findTags } from './simplifyElasticIp';
import { toNumber } from './toNumber';

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
		totalIpCount: toNumber(pool.TotalIpNum),
		usedIpCount: toNumber(pool.UsedIpNum),
		// Here the API has the list of tags itself, elsewhere an object around it.
		tags: findTags({ Tags: { Tag: pool.Tags } }),
	};
}

/** One flat object for a CIDR block of an IP address pool. */
export function simplifyCidrBlock(block: CidrBlock): IDataObject {
	return {
		publicIpAddressPoolId: block.PublicIpAddressPoolId,
		cidrBlock: block.CidrBlock,
		status: block.Status,
		totalIpCount: toNumber(block.TotalIpNum),
		usedIpCount: toNumber(block.UsedIpNum),
		creationTime: block.CreationTime,
	};
}
