import { compareBinding, type ElasticIp, nameBinding } from '../elasticIp';
import type { Clock } from '../client/clock';
import { Absence } from './absence';
import type { Verdict, WaitCondition } from './waitUntil';

/** So many reads may still show the old state: what is read can lag behind what was done. */
const STALE_READS = 5;

/** What speaks against a wait must be read so many times in a row: one reply may be an old one. */
const MIN_READS = 2;

type Time = Pick<Clock, 'monotonic'>;

const gone = (allocationId: string): Verdict => ({
	unexpected: `The Elastic IP '${allocationId}' disappeared while it was being changed`,
	advice:
		'It was not found by its ID several times in a row, so someone else has released it. Look at the history in ActionTrail.',
});

/** Adds the lock reason where there is one: a locked Elastic IP is the usual cause of a fall-back. */
function fellBack(allocationId: string, state: string, elasticIp: object): Verdict {
	const isLocked = 'BusinessStatus' in elasticIp && elasticIp.BusinessStatus === 'OperationLock';
	return {
		unexpected: `The Elastic IP '${allocationId}' fell back to ${state}`,
		advice: isLocked
			? 'It is locked because of an overdue payment or for security reasons. Resolve that first.'
			: 'Alibaba Cloud accepted the change but did not carry it out. Check the state of the instance and try again.',
	};
}

/** Counts how often in a row something was read. */
class InARow {
	private reads = 0;

	/** @returns whether it was read often enough to be believed */
	isEnough(isRead: boolean): boolean {
		this.reads = isRead ? this.reads + 1 : 0;
		return this.reads >= MIN_READS;
	}
}

/** What the states of an Elastic IP mean to a wait. */
interface States {
	/** The state while the change is being made. What is read before it, or early, may be the state of before. */
	transitional?: string;
	/** Whether it is as it is waited for. */
	isReady(elasticIp: ElasticIp, status: string): boolean;
	/** Whether it is waited for to be gone. */
	endsGone?: boolean;
	/** The states in which it will not become ready any more, with what a message says of them. */
	final: Record<string, (elasticIp: ElasticIp) => Verdict>;
}

function untilState(
	clock: Time,
	allocationId: string,
	{ transitional, isReady, endsGone = false, final }: States,
): WaitCondition {
	const absence = new Absence(clock, endsGone);
	const readsOf = new Map(Object.keys(final).map((status) => [status, new InARow()]));
	let isFresh = transitional === undefined;
	let reads = 0;
	return (elasticIp) => {
		isFresh ||= ++reads > STALE_READS;
		if (absence.isProven(elasticIp)) return endsGone ? 'done' : gone(allocationId);
		if (!elasticIp) return undefined;
		const status = String(elasticIp.Status);
		isFresh ||= status === transitional;
		if (isReady(elasticIp, status)) return 'done';
		let verdict: Verdict;
		for (const [state, inARow] of readsOf) {
			if (inARow.isEnough(isFresh && status === state)) verdict = final[state](elasticIp);
		}
		return verdict;
	};
}

/**
 * Waits for the binding: InUse with all that is wanted. Ends otherwise: Available again, bound
 * elsewhere, gone.
 *
 * @param binding parameters of AssociateEipAddress
 */
export function untilBound(
	clock: Time,
	allocationId: string,
	binding: Record<string, string | undefined>,
): WaitCondition {
	return untilState(clock, allocationId, {
		transitional: 'Associating',
		isReady: (elasticIp, status) => status === 'InUse' && isBoundAs(elasticIp, binding),
		final: {
			InUse: (elasticIp) => ({
				unexpected: `The Elastic IP '${allocationId}' was associated with ${nameBinding(elasticIp)} instead of ${nameBinding(binding)}`,
				advice: 'Another workflow or person associated it in the meantime.',
			}),
			Available: (elasticIp) => fellBack(allocationId, 'Available', elasticIp),
		},
	});
}

/** Whether it is bound to the instance, and nothing that the reply tells differs. */
function isBoundAs(elasticIp: ElasticIp, binding: Record<string, string | undefined>): boolean {
	return (
		elasticIp.InstanceId === binding.InstanceId && compareBinding(elasticIp, binding) !== 'other'
	);
}

/** Waits for Available. Ends otherwise: in use again, gone. */
export function untilUnbound(clock: Time, allocationId: string): WaitCondition {
	return untilState(clock, allocationId, {
		transitional: 'Unassociating',
		isReady: (_elasticIp, status) => status === 'Available',
		final: { InUse: (elasticIp) => fellBack(allocationId, 'In Use', elasticIp) },
	});
}

/** Waits out what is under way: InUse or Available, whichever comes. Ends otherwise: gone, Releasing. */
export function untilSettled(clock: Time, allocationId: string): WaitCondition {
	return untilState(clock, allocationId, {
		isReady: (_elasticIp, status) => status === 'InUse' || status === 'Available',
		final: {
			Releasing: () => ({
				unexpected: `The Elastic IP '${allocationId}' is being released`,
				advice: 'Someone else is releasing it. Look at the history in ActionTrail.',
			}),
		},
	});
}

/** Waits until the Elastic IP is gone. Ends otherwise: Available again after it was Releasing. */
export function untilReleased(clock: Time, allocationId: string): WaitCondition {
	return untilState(clock, allocationId, {
		transitional: 'Releasing',
		isReady: () => false,
		endsGone: true,
		final: { Available: (elasticIp) => fellBack(allocationId, 'Available', elasticIp) },
	});
}
