import type { IDataObject, INode } from 'n8n-workflow';
import type { Environment } from './environment';
import { judgeFailures } from './failures';
import { runPoll } from './runPoll';
import { readGeneration } from './state/state';
import type { TriggerEvent } from './types';

/** The one key of the node's static data. It is replaced as a whole: n8n notices no change within. */
export const STATE_KEY = 'elasticIps';

/** The trigger node that polls. */
export interface Watcher {
	node: INode;
	/** Tells it from those of other workflows. */
	key: string;
	/** Its static data: read at the start, written once, at the end of a poll that succeeded. */
	staticData: IDataObject;
	warn(message: string): void;
}

/** What a trigger handed on to n8n last, as far as this process knows. */
interface HandedOn {
	/** How often it handed on something. */
	turn: number;
	/** The generation of the state that the last events were found from, and when. */
	eventsOf?: { generation: number; at: number };
}

/**
 * Per `Watcher.key`. With durable cursors each of two polls has a copy of the state, and n8n may start
 * one while it still saves what the other found: so the state can't tell them of each other.
 */
const handedOn = new Map<string, HandedOn>();

/** So long n8n may take to save. Then it has failed to, and the events are handed on again. Milliseconds. */
const TIME_TO_SAVE = 30_000;

/**
 * One poll with everything that concerns its state.
 *
 * @throws NodeApiError, NodeOperationError, ApiFailure; then nothing was written
 */
export async function pollOnce(
	environment: Environment,
	watcher: Watcher,
): Promise<TriggerEvent[]> {
	const { node, key, staticData, warn } = watcher;
	const stored = staticData[STATE_KEY];
	const generation = readGeneration(stored);
	const last = handedOn.get(key) ?? { turn: 0 };
	if (isBeingSaved(last, generation, environment.clock.now())) return [];
	const result = await runPoll(environment, stored);
	for (const warning of result.warnings) {
		warn(`${node.name}: ${warning}. It begins anew; changes since then are not reported.`);
	}
	// Another poll of this node was faster. It has reported what there was; the next one goes on from there.
	if (readGeneration(staticData[STATE_KEY]) !== generation) return [];
	if ((handedOn.get(key)?.turn ?? 0) !== last.turn) return [];

	const error = judgeFailures(key, node, result, environment.settings.regions !== 'all');
	if (error) throw error;
	for (const { regionId, what, error: failure } of result.failures) {
		warn(`${node.name}: the ${what} of ${regionId} could not be read: ${failure.message}`);
	}
	if (result.stored) {
		staticData[STATE_KEY] = result.stored;
		const eventsOf =
			result.events.length > 0 ? { generation, at: environment.clock.now() } : last.eventsOf;
		handedOn.set(key, { turn: last.turn + 1, eventsOf });
	}
	return result.events;
}

/** Whether events found from this very state were just handed on, and n8n has not saved that yet. */
function isBeingSaved({ eventsOf }: HandedOn, generation: number, now: number): boolean {
	if (eventsOf?.generation !== generation) return false;
	return now >= eventsOf.at && now < eventsOf.at + TIME_TO_SAVE;
}
