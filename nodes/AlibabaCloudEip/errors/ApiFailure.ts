import { type AnswerKind, answers } from './answers';
import type { ErrorTableEntry } from './ErrorTableEntry';
import { areKeysRefused, findErrorEntry, findNamedEntry } from './errorTable';
import { ROLE_KEYS_REFUSED } from './table/role';

/** How far a request came before it failed. */
export type Reached =
	/** The server refused it; nothing was done. */
	| 'refused'
	/** It never left, or never reached the server. */
	| 'not sent'
	/** It may have been carried out. */
	| 'unknown';

/** The call that failed, as far as messages name it. */
export interface FailedCall {
	/** The API action, such as `ReleaseEipAddress`. */
	action: string;
	regionId: string;
	/** The product as RAM names it, such as `ecs`; `vpc` if there is none. */
	product?: string;
	/** Whether it would have cost money. */
	isPurchase?: boolean;
	/** The ID of what the call is about. */
	resource?: string;
	/** The ARN of the role that it was sent in. */
	role?: string;
}

export interface ApiFailureDetails {
	/** Alibaba's `Code`, or undefined where none was received. */
	code?: string;
	/** What is shown where the code is not known: Alibaba's own sentence or ours; free of secrets. */
	message: string;
	/** Alibaba's own sentence, where one was received that can be read; free of secrets. */
	sentence?: string;
	requestId?: string;
	statusCode?: number;
	/** Milliseconds, from the header `x-acs-retry-after`. */
	retryAfter?: number;
	/** Address of Alibaba's page about the code. */
	recommend?: string;
	/** The permission that Alibaba names as missing, such as `vpc:ReleaseEipAddress`. */
	permission?: string;
	/** The resource that Alibaba names in a refused permission, such as `acs:vpc:…:eip/eip-1`. */
	deniedResource?: string;
	/** Who or what answered instead of the API, where that is known. */
	answer?: AnswerKind;
	call?: FailedCall;
	reached: Reached;
	/** An earlier attempt may have made the change, and nobody could look. */
	isUncertain?: boolean;
	/** The changes that an earlier try of the item has sent and that may have been made. */
	sentBefore?: string[];
	/** What was looked up after the refusal and says more of its reason, in whole sentences. */
	found?: string;
	/** What a purchase whose outcome is not known can be found by. */
	clientToken?: string;
	/** It failed before the request that somebody waits for was sent: that one was not carried out. */
	isBefore?: boolean;
}

/** One request that did not succeed. Transport throws nothing else for what happens on the wire. */
export class ApiFailure extends Error {
	readonly entry: ErrorTableEntry | undefined;

	constructor(readonly details: ApiFailureDetails) {
		super(details.message);
		this.name = 'ApiFailure';
		const { code, answer, call } = details;
		if (code !== undefined) {
			this.entry = this.isOfKeys
				? ROLE_KEYS_REFUSED
				: (findNamedEntry(code, details.sentence) ?? findErrorEntry(code, call?.action));
		} else if (answer !== undefined) this.entry = answers[answer];
	}

	/** Whether it is certain that the request changed nothing. */
	get isRefusal(): boolean {
		const { reached, isUncertain, isBefore } = this.details;
		if (isUncertain) return false;
		if (isBefore) return true;
		if (reached === 'unknown') return false;
		return this.entry?.retry !== 'server' && this.entry?.isRefusal !== false;
	}

	/** Whether it is the temporary keys of a role that were refused. */
	get isOfKeys(): boolean {
		const { call, code, sentence, reached } = this.details;
		if (call?.role === undefined || code === undefined || reached !== 'refused') return false;
		return areKeysRefused(code, sentence);
	}

	/** The same, for something that had to be done before the request was sent. */
	asBefore(): ApiFailure {
		return new ApiFailure({ ...this.details, reached: 'not sent', isBefore: true });
	}

	/** The same, for a change that may have been made all the same. */
	asUncertain(): ApiFailure {
		return new ApiFailure({ ...this.details, isUncertain: true });
	}

	/** The same, with what was looked up of its reason. */
	withFound(found: string): ApiFailure {
		return new ApiFailure({ ...this.details, found });
	}

	/** The same, after earlier tries whose changes may have been made. */
	after(sentBefore: string[]): ApiFailure {
		return new ApiFailure({ ...this.details, sentBefore, isUncertain: true });
	}

	/** The same, with the call that it is the failure of: some codes mean something else by action. */
	inCall(call: FailedCall): ApiFailure {
		return new ApiFailure({ ...this.details, call });
	}
}

/** Input that is refused before anything is sent. `message` names the field in single quotes. */
export class InvalidInput extends Error {
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
		this.name = 'InvalidInput';
	}
}

/** A wait that ended otherwise than wanted. */
export class UnexpectedOutcome extends Error {
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
		this.name = 'UnexpectedOutcome';
	}
}
