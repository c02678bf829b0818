import type { IDataObject } from 'n8n-workflow';
import type { AccessKey } from '../../../../credentials/signature/accessKey';
import { type ActionName, isRead } from '../actions';
import { ApiFailure } from '../../errors/ApiFailure';
import { toError } from '../../errors/toError';
import { CancelledError } from './clock';
import { type Ending, type WaitLimits, waitWithin } from './deadline';
import { takePlace } from './locks';
import { type Reservation, rateLimiterOf } from './rateLimiter';
import { type Destination, sendRequest } from './sendRequest';
import { TimeLimitReached } from './TimeLimitReached';

/** At most so many requests of one AccessKey to one region are under way at the same moment. */
export const MAX_REQUESTS_IN_FLIGHT = 8;

/** Milliseconds that must be left for a change to be sent: without its reply nobody knows what became of it. */
const MIN_TIME_FOR_CHANGE = 250;

/** A way on which requests wait for their turn. */
export interface Way extends Destination {
	/** Names account, endpoint and region: those with the same one share places and the rate limiter. */
	key: string;
	limits: WaitLimits;
}

/** What became of a request; whatever kept it from being sent is its outcome too. */
export interface Turn {
	outcome: IDataObject | Error;
	isSent: boolean;
}

/**
 * Sends a request when it has a place and the rate limiter allows it; not at all if that is after the
 * deadline. Never rejects.
 */
export async function sendInTurn(
	way: Way,
	action: ActionName,
	parameters: Record<string, string>,
): Promise<Turn> {
	const turn = await waitForTurn(way, action);
	if (turn instanceof Error) return { outcome: turn, isSent: false };
	const key = await takeKey(way, action);
	if (key instanceof Error) {
		turn.leave();
		rateLimiterOf(way.limits.clock).cancel(trackOf(way, action), turn.reservation);
		return { outcome: key, isSent: false };
	}
	const reply = await waitWithin(sendAndLeave(way, action, parameters, turn, key), way.limits);
	if ('result' in reply) return { outcome: reply.result, isSent: true };
	if (reply.ending === 'cancelled') return { outcome: new CancelledError(), isSent: true };
	const message = `The reply to ${action} did not come before ${limitOf(way)} ended`;
	return { outcome: new TimeLimitReached(message, 'unknown'), isSent: true };
}

/** A place that is to be given back, and what the rate limiter has counted. */
interface Ready {
	leave(): void;
	reservation: Reservation;
}

/** @returns why its turn did not come, when it did not */
async function waitForTurn(way: Way, action: ActionName): Promise<Ready | Error> {
	const { clock, deadline } = way.limits;
	const limiter = rateLimiterOf(clock);
	const track = trackOf(way, action);
	let reservation: Reservation | undefined;
	const giveUp = (ending: Error) => {
		if (reservation) limiter.cancel(track, reservation);
		return ending;
	};
	for (;;) {
		const place = await takePlace([`requests ${way.key}`], MAX_REQUESTS_IN_FLIGHT, way.limits);
		if ('ending' in place) return giveUp(withoutPlace(way, action, place.ending));
		const over = overBefore(way, action);
		if (over) {
			place.leave();
			return giveUp(over);
		}
		reservation = limiter.reserve(track, clock.monotonic(), reservation);
		const { at, reason } = reservation;
		if (at <= clock.monotonic()) return { leave: place.leave, reservation };
		// Those that wait for their turn must not keep other API actions from being called.
		place.leave();
		const isTooLate = at >= deadline.at;
		const ending = isTooLate && reason ? reason : await waitForLimiter(way, action, reservation);
		if (ending) return giveUp(ending);
	}
}

