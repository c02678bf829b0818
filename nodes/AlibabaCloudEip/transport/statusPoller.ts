import { UnexpectedOutcome } from '../errors/ApiFailure';
import { type ElasticIp, describeByIds } from './elasticIp';
import type { Session } from './session';

/** What a look at an Elastic IP says about a wait. `undefined`: not over yet. */
export type Verdict = 'done' | { unexpected: string; advice: string } | undefined;

/**
 * Judges one look. `elasticIp` is undefined when it does not exist (any more). A judge may
 * remember earlier looks.
 */
export type Judge = (elasticIp: ElasticIp | undefined) => Verdict;

interface Wait {
	allocationId: string;
	judge: Judge;
	deadline: number;
	timeLimit: number;
	resolve: (elasticIp: ElasticIp | undefined) => void;
	reject: (error: unknown) => void;
}

/** Milliseconds between two looks. */
const TICK = 2_000;
/** Milliseconds before the first look: the fastest change takes about a second. */
const FIRST_TICK = 1_000;
/** With very many waits the ticks grow, so that looking takes at most half of the 600 calls a minute. */
const MILLISECONDS_PER_CALL = 200;

const groups = new Map<string, Wait[]>();

/**
 * Waits until the judge says that it is over. Everything that waits under the same group shares
 * one DescribeEipAddresses call per 50 Elastic IPs and tick.
 *
 * @param group names what may share calls: same AccessKey, region and execution
 * @returns the Elastic IP in the state reached, undefined if it is gone
 * @throws UnexpectedOutcome when it ended otherwise or not within the session's time limit;
 *   ApiFailure when looking failed; CancelledError
 */
export async function waitFor(
	session: Session,
	group: string,
	allocationId: string,
	judge: Judge,
): Promise<ElasticIp | undefined> {
	return await new Promise((resolve, reject) => {
		const wait: Wait = {
			allocationId,
			judge,
			deadline: session.clock.now() + session.timeLimit,
			timeLimit: session.timeLimit,
			resolve,
			reject,
		};
		const running = groups.get(group);
		if (running) {
			running.push(wait);
			return;
		}
		const waits = [wait];
		groups.set(group, waits);
		void watch(session, group, waits);
	});
}

async function watch(session: Session, group: string, waits: Wait[]): Promise<void> {
	try {
		let tick = FIRST_TICK;
		while (waits.length > 0) {
			await session.clock.sleep(tick, session.signal);
			// Waits that join during the calls are looked at with the next tick.
			const current = [...waits];
			const ids = [...new Set(current.map(({ allocationId }) => allocationId))];
			const found = await describeByIds(session, ids);
			const now = session.clock.now();
			const open = current.filter((wait) => !settle(wait, found.get(wait.allocationId), now));
			waits.splice(0, current.length, ...open);
			tick = Math.max(TICK, Math.ceil(waits.length / 50) * MILLISECONDS_PER_CALL);
		}
	} catch (error) {
		for (const wait of waits) wait.reject(error);
	} finally {
		groups.delete(group);
	}
}

/** @returns whether the wait is over */
function settle(wait: Wait, elasticIp: ElasticIp | undefined, now: number): boolean {
	const verdict = wait.judge(elasticIp);
	if (verdict === 'done') {
		wait.resolve(elasticIp);
		return true;
	}
	if (verdict) {
		wait.reject(new UnexpectedOutcome(verdict.unexpected, verdict.advice));
		return true;
	}
	if (now < wait.deadline) return false;
	const state = elasticIp ? String(elasticIp.Status) : 'not to be found';
	wait.reject(
		new UnexpectedOutcome(
			`The Elastic IP '${wait.allocationId}' is still ${state} after ${Math.round(wait.timeLimit / 1000)} seconds`,
			"The change was accepted and may still be made. Get the Elastic IP later, or raise the 'Time Limit' option.",
		),
	);
	return true;
}
