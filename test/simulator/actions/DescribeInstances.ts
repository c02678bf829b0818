import type { Eip } from '../state/eip';
import type { Instance } from '../state/instance';
import { hash32 } from '../state/random';
import { isoMinutes } from '../state/time';
import type { ReplyObject } from '../wire/json';
import { defineAction } from './parts/defineAction';
import { page, pageParameters, refuseDryRun, tokenPage, tokenSize } from './parts/paging';
import { bool, integer, list, oneOf, pairs, required, text } from './parts/parameters';
import {
	boundEips,
	fitsWildcard,
	haveTags,
	is,
	jsonList,
	macOf,
	primaryInterfaceOf,
	targetsOf,
	viewOfTags,
} from './parts/targets';

const LARGEST_PAGE = 100;

function viewOfEipAddress(eip: Eip | undefined): ReplyObject {
	return {
		AllocationId: eip?.allocationId ?? '',
		IpAddress: eip?.ipAddress ?? '',
		InternetChargeType: eip?.internetChargeType ?? '',
		...(eip && { Bandwidth: eip.bandwidth, IsSupportUnassociate: true }),
	};
}

function viewOfInterface(
	id: string,
	type: 'Primary' | 'Secondary',
	addresses: readonly string[],
): ReplyObject {
	return {
		NetworkInterfaceId: id,
		Type: type,
		MacAddress: macOf(hash32(id)),
		PrimaryIpAddress: addresses[0] ?? '',
		PrivateIpSets: {
			PrivateIpSet: addresses.map((address, index) => ({
				PrivateIpAddress: address,
				Primary: index === 0,
				PrivateDnsName: `${id}.simulator.internal`,
			})),
		},
		Ipv4PrefixSets: { Ipv4PrefixSet: [{ Ipv4Prefix: '192.168.64.0/28' }] },
		Ipv6PrefixSets: { Ipv6PrefixSet: [{ Ipv6Prefix: '2001:db8::/80' }] },
		Ipv6Sets: { Ipv6Set: [{ Ipv6Address: '2001:db8::1', Primary: true }] },
	};
}

function viewOfInstance(
	instance: Instance,
	eip: Eip | undefined,
	attached: readonly Instance[],
): ReplyObject {
	const { id, privateIpAddresses, network, publicIpAddress } = instance;
	const isVpc = network === 'vpc';
	const time = isoMinutes(instance.creationTime);
	return {
		InstanceId: id,
		InstanceName: instance.name,
		HostName: `iZ${id.slice(2, 20)}Z`,
		Description: '',
		Status: instance.status,
		StoppedMode: instance.status === 'Stopped' ? 'KeepCharging' : 'Not-applicable',
		RegionId: instance.region,
		ZoneId: instance.zone,
		ResourceGroupId: instance.resourceGroupId,
		InstanceNetworkType: network,
		VpcAttributes: {
			VpcId: isVpc ? instance.vpcId : '',
			VSwitchId: isVpc ? instance.vSwitchId : '',
			NatIpAddress: '',
			PrivateIpAddress: { IpAddress: isVpc ? privateIpAddresses : [] },
		},
		EipAddress: viewOfEipAddress(eip),
		PublicIpAddress: { IpAddress: publicIpAddress === '' ? [] : [publicIpAddress] },
		InnerIpAddress: { IpAddress: isVpc ? [] : privateIpAddresses },
		RdmaIpAddress: { IpAddress: ['10.255.0.1'] },
		NetworkInterfaces: {
			NetworkInterface: [
				viewOfInterface(primaryInterfaceOf(id), 'Primary', privateIpAddresses),
				...attached.map((eni) => viewOfInterface(eni.id, 'Secondary', eni.privateIpAddresses)),
			],
		},
		SecurityGroupIds: { SecurityGroupId: ['sg-simulator'] },
		Tags: { Tag: viewOfTags(instance.tags) },
		InstanceType: 'ecs.g7.large',
		InstanceTypeFamily: 'ecs.g7',
		Cpu: 2,
		Memory: 8192,
		GPUAmount: 0,
		GPUSpec: '',
		InstanceChargeType: 'PostPaid',
		InternetChargeType: 'PayByTraffic',
		InternetMaxBandwidthIn: 200,
		InternetMaxBandwidthOut: publicIpAddress === '' ? 0 : 5,
		CreationTime: time,
		StartTime: time,
		ExpiredTime: '2099-12-31T15:59Z',
		AutoReleaseTime: '',
		OSName: 'Alibaba Cloud Linux 3.2104 LTS 64位',
		OSNameEn: 'Alibaba Cloud Linux 3.2104 LTS 64 bit',
		OSType: 'linux',
		ImageId: 'aliyun_3_x64_20G_alibase_20260101.vhd',
		SerialNumber: '51d1353b-22bf-4567-a176-8b3e12e43135',
		ClusterId: '',
		HpcClusterId: '',
		KeyPairName: '',
		CreditSpecification: '',
		DeletionProtection: instance.deletionProtection,
		DeploymentSetId: '',
		DeploymentSetGroupNo: 1,
		DeviceAvailable: true,
		EnableNVS: false,
		IoOptimized: true,
		ISP: '',
		LocalStorageAmount: 0,
		LocalStorageCapacity: 0,
		Recyclable: false,
		SaleCycle: '',
		SpotDuration: 1,
		SpotInterruptionBehavior: 'Terminate',
		SpotPriceLimit: 0,
		SpotStrategy: 'NoSpot',
		VlanId: '',
		OperationLocks: { LockReason: [] },
		AdditionalInfo: { EnableHighDensityMode: false, ManagedHostId: '', NodeSerialNumber: '' },
		ClockOptions: { PtpStatus: 'disabled' },
		CpuOptions: {
			CoreCount: 1,
			EnableVISST: false,
			EnableVRDT: false,
			NestedVirtualization: 'disabled',
			Numa: 'ON',
			ThreadsPerCore: 2,
			TopologyType: 'DiscreteCoreToHTMapping',
			TurboMode: 'default',
		},
		DedicatedHostAttribute: {
			DedicatedHostClusterId: '',
			DedicatedHostId: '',
			DedicatedHostName: '',
		},
		DedicatedInstanceAttribute: { Affinity: '', Tenancy: '' },
		EcsCapacityReservationAttr: {
			CapacityReservationId: '',
			CapacityReservationPreference: '',
		},
		HibernationOptions: { Configured: false },
		ImageOptions: { CurrentOSNVMeSupported: true, LoginAsNonRoot: false },
		MetadataOptions: {
			HttpEndpoint: 'enabled',
			HttpPutResponseHopLimit: 1,
			HttpTokens: 'optional',
			InstanceMetadataTags: 'disabled',
		},
		PrivateDnsNameOptions: {
			EnableInstanceIdDnsAAAARecord: false,
			EnableInstanceIdDnsARecord: false,
			EnableIpDnsARecord: true,
			EnableIpDnsPtrRecord: true,
			HostnameType: 'Custom',
		},
		SecurityOptions: { EnableSecureBoot: false },
	};
}