/** Waits until the rate limiter lets it pass. @returns the cancel that came first */
async function waitForLimiter(
	{ limits: { clock, signal } }: Way,
	action: ActionName,
	{ at, reason }: Reservation,
): Promise<Error | undefined> {
	const ending = await clock.sleep(at - clock.monotonic(), signal).then(() => undefined, toError);
	if (!(ending instanceof CancelledError)) return undefined;
	const why = `because Alibaba Cloud had refused it as one call too many (${reason?.details.code})`;
	return new CancelledError(`while ${action} waited, ${why}`);
}

function withoutPlace(way: Way, action: ActionName, ending: Ending): Error {
	const held = `all ${MAX_REQUESTS_IN_FLIGHT} requests that one AccessKey may have under way in '${way.regionId}' were waiting for their replies`;
	return ending === 'cancelled'
		? new CancelledError(`before ${action} was sent: ${held}`)
		: new TimeLimitReached(`${action} was not sent within ${limitOf(way)}: ${held}`, 'not sent');
}

function overBefore(way: Way, action: ActionName): Error | undefined {
	const { deadline, signal } = way.limits;
	if (signal?.aborted) return new CancelledError();
	if (deadline.rest > (isRead(action) ? 0 : MIN_TIME_FOR_CHANGE)) return undefined;
	const limit = limitOf(way);
	const message = `${limit.charAt(0).toUpperCase()}${limit.slice(1)} ended before ${action} was sent`;
	return new TimeLimitReached(message, 'not sent');
}

/** The temporary keys of the role; undefined without one. @returns why there are none */
async function takeKey(way: Way, action: ActionName): Promise<AccessKey | undefined | Error> {
	if (!way.role) return undefined;
	const taken = await waitWithin(way.role.take().catch(toError), way.limits);
	if ('result' in taken) {
		// They may have come too late for a change, or after the end.
		return taken.result instanceof Error ? taken.result : (overBefore(way, action) ?? taken.result);
	}
	const waiting = `before ${action} was sent: it waited for the temporary keys of the role`;
	return taken.ending === 'cancelled'
		? new CancelledError(waiting)
		: new TimeLimitReached(
				`${action} was not sent within ${limitOf(way)}: the temporary keys of the role were not there`,
				'not sent',
			);
}

/**
 * Sends it; once more with new keys when those of the role are refused, which they may be before their time.
 * What was refused so was not carried out. Nothing is sent when nobody waits for it any more.
 */
async function sendWithKey(
	way: Way,
	action: ActionName,
	parameters: Record<string, string>,
	key: AccessKey | undefined,
): Promise<IDataObject | Error> {
	const outcome = await sendRequest(way, action, parameters, key);
	if (!way.role || !key || !(outcome instanceof ApiFailure) || !outcome.isOfKeys) return outcome;
	way.role.drop(key);
	const renewed = await takeKey(way, action);
	if (renewed instanceof Error) return renewed;
	return await sendRequest(way, action, parameters, renewed);
}

/** The place is kept until the reply is there, even when nobody waits for it any more. */
async function sendAndLeave(
	way: Way,
	action: ActionName,
	parameters: Record<string, string>,
	{ leave, reservation }: Ready,
	key: AccessKey | undefined,
): Promise<IDataObject | Error> {
	const { clock } = way.limits;
	const outcome = await sendWithKey(way, action, parameters, key);
	if (outcome instanceof ApiFailure && isThrottled(outcome)) {
		// Before the next one in the queue begins.
		const limiter = rateLimiterOf(clock);
		limiter.noteRefusal(trackOf(way, action), reservation, clock.monotonic(), outcome);
		limiter.noteThrottled(way.key);
	}
	leave();
	return outcome;
}

function isThrottled({ entry, details }: ApiFailure): boolean {
	return entry?.retry === 'throttled' && !details.isBefore;
}

/** Alibaba Cloud limits each action by itself. */
function trackOf({ key }: Way, action: ActionName): string {
	return `${key}/${action}`;
}

function limitOf({ limits: { deadline } }: Way): string {
	return `the time limit of ${deadline.seconds} seconds`;
}
