import { ApiFailure, UnexpectedOutcome } from '../../errors/ApiFailure';
import { explain } from '../../errors/explain';
import { CancelledError } from '../client/clock';
import type { Deadline } from '../client/deadline';

/** How waits for a change end otherwise than with its result. */

/** Whether reading again cannot go better. */
export function isFinal(failure: Error): boolean {
	if (!(failure instanceof ApiFailure)) return true;
	const { entry, details } = failure;
	return details.reached === 'refused' && (entry === undefined || entry.retry === 'final');
}

/** The change that is waited for: accepted in this try, perhaps sent in an earlier one, or someone else's. */
export type Whose = 'ours' | 'perhaps ours' | 'of others';

const LOOK_LATER = 'Check the result later, before you try again.';

/** The error for a result that cannot be read. */
export function refused(failure: Error, whose: Whose): Error {
	if (whose !== 'ours') return failure;
	return new UnexpectedOutcome(
		`Alibaba Cloud accepted the change, but its result could not be read: ${explain(failure)}`,
		`The change may have been made. ${LOOK_LATER}`,
	);
}

/** The error for a wait that was cancelled. */
export function cancelledWait(whose: Whose): CancelledError {
	return new CancelledError(waits[whose]);
}

const waits: Record<Whose, string> = {
	ours: 'while it waited for the result of a change. Alibaba Cloud accepted the change and may still make it',
	'perhaps ours':
		'while it waited for the result of a change that an earlier try sent. Alibaba Cloud may still make it',
	'of others': 'while it waited for another change to end',
};

const stillUnderWay: Record<Whose, string> = {
	ours: "The change was accepted and may still be made. Check the result later, or raise the 'Time Limit' option.",
	'perhaps ours':
		"An earlier try sent this change, and it may still be made. Check the result later, or raise the 'Time Limit' option.",
	'of others':
		"Another change is under way, so nothing was sent. Try again later, or raise the 'Time Limit' option.",
};

/**
 * The error for a wait whose time is over.
 *
 * @param name how messages call the resource
 * @param state what was seen last, undefined if nothing was
 * @param failure why the latest read failed
 */
export function timedOut(
	deadline: Deadline,
	name: string,
	state: string | undefined,
	failure: Error | undefined,
	whose: Whose,
): Error {
	if (failure) return refused(failure, whose);
	const limit = `${deadline.seconds} seconds`;
	if (state === undefined && whose === 'ours') {
		return new UnexpectedOutcome(
			`Alibaba Cloud accepted the change of ${name.replace('T', 't')}, but its result was not seen within the time limit of ${limit}`,
			`${LOOK_LATER} Or raise the 'Time Limit' option.`,
		);
	}
	return new UnexpectedOutcome(
		`${name} is still ${state ?? 'being changed'} after ${limit}`,
		stillUnderWay[whose],
	);
}
