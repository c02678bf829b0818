/** What happened to an EIP. */
export type ChangeKind =
	| 'allocated'
	| 'released'
	| 'status'
	| 'bound'
	| 'unbound'
	| 'moved'
	| 'locked'
	| 'unlocked'
	| 'bandwidth'
	/** What replies show as Bandwidth; differs from `bandwidth` inside a package. */
	| 'bandwidthInForce'
	| 'name'
	| 'description'
	| 'tags'
	| 'deletionProtection'
	| 'bandwidthPackage'
	| 'bandwidthPackageCap'
	| 'resourceGroup'
	| 'expiredTime'
	| 'mode'
	| 'hdMonitor'
	| 'addressPool'
	| 'changed';

/** One true change of state, whoever made it. */
export interface JournalEntry {
	/** When it took effect, in ms of the simulator's clock. */
	readonly time: number;
	readonly accountId: string;
	readonly region: string;
	readonly allocationId: string;
	readonly ipAddress: string;
	readonly change: ChangeKind;
	/** Old and new value as text; for `changed` preceded by the field (`isp=BGP`). */
	readonly from?: string;
	readonly to?: string;
	/** The API request that caused it; absent for what came from outside. */
	readonly requestId?: string;
}
