import type { Eip } from '../state/eip';
import type { Instance } from '../state/instance';
import { hash32 } from '../state/random';
import { isoSeconds } from '../state/time';
import type { ReplyObject } from '../wire/json';
import { defineAction, type Context } from './parts/defineAction';
import { page, pageParameters, tokenPage, tokenSize } from './parts/paging';
import { bool, integer, list, oneOf, pairs, required, text } from './parts/parameters';
import {
	boundEips,
	haveTags,
	is,
	macOf,
	primaryInterfaceOf,
	targetsOf,
	viewOfTags,
} from './parts/targets';

const LARGEST_PAGE = 500;

/** A network interface as it is listed: a secondary one, or the primary one of an instance. */
interface Interface {
	readonly id: string;
	readonly type: 'Primary' | 'Secondary';
	readonly name: string;
	/** The instance that it is attached to; empty for none. */
	readonly instanceId: string;
	readonly status: string;
	readonly source: Instance;
}

function interfacesOf(context: Context): Interface[] {
	const secondary = targetsOf(context, 'NetworkInterface').map((eni): Interface => {
		const { id, name, attachedTo: instanceId } = eni;
		const status = instanceId !== '' && eni.status === 'Available' ? 'InUse' : eni.status;
		return { id, type: 'Secondary', name, instanceId, status, source: eni };
	});
	const primary = targetsOf(context, 'EcsInstance')
		.filter(({ network }) => network === 'vpc')
		.map((ecs): Interface => {
			const id = primaryInterfaceOf(ecs.id);
			return { id, type: 'Primary', name: '', instanceId: ecs.id, status: 'InUse', source: ecs };
		});
	return [...secondary, ...primary];
}

function viewOfPublicIp(eip: Eip | undefined): ReplyObject {
	return eip ? { AllocationId: eip.allocationId, PublicIpAddress: eip.ipAddress } : {};
}

function viewOf(eni: Interface, eips: readonly Eip[]): ReplyObject {
	const { id, type, name, instanceId, status, source } = eni;
	const addresses = source.privateIpAddresses;
	const at = (address: string, index: number) =>
		eips.find(({ privateIpAddress: own }) => (own === '' ? index === 0 : own === address));
	return {
		NetworkInterfaceId: id,
		NetworkInterfaceName: name,
		Description: '',
		Type: type,
		Status: status,
		InstanceId: instanceId,
		Attachment: {
			InstanceId: instanceId,
			DeviceIndex: type === 'Primary' ? 0 : 1,
			NetworkCardIndex: 0,
			TrunkNetworkInterfaceId: '',
		},
		PrivateIpAddress: addresses[0] ?? '',
		PrivateIpSets: {
			PrivateIpSet: addresses.map((address, index) => ({
				PrivateIpAddress: address,
				Primary: index === 0,
				PrivateDnsName: `${id}.simulator.internal`,
				AssociatedPublicIp: viewOfPublicIp(at(address, index)),
			})),
		},
		AssociatedPublicIp: viewOfPublicIp(at(addresses[0] ?? '', 0)),
		MacAddress: macOf(hash32(id)),
		Ipv4PrefixSets: { Ipv4PrefixSet: [{ Ipv4Prefix: '192.168.64.0/28' }] },
		Ipv6PrefixSets: { Ipv6PrefixSet: [{ Ipv6Prefix: '2001:db8::/80' }] },
		Ipv6Sets: { Ipv6Set: [{ Ipv6Address: '2001:db8::1', Primary: true }] },
		VpcId: source.vpcId,
		VSwitchId: source.vSwitchId,
		ZoneId: source.zone,
		ResourceGroupId: source.resourceGroupId,
		OwnerId: source.accountId,
		SecurityGroupIds: { SecurityGroupId: ['sg-simulator'] },
		Tags: { Tag: viewOfTags(type === 'Primary' ? [] : source.tags) },
		CreationTime: isoSeconds(source.creationTime),
		DeleteOnRelease: type === 'Primary',
		NetworkInterfaceTrafficMode: 'Standard',
		QueueNumber: 2,
		QueuePairNumber: 0,
		ServiceID: 0,
		ServiceManaged: source.foreign,
		SourceDestCheck: false,
	};
}

/** ECS 2014-05-26: primary and secondary network interfaces of a region. The name is exact. */
export const DescribeNetworkInterfaces = defineAction({
	name: 'DescribeNetworkInterfaces',
	product: 'Ecs',
	version: '2014-05-26',
	kind: 'read',
	parameters: {
		RegionId: required(text()),
		InstanceId: text(),
		MaxResults: integer({ min: 0 }),
		NetworkInterfaceId: list(100),
		NetworkInterfaceName: text(),
		NextToken: text(),
		...pageParameters(LARGEST_PAGE),
		PrimaryIpAddress: text(),
		PrivateIpAddress: list(100),
		ResourceGroupId: text(),
		ServiceManaged: bool(),
		Status: oneOf(['Available', 'Attaching', 'InUse', 'Detaching', 'Deleting']),
		Tag: pairs(20),
		Type: oneOf(['Primary', 'Secondary']),
		VpcId: text(),
		VSwitchId: text(),
	},
	run(call) {
		const { parameters: wanted } = call;
		const bound = boundEips(call);
		const eipsOf = ({ type, id, instanceId }: Interface) =>
			bound.get(type === 'Primary' ? instanceId : id) ?? [];
		const found = interfacesOf(call).filter(
			(eni) =>
				is(wanted.InstanceId, eni.instanceId) &&
				(!wanted.NetworkInterfaceId || wanted.NetworkInterfaceId.includes(eni.id)) &&
				is(wanted.NetworkInterfaceName, eni.name) &&
				is(wanted.PrimaryIpAddress, eni.source.privateIpAddresses[0] ?? '') &&
				(!wanted.PrivateIpAddress ||
					eni.source.privateIpAddresses.some((one) => wanted.PrivateIpAddress?.includes(one))) &&
				is(wanted.ResourceGroupId, eni.source.resourceGroupId) &&
				(wanted.ServiceManaged === undefined || wanted.ServiceManaged === eni.source.foreign) &&
				is(wanted.Status, eni.status) &&
				is(wanted.Type, eni.type) &&
				is(wanted.VpcId, eni.source.vpcId) &&
				is(wanted.VSwitchId, eni.source.vSwitchId) &&
				haveTags(eni.type === 'Primary' ? [] : eni.source.tags, wanted.Tag),
		);
		const view = (eni: Interface) => viewOf(eni, eipsOf(eni));
		const { MaxResults, NextToken } = wanted;
		if (MaxResults === undefined && !NextToken) {
			const { items, counts } = page(found, wanted);
			return {
				...counts,
				NextToken: '',
				NetworkInterfaceSets: { NetworkInterfaceSet: items.map(view) },
			};
		}
		const size = tokenSize(MaxResults, LARGEST_PAGE);
		const { items, next } = tokenPage(found, ({ id }) => id, size, NextToken);
		return {
			...next,
			PageNumber: 0,
			PageSize: size,
			TotalCount: 0,
			NetworkInterfaceSets: { NetworkInterfaceSet: items.map(view) },
		};
	},
});
