import { type ErrorTableEntry, findErrorEntry } from './errorTable';

/** How far a request came before it failed. */
export type Reached =
	/** The server refused it; nothing was done. */
	| 'refused'
	/** It never left, or never reached the server. */
	| 'not sent'
	/** It may have been carried out. */
	| 'unknown';

export interface ApiFailureDetails {
	/** Alibaba's `Code`, or undefined where none was received. */
	code?: string;
	/** Alibaba's own message, or what went wrong on the way; free of secrets. */
	message: string;
	requestId?: string;
	statusCode?: number;
	/** Milliseconds, from the header `x-acs-retry-after`. */
	retryAfter?: number;
	/** Address of Alibaba's page about the code. */
	recommend?: string;
	reached: Reached;
	/** An earlier attempt may have made the change, and nobody could look. */
	isUncertain?: boolean;
}

/** One request that did not succeed. Transport throws nothing else for what happens on the wire. */
export class ApiFailure extends Error {
	readonly entry: ErrorTableEntry | undefined;

	constructor(readonly details: ApiFailureDetails) {
		super(details.message);
		this.name = 'ApiFailure';
		this.entry = details.code === undefined ? undefined : findErrorEntry(details.code);
	}

	/** The same, for a change that may have been made all the same. */
	asUncertain(): ApiFailure {
		return new ApiFailure({ ...this.details, isUncertain: true });
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

/** A wait that ended otherwise than wished. */
export class UnexpectedOutcome extends Error {
	constructor(
		message: string,
		readonly advice: string,
	) {
		super(message);
		this.name = 'UnexpectedOutcome';
	}
}
