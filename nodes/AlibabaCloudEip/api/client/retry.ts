import { ApiFailure } from '../../errors/ApiFailure';
import { type ActionName, actions } from '../actions';
import { MAX_SERVER_DELAY } from './parseReply';

/** The longest that a target which is not ready is waited for, in milliseconds. */
export const NOT_READY_LIMIT = 30_000;

/** The longest that a host which cannot be reached is tried, or one that shows a web page: it is mostly a wrong one. Milliseconds. */
const NOT_CONNECTED_LIMIT = 10_000;

export type Decision =
	| { retry: false }
	| {
			retry: true;
			/** Milliseconds to wait before. */
			delay: number;
			/** Look first: whether the change was made after all, or what the state is now. */
			look?: 'whether applied' | 'at the state';
	  };

/**
 * Whether and when a failed request is sent again.
 *
 * @param attempt 1 after the first failure
 * @param elapsed milliseconds since the first attempt
 * @param timeLimit milliseconds that all attempts may take together
 * @param random between 0 and 1, for the jitter
 */
export function decideRetry(
	failure: ApiFailure,
	request: { action: ActionName; hasClientToken: boolean },
	{ attempt, elapsed, timeLimit }: { attempt: number; elapsed: number; timeLimit: number },
	random: number,
): Decision {
	const { details, entry } = failure;
	const retryClass = entry?.retry ?? (details.reached === 'refused' ? 'final' : 'server');
	if (retryClass === 'final') return { retry: false };
	const limit = Math.min(
		timeLimit,
		retryClass === 'notReady' ? NOT_READY_LIMIT : Infinity,
		details.reached === 'not sent' || details.answer === 'web page'
			? NOT_CONNECTED_LIMIT
			: Infinity,
	);
	const delay = retryClass === 'again' ? 0 : delayOf(details.retryAfter, attempt, random);
	if (elapsed + delay >= limit) return { retry: false };
	if (retryClass === 'again') return attempt <= 3 ? { retry: true, delay } : { retry: false };
	if (retryClass === 'passing') return { retry: true, delay, look: 'at the state' };
	if (retryClass === 'server' && details.reached !== 'not sent') {
		const { repeat } = actions[request.action];
		if (repeat === 'with client token' && !request.hasClientToken) return { retry: false };
		if (repeat === 'if not applied') return { retry: true, delay, look: 'whether applied' };
	}
	return { retry: true, delay };
}

const FIRST_DELAY = 500;
const MAX_DELAY = 10_000;
/** Whatever the server asks for: a delay of next to nothing would send requests without a pause. */
const MIN_DELAY = FIRST_DELAY / 2;

/** What the server asked for, or our own back-off. */
function delayOf(retryAfter: number | undefined, attempt: number, random: number): number {
	if (retryAfter === undefined) return backOff(attempt, random);
	return Math.min(MAX_SERVER_DELAY, Math.max(MIN_DELAY, retryAfter));
}

/** Exponential back-off with jitter: half of the step is fixed, half is left to chance. */
function backOff(attempt: number, random: number): number {
	const step = Math.min(MAX_DELAY, FIRST_DELAY * 2 ** (attempt - 1));
	return Math.round(step / 2 + (step / 2) * random);
}
