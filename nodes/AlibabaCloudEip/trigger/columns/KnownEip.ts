import { isBound } from '../../api/unboundSince';

/** What is remembered about an Elastic IP from one poll to the next. */
export interface KnownEip {
	allocationId: string;
	ipAddress: string;
	/** For people to recognize a released one; long names are cut off. */
	name: string;
	/** Empty if it was never known. */
	status: string;
	/** Empty texts: not bound. Set from Associating on. */
	instanceId: string;
	instanceType: string;
	/** When it was allocated, in seconds since 1970; 0 if unknown. */
	allocatedAt: number;
	/** Whether it passed the filters. */
	matches: boolean;
	/** In how many polls something about it was reported; distinguishes repeated changes. */
	reports: number;
	/** In how many checks by ID in a row it was not found. */
	missed?: number;
	/** By the name of the column; undefined where it was not kept or is unknown. Read by `Column.of`. */
	columns: ColumnValues;
}

/** The values of columns by name. */
export type ColumnValues = Readonly<Record<string, unknown>>;

/** Where no chosen event needs a column. */
export const NO_COLUMNS: ColumnValues = Object.freeze({});

/** The instance that an Elastic IP is bound to; empty while it is only being bound. */
export function boundTo({ status, instanceId }: KnownEip): string {
	return isBound(status) ? instanceId || 'unknown' : '';
}
