import type {
	BindingMode,
	ChargeType,
	EipStatus,
	InstanceType,
	InternetChargeType,
	LockReason,
} from '../facts/values';

/** A tag. A list, not an object, so that a key such as `__proto__` is a key like any other. */
export interface Tag {
	readonly key: string;
	readonly value: string;
}

/** Traffic of an EIP in a span of time, instead of the made-up figures. Times in ms, `to` exclusive. */
export interface TrafficSpan {
	readonly from: number;
	readonly to: number;
	/** Bytes per second into and out of the EIP. */
	readonly rx: number;
	readonly tx: number;
}

/** An order that has not taken effect yet; shown with IncludeReservationData. */
export interface Reservation {
	readonly activeTime: number;
	readonly bandwidth: number;
	readonly internetChargeType: InternetChargeType;
	readonly orderType: 'RENEWCHANGE' | 'TEMP_UPGRADE' | 'UPGRADE' | 'RENEW';
}

/** An elastic IP address as the simulator keeps it. Empty texts mean "none", as in the replies. */
export interface Eip {
	accountId: string;
	region: string;
	allocationId: string;
	ipAddress: string;
	name: string;
	description: string;
	status: EipStatus;
	/** Own bandwidth in Mbit/s; what is in force can come from a package. */
	bandwidth: number;
	internetChargeType: InternetChargeType;
	chargeType: ChargeType;
	isp: string;
	netmode: string;
	/** The bound resource; shown from Associating to the end of Unassociating. */
	instanceId: string;
	instanceType: InstanceType | '';
	instanceRegionId: string;
	/** What the EIP really is bound to: set when InUse begins, empty again when it is Available. */
	boundTo: string;
	privateIpAddress: string;
	mode: BindingMode;
	vpcId: string;
	zone: string;
	bizType: 'Default' | 'CloudBox';
	resourceGroupId: string;
	/** When it was bought and when a subscription ends, in ms since 1970. */
	allocationTime: number;
	expiredTime: number | undefined;
	tags: readonly Tag[];
	deletionProtection: boolean;
	secondLimited: boolean;
	securityProtectionTypes: readonly string[];
	segmentInstanceId: string;
	publicIpAddressPoolId: string;
	serviceManaged: boolean;
	/** 64-bit id of the managing service. */
	serviceId: bigint;
	/** High-definition monitoring: on, and where its log goes. */
	hdMonitor: boolean;
	logProject: string;
	logStore: string;
	bandwidthPackageId: string;
	/** Cap inside the package, in Mbit/s. */
	bandwidthPackageCap: number | undefined;
	locks: readonly LockReason[];
	reservation: Reservation | undefined;
	traffic: readonly TrafficSpan[];
	/** Order of creation, for lists of equal allocation time. */
	readonly serial: number;
}

/** What may be set when an EIP is made or changed from outside. */
export type EipFields = Partial<Omit<Eip, 'serial' | 'boundTo'>>;
