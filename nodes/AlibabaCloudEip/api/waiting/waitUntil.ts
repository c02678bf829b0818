import { UnexpectedOutcome } from '../../errors/ApiFailure';
import { toError } from '../../errors/toError';
import { type ElasticIp, describeById } from '../elasticIp';
import { CancelledError } from '../client/clock';
import { waitWithin } from '../client/deadline';
import { TimeLimitReached } from '../client/TimeLimitReached';
import type { Session } from '../client/session';
import { type Whose, cancelledWait, isFinal, refused, timedOut } from './endings';
import { joinTicks, urgentTicks } from './ticks';

/** What was read says about a wait. `undefined`: not over yet. */
export type Verdict = 'done' | { unexpected: string; advice: string } | undefined;

/**
 * Says whether a wait is over. `resource` is undefined when it does not exist (yet, or any more). A
 * condition may remember what was read before.
 */
export type WaitCondition<Resource = ElasticIp> = (resource: Resource | undefined) => Verdict;

/** What a wait is for. */
export interface WaitOptions {
	/** Whether Alibaba Cloud has accepted a change whose result is waited for; else it is someone else's. */
	isAccepted?: boolean;
	/** Whether what is under way may be what an earlier try of this item has sent. */
	mayBeOurs?: boolean;
	/** Whether something is out of service until it is over: then it looks more often at first. */
	isUrgent?: boolean;
}

/** Milliseconds that one read of an Elastic IP may take, with its repetitions. */
const READ_LIMIT = 10_000;

/**
 * Waits until the condition says that it is over. All that wait in one account and region look at the
 * same time, and each keeps its own time limit. A read that fails is repeated, unless it was refused
 * for good.
 *
 * @param name how messages call the resource, e.g. `The bandwidth package 'cbwp-1'`
 * @param read reads the resource once; undefined when it was not found
 * @returns the resource in the state reached, undefined if it is gone
 * @throws UnexpectedOutcome when it ended otherwise, not before the deadline, or could not be read;
 *   ApiFailure when reading failed and no change was accepted; CancelledError
 */
export async function waitUntil<Resource extends { Status?: unknown }>(
	session: Session,
	name: string,
	read: () => Promise<Resource | undefined>,
	condition: WaitCondition<Resource>,
	{ isAccepted = true, mayBeOurs = false, isUrgent = false }: WaitOptions = {},
): Promise<Resource | undefined> {
	const { deadline, signal } = session;
	const whose: Whose = isAccepted ? 'ours' : mayBeOurs ? 'perhaps ours' : 'of others';
	let state: string | undefined;
	let failure: Error | undefined;
	const look = async () =>
		await read().then(
			(resource): { resource: Resource | undefined } | Error => ({ resource }),
			toError,
		);
	const ticks = isUrgent ? urgentTicks(session) : joinTicks(session);
	try {
		for (;;) {
			const tick = await waitWithin(ticks.next(deadline.rest), session);
			const looked = 'ending' in tick ? tick : await waitWithin(look(), session);
			if ('ending' in looked) {
				if (looked.ending === 'cancelled') throw cancelledWait(whose);
				throw timedOut(deadline, name, state, failure, whose);
			}
			const { result } = looked;
			if (result instanceof CancelledError || signal?.aborted) throw cancelledWait(whose);
			if (result instanceof Error) {
				// That the time is over says nothing about whether it can be read.
				if (!(result instanceof TimeLimitReached && deadline.rest <= 0)) failure = result;
				if (isFinal(result)) throw refused(result, whose);
				continue;
			}
			failure = undefined;
			const verdict = condition(result.resource);
			if (verdict === 'done') return result.resource;
			if (verdict) throw new UnexpectedOutcome(verdict.unexpected, verdict.advice);
			state = result.resource
				? String(result.resource.Status ?? 'being changed')
				: 'not to be found';
		}
	} finally {
		ticks.leave();
	}
}

/**
 * Waits for an Elastic IP. All that wait in one account and region share one DescribeEipAddresses
 * call per 50 Elastic IPs and tick.
 *
 * @throws as `waitUntil`
 */
export async function waitFor(
	session: Session,
	allocationId: string,
	condition: WaitCondition,
	options?: WaitOptions,
): Promise<ElasticIp | undefined> {
	const { deadline, signal } = session;
	const read = async () => {
		const timeLimit = Math.min(READ_LIMIT, Math.max(0, deadline.rest));
		return await describeById(session.independent(timeLimit, signal), allocationId);
	};
	return await waitUntil(session, `The Elastic IP '${allocationId}'`, read, condition, options);
}
