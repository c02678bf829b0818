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

/**
 * How often each trigger handed something on, per `Watcher.key`. With durable cursors each of two
 * polls at the same time has a copy of the state, so that the state can't tell them of each other.
 */
const turns = new Map<string, number>();

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
	const turn = turns.get(key) ?? 0;
	const result = await runPoll(environment, stored);
	for (const warning of result.warnings) {
		warn(`${node.name}: ${warning}. It begins anew; changes since then are not reported.`);
	}
	// Another poll of this node was faster. It has reported what there was; the next one goes on from there.
	if (readGeneration(staticData[STATE_KEY]) !== generation) return [];
	if ((turns.get(key) ?? 0) !== turn) return [];

	const error = judgeFailures(key, node, result, environment.settings.regions !== 'all');
	if (error) throw error;
	for (const { regionId, what, error: failure } of result.failures) {
		warn(`${node.name}: the ${what} of ${regionId} could not be read: ${failure.message}`);
	}
	if (result.stored) {
		staticData[STATE_KEY] = result.stored;
		turns.set(key, turn + 1);
	}
	return result.events;
}
