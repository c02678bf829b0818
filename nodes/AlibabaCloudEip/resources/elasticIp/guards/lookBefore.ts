import type { ActionName } from '../../../api/actions';
import {
	type ElasticIp,
	changeLeadingTo,
	isPassingState,
	notFound,
	readElasticIp,
} from '../../../api/elasticIp';
import { Absence } from '../../../api/waiting/absence';
import type { WaitCondition } from '../../../api/waiting/waitUntil';
import { UnexpectedOutcome } from '../../../errors/ApiFailure';
import type { OperationContext } from '../../Operation';
import { type Conditions, unmetCondition } from './conditions';
import { type GuardedAction, obstacle } from './obstacle';
import type { Refusal } from './reading';

/**
 * What is looked at before an Elastic IP is released or unbound. What must not be done is refused
 * in words, before anything is sent. A field that a check depends on and that the reply lacks, or
 * has in a form that it cannot have, is unknown and refused. The exception are the fields that
 * replies of 2019 and 2021 do not have yet (BusinessStatus, DeletionProtection, SegmentInstanceId,
 * ServiceManaged): where they are absent, Alibaba Cloud itself refuses what they forbid.
 */

/**
 * Why the Elastic IP must not be touched, or undefined if it may be.
 *
 * @param now milliseconds since 1970
 */
export function refusalOf(
	action: GuardedAction,
	elasticIp: ElasticIp,
	conditions: Conditions,
	now: number,
): Refusal | undefined {
	return (
		unmetCondition(elasticIp, conditions, now) ??
		(conditions.safetyChecks ? obstacle(action, elasticIp) : undefined)
	);
}

/** What each sends. */
const CHANGES: Readonly<Record<GuardedAction, ActionName>> = {
	release: 'ReleaseEipAddress',
	unassociate: 'UnassociateEipAddress',
};

/** What the look before a destructive call found. */
export type LookResult =
	/** It may be touched, as it is now. */
	| { elasticIp: ElasticIp }
	/**
	 * Someone else, or an earlier try of this item, was doing the same, and it is done now; `elasticIp`
	 * is undefined if it was released, `first` is what was seen of it before, if anything.
	 */
	| { alreadyDone: true; elasticIp: ElasticIp | undefined; first: ElasticIp | undefined };

/**
 * Looks at the Elastic IP and refuses what must not be done. A state that passes is waited for.
 *
 * @throws UnexpectedOutcome, ApiFailure (not found), InvalidInput, CancelledError
 */
export async function lookBefore(
	action: GuardedAction,
	context: OperationContext,
	eipId: string,
	conditions: Conditions,
): Promise<LookResult> {
	const { session } = context;
	const change = CHANGES[action];
	const first = await readElasticIp(context, eipId);
	if (!first) {
		if (action === 'release' && context.wasSent(change)) {
			return { alreadyDone: true, elasticIp: undefined, first: undefined };
		}
		throw notFound(session.regionId, eipId);
	}
	const refuse = (elasticIp: ElasticIp, checked: Conditions) => {
		const refusal = refusalOf(action, elasticIp, checked, session.clock.now());
		if (refusal) throw new UnexpectedOutcome(refusal.message, refusal.advice);
	};
	// The conditions first: what they exclude is not worth a wait, and not to be called done either.
	context.assertFitsName(first);
	refuse(first, { ...conditions, safetyChecks: false });
	const isUnbound = action === 'unassociate' && first.Status === 'Available';
	if (isUnbound && context.wasSent(change)) {
		return { alreadyDone: true, elasticIp: first, first: undefined };
	}
	if (!conditions.safetyChecks) return { elasticIp: first };
	if (!isPassingState(first.Status)) {
		refuse(first, conditions);
		return { elasticIp: first };
	}
	const isSame = changeLeadingTo(first.Status) === change;
	const last = await context.waitFor(eipId, untilPassed(context, first), {
		isAccepted: false,
		mayBeOurs: isSame && context.wasSent(change),
	});
	const isDone = action === 'release' ? !last : last?.Status === 'Available';
	if (isSame && isDone) return { alreadyDone: true, elasticIp: last, first };
	if (!last) {
		throw new UnexpectedOutcome(
			`The Elastic IP '${eipId}' disappeared in the meantime`,
			'It was not found by its ID several times in a row, so someone else has released it. Look at the history in ActionTrail.',
		);
	}
	context.assertFitsName(last);
	refuse(last, conditions);
	return { elasticIp: last };
}

/** Until no change is under way, or it is gone. */
function untilPassed({ session: { clock } }: OperationContext, first: ElasticIp): WaitCondition {
	const [expected, unexpected] = [new Absence(clock, true), new Absence(clock, false)];
	let isReleasing = first.Status === 'Releasing';
	return (elasticIp) => {
		if (elasticIp) isReleasing = elasticIp.Status === 'Releasing';
		const isGone = [expected.isProven(elasticIp), unexpected.isProven(elasticIp)];
		if (isGone[isReleasing ? 0 : 1]) return 'done';
		return elasticIp && !isPassingState(elasticIp.Status) ? 'done' : undefined;
	};
}
