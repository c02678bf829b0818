import type { IDataObject } from 'n8n-workflow';
import { type ActionName, actions, isRead } from '../actions';
import { ApiFailure } from '../../errors/ApiFailure';
import { saysAlreadySo } from '../../errors/table/alreadySo';
import { toError } from '../../errors/toError';
import { CancelledError } from './clock';
import { type Decision, NOT_READY_LIMIT, decideRetry } from './retry';
import { TimeLimitReached } from './TimeLimitReached';
import { type Way, sendInTurn } from './turn';

/** A state that passes by itself, one in which the change can be made, or one that only others end. */
export type StateNow = 'passing' | 'fitting' | 'lasting';

/** What a caller knows about the state, asked for before a request is repeated. */
export interface CallChecks {
	/**
	 * Whether what the request asks for is so, as far as can be read.
	 *
	 * @param mayBeOurs whether this item has sent it, so that it may be so because of that
	 */
	isApplied?: (mayBeOurs: boolean) => Promise<boolean>;
	/**
	 * Whether what is so already is a success also when this item has not sent it before: for changes
	 * that ask for a state, not for those that take something away from its owner.
	 */
	acceptsAlreadySo?: boolean;
	/**
	 * The actions that were sent before for the same purpose and may have been carried out: a refusal
	 * may be the echo of that. The call adds its own.
	 */
	sent?: Set<ActionName>;
	/** What the state of the resource is now, after a change was refused because of it. */
	findState?: () => Promise<StateNow>;
	/**
	 * A new ClientToken for the next attempt, after a refusal: with the old one Alibaba Cloud may repeat
	 * it for ever. Not for what is bought, nor for the user's own token.
	 */
	renewToken?: () => string;
}

/** What a refusal of these groups is about has nothing to do with the state that was asked for. */
const NOT_ABOUT_STATE: ReadonlySet<string | undefined> = new Set([
	'key',
	'permission',
	'endpoint',
	'form',
	'not found',
]);
const NOT_REFUSED_FOR_STATE: ReadonlySet<string | undefined> = new Set([
	'throttled',
	'again',
	'server',
]);

/** Whether Alibaba Cloud has refused it for a reason that may be the state in which something is. */
function mayBeAboutState({ details, entry }: ApiFailure): boolean {
	const isAnswer = details.reached === 'refused' && details.code !== undefined;
	return isAnswer && !NOT_ABOUT_STATE.has(entry?.group) && !NOT_REFUSED_FOR_STATE.has(entry?.retry);
}

/** Whether Alibaba Cloud has done nothing with the ClientToken, and is done with it. */
function hasUsedUpToken({ details, entry }: ApiFailure): boolean {
	const isRunning = /LastTokenProcessing$/i.test(details.code ?? '');
	return details.reached === 'refused' && !isRunning && !NOT_REFUSED_FOR_STATE.has(entry?.retry);
}

/** How a call is repeated. */
export interface Repetition extends Way {
	/** Called with each attempt that failed, before it is repeated. */
	onFailure?: (failure: ApiFailure) => void;
	/** Between 0 and 1, for the jitter. */
	random: () => number;
}

const NO_TIME_LEFT: Decision = { retry: false };

/** A call with all its attempts: what is known of it so far decides what the next failure means. */
export class RepeatedCall {
	readonly #start: number;

	#parameters: Record<string, string>;

	/** Whether an earlier attempt may have been carried out without a reply that says so. */
	#mayBeDone = false;

	/** Whether a reply to this ClientToken was lost, and no refusal has spoken against it since. */
	#mayTokenBeDone = false;

	/** Whether a look found the state in which it can be done, after a refusal for its state. */
	#wasFitting = false;

	#hasLooked = false;

	/** The failure before. */
	#last: ApiFailure | undefined;

	readonly #isDryRun: boolean;

	/** Whether an earlier try has sent it. */
	readonly #wasSent: boolean;

	constructor(
		private readonly way: Repetition,
		private readonly action: ActionName,
		parameters: Record<string, string>,
		private readonly checks: CallChecks,
	) {
		this.#start = way.limits.clock.monotonic();
		this.#parameters = parameters;
		this.#isDryRun = parameters.DryRun === 'true';
		this.#wasSent = checks.sent?.has(action) === true;
	}

	/** @returns the body of the reply, `{}` when it is so without one; see `Session.call` */
	async run(): Promise<IDataObject> {
		for (let attempt = 1; ; attempt++) {
			const { outcome, isSent } = await sendInTurn(this.way, this.action, this.#parameters);
			if (!(outcome instanceof Error)) {
				this.checks.sent?.add(this.action);
				return outcome;
			}
			const failure = this.#failureOf(outcome, isSent);
			const decision = isSent ? this.#decide(failure, attempt) : NO_TIME_LEFT;
			const delay = await this.#delayAfter(failure, decision);
			if (delay === undefined) return {};
			await this.#pause(delay);
		}
	}

	/** @throws what is no failure of the request: a cancel, or a fault of ours */
	#failureOf(outcome: Error, isSent: boolean): ApiFailure {
		if (outcome instanceof CancelledError) throw this.#cancelled(outcome, isSent);
		const isAnswered = outcome instanceof ApiFailure && outcome.details.reached !== 'unknown';
		if (this.way.limits.signal?.aborted) throw this.#cancelled(new CancelledError(), !isAnswered);
		if (!(outcome instanceof ApiFailure)) throw outcome;
		return outcome;
	}

