import type { ReplyObject } from '../wire/json';
import { ApiError } from '../wire/apiError';

interface Remembered {
	readonly parameters: string;
	/** Absent while the first request is being served. */
	reply?: ReplyObject;
	/** What is answered to the token from now on, whatever became possible meanwhile. */
	refusal?: ApiError;
}

/** Remembers what was answered to a ClientToken, so that the same request does nothing twice. */
export class ClientTokens {
	readonly #tokens = new Map<string, Remembered>();

	/**
	 * Begins a request with a token. Answers with the reply given before, if there is one. The same
	 * token with other parameters, or while its first request is running, is refused.
	 */
	begin(key: string, parameters: ReadonlyMap<string, string>): ReplyObject | undefined {
		const text = JSON.stringify([...parameters].filter(([name]) => name !== 'ClientToken').sort());
		const known = this.#tokens.get(key);
		if (!known) {
			this.#tokens.set(key, { parameters: text });
			return undefined;
		}
		if (known.parameters !== text) throw new ApiError('IdempotentParameterMismatch');
		if (known.refusal) throw known.refusal;
		if (!known.reply) throw new ApiError('LastTokenProcessing');
		return known.reply;
	}

	/** Notes the reply; it counts once the request is over. */
	succeed(key: string, reply: ReplyObject): void {
		const known = this.#tokens.get(key);
		if (known) known.reply = reply;
	}

	/** Forgets a token whose request failed: it may be used again, but if its refusal stays. */
	fail(key: string, refusal?: ApiError): void {
		const known = this.#tokens.get(key);
		if (known && refusal) known.refusal = refusal;
		else this.#tokens.delete(key);
	}
}
