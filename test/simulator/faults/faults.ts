import type { RecordedRequest } from '../gateway/requestLog';

/**
 * What goes wrong:
 * - `dropBefore`: the connection is cut, nothing was done; `dropAfter`: it was done, the reply is lost.
 * - `delay`: `ms` of waiting before it is done, or with `after` before the reply is sent; with `until`
 *   as long as that promise takes.
 * - `status`: a reply with this `status` (default 503) and a short text.
 * - `code`: an error reply with `code`, `message`, `status`. `throttle`: Throttling.User with x-acs-retry-after.
 * - `html`: a proxy's error page (default 502). `xml`: the true reply, or `code`, in XML although JSON was asked for.
 * - `truncate`: the reply ends after `bytes` (default half of it), cut off or, with `clean`, as if complete.
 * - `body`: `body` as the reply, with `status` (default 200), `headers`, filled up with blanks to `padTo` bytes.
 * - `redirect`: 302 to `location`.
 */
export type FaultKind =
	| 'dropBefore'
	| 'dropAfter'
	| 'delay'
	| 'status'
	| 'code'
	| 'throttle'
	| 'html'
	| 'xml'
	| 'truncate'
	| 'body'
	| 'redirect';

/** A fault to be injected. */
export interface Fault {
	readonly kind: FaultKind;
	/** Which requests it hits; all conditions must hold. */
	readonly action?: string | RegExp;
	readonly region?: string;
	readonly match?: (request: Readonly<RecordedRequest>) => boolean;
	/** How many matching requests pass unharmed first; default 0. */
	readonly skip?: number;
	/** How many are hit; default 1, Infinity for all. */
	readonly times?: number;
	/** Whether the action is carried out before things go wrong; the default depends on the kind. */
	readonly run?: boolean;
	readonly ms?: number;
	readonly until?: Promise<unknown>;
	readonly after?: boolean;
	readonly status?: number;
	readonly code?: string;
	readonly message?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string;
	readonly padTo?: number;
	readonly bytes?: number;
	readonly clean?: boolean;
	readonly location?: string;
	/** For `throttle`: value of x-acs-retry-after in ms; without it the header is not sent. */
	readonly retryAfterMs?: number;
}

interface Armed {
	readonly fault: Fault;
	skip: number;
	times: number;
}

function hits(fault: Fault, request: RecordedRequest): boolean {
	const { action, region, match } = fault;
	if (typeof action === 'string' && action !== request.action) return false;
	if (
		action instanceof RegExp &&
		!new RegExp(action.source, action.flags.replace(/[gy]/g, '')).test(request.action)
	)
		return false;
	if (region !== undefined && region !== request.region) return false;
	return match?.(request) ?? true;
}

/** The faults waiting to happen, in the order they were added. */
export class Faults {
	#armed: Armed[] = [];

	/** Adds a fault. */
	add(fault: Fault): void {
		this.#armed.push({ fault, skip: fault.skip ?? 0, times: fault.times ?? 1 });
	}

	/** Removes all faults. */
	clear(): void {
		this.#armed = [];
	}

	/** Number of faults that can still happen. */
	get pending(): number {
		return this.#armed.length;
	}

	/** The fault that hits this request, if any; each look counts. */
	take(request: RecordedRequest): Fault | undefined {
		for (const armed of this.#armed) {
			if (!hits(armed.fault, request)) continue;
			if (armed.skip > 0) {
				armed.skip--;
				continue;
			}
			armed.times--;
			if (armed.times <= 0) this.#armed = this.#armed.filter((other) => other !== armed);
			return armed.fault;
		}
		return undefined;
	}
}
