import type { IDataObject } from 'n8n-workflow';

/** Values of "Trigger On". */
export type EventName =
	| 'appeared'
	| 'bandwidthChanged'
	| 'bandwidthPackageJoined'
	| 'bandwidthPackageLeft'
	| 'bandwidthUsage'
	| 'bound'
	| 'countCrossed'
	| 'deletionProtectionChanged'
	| 'expiring'
	| 'idle'
	| 'locked'
	| 'moved'
	| 'released'
	| 'statusChanged'
	| 'tagChanged'
	| 'unbound'
	| 'unlocked';

/** What is kept about an Elastic IP only for certain events. */
export type ColumnName =
	| 'bandwidth'
	| 'bandwidthPackageId'
	| 'deletionProtection'
	| 'expiring'
	| 'idle'
	| 'locks'
	| 'tags';

/** Tags by key; the object has no prototype. */
export type Tags = Record<string, string>;

/** Since when an Elastic IP is unbound, in minutes since 1970, and how often that was reported. */
export interface Idle {
	since: number;
	told: number;
}

/** What is remembered about an Elastic IP from one poll to the next. */
export interface KnownEip {
	allocationId: string;
	ipAddress: string;
	/** For people to recognize a released one; long names are cut off. */
	name: string;
	status: string;
	/** Empty texts: not bound. Set from Associating on. */
	instanceId: string;
	instanceType: string;
	/** When it was allocated, in seconds since 1970; 0 if unknown. */
	allocatedAt: number;
	/** Whether it passed the filters. */
	matches: boolean;
	/** In how many polls something about it was reported; tells repeated changes apart. */
	reports: number;
	// Below: undefined where no chosen event needs it, or where it was not kept before.
	bandwidth?: number | null;
	bandwidthPackageId?: string;
	deletionProtection?: boolean;
	/** The expiry, in minutes since 1970, that was reported; 0 for none. */
	expiring?: number;
	idle?: Idle | null;
	locks?: string[];
	/** A text is the fingerprint of tags that are too large to keep. */
	tags?: Tags | string;
}

/** What is remembered about a region. */
export interface RegionSnapshot {
	/** The Elastic IPs that were looked at: all of the region, or those with these IDs. */
	scope: 'all' | string[];
	columns: ColumnName[];
	/** Another one for each time that it begins anew: tells what happens later from what was reported before. */
	epoch: string;
	/** The settings of 'idle' and 'expiring' that `told` counts by. */
	timing: string;
	elasticIps: Map<string, KnownEip>;
}

/** What happened to an Elastic IP from one look to the next. */
export interface Change {
	/** `new`: not there at the last look; `gone`: not there now; `seen`: there at both. */
	kind: 'new' | 'gone' | 'seen';
	/** At the last look; a new one as it was allocated: not bound, not locked, in no package. */
	before: KnownEip;
	/** Now; one that is gone as it was last, but not bound. */
	after: KnownEip;
	/** Now, as the API sends it; undefined if gone. */
	raw: IDataObject | undefined;
}

/** What an event says. */
export interface Detection {
	old: IDataObject | null;
	new: IDataObject | null;
	/** Tells it from other events of the same name, where `old` and `new` are not enough or not stable. */
	key?: string;
	/** What to remember if it is reported. */
	remember?: Partial<KnownEip>;
}

/** One output item. */
export interface TriggerEvent extends IDataObject {
	event: EventName;
	eventId: string;
	observedAt: string;
	regionId: string | null;
	elasticIp: IDataObject | null;
	old: IDataObject | null;
	new: IDataObject | null;
	changedFields: string[];
}
