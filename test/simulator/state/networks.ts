import type { Tag } from './eip';

/** A VPC of an account in a region. Instances name theirs; one that is named exists. */
export interface Vpc {
	readonly accountId: string;
	readonly region: string;
	readonly vpcId: string;
	name: string;
	description: string;
	cidrBlock: string;
	isDefault: boolean;
	resourceGroupId: string;
	tags: readonly Tag[];
	readonly creationTime: number;
}

/** What can be given for a new VPC; all has a default. */
export type VpcFields = Partial<Omit<Vpc, 'creationTime'>>;

/** A resource group; it belongs to no region. */
export interface ResourceGroup {
	readonly accountId: string;
	readonly id: string;
	name: string;
	displayName: string;
	status: 'OK' | 'Creating' | 'PendingDelete';
	tags: readonly Tag[];
	readonly creationTime: number;
}

/** What can be given for a new resource group; all has a default. */
export type ResourceGroupFields = Partial<Omit<ResourceGroup, 'creationTime'>>;

/** The group that all resources of an account are in unless told otherwise. */
export const DEFAULT_RESOURCE_GROUP = 'rg-simulatordefault';
