import { toError } from '../../errors/toError';
import type { Clock } from '../client/clock';
import type { Session } from '../client/session';

/** Milliseconds between two looks. */
const TICK = 2_000;
/** Milliseconds before the first: the fastest change takes about a second. */
const FIRST_TICK = 1_000;
/** With very many waits the ticks grow, so that reading takes at most half of the 600 calls a minute. */
const WAITS_PER_CALL = 50;
const MILLISECONDS_PER_CALL = 200;

/** The first pauses of a wait in which something is out of service. Later ones are as for all others. */
const URGENT_PAUSES = [500, 500, 1_000, 1_000];

/** The moments at which all that wait in one account and region look, so that they share their reads. */
class Ticks {
	#waits = 0;

	#tick: Promise<void> | undefined;

	#count = 0;

	readonly #end = new AbortController();

	constructor(
		private readonly clock: Clock,
		private readonly onIdle: () => void,
		private readonly firstPauses: number[] = [FIRST_TICK],
	) {}

	join(): void {
		this.#waits++;
	}

	/** With the last wait the ticks end. */
	leave(): void {
		if (--this.#waits > 0) return;
		this.#end.abort();
		this.onIdle();
	}

	/**
	 * Resolves with the next tick.
	 * @param rest milliseconds that the wait has: a short time limit still leaves time for a look
	 */
	async next(rest: number): Promise<void> {
		this.#tick ??= this.#pass(rest);
		await this.#tick;
	}

	async #pass(rest: number): Promise<void> {
		const calls = Math.ceil(this.#waits / WAITS_PER_CALL);
		const first = this.firstPauses.at(this.#count);
		const pause =
			first === undefined
				? Math.max(TICK, calls * MILLISECONDS_PER_CALL)
				: Math.min(first, Math.max(0, rest / 2));
		await this.clock.sleep(pause, this.#end.signal).catch(toError);
		this.#count++;
		this.#tick = undefined;
	}
}

/** By account, endpoint and region. Ticks live as long as somebody waits for them. */
const ticksOf = new WeakMap<Clock, Map<string, Ticks>>();

/** The ticks of a session's account and region, joined. Whoever calls this must `leave` them. */
export function joinTicks({ clock, key }: Session): Ticks {
	const all = ticksOf.get(clock) ?? new Map<string, Ticks>();
	ticksOf.set(clock, all);
	const known = all.get(key);
	const ticks: Ticks = known ?? new Ticks(clock, () => all.delete(key));
	if (!known) all.set(key, ticks);
	ticks.join();
	return ticks;
}

/** Ticks of its own for one wait that is urgent, joined. Whoever calls this must `leave` them. */
export function urgentTicks({ clock }: Session): Ticks {
	const ticks = new Ticks(clock, () => {}, URGENT_PAUSES);
	ticks.join();
	return ticks;
}

/** In how many accounts and regions somebody waits. For tests. */
export function countTicks(clock: Clock): number {
	return ticksOf.get(clock)?.size ?? 0;
}
