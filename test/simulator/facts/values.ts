/** Line types (`ISP`). BGP_International is accepted as terraform sends it, no SDK text names it. */
export const LINE_TYPES = [
	'BGP',
	'BGP_PRO',
	'ChinaTelecom',
	'ChinaUnicom',
	'ChinaMobile',
	'ChinaTelecom_L2',
	'ChinaUnicom_L2',
	'ChinaMobile_L2',
	'BGP_FinanceCloud',
	'BGP_International',
] as const;

/** Regions that offer BGP_PRO. */
export const BGP_PRO_REGIONS: ReadonlySet<string> = new Set([
	'cn-hongkong',
	'ap-southeast-1',
	'ap-northeast-1',
	'ap-southeast-3',
	'ap-southeast-6',
	'ap-southeast-5',
	'ap-southeast-7',
]);

/** Kinds of resource an EIP can be bound to. */
export const INSTANCE_TYPES = [
	'EcsInstance',
	'SlbInstance',
	'Nat',
	'HaVip',
	'NetworkInterface',
	'IpAddress',
] as const;

/** A kind of resource an EIP can be bound to. */
export type InstanceType = (typeof INSTANCE_TYPES)[number];

/** How an EIP is bound to a network interface. */
export const BINDING_MODES = ['NAT', 'MULTI_BINDED', 'BINDED'] as const;

/** How an EIP is bound to a network interface. */
export type BindingMode = (typeof BINDING_MODES)[number];

/** States of an EIP; Associating, Unassociating and Releasing pass by themselves. */
export const EIP_STATUSES = [
	'Associating',
	'Unassociating',
	'InUse',
	'Available',
	'Releasing',
] as const;

/** A state of an EIP. */
export type EipStatus = (typeof EIP_STATUSES)[number];

/** Why an EIP may be locked. */
export type LockReason = 'financial' | 'security' | 'sharedPool';

/** How traffic or bandwidth is paid. */
export type InternetChargeType = 'PayByBandwidth' | 'PayByTraffic';

/** Pay-as-you-go or subscription. */
export type ChargeType = 'PostPaid' | 'PrePaid';
