import type { IDataObject, INode } from 'n8n-workflow';
import type { TriggerEvent } from './events/TriggerEvent';
import { hashOf } from './eventId';
import { countFailures, failureOf } from './failures';
import type { TriggerMemory } from './memory';
import type { PollResult } from './PollResult';
import { readGeneration } from './state/state';

/**
 * The key of the node's static data; the beginning of it where the node names accounts. It is replaced as a whole:
 * n8n notices no change within.
 */
export const STATE_KEY = 'elasticIps';

/** The trigger node that polls. */
export interface PollingNode {
	node: INode;
	/** Distinguishes it from every other one, and stays the same. */
	key: string;
	/** Its static data: read at the start, written once, at the end of a poll that succeeded. */
	staticData: IDataObject;
	/** The key there. @default STATE_KEY */
	stateKey?: string;
	warn(message: string): void;
}

/** Where a poll began: what shows whether another one has ended meanwhile. */
export interface PollStart {
	generation: number;
	turn: number;
}

/**
 * Ends a poll: writes its state and hands on its events, or does neither.
 *
 * @param isChosen whether the user chose the regions
 * @param now as `clock.monotonic()` counts
 * @throws NodeApiError, NodeOperationError; then nothing was written
 */
export function commitPoll(
	result: PollResult,
	{ generation, turn }: PollStart,
	{ node, key, staticData, stateKey = STATE_KEY, warn }: PollingNode,
	memory: TriggerMemory,
	{ isChosen, now }: { isChosen: boolean; now: number },
): TriggerEvent[] {
	countFailures(memory, result.failures);
	for (const warning of result.warnings) {
		warn(
			`${node.name}: ${warning}. A new baseline was taken; changes since the last poll are not reported.`,
		);
	}
	// Another poll of this node was faster. It has reported what there was; the next one goes on from there.
	if (readGeneration(staticData[stateKey]) !== generation) return [];
	if (memory.turn !== turn) return [];

	const error = failureOf(memory, node, result, isChosen);
	if (error) throw error;
	for (const { regionId, what, error: failure } of result.failures) {
		warn(`${node.name}: the ${what} of ${regionId} could not be read: ${failure.message}`);
	}
	if (result.stored) {
		staticData[stateKey] = result.stored;
		memory.turn++;
		if (result.events.length > 0) memory.eventsOf = { generation, at: now };
	}
	// A copy of the node may have been made with the static data, and then finds the same.
	return result.events.map((event) => ({ ...event, eventId: hashOf([key, event.eventId]) }));
}
