import { AddCommonBandwidthPackageIp } from './AddCommonBandwidthPackageIp';
import { AddCommonBandwidthPackageIps } from './AddCommonBandwidthPackageIps';
import { AddPublicIpAddressPoolCidrBlock } from './AddPublicIpAddressPoolCidrBlock';
import { AllocateEipAddress } from './AllocateEipAddress';
import { AllocateEipAddressPro } from './AllocateEipAddressPro';
import { AllocateEipSegmentAddress } from './AllocateEipSegmentAddress';
import { AssociateEipAddress } from './AssociateEipAddress';
import { AssociateEipAddressBatch } from './AssociateEipAddressBatch';
import { CancelCommonBandwidthPackageIpBandwidth } from './CancelCommonBandwidthPackageIpBandwidth';
import { CreateCommonBandwidthPackage } from './CreateCommonBandwidthPackage';
import { CreatePublicIpAddressPool } from './CreatePublicIpAddressPool';
import { DeleteCommonBandwidthPackage } from './DeleteCommonBandwidthPackage';
import { DeletePublicIpAddressPool } from './DeletePublicIpAddressPool';
import { DeletePublicIpAddressPoolCidrBlock } from './DeletePublicIpAddressPoolCidrBlock';
import { DeletionProtection } from './DeletionProtection';
import { DescribeCommonBandwidthPackages } from './DescribeCommonBandwidthPackages';
import { DescribeEipAddresses } from './DescribeEipAddresses';
import { DescribeEipGatewayInfo } from './DescribeEipGatewayInfo';
import { DescribeEipMonitorData } from './DescribeEipMonitorData';
import { DescribeEipSegment } from './DescribeEipSegment';
import { DescribeHighDefinitionMonitorLogAttribute } from './DescribeHighDefinitionMonitorLogAttribute';
import { DescribeRegions } from './DescribeRegions';
import { DescribeTagKeys } from './DescribeTagKeys';
import { DescribeTags } from './DescribeTags';
import { DescribeZones } from './DescribeZones';
import { EcsDescribeRegions } from './EcsDescribeRegions';
import { GetCallerIdentity } from './GetCallerIdentity';
import { GetPublicIpAddressPoolServiceStatus } from './GetPublicIpAddressPoolServiceStatus';
import { ListPublicIpAddressPoolCidrBlocks } from './ListPublicIpAddressPoolCidrBlocks';
import { ListPublicIpAddressPools } from './ListPublicIpAddressPools';
import { ListTagResources } from './ListTagResources';
import { ModifyCommonBandwidthPackageAttribute } from './ModifyCommonBandwidthPackageAttribute';
import { ModifyCommonBandwidthPackageIpBandwidth } from './ModifyCommonBandwidthPackageIpBandwidth';
import { ModifyCommonBandwidthPackageSpec } from './ModifyCommonBandwidthPackageSpec';
import { ModifyEipAddressAttribute } from './ModifyEipAddressAttribute';
import { ModifyEipForwardMode } from './ModifyEipForwardMode';
import { MoveResourceGroup } from './MoveResourceGroup';
import { OpenPublicIpAddressPoolService } from './OpenPublicIpAddressPoolService';
import { ReleaseEipAddress } from './ReleaseEipAddress';
import { ReleaseEipSegmentAddress } from './ReleaseEipSegmentAddress';
import { RemoveCommonBandwidthPackageIp } from './RemoveCommonBandwidthPackageIp';
import { SetHighDefinitionMonitorLogStatus } from './SetHighDefinitionMonitorLogStatus';
import { TagResources } from './TagResources';
import { TransformEipSegmentToPublicIpAddressPool } from './TransformEipSegmentToPublicIpAddressPool';
import { UnTagResources } from './UnTagResources';
import { UnassociateEipAddress } from './UnassociateEipAddress';
import { UpdatePublicIpAddressPoolAttribute } from './UpdatePublicIpAddressPoolAttribute';
import type { Action } from './parts/defineAction';

/** Every action the simulator offers. */
export const ACTIONS: readonly Action[] = [
	AddCommonBandwidthPackageIp,
	AddCommonBandwidthPackageIps,
	AddPublicIpAddressPoolCidrBlock,
	AllocateEipAddress,
	AllocateEipAddressPro,
	AllocateEipSegmentAddress,
	AssociateEipAddress,
	AssociateEipAddressBatch,
	CancelCommonBandwidthPackageIpBandwidth,
	CreateCommonBandwidthPackage,
	CreatePublicIpAddressPool,
	DeleteCommonBandwidthPackage,
	DeletePublicIpAddressPool,
	DeletePublicIpAddressPoolCidrBlock,
	DeletionProtection,
	DescribeCommonBandwidthPackages,
	DescribeEipAddresses,
	DescribeEipGatewayInfo,
	DescribeEipMonitorData,
	DescribeEipSegment,
	DescribeHighDefinitionMonitorLogAttribute,
	DescribeRegions,
	DescribeTagKeys,
	DescribeTags,
	DescribeZones,
	EcsDescribeRegions,
	GetCallerIdentity,
	GetPublicIpAddressPoolServiceStatus,
	ListPublicIpAddressPoolCidrBlocks,
	ListPublicIpAddressPools,
	ListTagResources,
	ModifyCommonBandwidthPackageAttribute,
	ModifyCommonBandwidthPackageIpBandwidth,
	ModifyCommonBandwidthPackageSpec,
	ModifyEipAddressAttribute,
	ModifyEipForwardMode,
	MoveResourceGroup,
	OpenPublicIpAddressPoolService,
	ReleaseEipAddress,
	ReleaseEipSegmentAddress,
	RemoveCommonBandwidthPackageIp,
	SetHighDefinitionMonitorLogStatus,
	TagResources,
	TransformEipSegmentToPublicIpAddressPool,
	UnTagResources,
	UnassociateEipAddress,
	UpdatePublicIpAddressPoolAttribute,
];

/** Versions of the products in {@link ACTIONS}. */
export const VERSIONS: ReadonlySet<string> = new Set(ACTIONS.map(({ version }) => version));

/** All versions of an action of this name. */
export function actionsNamed(name: string): Action[] {
	return ACTIONS.filter((action) => action.name === name);
}
