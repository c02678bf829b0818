import { isoSeconds } from '../state/time';
import { defineAction } from './parts/defineAction';
import { refuseDryRun, tokenPage } from './parts/paging';
import { bool, integer, list, oneOf, pairs, required, text } from './parts/parameters';
import { usedOf } from './parts/poolUse';
import { LINE_TYPES } from '../facts/values';

/** Lists address pools, page by page with NextToken. */
export const ListPublicIpAddressPools = defineAction({
	name: 'ListPublicIpAddressPools',
	kind: 'read',
	parameters: {
		RegionId: required(text()),
		DryRun: bool(),
		Isp: oneOf(LINE_TYPES),
		MaxResults: integer({ min: 10, max: 100 }),
		Name: text(),
		NextToken: text(),
		PublicIpAddressPoolIds: list(100),
		ResourceGroupId: text(),
		SecurityProtectionEnabled: bool(),
		Status: oneOf(['Created', 'Deleting', 'Modifying']),
		Tags: pairs(20),
	},
	run(call) {
		const { parameters: wanted, region, accountId } = call;
		refuseDryRun(wanted.DryRun);
		const found = [...region.pools.values()].filter(
			(pool) =>
				(!wanted.PublicIpAddressPoolIds ||
					wanted.PublicIpAddressPoolIds.includes(pool.publicIpAddressPoolId)) &&
				(!wanted.Isp || pool.isp === wanted.Isp) &&
				(!wanted.Name || pool.name === wanted.Name) &&
				(!wanted.ResourceGroupId || pool.resourceGroupId === wanted.ResourceGroupId) &&
				(!wanted.Status || pool.status === wanted.Status) &&
				(wanted.SecurityProtectionEnabled === undefined ||
					pool.securityProtectionTypes.length > 0 === wanted.SecurityProtectionEnabled) &&
				(wanted.Tags ?? []).every(({ key, value }) =>
					pool.tags.some((tag) => tag.key === key && (value === '' || tag.value === value)),
				),
		);
		const { items, next } = tokenPage(
			found,
			(pool) => pool.publicIpAddressPoolId,
			wanted.MaxResults ?? 10,
			wanted.NextToken,
		);
		return {
			...next,
			TotalCount: found.length,
			PublicIpAddressPoolList: items.map((pool) => {
				const total = pool.cidrBlocks.reduce((sum, { totalIpNum }) => sum + totalIpNum, 0);
				const used = usedOf(call, pool);
				return {
					BizType: pool.bizType,
					BusinessStatus: 'Normal',
					CreationTime: isoSeconds(pool.creationTime),
					Description: pool.description,
					IpAddressRemaining: used < total,
					Isp: pool.isp,
					Name: pool.name,
					OwnerId: BigInt(accountId),
					PublicIpAddressPoolId: pool.publicIpAddressPoolId,
					RegionId: pool.region,
					ResourceGroupId: pool.resourceGroupId,
					SecurityProtectionTypes: pool.securityProtectionTypes,
					ShareType: '',
					Status: pool.status,
					Tags: pool.tags.map(({ key, value }) => ({ Key: key, Value: value })),
					TotalIpNum: total,
					UsedIpNum: used,
					UserType: 'Admin',
					Zones: pool.zones,
				};
			}),
		};
	},
});
