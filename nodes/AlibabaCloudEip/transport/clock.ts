import { sleep } from 'n8n-workflow';

/** Time as the transport sees it, so that tests need not wait. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	/**
	 * Resolves after so many milliseconds.
	 * @throws CancelledError at most a second after the signal was aborted
	 */
	sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The execution was cancelled while something was awaited. */
export class CancelledError extends Error {
	constructor() {
		super('The execution was cancelled');
		this.name = 'CancelledError';
	}
}

// n8n-workflow 2.41 has no sleepWithAbort although its lint rule names one; a timer of our own is
// not allowed in verified nodes. So a cancelled wait is noticed within one slice.
const SLICE = 500;

export const systemClock: Clock = {
	now: () => Date.now(),
	async sleep(milliseconds, signal) {
		const end = Date.now() + milliseconds;
		for (let rest = milliseconds; rest > 0; rest = end - Date.now()) {
			if (signal?.aborted) throw new CancelledError();
			await sleep(Math.min(rest, SLICE));
		}
		if (signal?.aborted) throw new CancelledError();
	},
};
