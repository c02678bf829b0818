/**
 * What a code says about repeating the request.
 * - `throttled`: refused before anything was done; later it may pass
 * - `busy`: refused because another task works on the resource; soon it may pass
 * - `passing`: refused because of the Elastic IP's state; worth waiting only while it is Associating, Unassociating or Releasing
 * - `notReady`: refused for a reason that may pass soon, such as a target that starts; worth a short wait
 * - `again`: refused for a reason that a newly signed request does not have
 * - `server`: it is not known whether the request was carried out
 * - `final`: repeating changes nothing
 */
export type RetryClass =
	| 'throttled'
	| 'busy'
	| 'passing'
	| 'notReady'
	| 'again'
	| 'server'
	| 'final';

/** What n8n's poll back-off goes by (`failure.cause` of a NodeApiError). */
export type FailureCause =
	| 'rate-limited'
	| 'quota-exhausted'
	| 'temporarily-unavailable'
	| 'credential-invalid'
	| 'configuration-invalid';

/** What people can do about it. */
export type ErrorGroup =
	/** Mend the key or its clock. */
	| 'key'
	/** Grant a permission. */
	| 'permission'
	/** Settle what the account is blocked for. */
	| 'risk control'
	/** Pay. */
	| 'payment'
	/** Raise a quota, or use less. */
	| 'quota'
	/** Choose what is in stock. */
	| 'stock'
	/** Choose what is for sale to this account. */
	| 'not for sale'
	/** Wait: it is repeated. */
	| 'wait'
	/** Bring the resource into another state. */
	| 'state'
	/** Unlock it. */
	| 'lock'
	/** Settle what the bandwidth package does not allow. */
	| 'package'
	/** Check the ID and the region. */
	| 'not found'
	/** Choose another target, region or mode. */
	| 'not possible'
	/** Change the value of a field. */
	| 'form'
	/** Check the endpoint. */
	| 'endpoint';

export interface ErrorTableEntry {
	/** What happened. */
	message: string;
	/** What to do about it. */
	description: string;
	/** The same where there are no items: in the trigger, in lists of the editor, in the test of the credential. */
	elsewhere?: string;
	retry: RetryClass;
	cause: FailureCause;
	group: ErrorGroup;
	/** A permission is missing: the message names it. */
	isPermission?: boolean;
	/**
	 * `true`: nothing was done, also where the status is one of a server that failed. `false`: the request
	 * was not accepted because the same one is under way, so that the change may still be made.
	 */
	isRefusal?: boolean;
	/** An earlier request may have bought it: it is not said that nothing was bought. */
	isOfEarlier?: boolean;
	/** The entry is for a family of codes, and the sentence of the service says more. */
	isFamily?: boolean;
}

const CAUSES: Partial<Record<ErrorGroup, FailureCause>> = {
	key: 'credential-invalid',
	permission: 'credential-invalid',
	'risk control': 'credential-invalid',
	payment: 'quota-exhausted',
	quota: 'quota-exhausted',
	stock: 'quota-exhausted',
	'not for sale': 'quota-exhausted',
};

/** An entry for a refusal that stays: only people can change its reason. */
export function lasting(group: ErrorGroup, message: string, description: string): ErrorTableEntry {
	return {
		message,
		description,
		retry: 'final',
		cause: CAUSES[group] ?? 'configuration-invalid',
		group,
	};
}

/** An entry for a missing permission. */
export function permission(message: string, description: string): ErrorTableEntry {
	return { ...lasting('permission', message, description), isPermission: true };
}

/** An entry for what may pass by itself. */
export function passing(
	retry: Exclude<RetryClass, 'final'>,
	message: string,
	description: string,
	group: ErrorGroup = retry === 'passing' || retry === 'notReady' ? 'state' : 'wait',
): ErrorTableEntry {
	return {
		message,
		description,
		retry,
		cause: retry === 'throttled' ? 'rate-limited' : 'temporarily-unavailable',
		group,
	};
}

const BUSY_HELP =
	"The request was repeated until the time limit. Try again later, or raise the 'Time Limit' option.";

export const CHECK_REGION =
	"Check the ID and that 'Region' is the one it is in: each region knows only its own resources.";

/** For requests beyond a limit. @param why in a whole sentence */
export function throttled(message: string, why: string): ErrorTableEntry {
	return {
		...passing(
			'throttled',
			message,
			`${why} Process fewer items at once, or raise the 'Time Limit' option.`,
		),
		elsewhere: `${why} Try again later, or send fewer requests at a time.`,
	};
}

/** For what another task keeps from being done, whatever the status. */
export function busy(message: string): ErrorTableEntry {
	return { ...passing('busy', message, BUSY_HELP), elsewhere: 'Try again later.', isRefusal: true };
}

/** For what was not found by its ID. */
export function notFound(what: string): ErrorTableEntry {
	return lasting('not found', `The ${what} was not found`, CHECK_REGION);
}
