import { InvalidInput } from '../errors/ApiFailure';
import { toError } from '../errors/toError';
import type { ElasticIp } from '../transport/elasticIp';
import { diffCount } from './count';
import { diffRegion } from './diff';
import type { Environment } from './environment';
import { inTurns } from './inTurns';
import { observeRegion, observeTraffic, scopeOf } from './observe';
import { findRegions } from './regions';
import {
	type StoredState,
	type TriggerState,
	decodeState,
	emptyState,
	encodeState,
} from './state/state';
import type { RegionSnapshot, TriggerEvent } from './types';
import { diffUsage, firstMinuteNeeded } from './usage';
import { OutOfTime, openWatchfulSession } from './watchfulSession';

/** So many regions are read at the same time. */
const REGIONS_AT_A_TIME = 4;
const USAGE_CALLS_AT_A_TIME = 8;

/** A region, or the bandwidth use of its Elastic IPs, that could not be read. */
export interface Failure {
	regionId: string;
	what: 'Elastic IPs' | 'bandwidth use';
	error: Error;
}

export interface PollResult {
	events: TriggerEvent[];
	/** What to store; undefined if it is as it was. */
	stored: StoredState | undefined;
	failures: Failure[];
	regionsRead: number;
	isFirst: boolean;
	warnings: string[];
}

type Observation = { regionId: string } & (
	| { kind: 'read'; listing: ElasticIp[]; now: number }
	| { kind: 'failed'; error: Error }
	| { kind: 'no time' }
);

/**
 * One poll: reads what is to be watched, compares it with what is stored, and says what happened
 * and what to store now. A region that can't be read keeps what is stored of it.
 *
 * @throws ApiFailure when the regions can't be listed for the first time; InvalidInput
 */
