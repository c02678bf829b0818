import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ActionName, CreatingAction, TokenTaker } from '../api/actions';
import type { ElasticIp, ElasticIpSelection } from '../api/elasticIp';
import type { TargetKind } from '../api/targetKind';
import type { Session } from '../api/client/session';
import type { Output } from '../output/Output';
import type { FormField } from './field';
import type { WaitCondition, WaitOptions } from '../api/waiting/waitUntil';

/** What people see of the collections, in one of which optional parameters stand. */
export const collectionNames = {
	filters: 'Filters',
	updateFields: 'Update Fields',
	additionalFields: 'Additional Fields',
	options: 'Options',
} as const;

export type CollectionName = keyof typeof collectionNames;

/** The API parameters of a call, checked and as text, by their API names. */
export type ApiParameters = Record<string, string>;

/** What an operation gets of the form: all of it is read and checked before anything is sent. */
export interface OperationInput {
	/** What is sent, by the names that the action has for it. */
	parameters: ApiParameters;
	/** What is not sent but says what to do, as text, by the name of the field; without what is empty. */
	controls: Record<string, string>;
	/** How much each item is to show. */
	output: Output;
	/** The most entries wanted, or undefined for all. */
	limit: number | undefined;
	waitUntilDone: boolean;
	/** The values of the `options` collection as they are: operations check them themselves. */
	readOptions(): IDataObject;
}

/** Takes idle Elastic IPs instead of buying new ones, each for one item only. */
export interface IdleElasticIps {
	/** The one that this item has taken in an earlier try, and whether it has sent its binding. */
	kept(): { allocationId: string; wasBindingSent: boolean } | undefined;
	/** Whether this item may take it: nobody else has taken or just bought it. */
	isFree(allocationId: string): boolean;
	/** Takes it, and keeps that with the execution. @returns whether it could be had */
	take(allocationId: string): boolean;
	/**
	 * Gives up what was taken: it is bound; somebody else has it, so that this item does not take it again; or
	 * it could not be bound: then it stays with this item long enough for its next try.
	 */
	end(allocationId: string, how: 'bound' | 'lost' | 'failed'): void;
}

/** What an operation can use. */
export interface OperationContext extends OperationInput {
	session: Session;
	/**
	 * Runs when no other operation on any of these resources is running, and the names that the user gave to
	 * Elastic IPs still mean the same.
	 */
	withLock<Result>(resourceIds: string[], task: () => Promise<Result>): Promise<Result>;
	/**
	 * Compares an Elastic IP that was looked at before a change with what the user named it by.
	 *
	 * @throws UnexpectedOutcome when it does not have that address, or is not bound to that, any more
	 */
	assertFitsName(elasticIp: ElasticIp): void;
	/** Waits until the condition says that it is over; see `waitUntil`. */
	waitFor(
		allocationId: string,
		condition: WaitCondition,
		options?: WaitOptions,
	): Promise<ElasticIp | undefined>;
	/**
	 * Whether this item has sent the action before, in an earlier try, and it may have been carried out.
	 *
	 * @param about the parameters that name what it was about; those of the operation by default
	 */
	wasSent(action: ActionName, about?: ApiParameters): boolean;
	/** The ClientToken for a change: the one that was sent before while its outcome is not known, else a new one. */
	clientToken(action: TokenTaker): string;
	/**
	 * Buys or creates something once for this item, in every try, with a ClientToken of its own where the
	 * parameters have none. What was sent first is sent again until its outcome is known.
	 *
	 * @returns the reply of the API action
	 */
	createOnce(action: CreatingAction, parameters: ApiParameters): Promise<IDataObject>;
	/** Whether this item has bought or created it, or may have, in an earlier try. */
	hasCreated(action: CreatingAction): boolean;
	/** Whether another item of the run has bought the Elastic IP. */
	isOfOtherItem(id: string): boolean;
	/** Idle Elastic IPs that can be taken before one is bought. */
	idle: IdleElasticIps;
	/** Notes that what was bought is given back: the next try buys another. */
	markReturned(id: string): void;
	/**
	 * Where an Elastic IP was bound before this item sent its unbinding, in whatever try: parameters of
	 * AssociateEipAddress, kept until it is bound again.
	 */
	wayBack(allocationId: string): ApiParameters | undefined;
	/** Keeps it; without a binding it is forgotten. */
	keepWayBack(allocationId: string, binding: ApiParameters | undefined): void;
	/**
	 * What an operation keeps over the tries of the item about a resource, in this account and region. It may be
	 * changed, and is stored with the execution: nothing secret, nothing but JSON.
	 */
	kept(id: string): IDataObject;
	/**
	 * The same with a time limit of its own, and not ended by a cancel: for what must be put right again.
	 *
	 * @param timeLimit milliseconds
	 */
	forWayBack(timeLimit: number): OperationContext;
	/** Whether it was bought within the last minutes, as far as known, so that it may not show yet. */
	isNew(id: string): boolean;
}

/** What can be named in the field of an operation for an instance. */
export interface Targets {
	kinds: readonly TargetKind[];
	/** The field in which one of the kinds is chosen; it stands beside that for the instance. */
	typeField?: string;
	/** Of ECS instances, only those with a public IP that is no Elastic IP. */
	withPublicIp?: true;
}

/** One operation of the action node. */
export interface Operation {
	/** Value of the `operation` parameter. */
	value: string;
	/** The API action behind it; those of a compound operation separated by commas. */
	apiAction: string;
	/** Parameters shown at the top of the form, in this order. */
	fields: FormField[];
	/** Optional parameters by the collection they stand in. */
	collections?: Partial<Record<CollectionName, INodeProperties[]>>;
	/**
	 * What this action calls parameters that others call otherwise: the name a field sends -> the
	 * name of this action, e.g. `AllocationId` -> `EipId`. A field that sends nothing has its own name
	 * there. The parameters of `check` and `run` have the names of the action.
	 */
	apiNames?: Record<string, string>;
	/** The Elastic IPs that the operation can act on; the list shows only those. */
	actsOn?: ElasticIpSelection;
	/** What the field for an instance can name; the list shows only that. */
	targets?: Targets;
	/**
	 * Whether it destroys or cuts off something: then it is refused for an item that comes from a test
	 * event, while the option 'Safety Checks' is on, which it must have.
	 */
	isDestructive?: boolean;
	/**
	 * Whether it can read several regions, one after the other in its output: then the form has 'Regions',
	 * and `run` is called once for each region, without a lock, a wait or a change.
	 */
	readsRegions?: boolean;
	/**
	 * Puts in what follows from the values of several fields, before anything is checked or sent.
	 *
	 * @returns the parameters that are used
	 * @throws InvalidInput
	 */
	complete?(parameters: ApiParameters): ApiParameters;
	/** Checks that concern several fields. @throws InvalidInput */
	check?(parameters: ApiParameters, now: number, controls: Record<string, string>): void;
	/** Runs the operation for one item. @returns one object for each output item */
	run(context: OperationContext): Promise<IDataObject[]>;
}

/** A resource with its operations. `operations` is n8n's selector; `list` has one entry for each of its options. */
export interface Resource {
	value: string;
	operations: INodeProperties;
	list: Operation[];
}
