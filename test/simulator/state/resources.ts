import type { Reservation, Tag } from './eip';

/** An Internet Shared Bandwidth instance. Which EIPs it holds stands with the EIPs. */
export interface BandwidthPackage {
	readonly accountId: string;
	readonly region: string;
	readonly bandwidthPackageId: string;
	name: string;
	description: string;
	/** Mbit/s. */
	bandwidth: number;
	internetChargeType: string;
	ratio: number;
	isp: string;
	status: 'Available' | 'Modifying' | 'Deleting';
	/** Locked for an overdue payment: takes no Elastic IP, and keeps its bandwidth. */
	businessStatus: 'Normal' | 'FinancialLocked';
	resourceGroupId: string;
	readonly creationTime: number;
	tags: readonly Tag[];
	securityProtectionTypes: readonly string[];
	deletionProtection: boolean;
	zone: string;
	reservation: Reservation | undefined;
	/** EIPs that are on the way in or out, with the state shown for them. */
	readonly relations: Map<string, 'BINDING' | 'UNBINDING'>;
}

/** A contiguous group of EIPs. */
export interface Segment {
	readonly accountId: string;
	readonly region: string;
	readonly instanceId: string;
	name: string;
	description: string;
	readonly segment: string;
	readonly ipCount: number;
	status: 'Allocating' | 'Allocated' | 'Releasing';
	readonly creationTime: number;
	zone: string;
}

/** A block of addresses in a pool. */
export interface CidrBlock {
	readonly cidrBlock: string;
	readonly creationTime: number;
	status: 'Adding' | 'Created' | 'Deleting';
	readonly totalIpNum: number;
}

/** A pool of public addresses. */
export interface AddressPool {
	readonly accountId: string;
	readonly region: string;
	readonly publicIpAddressPoolId: string;
	name: string;
	description: string;
	isp: string;
	bizType: string;
	status: 'Created' | 'Deleting' | 'Modifying';
	resourceGroupId: string;
	readonly creationTime: number;
	tags: readonly Tag[];
	securityProtectionTypes: readonly string[];
	zones: readonly string[];
	readonly cidrBlocks: CidrBlock[];
}

/** What may be given when a bandwidth package or an address pool is made; everything else has a default. */
export type BandwidthPackageFields = Partial<
	Omit<BandwidthPackage, 'accountId' | 'creationTime' | 'relations'>
>;
export type AddressPoolFields = Partial<Omit<AddressPool, 'accountId' | 'creationTime'>>;
