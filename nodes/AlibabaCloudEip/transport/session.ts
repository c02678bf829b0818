import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { AccessKey } from '../../../credentials/signature/accessKey';
import { vpcEndpoint } from '../../../credentials/signature/endpoint';
import { ApiFailure } from '../errors/ApiFailure';
import { toError } from '../errors/toError';
import { CancelledError, type Clock, systemClock } from './clock';
import { inLane } from './inFlight';
import { type Booking, paceOf } from './pace';
import { type RawReply, parseReply } from './parseReply';
import { type Decision, decideRetry, isRead } from './retry';
import { toTransportFailure } from './toTransportFailure';

export const VPC_API_VERSION = '2016-04-28';

/** At most so many requests of one AccessKey to one region are under way at the same moment. */
export const REQUESTS_IN_FLIGHT = 8;

const NO_TIME_LEFT: Decision = { retry: false };

/** Sends one request, signed by the credential, and hands the reply back whatever its status. */
export type Send = (request: IHttpRequestOptions) => Promise<RawReply>;

export interface SessionOptions {
	accessKey: AccessKey;
	regionId: string;
	send: Send;
	/** Milliseconds that one call may take with all its attempts. */
	timeLimit: number;
	signal?: AbortSignal;
	clock?: Clock;
	random?: () => number;
}

/** A state that passes by itself, one in which the change can be made, or one that only others end. */
export type StateNow = 'passing' | 'fitting' | 'lasting';

/** What a caller knows about the state, asked for before a request is repeated. */
export interface Looks {
	/** Whether the change that the request asks for was made. */
	isDone?: () => Promise<boolean>;
	/**
	 * The actions that were sent before for the same purpose and may have been carried out: a refusal
	 * may be the echo of that. The call adds its own.
	 */
	sent?: Set<string>;
	/** What the state of the resource is now, after a change was refused because of it. */
	findState?: () => Promise<StateNow>;
}

/** The way to the API of one region with one AccessKey. */
export interface Session {
	readonly regionId: string;
	readonly accessKeyId: string;
	readonly timeLimit: number;
	readonly clock: Clock;
	readonly signal?: AbortSignal;
	/**
	 * Calls an API action and repeats it where that is safe.
	 *
	 * @returns the body of the reply; `{}` when the reply was lost but a look showed the change made
	 * @throws ApiFailure when it did not succeed within the time limit; CancelledError
	 */
	call(action: string, parameters: Record<string, string>, looks?: Looks): Promise<IDataObject>;
}

/** What a look saw, or why it saw nothing: then it is the request itself that is reported. */
async function seen(look: Promise<boolean>): Promise<boolean | Error> {
	return await look.catch(toError);
}

/** @throws Error when the region or the custom endpoint is not valid. */
export function createSession(options: SessionOptions): Session {
	const { accessKey, regionId, send, timeLimit, signal } = options;
	const { clock = systemClock, random = Math.random } = options;
	const baseURL = vpcEndpoint(accessKey, regionId);
	const lane = `${accessKey.accessKeyId}@${baseURL}/${regionId}`;
	const pace = paceOf(clock);
	const secrets = [accessKey.accessKeySecret, accessKey.securityToken];

	const attempt = async (action: string, parameters: Record<string, string>) => {
		if (signal?.aborted) throw new CancelledError();
		const request: IHttpRequestOptions = {
			method: 'POST',
			baseURL,
			url: '/',
			qs: { Action: action, Version: VPC_API_VERSION, RegionId: regionId, ...parameters },
		};
		const reply = await send(request).catch((error: unknown) => toTransportFailure(error, secrets));
		if (reply instanceof Error) return reply;
		try {
			return parseReply(reply, secrets);
		} catch (error) {
			return error as Error;
		}
	};

	/** Sends a request when the pace allows it; not at all if that is after the deadline. */
	const inTurn = async (
		action: string,
		parameters: Record<string, string>,
		deadline: number,
	): Promise<{ outcome: IDataObject | Error; isSent: boolean }> => {
		const track = `${lane}/${action}`;
		let booking: Booking | undefined;
		let isSent = false;
		try {
			for (;;) {
				const last: Booking | undefined = booking;
				const turn = await inLane(lane, REQUESTS_IN_FLIGHT, async () => {
					const own = pace.book(track, clock.now(), last);
					// Those that wait for their turn must not keep other API actions from being called.
					if (own.at > clock.now()) return { own };
					const outcome = await attempt(action, parameters);
					if (outcome instanceof ApiFailure && outcome.entry?.retry === 'throttled') {
						// Before the next one in the lane begins.
						pace.refused(track, own, clock.now(), outcome);
					}
					return { own, outcome };
				});
				booking = turn.own;
				isSent = turn.outcome !== undefined;
				if (turn.outcome) return { outcome: turn.outcome, isSent };
				if (booking.reason && booking.at >= deadline) return { outcome: booking.reason, isSent };
				await clock.sleep(booking.at - clock.now(), signal);
			}
		} finally {
			if (booking && !isSent) pace.cancel(track, booking);
		}
	};

	return {
		regionId,
		accessKeyId: accessKey.accessKeyId,
		timeLimit,
		clock,
		signal,
		async call(action, parameters, looks = {}) {
			const start = clock.now();
			let mayBeDone = false;
			let wasFitting = false;
			const wasSent = looks.sent?.has(action);
			for (let count = 1; ; count++) {
				const { outcome, isSent } = await inTurn(action, parameters, start + timeLimit);
				if (!(outcome instanceof Error)) {
					looks.sent?.add(action);
					return outcome;
				}
				if (signal?.aborted) throw new CancelledError();
				if (!(outcome instanceof ApiFailure)) throw outcome;
				const decision = isSent
					? decideRetry(
							outcome,
							{ action, hasClientToken: 'ClientToken' in parameters },
							{ attempt: count, elapsed: clock.now() - start, timeLimit },
							random(),
						)
					: NO_TIME_LEFT;
				mayBeDone ||= outcome.details.reached === 'unknown' || outcome.entry?.retry === 'server';
				if (mayBeDone) looks.sent?.add(action);
				// A refusal after a lost reply may be the echo of the change itself.
				const mayBeEcho = mayBeDone || (wasSent && outcome.entry?.retry !== 'throttled');
				const found = mayBeEcho && looks.isDone ? await seen(looks.isDone()) : undefined;
				if (found === true) return {};
				if (found instanceof CancelledError) throw found;
				const isKnown = isRead(action) || found === false;
				const failure = mayBeDone && !isKnown ? outcome.asUncertain() : outcome;
				if (!decision.retry || found instanceof Error) throw failure;
				if (decision.look === 'whether done' && !looks.isDone) throw failure;
				if (decision.look === 'at the state') {
					const state: StateNow | undefined = await looks.findState?.();
					// It passed between the refusal and the look. Refused once more, it is for another reason.
					const isFitting: boolean = state === 'fitting' && !wasFitting;
					if (state !== 'passing' && !isFitting) throw outcome;
					wasFitting ||= isFitting;
				}
				await clock.sleep(decision.delay, signal);
			}
		},
	};
}
