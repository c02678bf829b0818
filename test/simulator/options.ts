import { DEFAULT_ACCOUNTS, DEFAULT_ROLES, type Account, type Role } from './accounts';

/** How long things take, in ms of the simulator's clock. */
export interface Durations {
	/** Associating -> InUse. */
	associating: number;
	/** Unassociating -> Available. */
	unassociating: number;
	/** Releasing -> gone. */
	releasing: number;
	/** Contiguous groups: Allocating -> Allocated, Releasing -> gone. */
	segment: number;
	/** Joining and leaving a shared bandwidth package, change of its bandwidth. */
	bandwidthPackage: number;
	/** Address pools and their CIDR blocks: Adding -> Created, Deleting -> gone. */
	pool: number;
}

/** What can be changed while the simulator runs (`simulator.settings`). */
export interface Settings {
	durations: Durations;
	/** `documented`: the rates of `facts/rates.ts`. Default `off`. */
	rates: 'documented' | 'off';
	/** Time every API request takes at least, in real ms. */
	latency: number;
	/** `false`: ClientToken is accepted and ignored. Default `true`. */
	honourClientToken: boolean;
	/**
	 * What a token is answered with again after `TaskConflict`: nothing (default, it may be used again),
	 * or, as was seen of AssociateEipAddress for years, `TaskConflict` for ever.
	 */
	tokenAfterConflict: 'free' | 'TaskConflict';
	/** Switching on the address pool service that is on: accepted (default), or `ORDER.OPEND`. */
	reopenPoolService: 'accepted' | 'ORDER.OPEND';
	/** The path that the API is served at, as private clouds have one. Default `/`. */
	path: string;
	/** Pay-as-you-go EIPs per main account; `addEips` is not counted against it. Default 20. */
	eipQuota: number;
	/** Order of DescribeEipAddresses; no document states one. Default `newestFirst`. */
	listOrder: 'newestFirst' | 'oldestFirst' | 'byId';
	/** How DescribeEipAddresses spells the description; old replies had the typing error. */
	descriptionKey: 'Description' | 'Descritpion';
	/** Whether a monitoring point that falls on EndTime belongs to the reply; not documented. */
	monitorEnd: 'exclusive' | 'inclusive';
	/** Most points in one reply of DescribeEipMonitorData; documents say 200 and 400. */
	monitorPoints: number;
	/** `true`: a jump to a page beyond the 10th is refused with Throttling.DeepPageSkip. */
	deepPageSkip: boolean;
	/** Whether the address pool service is on from the start. Default `true`. */
	poolServiceOpen: boolean;
	/** So many ms after its purchase a new EIP is neither listed nor found. Default 0. */
	hiddenFor: number;
	/**
	 * What DescribeInstances of ECS answers to a key without the right: an empty list, as its reference
	 * says (default), or `Forbidden.RAM`, as was recorded in 2018. A DryRun is always refused.
	 */
	instancesWithoutRights: 'emptyList' | 'Forbidden.RAM';
	/** How a bare `+` in a query is read; not documented. In form bodies it is a space. */
	plusInQuery: 'space' | 'plus';
}

/** Options of `startSimulator`. */
export interface SimulatorOptions extends Partial<Omit<Settings, 'durations'>> {
	/** 0 (default) takes a free port. */
	port?: number;
	/** Default `127.0.0.1`. */
	host?: string;
	/** The clock, in ms since 1970; everything that takes time is compared with it when read. */
	now?: () => number;
	/** Of ids, addresses and RequestIds; default 1. */
	seed?: number;
	/** Default {@link DEFAULT_ACCOUNTS}. */
	accounts?: readonly Account[];
	/** Roles that AssumeRole gives out; default {@link DEFAULT_ROLES}. */
	roles?: readonly Role[];
	durations?: Partial<Durations>;
	/** Most recorded requests kept, oldest dropped first; default 100,000. */
	keepRequests?: number;
	/** Keep the body of each reply with its request (`reply`); default `false`, as it takes memory. */
	keepReplies?: boolean;
}

const DEFAULT_DURATIONS: Durations = {
	associating: 30,
	unassociating: 30,
	releasing: 30,
	segment: 30,
	bandwidthPackage: 30,
	pool: 30,
};

/** The settings a simulator starts (and is reset) with. */
export function initialSettings(options: SimulatorOptions): Settings {
	return {
		durations: { ...DEFAULT_DURATIONS, ...options.durations },
		rates: options.rates ?? 'off',
		latency: options.latency ?? 0,
		honourClientToken: options.honourClientToken ?? true,
		tokenAfterConflict: options.tokenAfterConflict ?? 'free',
		reopenPoolService: options.reopenPoolService ?? 'accepted',
		path: options.path ?? '/',
		eipQuota: options.eipQuota ?? 20,
		listOrder: options.listOrder ?? 'newestFirst',
		descriptionKey: options.descriptionKey ?? 'Description',
		monitorEnd: options.monitorEnd ?? 'exclusive',
		monitorPoints: options.monitorPoints ?? 200,
		deepPageSkip: options.deepPageSkip ?? false,
		poolServiceOpen: options.poolServiceOpen ?? true,
		hiddenFor: options.hiddenFor ?? 0,
		instancesWithoutRights: options.instancesWithoutRights ?? 'emptyList',
		plusInQuery: options.plusInQuery ?? 'space',
	};
}

/** The accounts a simulator knows. */
export function accountsOf(options: SimulatorOptions): readonly Account[] {
	return options.accounts ?? DEFAULT_ACCOUNTS;
}

/** The roles a simulator knows. */
export function rolesOf(options: SimulatorOptions): readonly Role[] {
	return options.roles ?? DEFAULT_ROLES;
}
