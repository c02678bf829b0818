import type { IDataObject } from 'n8n-workflow';
import type { Column } from '../columns/Column';
import type { KnownEip } from '../columns/KnownEip';

/** What is remembered about a region. */
export interface RegionSnapshot {
	/** The Elastic IPs that were read: all of the region, or those with these IDs. */
	scope: 'all' | string[];
	columns: Column[];
	/** Another one for each new baseline: distinguishes what happens later from what was reported before. */
	epoch: string;
	/** The settings by which timed events were due. */
	timing: string;
	/** The `reports` that a new one begins with: more than any that is gone had, as it may be one of them. */
	reportsFrom: number;
	elasticIps: Map<string, KnownEip>;
}

/** What is remembered about the number of Elastic IPs. */
export interface CountState {
	/** What was counted: with other regions, filters or another threshold it is a new baseline. */
	watch: string;
	count: number;
	isReached: boolean;
	/** How often the threshold was crossed. */
	crossings: number;
	/** Another one for each new baseline. */
	epoch: string;
}

/** What is remembered about the bandwidth use of an Elastic IP. */
export interface UsageState {
	/** The settings; with others it is a new baseline. */
	watch: string;
	isHigh: boolean;
	/** Minutes in a row that spoke for the other level. */
	streak: number;
	/** The minute of the last point that was compared, in minutes since 1970. */
	lastPoint: number;
	/** How often the level changed. */
	changes: number;
	/** Another one for each new baseline. */
	epoch: string;
}

/** What the trigger remembers from one poll to the next. */
export interface TriggerState {
	/** Grows with each change of the state; 0 if there is none. Shows whether another poll was faster. */
	generation: number;
	/** Which account and endpoint it was read from. */
	account: string;
	regions: Map<string, RegionSnapshot>;
	/** The regions of the account, when all are watched. `listedAt` in minutes since 1970. */
	regionList?: { ids: string[]; listedAt: number };
	/** The region to begin with, when the last poll had no time for it. */
	resumeAt?: string;
	count?: CountState;
	/** By AllocationId. */
	usage: Map<string, UsageState>;
}

/** Whether it is among the Elastic IPs that are read. */
export function isInScope(scope: RegionSnapshot['scope'], allocationId: string): boolean {
	return scope === 'all' || scope.includes(allocationId);
}

/** The IDs of those that were there at the last poll, are in scope now, and are not in the list. */
export function missingFrom(
	before: RegionSnapshot | undefined,
	scope: RegionSnapshot['scope'],
	listing: IDataObject[],
): string[] {
	if (!before) return [];
	const listed = new Set(listing.map(({ AllocationId }) => String(AllocationId)));
	return [...before.elasticIps.keys()].filter((id) => !listed.has(id) && isInScope(scope, id));
}
