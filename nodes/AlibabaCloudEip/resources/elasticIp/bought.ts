import type { IDataObject } from 'n8n-workflow';
import type { ApiParameters, OperationContext } from '../Operation';
import { TimeLimitReached } from '../../api/client/TimeLimitReached';
import { readElasticIp } from '../../api/elasticIp';
import { ApiFailure, UnexpectedOutcome } from '../../errors/ApiFailure';
import { NotFound } from '../../errors/NotFound';
import { type Steps, type WayBack, isRefused, outcomeOf } from './steps';

/** What becomes of an Elastic IP that an operation has bought as one of its steps. */

/** Milliseconds after which what a token of the user brought back, and was never seen, is taken to be gone. */
const MAX_TIME_UNTIL_SEEN = 60_000;

/**
 * Whether the user's token brought back what an earlier run bought with it and gave back. Alibaba Cloud
 * does not tell; so it is one that was not found for a minute.
 *
 * @throws UnexpectedOutcome when there is no time to find out
 */
export async function isReplayOfGone(
	{ session }: OperationContext,
	{ ClientToken: token }: ApiParameters,
	{ AllocationId, EipAddress }: IDataObject,
): Promise<boolean> {
	if (token === undefined) return false;
	const { clock } = session;
	const start = clock.monotonic();
	const isSeenLater = () => clock.monotonic() - start < MAX_TIME_UNTIL_SEEN;
	const looked = await outcomeOf(
		readElasticIp({ session, isNew: isSeenLater }, String(AllocationId)),
	);
	if ('result' in looked) return !looked.result;
	if (!(looked.failure instanceof TimeLimitReached)) throw looked.failure;
	throw new UnexpectedOutcome(
		`The 'Client Token' brought the Elastic IP '${String(AllocationId)}' (${String(EipAddress)}), which was not found within the time limit of ${session.deadline.seconds} seconds`,
		"Either it was bought with this token before and released since then, or it is not visible yet and costs money. Nothing else was bought. Raise the 'Time Limit' option to find out, or enter another token to buy another one.",
	);
}

/** Released for certain; never seen, so that "not found" proves nothing; not known; refused, so still there. */
type Fate = 'released' | 'notShowing' | 'unknown' | 'there';

/**
 * Gives back what was bought and could not be used.
 *
 * @param wasSeen whether Alibaba Cloud has ever shown it
 * @returns what became of it, and why it was not released where it was not
 */
export async function giveBack(
	{ markReturned }: OperationContext,
	steps: Steps,
	{ wayBack, eipId, wasSeen }: { wayBack: WayBack; eipId: string; wasSeen: boolean },
): Promise<{ fate: Fate; failure?: unknown }> {
	const released = await outcomeOf(wayBack.release(eipId));
	const failure = 'failure' in released ? released.failure : undefined;
	const isGone = 'result' in released || isNotFound(failure);
	const isAccepted = 'result' in released && steps.wasAccepted('ReleaseEipAddress');
	const mayBeGone = isGone || !isRefused(failure);
	if (mayBeGone && !wasSeen && !isAccepted) return { fate: 'notShowing', failure };
	if (isGone) {
		markReturned(eipId);
		return { fate: 'released' };
	}
	return { fate: mayBeGone ? 'unknown' : 'there', failure };
}

/** For a message: `it … money`. */
export function costOf(fate: Fate): string {
	return fate === 'there' ? 'still exists and costs' : 'may still exist and cost';
}

function isNotFound(failure: unknown): boolean {
	if (failure instanceof NotFound) return true;
	return failure instanceof ApiFailure && failure.details.code === 'InvalidAllocationId.NotFound';
}
