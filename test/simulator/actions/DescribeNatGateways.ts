import { isoSeconds } from '../state/time';
import { defineAction } from './parts/defineAction';
import { page, pageParameters, refuseDryRun } from './parts/paging';
import { bool, oneOf, pairs, required, text } from './parts/parameters';
import { boundEips, haveTags, is, targetsOf, viewOfTags } from './parts/targets';

/** NAT gateways of a region, with their EIPs. */
export const DescribeNatGateways = defineAction({
	name: 'DescribeNatGateways',
	kind: 'read',
	parameters: {
		RegionId: required(text()),
		DryRun: bool(),
		InstanceChargeType: oneOf(['PostPaid', 'PrePaid']),
		Name: text({ max: 128 }),
		NatGatewayId: text(),
		NatType: text(),
		NetworkType: oneOf(['internet', 'intranet']),
		...pageParameters(50),
		ResourceGroupId: text(),
		Status: text(),
		Tag: pairs(20),
		VpcId: text(),
		ZoneId: text(),
	},
	run(call) {
		const { parameters: wanted } = call;
		refuseDryRun(wanted.DryRun);
		const bound = boundEips(call);
		const found = targetsOf(call, 'Nat').filter(
			(nat) =>
				is(wanted.NatGatewayId, nat.id) &&
				is(wanted.Name, nat.name) &&
				is(wanted.InstanceChargeType, 'PostPaid') &&
				is(wanted.NatType, 'Enhanced') &&
				is(wanted.NetworkType, nat.reach) &&
				is(wanted.ResourceGroupId, nat.resourceGroupId) &&
				is(wanted.Status, nat.status) &&
				is(wanted.VpcId, nat.vpcId) &&
				is(wanted.ZoneId, nat.zone) &&
				haveTags(nat.tags, wanted.Tag),
		);
		const { items, counts } = page(found, wanted);
		return {
			...counts,
			NatGateways: {
				NatGateway: items.map((nat) => ({
					NatGatewayId: nat.id,
					Name: nat.name,
					Description: '',
					Status: nat.status,
					BusinessStatus: 'Normal',
					RegionId: nat.region,
					VpcId: nat.vpcId,
					ResourceGroupId: nat.resourceGroupId,
					NatType: 'Enhanced',
					NetworkType: nat.reach,
					Spec: '',
					IpLists: {
						IpList: (bound.get(nat.id) ?? []).map(({ allocationId, ipAddress }) => ({
							AllocationId: allocationId,
							IpAddress: ipAddress,
							PrivateIpAddress: nat.privateIpAddresses[0] ?? '',
							SnatEntryEnabled: nat.snatIpAddresses.includes(ipAddress),
							UsingStatus: [...nat.snatIpAddresses, ...nat.forwardIpAddresses].includes(ipAddress)
								? 'UsedBySnatTable'
								: 'Idle',
						})),
					},
					IpPrefixList: { IpPrefixList: [{ IpPrefix: '192.168.64.0/28' }] },
					NatGatewayPrivateInfo: {
						EniInstanceId: `eni-${nat.id.slice(4)}`,
						EniType: 'Standard',
						IzNo: nat.zone,
						MaxBandwidth: 5120,
						MaxSessionEstablishRate: 100_000,
						MaxSessionQuota: 2_000_000,
						PrivateIpAddress: nat.privateIpAddresses[0] ?? '',
						VswitchId: nat.vSwitchId,
					},
					SnatTableIds: { SnatTableId: [`stb-${nat.id.slice(4)}`] },
					ForwardTableIds: { ForwardTableId: [`ftb-${nat.id.slice(4)}`] },
					FullNatTableIds: { FullNatTableId: [`fulltb-${nat.id.slice(4)}`] },
					Tags: { Tag: viewOfTags(nat.tags) },
					AccessMode: { ModeValue: 'route', TunnelType: '' },
					AvailabilityMode: 'zonal',
					AutoPay: false,
					InstanceChargeType: 'PostPaid',
					InternetChargeType: 'PayByLcu',
					CreationTime: isoSeconds(nat.creationTime),
					ExpiredTime: '',
					DeletionProtection: nat.deletionProtection,
					EcsMetricEnabled: false,
					EipBindMode: 'MULTI_BINDED',
					EnableSessionLog: 'false',
					IcmpReplyEnabled: true,
					PrivateLinkEnabled: false,
					PrivateLinkMode: '',
					SecurityProtectionEnabled: false,
				})),
			},
		};
	},
});
