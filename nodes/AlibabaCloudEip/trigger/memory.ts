import type { RegionListMemory } from './reading/findRegions';

/** How often something failed in a row. */
export interface FailureCount {
	/** Polls in a row in which it failed. */
	failed: number;
	/** How often that was reported. */
	reported: number;
}

/**
 * What this process remembers of a trigger from one poll to the next. It is lost with the process,
 * and another process has its own: nothing that must be right depends on it.
 */
export interface TriggerMemory extends RegionListMemory {
	/** How often events or a state were handed on to n8n. */
	turn: number;
	/** The generation of the state that the last events were found from, and when. */
	eventsOf?: { generation: number; at: number };
	/** By region and what of it could not be read. */
	failures: Map<string, FailureCount>;
}

const MAX_TRIGGERS = 1000;
const MAX_UNUSED = 7 * 24 * 3_600_000;

/**
 * The memory of all triggers of this process, by workflow, node and account. Those that were not used
 * for a week go, and beyond a thousand those that were not used longest. Times are `Clock.monotonic()`.
 */
export class TriggerMemories {
	/** Least recently used first. */
	readonly #memories = new Map<string, { memory: TriggerMemory; usedAt: number }>();

	get size(): number {
		return this.#memories.size;
	}

	/** What is remembered of a trigger; nothing at first. */
	of(key: string, now: number): TriggerMemory {
		const { memory } = this.#memories.get(key) ?? { memory: emptyMemory() };
		this.#memories.delete(key);
		this.#memories.set(key, { memory, usedAt: now });
		for (const [oldest, { usedAt }] of this.#memories) {
			const isTooMany = this.#memories.size > MAX_TRIGGERS;
			if (!isTooMany && now - usedAt <= MAX_UNUSED) break;
			this.#memories.delete(oldest);
		}
		return memory;
	}
}

/** The memory of a trigger that was not polled yet. */
export function emptyMemory(): TriggerMemory {
	return { turn: 0, failures: new Map() };
}
