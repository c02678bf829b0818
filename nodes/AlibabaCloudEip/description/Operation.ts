import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ElasticIp } from '../transport/elasticIp';
import type { Session } from '../transport/session';
import type { Judge } from '../transport/statusPoller';

/** Optional parameters stand in one of these collections. */
export type CollectionName = 'additionalFields' | 'filters' | 'options' | 'updateFields';

/** The API parameters of a call, checked and as text, by their API names. */
export type ApiParameters = Record<string, string>;

/** What an operation can use beyond its parameters. */
export interface OperationContext {
	session: Session;
	parameters: ApiParameters;
	/** Whether the user wants a simplified output rather than the raw reply. */
	simplify: boolean;
	/** The most entries wanted, or undefined for all. */
	limit: number | undefined;
	waitUntilDone: boolean;
	/** Runs when no other operation on any of these resources is running. */
	alone<Result>(resourceIds: string[], task: () => Promise<Result>): Promise<Result>;
	/** Waits until the judge says so; see `statusPoller`. */
	waitFor(allocationId: string, judge: Judge): Promise<ElasticIp | undefined>;
	/** Whether this item has sent the action before, in an earlier try, and it may have been carried out. */
	wasSent(action: string): boolean;
	/** A ClientToken that stays the same when n8n runs this item again. */
	clientToken(action: string): string;
	/** Values of the `options` collection, for those that are not sent. */
	readOptions(): IDataObject;
}

/** One operation of the action node. */
export interface Operation {
	/** Value of the `operation` parameter. */
	value: string;
	/** The API action behind it; those of a compound operation separated by commas. */
	apiAction: string;
	/** Parameters shown at the top of the form, in this order. */
	fields: INodeProperties[];
	/** Optional parameters by the collection they stand in. */
	collections?: Partial<Record<CollectionName, INodeProperties[]>>;
	/**
	 * What this action calls parameters that others call otherwise: the name a field sends -> the
	 * name of this action, e.g. `AllocationId` -> `EipId`. The parameters of `check` and `run` have
	 * the names of the action.
	 */
	apiNames?: Record<string, string>;
	/** The state of the Elastic IPs that the operation can act on; the list shows only those. */
	actsOn?: 'Available' | 'InUse';
	/** Checks that concern several parameters. @throws InvalidInput */
	check?(parameters: ApiParameters, now: number): void;
	/** Runs the operation for one item. @returns one object for each output item */
	run(context: OperationContext): Promise<IDataObject[]>;
}

/** A resource with its operations. `operations` is n8n's selector; `list` has one entry for each of its options. */
export interface Resource {
	value: string;
	operations: INodeProperties;
	list: Operation[];
}
