import type { InstanceType } from '../facts/values';
import type { Tag } from './eip';

/** A resource an EIP can be bound to. */
export interface Instance {
	accountId: string;
	region: string;
	readonly type: Exclude<InstanceType, 'IpAddress'>;
	readonly id: string;
	name: string;
	/** ECS: Running, Stopped, Migrating ... CLB: active. NAT gateway, HaVip, network interface: Available, InUse. */
	status: string;
	/** CLB: the kind of its own address; NAT gateway: its type. Only `intranet` CLBs and `internet` NAT gateways take an EIP. */
	reach: 'internet' | 'intranet';
	/** ECS: a public address that is no EIP; empty for none. */
	publicIpAddress: string;
	tags: readonly Tag[];
	/** `classic` instances cannot have an EIP. */
	network: 'vpc' | 'classic';
	vpcId: string;
	vSwitchId: string;
	zone: string;
	/** Private addresses; a network interface can have several. */
	privateIpAddresses: string[];
	/** NAT gateway: addresses used by SNAT and DNAT entries. */
	snatIpAddresses: string[];
	forwardIpAddresses: string[];
	/** The instance has public bandwidth of its own, port mappings, or belongs to somebody else. */
	hasBandwidth: boolean;
	hasPortMap: boolean;
	foreign: boolean;
	/** The instance the network interface or HaVip is attached to. */
	attachedTo: string;
	resourceGroupId: string;
	deletionProtection: boolean;
	readonly creationTime: number;
}

/** What is needed to add an instance; everything but the type has a default. */
export type InstanceFields = Pick<Instance, 'type'> &
	Partial<Omit<Instance, 'type' | 'creationTime'>>;

/** The state in which a fresh instance of each type can be bound. */
export const READY_STATUS: Readonly<Record<Instance['type'], string>> = {
	EcsInstance: 'Running',
	SlbInstance: 'active',
	Nat: 'Available',
	HaVip: 'Available',
	NetworkInterface: 'Available',
};

/** First letters of the ids of each type. */
export const ID_PREFIX: Readonly<Record<Instance['type'], string>> = {
	EcsInstance: 'i',
	SlbInstance: 'lb',
	Nat: 'ngw',
	HaVip: 'havip',
	NetworkInterface: 'eni',
};
