import type { Output } from '../../output/Output';

export interface TagCondition {
	key: string;
	/** Empty: any value. */
	value: string;
}

/** Which Elastic IPs are reported. All conditions given must hold. */
export interface Filter {
	/** Lower case; part of the name. */
	name: string;
	resourceGroupId: string;
	tags: TagCondition[];
}

/** Elastic IPs that are kept on purpose although they are idle. One condition is enough. */
export interface Exclusions {
	allocationIds: string[];
	/** Lower case; part of the name. */
	name: string;
	tags: TagCondition[];
}

export interface UsageSettings {
	allocationIds: string[];
	/** Percent of the bandwidth at which it counts as high. */
	above: number;
	/** Percent below which it counts as low again. */
	below: number;
	minutes: number;
	direction: 'in' | 'out' | 'higher';
}

/** The checked parameters of the trigger node, but for the events that are chosen. */
export interface EventSettings {
	/** Statuses that 'statusChanged' is limited to; empty: all. */
	fromStatuses: string[];
	toStatuses: string[];
	/** `undefined`: the default region of the credential. */
	regions: 'all' | string[] | undefined;
	/** Only these Elastic IPs; empty: all. */
	allocationIds: string[];
	filter: Filter;
	/** Whether what the first look finds is reported as if it had just happened. */
	reportExisting: boolean;
	/** How much of the Elastic IP an event shows. */
	output: Output;
	/** In minutes; `repeat` 0: once. */
	idle: { after: number; repeat: number; exclude: Exclusions };
	/** Days. */
	expiringWithin: number;
	countThreshold: number;
	usage: UsageSettings;
}
