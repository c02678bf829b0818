import { CancelledError, type Clock } from '../../../nodes/AlibabaCloudEip/transport/clock';

/** Time that passes only in sleeps, at once. Sleeps are woken in the order of their ends. */
export class FakeClock implements Clock {
	time = Date.UTC(2026, 10, 24);

	/** How long was slept, in the order of the calls. */
	readonly sleeps: number[] = [];

	/** Called whenever time has passed. */
	onTick?: (clock: FakeClock) => void;

	now = (): number => this.time;

	async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
		if (signal?.aborted) throw new CancelledError();
		this.sleeps.push(milliseconds);
		const end = this.time + milliseconds;
		await new Promise((resolve) => setImmediate(resolve));
		this.time = Math.max(this.time, end);
		this.onTick?.(this);
		if (signal?.aborted) throw new CancelledError();
	}
}