	#decide(failure: ApiFailure, attempt: number): Decision {
		return decideRetry(
			failure,
			{ action: this.action, hasClientToken: 'ClientToken' in this.#parameters },
			{
				attempt,
				elapsed: this.#elapsed,
				timeLimit: this.way.limits.deadline.at - this.#start,
			},
			this.way.random(),
		);
	}

	/**
	 * Milliseconds until it is sent again; undefined when what is asked for is so in spite of the failure.
	 *
	 * @throws the failure when it is not to be sent again; CancelledError
	 */
	async #delayAfter(failure: ApiFailure, decision: Decision): Promise<number | undefined> {
		const { details, entry } = failure;
		const isOpen = details.reached === 'unknown' || entry?.retry === 'server';
		const isLost = isOpen && !details.isBefore;
		this.#mayBeDone ||= isLost;
		if (this.#mayBeDone) this.checks.sent?.add(this.action);
		const isSaid = !this.#isDryRun && details.reached === 'refused';
		if (isSaid && saysAlreadySo(this.action, this.#parameters, details.code)) return undefined;
		// A refusal after a lost reply may be the echo of the change itself.
		const mayBeEcho = this.#mayBeDone || (this.#wasSent && entry?.retry !== 'throttled');
		const found = await this.#lookWhetherApplied(failure, mayBeEcho, decision);
		if (found === true) return undefined;
		const delay = await this.#delayUnlessFinal(failure, decision, mayBeEcho, found);
		this.#renewToken(failure, !mayBeEcho || found === false);
		this.#mayTokenBeDone ||= isLost;
		return delay;
	}

	/** @returns undefined where it was not looked at; an Error where the look failed */
	async #lookWhetherApplied(
		failure: ApiFailure,
		mayBeEcho: boolean,
		decision: Decision,
	): Promise<boolean | Error | undefined> {
		const { isApplied, acceptsAlreadySo } = this.checks;
		const isWorthLook = !decision.retry || (!this.#hasLooked && failure.entry?.retry !== 'busy');
		const mayBeSo =
			mayBeEcho || (acceptsAlreadySo === true && mayBeAboutState(failure) && isWorthLook);
		this.#hasLooked ||= mayBeSo;
		if (!mayBeSo) return undefined;
		if (this.#isDryRun) return false;
		const found = await isApplied?.(mayBeEcho).catch(toError);
		if (found instanceof CancelledError) throw this.#cancelled(found, false);
		return found;
	}

	async #delayUnlessFinal(
		failure: ApiFailure,
		decision: Decision,
		mayBeEcho: boolean,
		found: boolean | Error | undefined,
	): Promise<number> {
		// What kept it from being done until now says more than that the time is over.
		const reason = failure instanceof TimeLimitReached ? (this.#last ?? failure) : failure;
		this.#last = reason;
		this.way.onFailure?.(reason);
		const isKnown = isRead(this.action) || found === false;
		const thrown = this.#mayBeDone && !isKnown ? reason.asUncertain() : reason;
		if (!decision.retry) throw thrown;
		const isLookNeeded = mayBeEcho && actions[this.action].repeat === 'if not applied';
		if (found instanceof Error && isLookNeeded) throw thrown;
		const hasNoLook = !this.#isDryRun && !this.checks.isApplied;
		if (decision.look === 'whether applied' && hasNoLook) throw thrown;
		if (decision.look === 'at the state' && !(await this.#mayPass(decision.delay))) throw failure;
		return decision.delay;
	}

	/** Whether the state for which it was refused may be another one soon. */
	async #mayPass(delay: number): Promise<boolean> {
		const look = await this.checks.findState?.().catch(toError);
		if (look instanceof CancelledError) throw this.#cancelled(look, false);
		const state = look instanceof Error ? undefined : look;
		// What cannot be read is given the time that such a state mostly takes.
		if (state === undefined) return this.#elapsed + delay < NOT_READY_LIMIT;
		// It passed between the refusal and the look. Refused once more, it is for another reason.
		const isFitting = state === 'fitting' && !this.#wasFitting;
		this.#wasFitting ||= isFitting;
		return state === 'passing' || isFitting;
	}

	#renewToken(failure: ApiFailure, isNotDone: boolean): void {
		if (!this.checks.renewToken || !hasUsedUpToken(failure)) return;
		if (!isNotDone && actions[this.action].repeat !== 'always') return;
		// A conflict may be with the change itself, which takes a while and does not show yet: with a new token
		// it would be made twice. Refused once more, it was not that.
		if (this.#mayTokenBeDone) {
			this.#mayTokenBeDone = false;
			return;
		}
		this.#parameters = { ...this.#parameters, ClientToken: this.checks.renewToken() };
	}

	async #pause(delay: number): Promise<void> {
		const { clock, signal } = this.way.limits;
		const ending = await clock.sleep(delay, signal).then(() => undefined, toError);
		if (ending instanceof CancelledError) throw this.#cancelled(ending, false);
	}

	/** What a cancel leaves behind. @param isOpen whether a request was under way */
	#cancelled(error: CancelledError, isOpen: boolean): CancelledError {
		if (isRead(this.action) || !(this.#mayBeDone || isOpen)) return error;
		this.checks.sent?.add(this.action);
		return new CancelledError(
			`after ${this.action} was sent and before its reply came. It is not known whether Alibaba Cloud made the change. Check your resources before you try again`,
		);
	}

	get #elapsed(): number {
		return this.way.limits.clock.monotonic() - this.#start;
	}
}
