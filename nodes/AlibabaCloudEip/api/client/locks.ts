import { UnexpectedOutcome } from '../../errors/ApiFailure';
import { CancelledError } from './clock';
import { type Ending, type WaitLimits, waitWithin } from './deadline';

/** Somebody who has a place under each of its keys, or waits for that. */
interface Claim {
	readonly keys: string[];
	readonly limit: number;
	/** Called when it has all its places. */
	grant?: () => void;
}

/**
 * Those that have places and, behind them, those that wait, by key and in the order they came. A key
 * lives as long as somebody is in its queue, and each stays no longer than its own deadline and task.
 */
const queues = new Map<string, Claim[]>();

function hasPlaces(claim: Claim): boolean {
	return claim.keys.every((key) => queues.get(key)?.slice(0, claim.limit).includes(claim));
}

function leave(claim: Claim): void {
	const next = new Set<Claim>();
	for (const key of claim.keys) {
		const queue = queues.get(key);
		const index = queue?.indexOf(claim) ?? -1;
		if (!queue || index === -1) continue;
		queue.splice(index, 1);
		if (queue.length === 0) queues.delete(key);
		// Only the last of those with a place can have just got it.
		else if (index < claim.limit && queue.length >= claim.limit) next.add(queue[claim.limit - 1]);
	}
	for (const each of next) if (hasPlaces(each)) each.grant?.();
}

/** Milliseconds that must be left when a place is given after a wait. */
const MIN_TIME_FOR_TASK = 250;

/** A place that is to be given back, or why there was none and under which key. */
export type Place = { leave: () => void } | { ending: Ending; heldKey: string };

/**
 * Waits for a place under all of the keys at the same time, in the order of arrival. Who waits holds
 * nothing back but those that came later and want the same.
 *
 * @param limit so many have a place under a key at the same time; alike for all that use the key
 */
export async function takePlace(keys: string[], limit: number, limits: WaitLimits): Promise<Place> {
	const claim: Claim = { keys: [...new Set(keys)], limit };
	for (const key of claim.keys) {
		const queue = queues.get(key);
		if (queue) queue.push(claim);
		else queues.set(key, [claim]);
	}
	const place = { leave: () => leave(claim) };
	const isHeld = (key: string) => !queues.get(key)?.slice(0, limit).includes(claim);
	const heldKey = claim.keys.find(isHeld);
	if (heldKey === undefined) return place;
	const granted = new Promise<void>((resolve) => (claim.grant = resolve));
	const outcome = await waitWithin(granted, limits);
	const ending = 'ending' in outcome ? outcome.ending : undefined;
	// Those that came first may have ended at the same limit: then it is too late as well.
	if (ending === undefined && limits.deadline.rest > MIN_TIME_FOR_TASK) return place;
	const stillHeld = claim.keys.find(isHeld) ?? heldKey;
	leave(claim);
	return { ending: ending ?? 'out of time', heldKey: stillHeld };
}

/**
 * Runs a task when no other task on any of the resources is running, in the order of arrival. Empty
 * IDs are left out.
 *
 * @param session whose account and region the resources are in, and whose time it takes
 * @throws UnexpectedOutcome when the turn did not come in time; CancelledError
 */
export async function withLock<Result>(
	session: WaitLimits & { readonly key: string },
	resourceIds: string[],
	task: () => Promise<Result>,
): Promise<Result> {
	const names = new Map(
		resourceIds.filter(Boolean).map((id) => [JSON.stringify(['lock', session.key, id]), id]),
	);
	const place = await takePlace([...names.keys()], 1, session);
	if ('ending' in place) {
		const held = `another operation on '${names.get(place.heldKey)}'`;
		if (place.ending === 'cancelled') {
			throw new CancelledError(`while it waited for ${held} to end`);
		}
		throw new UnexpectedOutcome(
			`${held.replace('a', 'A')} was still running when the time limit of ${session.deadline.seconds} seconds was reached`,
			"Operations on the same resource run one after the other, so this one has to wait. Try again later, or raise the 'Time Limit' option.",
		);
	}
	try {
		return await task();
	} finally {
		place.leave();
	}
}

/** How many keys somebody holds or waits for. For tests. */
export function countHeldKeys(): number {
	return queues.size;
}
