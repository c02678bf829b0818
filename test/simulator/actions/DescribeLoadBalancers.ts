import { hash32 } from '../state/random';
import { isoSeconds } from '../state/time';
import { defineAction } from './parts/defineAction';
import { page, pageParameters } from './parts/paging';
import { oneOf, pairs, required, text } from './parts/parameters';
import { haveTags, is, targetsOf, viewOfTags } from './parts/targets';

/** SLB 2014-05-15: CLB instances of a region. The reply says nothing of Elastic IPs. */
export const DescribeLoadBalancers = defineAction({
	name: 'DescribeLoadBalancers',
	product: 'Slb',
	version: '2014-05-15',
	kind: 'read',
	parameters: {
		RegionId: required(text()),
		Address: text(),
		AddressIPVersion: oneOf(['ipv4', 'ipv6']),
		AddressType: oneOf(['internet', 'intranet']),
		InternetChargeType: text(),
		LoadBalancerId: text(),
		LoadBalancerName: text(),
		LoadBalancerStatus: oneOf(['inactive', 'active', 'locked']),
		MasterZoneId: text(),
		NetworkType: oneOf(['vpc', 'classic']),
		...pageParameters(100),
		PayType: oneOf(['PayOnDemand', 'PrePay']),
		ResourceGroupId: text(),
		SlaveZoneId: text(),
		Tag: pairs(20),
		VpcId: text(),
		VSwitchId: text(),
	},
	run(call) {
		const { parameters: wanted } = call;
		const ids = wanted.LoadBalancerId?.split(',');
		const addressOf = (lb: { reach: string; id: string; privateIpAddresses: string[] }) =>
			lb.reach === 'intranet'
				? (lb.privateIpAddresses[0] ?? '')
				: `198.19.${hash32(lb.id) % 256}.${(hash32(lb.id) >>> 8) % 256}`;
		const found = targetsOf(call, 'SlbInstance').filter(
			(lb) =>
				(!ids || ids.includes(lb.id)) &&
				is(wanted.Address, addressOf(lb)) &&
				is(wanted.AddressType, lb.reach) &&
				is(wanted.AddressIPVersion, 'ipv4') &&
				is(wanted.LoadBalancerName, lb.name) &&
				is(wanted.LoadBalancerStatus, lb.status) &&
				is(wanted.MasterZoneId, lb.zone) &&
				is(wanted.NetworkType, lb.network) &&
				is(wanted.PayType, 'PayOnDemand') &&
				is(wanted.ResourceGroupId, lb.resourceGroupId) &&
				is(wanted.VpcId, lb.vpcId) &&
				is(wanted.VSwitchId, lb.vSwitchId) &&
				haveTags(lb.tags, wanted.Tag),
		);
		const { items, counts } = page(found, wanted);
		return {
			...counts,
			LoadBalancers: {
				LoadBalancer: items.map((lb) => ({
					LoadBalancerId: lb.id,
					LoadBalancerName: lb.name,
					LoadBalancerStatus: lb.status,
					Address: addressOf(lb),
					AddressType: lb.reach,
					AddressIPVersion: 'ipv4',
					RegionId: lb.region,
					RegionIdAlias: lb.region,
					NetworkType: lb.network,
					VpcId: lb.network === 'vpc' ? lb.vpcId : '',
					VSwitchId: lb.network === 'vpc' ? lb.vSwitchId : '',
					MasterZoneId: lb.zone,
					SlaveZoneId: '',
					InternetChargeType: '4',
					PayType: 'PayOnDemand',
					CreateTime: isoSeconds(lb.creationTime),
					ResourceGroupId: lb.resourceGroupId,
					Tags: { Tag: viewOfTags(lb.tags) },
				})),
			},
		};
	},
});
