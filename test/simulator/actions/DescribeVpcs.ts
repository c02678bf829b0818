import { isoSeconds } from '../state/time';
import { defineAction } from './parts/defineAction';
import { page, pageParameters, refuseDryRun } from './parts/paging';
import { bool, pairs, required, text } from './parts/parameters';
import { haveTags, is, targetsOf } from './parts/targets';

/** VPCs of a region. */
export const DescribeVpcs = defineAction({
	name: 'DescribeVpcs',
	kind: 'read',
	parameters: {
		RegionId: required(text()),
		DryRun: bool(),
		IsDefault: bool(),
		...pageParameters(50),
		ResourceGroupId: text(),
		Tag: pairs(20),
		VpcId: text(),
		VpcName: text(),
	},
	run(call) {
		const { parameters: wanted, region } = call;
		refuseDryRun(wanted.DryRun);
		const ids = wanted.VpcId ? wanted.VpcId.split(',') : undefined;
		const gateways = targetsOf(call, 'Nat');
		const found = [...region.vpcs.values()]
			.reverse()
			.filter(
				(vpc) =>
					(!ids || ids.includes(vpc.vpcId)) &&
					is(wanted.VpcName, vpc.name) &&
					(wanted.IsDefault === undefined || wanted.IsDefault === vpc.isDefault) &&
					is(wanted.ResourceGroupId, vpc.resourceGroupId) &&
					haveTags(vpc.tags, wanted.Tag),
			);
		const { items, counts } = page(found, wanted);
		const switchesOf = (vpcId: string) => [
			...new Set(
				[...region.instances.values()]
					.filter((instance) => instance.vpcId === vpcId)
					.map(({ vSwitchId }) => vSwitchId),
			),
		];
		return {
			...counts,
			Vpcs: {
				Vpc: items.map((vpc) => ({
					VpcId: vpc.vpcId,
					VpcName: vpc.name,
					Description: vpc.description,
					Status: 'Available',
					RegionId: vpc.region,
					CidrBlock: vpc.cidrBlock,
					IsDefault: vpc.isDefault,
					OwnerId: BigInt(vpc.accountId),
					ResourceGroupId: vpc.resourceGroupId,
					CreationTime: isoSeconds(vpc.creationTime),
					CenStatus: 'Detached',
					DhcpOptionsSetId: '',
					DhcpOptionsSetStatus: '',
					DnsHostnameStatus: 'DISABLED',
					EnabledIpv6: true,
					Ipv6CidrBlock: '2001:db8::/56',
					Ipv6CidrBlocks: {
						Ipv6CidrBlock: [{ Ipv6CidrBlock: '2001:db8::/56', Ipv6Isp: 'BGP' }],
					},
					NatGatewayIds: {
						NatGatewayIds: gateways.filter(({ vpcId }) => vpcId === vpc.vpcId).map(({ id }) => id),
					},
					RouterTableIds: { RouterTableIds: [`vtb-${vpc.vpcId.slice(4)}`] },
					SecondaryCidrBlocks: { SecondaryCidrBlock: ['10.10.0.0/16'] },
					UserCidrs: { UserCidr: ['198.18.0.0/24'] },
					VRouterId: `vrt-${vpc.vpcId.slice(4)}`,
					VSwitchIds: { VSwitchId: switchesOf(vpc.vpcId) },
					Tags: { Tag: vpc.tags.map(({ key, value }) => ({ Key: key, Value: value })) },
				})),
			},
		};
	},
});