/** ECS 2014-05-26: instances of a region. All filters given must hold; a name may have `*`. */
export const DescribeInstances = defineAction({
	name: 'DescribeInstances',
	product: 'Ecs',
	version: '2014-05-26',
	kind: 'read',
	emptyWithoutRights: true,
	parameters: {
		RegionId: required(text()),
		AdditionalAttributes: list(20),
		DryRun: bool(),
		EipAddresses: text(),
		InstanceChargeType: oneOf(['PostPaid', 'PrePaid']),
		InstanceIds: text(),
		InstanceName: text(),
		InstanceNetworkType: oneOf(['classic', 'vpc']),
		MaxResults: integer({ min: 0 }),
		NextToken: text(),
		...pageParameters(LARGEST_PAGE),
		PrivateIpAddresses: text(),
		PublicIpAddresses: text(),
		ResourceGroupId: text(),
		Status: text(),
		Tag: pairs(20),
		VpcId: text(),
		VSwitchId: text(),
		ZoneId: text(),
	},
	run(call) {
		const { parameters: wanted, region } = call;
		const ids = jsonList('InstanceIds', wanted.InstanceIds);
		const eips = jsonList('EipAddresses', wanted.EipAddresses);
		const addresses = jsonList('PrivateIpAddresses', wanted.PrivateIpAddresses);
		const publicIps = jsonList('PublicIpAddresses', wanted.PublicIpAddresses);
		refuseDryRun(wanted.DryRun);
		const bound = boundEips(call);
		const eipOf = (id: string) => bound.get(id)?.[0];
		// Only together with InstanceNetworkType=vpc, as the reference says.
		const byAddress = wanted.InstanceNetworkType === 'vpc';
		const found = targetsOf(call, 'EcsInstance').filter(
			(instance) =>
				(!ids || ids.includes(instance.id)) &&
				(!wanted.InstanceName || fitsWildcard(instance.name, wanted.InstanceName)) &&
				(!eips || !byAddress || eips.includes(eipOf(instance.id)?.ipAddress ?? '')) &&
				(!addresses ||
					!byAddress ||
					instance.privateIpAddresses.some((one) => addresses.includes(one))) &&
				(!publicIps || publicIps.includes(instance.publicIpAddress)) &&
				is(wanted.InstanceNetworkType, instance.network) &&
				is(wanted.InstanceChargeType, 'PostPaid') &&
				is(wanted.ResourceGroupId, instance.resourceGroupId) &&
				is(wanted.Status, instance.status) &&
				is(wanted.VpcId, instance.vpcId) &&
				is(wanted.VSwitchId, instance.vSwitchId) &&
				is(wanted.ZoneId, instance.zone) &&
				haveTags(instance.tags, wanted.Tag),
		);
		const interfaces = [...region.instances.values()].filter(
			({ type }) => type === 'NetworkInterface',
		);
		const view = (instance: Instance) =>
			viewOfInstance(
				instance,
				eipOf(instance.id),
				interfaces.filter(({ attachedTo }) => attachedTo === instance.id),
			);
		const { MaxResults, NextToken } = wanted;
		if (MaxResults === undefined && !NextToken) {
			const { items, counts } = page(found, wanted);
			return { ...counts, NextToken: '', Instances: { Instance: items.map(view) } };
		}
		const size = tokenSize(MaxResults, LARGEST_PAGE);
		const { items, next } = tokenPage(found, ({ id }) => id, size, NextToken);
		// The reference: with MaxResults and NextToken the TotalCount means nothing.
		return {
			...next,
			PageNumber: 0,
			PageSize: size,
			TotalCount: 0,
			Instances: { Instance: items.map(view) },
		};
	},
});