export async function runPoll(environment: Environment, stored: unknown): Promise<PollResult> {
	const { settings, clock } = environment;
	const warnings: string[] = [];
	const old = decodeState(stored, warnings);
	const isFirst = old.regions.size === 0;
	const { regionIds, regionList } = await findRegions(environment, old);
	const scope = scopeOf(settings);
	const isNewKey = old.account !== '' && old.account !== environment.account;
	const order = isNewKey ? largestFirst(regionIds, old) : inOrder(regionIds, old.resumeAt);
	const observations = await observe(environment, order, old, scope);
	const all = [...observations.values()];
	let known = old;
	if (isNewKey && !hasFamiliar(old, all)) {
		assertAllRead(old, all);
		warnings.push('The credential belongs to another account than at the last poll');
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
			const { listing, now } = observation;
			const result = diffRegion(before, { regionId, listing, scope, now }, settings);
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
	const usage = await watchUsage(environment, known, all);
	next.usage = usage.states;
	events.push(...usage.events);
	failures.push(...usage.failures);

	if (settings.events.has('countCrossed')) {
		next.count = known.count;
		// A region that there was no time for counts as it was last.
		const isFailed = all.some(({ kind }) => kind === 'failed');
		if (!isFailed && next.regions.size === regionIds.length) {
			const { event, state } = diffCount(known.count, next.regions, settings, clock.now());
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

async function observe(
	environment: Environment,
	regionIds: string[],
	{ regions }: TriggerState,
	scope: RegionSnapshot['scope'],
): Promise<Map<string, Observation>> {
	const { clock, deadline } = environment;
	const observations = await inTurns(
		regionIds,
		REGIONS_AT_A_TIME,
		async (regionId, index): Promise<Observation> => {
			if (index > 0 && clock.now() >= deadline) return { regionId, kind: 'no time' };
			try {
				const session = openWatchfulSession(environment, regionId);
				const listing = await observeRegion(session, regions.get(regionId), scope);
				return { regionId, kind: 'read', listing, now: clock.now() };
			} catch (failure) {
				// The first one had all the time there is; the others will be first some time.
				if (failure instanceof OutOfTime && index > 0) return { regionId, kind: 'no time' };
				return { regionId, kind: 'failed', error: toError(failure) };
			}
		},
	);
	return new Map(observations.map((observation) => [observation.regionId, observation]));
}

/** The regions with the most Elastic IPs first: they tell best whose account it is. */
function largestFirst(regionIds: string[], { regions }: TriggerState): string[] {
	const sizeOf = (regionId: string) => regions.get(regionId)?.elasticIps.size ?? 0;
	return [...regionIds].sort((one, other) => sizeOf(other) - sizeOf(one));
}

/**
 * Whether the stored state is about the account that was read now. A new AccessKey of the same
 * account sees at least one Elastic IP that was there before; with a key of another account, all
 * would seem released.
 */
function hasFamiliar({ regions }: TriggerState, observations: Observation[]): boolean {
	return observations.some(
		(observation) =>
			observation.kind === 'read' &&
			observation.listing.some(({ AllocationId }) =>
				regions.get(observation.regionId)?.elasticIps.has(String(AllocationId)),
			),
	);
}

/**
 * What is remembered is not given up for another account while a region that holds some of it could
 * not be read.
 *
 * @throws Error, the one of that region
 */
function assertAllRead({ regions }: TriggerState, observations: Observation[]): void {
	for (const observation of observations) {
		if (observation.kind === 'read' || !regions.get(observation.regionId)?.elasticIps.size)
			continue;
		throw observation.kind === 'failed' ? observation.error : new OutOfTime();
	}
}

/**
 * An Elastic IP that was not there yet when it was to be measured can't be, and nothing would ever
 * tell. Later it may have been released.
 *
 * @throws InvalidInput
 */
function refuseUnknown(wanted: string[], { usage }: TriggerState, all: Observation[]): void {
	const allocationIds = wanted.filter((id) => !usage.has(id));
	if (allocationIds.length === 0 || !all.every(({ kind }) => kind === 'read')) return;
	const known = new Set(
		all.flatMap((observation) =>
			observation.kind === 'read' ? observation.listing.map((one) => one.AllocationId) : [],
		),
	);
	const unknown = allocationIds.filter((id) => !known.has(id));
	if (unknown.length === 0) return;
	throw new InvalidInput(
		`'Elastic IPs to Measure' contains ${unknown.slice(0, 3).join(', ')}, which is not there`,
		`Looked in ${all.length > 5 ? `${all.length} regions` : all.map(({ regionId }) => regionId).join(', ')}. Check the ID, or change 'Regions'.`,
	);
}

async function watchUsage(
	environment: Environment,
	{ usage }: TriggerState,
	all: Observation[],
): Promise<{ events: TriggerEvent[]; states: TriggerState['usage']; failures: Failure[] }> {
	const { settings, clock } = environment;
	const states: TriggerState['usage'] = new Map();
	const events: TriggerEvent[] = [];
	const failed = new Map<string, Failure>();
	await inTurns(settings.usage.allocationIds, USAGE_CALLS_AT_A_TIME, async (allocationId) => {
		const before = usage.get(allocationId);
		for (const observation of all) {
			if (observation.kind !== 'read') continue;
			const elasticIp = observation.listing.find(
				({ AllocationId }) => AllocationId === allocationId,
			);
			if (!elasticIp) continue;
			const { regionId } = observation;
			const now = clock.now();
			try {
				const first = firstMinuteNeeded(before, Math.floor(now / 60_000));
				const session = openWatchfulSession(environment, regionId);
				const points = await observeTraffic(session, allocationId, first, now);
				const result = diffUsage(before, elasticIp, points, settings, { now, regionId });
				states.set(allocationId, result.state);
				events.push(...result.events);
			} catch (failure) {
				if (before) states.set(allocationId, before);
				failed.set(regionId, { regionId, what: 'bandwidth use', error: toError(failure) });
			}
			return;
		}
		// Also of one that was released: it is known to have been there.
		if (before) states.set(allocationId, before);
	});
	return { events, states, failures: [...failed.values()] };
}

/** The state to store, with the next generation; undefined if nothing but the generation would change. */
function toStored(next: TriggerState, stored: unknown): StoredState | undefined {
	const encoded = encodeState(next);
	if (JSON.stringify(encoded) === JSON.stringify(stored)) return undefined;
	return { ...encoded, generation: next.generation + 1 };
}
