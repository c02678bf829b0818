import { sleep } from 'n8n-workflow';
import { onAbort } from './onAbort';

/** Time as the api client sees it, so that tests need not wait. */
export interface Clock {
	/** Milliseconds since 1970. Jumps when the machine's clock is set: for dates only, never for durations. */
	now(): number;
	/** Milliseconds since some moment. Never jumps: for durations, deadlines and limits. */
	monotonic(): number;
	/**
	 * Resolves after so many milliseconds.
	 * @throws CancelledError as soon as the signal is aborted
	 */
	sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
	/** Resolves in the next turn of the event loop, when all that is due now has had its turn. */
	turn(): Promise<void>;
	/**
	 * Calls back once after so many milliseconds, for limits of what is under way meanwhile.
	 * @returns what takes it back
	 */
	after(milliseconds: number, callback: () => void): () => void;
}

/** The execution was cancelled while something was awaited. */
export class CancelledError extends Error {
	/** @param doing what was going on, e.g. `while it waited for a reply` */
	constructor(doing = '') {
		super(`The execution was cancelled ${doing}`.trim());
		this.name = 'CancelledError';
	}
}

// n8n-workflow's `sleep` can't be taken back, and a timer of our own is not allowed in verified nodes.
// In slices, what nobody waits for any more is gone soon, and a machine that was suspended is noticed.
const SLICE = 500;

async function pass(milliseconds: number, isOver: () => boolean): Promise<void> {
	const end = performance.now() + milliseconds;
	for (let rest = milliseconds; rest > 0 && !isOver(); rest = end - performance.now()) {
		await sleep(Math.min(rest, SLICE));
	}
}

export const systemClock: Clock = {
	now: () => Date.now(),
	monotonic: () => performance.now(),
	async sleep(milliseconds, signal) {
		let isOver = false;
		await new Promise<void>((resolve) => {
			const forget = onAbort(signal, () => {
				isOver = true;
				resolve();
			});
			void pass(milliseconds, () => isOver).then(() => {
				forget();
				resolve();
			});
		});
		if (signal?.aborted) throw new CancelledError();
	},
	turn: async () => await sleep(0),
	after(milliseconds, callback) {
		let isOver = false;
		void pass(milliseconds, () => isOver).then(() => {
			if (!isOver) callback();
		});
		return () => {
			isOver = true;
		};
	},
};
