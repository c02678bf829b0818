import { compareUsage, refuseUnknown } from './compareUsage';
import { diffCount } from './count';
import { diffRegion } from './diff';
import type { Environment } from './environment';
import type { TriggerEvent } from './events/TriggerEvent';
import { failingRegions } from './failures';
import { type TriggerMemory, emptyMemory } from './memory';
import type { Failure, PollResult } from './PollResult';
import { findRegions } from './reading/findRegions';
import { readRegions } from './reading/readRegions';
import { assertAllRead, hasFamiliar, largestFirst } from './sameAccount';
import { scopeOf } from './readSettings';
import { type StoredState, decodeState, emptyState, encodeState } from './state/state';
import type { TriggerState } from './state/TriggerState';

/**
 * Reads what is to be watched, compares it with what is stored, and says what happened and what to
 * store now. A region that cannot be read keeps what is stored of it.
 *
 * @param memory what this process knows of the polls before
 * @throws ApiFailure when the regions cannot be listed for the first time; InvalidInput
 */
export async function computePoll(
	environment: Environment,
	stored: unknown,
	memory: TriggerMemory = emptyMemory(),
): Promise<PollResult> {
	const { settings, clock, nonce } = environment;
	const warnings: string[] = [];
	const old = decodeState(stored, warnings);
	const isFirst = old.regions.size === 0;
	const { regionIds, regionList } = await findRegions(environment, old, memory);
	const scope = scopeOf(settings);
	const isNewKey = old.account !== '' && old.account !== environment.account;
	const order = isNewKey ? largestFirst(regionIds, old) : inOrder(regionIds, old.resumeAt);
	const failing = failingRegions(memory);
	const observations = await readRegions(environment, order, failing, old, scope);
	const all = [...observations.values()];
	let known = old;
	if (isNewKey && !hasFamiliar(old, all)) {
		assertAllRead(old, all);
		warnings.push('The credential belongs to a different account than at the last poll');
		known = emptyState();
	}

	const next: TriggerState = {
		generation: old.generation,
		account: environment.account,
		regions: new Map(),
		usage: new Map(),
		regionList,
	};
	const events: TriggerEvent[] = [];
	const failures: Failure[] = [];
	for (const regionId of regionIds) {
		const observation = observations.get(regionId);
		const before = known.regions.get(regionId);
		if (observation?.kind === 'read') {
			const { listing, unconfirmed, now } = observation;
			const read = { regionId, listing, unconfirmed, scope, now, nonce };
			const result = diffRegion(before, read, settings);
			next.regions.set(regionId, result.snapshot);
			events.push(...result.events);
			continue;
		}
		if (before) next.regions.set(regionId, before);
		if (observation?.kind === 'failed') {
			failures.push({ regionId, what: 'Elastic IPs', error: observation.error });
		}
	}
	next.resumeAt = all.find(({ kind }) => kind === 'no time')?.regionId;

	refuseUnknown(settings.usage.allocationIds, known, all);
	const usage = compareUsage(environment, known, all);
	next.usage = usage.states;
	events.push(...usage.events);
	failures.push(...usage.failures);

	if (settings.events.has('countCrossed')) {
		next.count = known.count;
		// A region that there was no time for counts as it was last.
		const isFailed = all.some(({ kind }) => kind === 'failed');
		if (!isFailed && next.regions.size === regionIds.length) {
			const { event, state } = diffCount(known.count, next.regions, settings, {
				now: clock.now(),
				nonce,
			});
			next.count = state;
			if (event) events.push(event);
		}
	}
	const regionsRead = all.filter(({ kind }) => kind === 'read').length;
	const result = { events, failures, regionsRead, isFirst, warnings };
	return { ...result, stored: toStored(next, stored) };
}

/** The regions in the order in which they are read: first the one that there was no time for. */
function inOrder(regionIds: string[], resumeAt: string | undefined): string[] {
	const first = Math.max(0, regionIds.indexOf(resumeAt ?? ''));
	return [...regionIds.slice(first), ...regionIds.slice(0, first)];
}

/** The state to store, with the next generation; undefined if nothing but the generation would change. */
function toStored(next: TriggerState, stored: unknown): StoredState | undefined {
	const encoded = encodeState(next);
	if (JSON.stringify(encoded) === JSON.stringify(stored)) return undefined;
	return { ...encoded, generation: next.generation + 1 };
}
