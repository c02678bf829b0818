import { STATE_KEY, type PollingNode, commitPoll } from './commitPoll';
import { computePoll } from './computePoll';
import type { Environment } from './environment';
import type { TriggerEvent } from './events/TriggerEvent';
import { TriggerMemories, type TriggerMemory } from './memory';
import { readGeneration } from './state/state';

/**
 * Per `PollingNode.key` and account. With durable cursors each of two polls has a copy of the state, and
 * n8n may start one while it still saves what the other found: so the state cannot show the one to the other.
 */
const memories = new TriggerMemories();

/** What this process remembers under a key, see `memories`. */
export function memoryOf(key: string, now: number): TriggerMemory {
	return memories.of(key, now);
}

/** So long n8n may take to save. Then it has failed to, and the events are handed on again. Milliseconds. */
const MAX_TIME_TO_SAVE = 30_000;

/**
 * One poll of a node: from its static data to the events, and back to its static data.
 *
 * @throws NodeApiError, NodeOperationError, ApiFailure; then nothing was written
 */
export async function pollOnce(
	environment: Environment,
	polling: PollingNode,
): Promise<TriggerEvent[]> {
	const { account, clock, settings } = environment;
	const memory = memories.of(`${polling.key}/${account}`, clock.monotonic());
	const stored = polling.staticData[polling.stateKey ?? STATE_KEY];
	const start = { generation: readGeneration(stored), turn: memory.turn };
	if (isBeingSaved(memory, start.generation, clock.monotonic())) return [];
	const result = await computePoll(environment, stored, memory);
	return commitPoll(result, start, polling, memory, {
		isChosen: settings.regions !== 'all',
		now: clock.monotonic(),
	});
}

/** Whether events found from this very state were just handed on, and n8n has not saved that yet. */
function isBeingSaved({ eventsOf }: TriggerMemory, generation: number, now: number): boolean {
	return eventsOf?.generation === generation && now < eventsOf.at + MAX_TIME_TO_SAVE;
}
