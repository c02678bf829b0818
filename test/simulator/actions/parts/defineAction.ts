import type { Account } from '../../accounts';
import type { Product } from '../../facts/products';
import type { Sts } from '../../gateway/sts';
import type { Settings } from '../../options';
import type { RegionState } from '../../state/regionState';
import type { Cause, World } from '../../state/world';
import type { ReplyObject } from '../../wire/json';
import { readParameters, type Parameters, type RawParameters, type Values } from './parameters';

/** What an action works with, whatever its parameters are. */
export interface Context {
	readonly world: World;
	readonly settings: Settings;
	/** The caller's key and main account. */
	readonly account: Account;
	readonly accountId: string;
	/** The region served, and what the account has in it. */
	readonly regionId: string;
	readonly region: RegionState;
	/** RegionId names another region than the endpoint: lists are empty, nothing is found. */
	readonly misrouted: boolean;
	/** Roles, and the temporary keys that were given out. */
	readonly sts: Sts;
	readonly requestId: string;
	/** Time of the request, in ms. */
	readonly now: number;
	/** For the journal. */
	readonly cause: Cause;
}

/** A call of an action with checked parameters. */
export interface Call<P extends Parameters> extends Context {
	readonly parameters: Values<P>;
}

/** What an action file states. */
export interface Definition<P extends Parameters> {
	/** The name of the API action. */
	readonly name: string;
	/** Default Vpc, 2016-04-28. */
	readonly product?: Product;
	readonly version?: string;
	/** A write needs the right to write; a ClientToken is only meant for writes. */
	readonly kind: 'read' | 'write';
	/** HTTP methods besides GET and POST. */
	readonly methods?: readonly string[];
	/** `true`: needs no rights at all. */
	readonly open?: boolean;
	/** `true`: without the right the list is empty instead of refused, but for a DryRun. */
	readonly emptyWithoutRights?: boolean;
	readonly parameters: P;
	/** Does it, and answers with the reply; the gateway adds RequestId. */
	run(call: Call<P>): ReplyObject;
}

/** An action as the gateway sees it. */
export interface Action {
	readonly name: string;
	readonly product: Product;
	readonly version: string;
	readonly kind: 'read' | 'write';
	readonly methods: readonly string[];
	readonly open: boolean;
	readonly emptyWithoutRights: boolean;
	/** Whether the action takes a ClientToken. */
	readonly takesClientToken: boolean;
	/** Names of its parameters. */
	readonly parameterNames: readonly string[];
	/** Flat names the action knows nothing of; the API ignores them. */
	unknown(raw: RawParameters): string[];
	/** Checks the parameters and does it. */
	run(context: Context, raw: RawParameters): ReplyObject;
}

/** Legacy parameters nearly every action accepts. */
const HIDDEN = new Set(['OwnerAccount', 'OwnerId', 'ResourceOwnerAccount', 'ResourceOwnerId']);

/** Makes an action of its definition. */
export function defineAction<P extends Parameters>(definition: Definition<P>): Action {
	const { parameters } = definition;
	return {
		name: definition.name,
		product: definition.product ?? 'Vpc',
		version: definition.version ?? '2016-04-28',
		kind: definition.kind,
		methods: ['GET', 'POST', ...(definition.methods ?? [])],
		open: definition.open ?? false,
		emptyWithoutRights: definition.emptyWithoutRights ?? false,
		takesClientToken: 'ClientToken' in parameters,
		parameterNames: Object.keys(parameters),
		unknown: (raw) =>
			[...raw.keys()].filter(
				(flat) =>
					!HIDDEN.has(flat) &&
					flat !== 'RegionId' &&
					!Object.entries(parameters).some(([name, parameter]) => parameter.owns(name, flat)),
			),
		run: (context, raw) =>
			definition.run({ ...context, parameters: readParameters(parameters, raw) }),
	};
}
