/**
 * Since when an Elastic IP is unbound: the one notion of it, for the guard of a release and for the trigger.
 *
 * Alibaba Cloud does not tell it. So it is the latest time at which it may have been in use, and what that
 * is rests on what each can know:
 * - the trigger watches: from the poll that saw it unbound first, or from the purchase where it was never
 *   seen in use;
 * - the guard looks once: at the state now, at the purchase, and at the monitoring data, where what carried
 *   traffic was bound.
 *
 * So the trigger may say a later time than the truth, when it began to watch later, and the guard an earlier
 * one, for what was bound without any traffic; neither takes the other's word for it.
 */

/** What users read wherever the time counts. */
export const SINCE_WHEN_IS_NOT_TOLD =
	'Alibaba Cloud does not report when an Elastic IP was disassociated';

const HOUR = 3_600_000;

/** Whether an Elastic IP with this status works for an instance: until it is fully unbound. */
export function isBound(status: string): boolean {
	return status === 'InUse' || status === 'Unassociating';
}

/** What is known of the use of an Elastic IP; times in milliseconds since 1970. */
export interface KnownUse {
	/** Empty where it is not known. */
	status: string;
	/** When it was bought; undefined where it is not known, or does not count. */
	allocatedAt?: number;
	/** Until when it was, or may have been, in use; undefined where nothing speaks for any use. */
	inUseUntil?: number;
	now: number;
}

/**
 * Since when an Elastic IP is unbound, in milliseconds since 1970, never after now.
 *
 * @returns undefined while it is bound, and where that cannot be known
 */
export function unboundSince({
	status,
	allocatedAt,
	inUseUntil,
	now,
}: KnownUse): number | undefined {
	if (status === '' || isBound(status)) return undefined;
	const latest = Math.max(allocatedAt ?? -Infinity, inUseUntil ?? -Infinity);
	// What cannot be read (NaN) is unknown, not "never".
	return Number.isFinite(latest) ? Math.min(now, latest) : undefined;
}

/** The whole hours between two times. */
export function wholeHours(from: number, to: number): number {
	return Math.max(0, Math.floor((to - from) / HOUR));
}
