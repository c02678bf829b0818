import { CancelledError, type Clock } from '../../../nodes/AlibabaCloudEip/api/client/clock';

interface Timer {
	end: number;
	fire: () => void;
}

/** So many turns of the event loop without any sleep mean that all are waiting for a limit. */
const IDLE_TURNS = 200;

/**
 * Time that passes only while somebody waits, at once. Timers come in the order of their ends. Where
 * nobody sleeps, limits (`after`) come only when nothing else goes on.
 */
export class FakeClock implements Clock {
	/** Milliseconds since 1970. A test that sets it makes the machine's clock jump. */
	time = Date.UTC(2026, 10, 24);

	/** Milliseconds that have really passed. */
	elapsed = 0;

	/** How long was slept, in the order of the calls. */
	readonly sleeps: number[] = [];

	/** Called whenever a sleep has ended. */
	onTick?: (clock: FakeClock) => void;

	readonly #sleeping = new Set<Timer>();

	readonly #limits = new Set<Timer>();

	#isRunning = false;

	now = (): number => this.time;

	monotonic = (): number => this.elapsed;

	/** Lets time pass, for what takes long by itself. */
	advance(milliseconds: number): void {
		this.elapsed += milliseconds;
		this.time += milliseconds;
	}

	async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
		if (signal?.aborted) throw new CancelledError();
		this.sleeps.push(milliseconds);
		await this.#pass(milliseconds, () => this.onTick?.(this), signal);
		if (signal?.aborted) throw new CancelledError();
	}

	turn = async (): Promise<void> => await this.#pass(0, () => {});

	async #pass(milliseconds: number, onEnd: () => void, signal?: AbortSignal): Promise<void> {
		await new Promise<void>((resolve) => {
			const wake = () => {
				this.#sleeping.delete(timer);
				signal?.removeEventListener('abort', wake);
				resolve();
			};
			const timer = {
				end: this.elapsed + milliseconds,
				fire: () => {
					wake();
					onEnd();
				},
			};
			signal?.addEventListener('abort', wake);
			this.#sleeping.add(timer);
			this.#run();
		});
	}

	after = (milliseconds: number, callback: () => void): (() => void) => {
		const timer = { end: this.elapsed + milliseconds, fire: callback };
		this.#limits.add(timer);
		this.#run();
		return () => this.#limits.delete(timer);
	};

	#run(): void {
		if (this.#isRunning) return;
		this.#isRunning = true;
		let idle = 0;
		const turn = () => {
			const timers = [...this.#sleeping, ...this.#limits];
			if (timers.length === 0) {
				this.#isRunning = false;
				return;
			}
			if (this.#sleeping.size > 0 || ++idle > IDLE_TURNS) {
				idle = 0;
				const next = timers.reduce((one, other) => (other.end < one.end ? other : one));
				this.#sleeping.delete(next);
				this.#limits.delete(next);
				this.advance(Math.max(0, next.end - this.elapsed));
				next.fire();
			}
			setImmediate(turn);
		};
		setImmediate(turn);
	}
}
