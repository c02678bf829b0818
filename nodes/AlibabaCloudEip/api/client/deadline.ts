import type { Clock } from './clock';
import { onAbort } from './onAbort';

/** The time that one item has for everything: its calls, their repetitions, and all waits. */
export class Deadline {
	/** On the monotonic clock. */
	readonly at: number;

	/** @param limit milliseconds from now on */
	constructor(
		private readonly clock: Clock,
		readonly limit: number,
	) {
		this.at = clock.monotonic() + limit;
	}

	/** Milliseconds that are left; zero or less when it is over. */
	get rest(): number {
		return this.at - this.clock.monotonic();
	}

	/** The limit in whole seconds, for messages. */
	get seconds(): number {
		return Math.max(1, Math.round(this.limit / 1000));
	}
}

/** What ends a wait from outside. */
export interface WaitLimits {
	readonly clock: Clock;
	readonly deadline: Deadline;
	readonly signal?: AbortSignal;
}

/** Why a wait ended before what it waited for. */
export type Ending = 'cancelled' | 'out of time';

/**
 * Waits for a task, at most until the deadline or a cancel. The task itself is not stopped.
 */
export async function waitWithin<Result>(
	task: Promise<Result>,
	{ clock, deadline, signal }: WaitLimits,
): Promise<{ result: Result } | { ending: Ending }> {
	return await new Promise((resolve, reject) => {
		const stop = clock.after(Math.max(0, deadline.rest), () => {
			forget();
			resolve({ ending: 'out of time' });
		});
		const forget = onAbort(signal, () => {
			stop();
			resolve({ ending: 'cancelled' });
		});
		const end = () => {
			stop();
			forget();
		};
		task.then(
			(result) => {
				end();
				resolve({ result });
			},
			(error: Error) => {
				end();
				reject(error);
			},
		);
	});
}
