import { ERROR_TABLE, documentedStatus } from './errorTable';
import type { ReplyObject } from './json';

/** A refusal as the API words it: code, HTTP status, message, and what else belongs in body or headers. */
export class ApiError extends Error {
	/** HTTP status where it was asked for; else the reference of the action says it. */
	readonly #status: number | undefined;

	/** Members added to the error body, such as `AccessDeniedDetail`. */
	readonly details: ReplyObject;

	/** Headers added to the reply, such as `x-acs-retry-after`. */
	readonly headers: Readonly<Record<string, string>>;

	constructor(
		/** Alibaba's error code, in Alibaba's spelling. */
		readonly code: string,
		message?: string,
		more: { status?: number; details?: ReplyObject; headers?: Record<string, string> } = {},
	) {
		super(message ?? ERROR_TABLE[code]?.message ?? code);
		this.#status = more.status;
		this.details = more.details ?? {};
		this.headers = more.headers ?? {};
	}

	/** HTTP status; only a hint, clients must decide on the code. Some codes have another by action. */
	statusIn(action: string): number {
		return (
			this.#status ?? documentedStatus(this.code, action) ?? ERROR_TABLE[this.code]?.status ?? 400
		);
	}
}

/** `Missing<Name>`, for a required parameter that was not sent. */
export function missing(name: string): ApiError {
	return new ApiError(`Missing${name}`, `${name} is mandatory for this action.`);
}

/** `InvalidParameter`, naming the parameter. */
export function invalid(name: string, why = 'is not valid'): ApiError {
	return new ApiError('InvalidParameter', `The value of "${name}" ${why}.`);
}
