import type { IDataObject } from 'n8n-workflow';
import { type RegionState, decodeRegion, encodeRegion } from './regionState';
import type { CountState, RegionSnapshot, TriggerState, UsageState } from './TriggerState';

/** The state as n8n stores it, below one key of the node's static data. */
export type StoredState = IDataObject;

/** Changes when the format does; then `migrations` must know the way from the version before. */
const STATE_VERSION = 1;

/** Turns a stored state of one version into the next. */
export type Migrations = Record<number, (stored: StoredState) => StoredState>;

const migrations: Migrations = {};

/** The state of a trigger that was never polled. */
export function emptyState(): TriggerState {
	return { generation: 0, account: '', regions: new Map(), usage: new Map() };
}

/**
 * Reads a stored state. What cannot be read is left out: a new baseline is taken of it.
 *
 * @param warnings is given what was left out, in words
 */
export function decodeState(
	stored: unknown,
	warnings: string[],
	known: Migrations = migrations,
): TriggerState {
	const state = emptyState();
	if (stored === undefined || stored === null) return state;
	const current = migrate(stored, known);
	if (!current) {
		warnings.push('What was remembered of the last poll cannot be read');
		return { ...state, generation: readGeneration(stored) };
	}
	state.generation = readGeneration(current);
	state.account = typeof current.account === 'string' ? current.account : '';
	if (typeof current.resumeAt === 'string') state.resumeAt = current.resumeAt;
	for (const [regionId, region] of Object.entries(toObject(current.regions))) {
		const snapshot = tryDecode(region);
		if (snapshot) state.regions.set(regionId, snapshot);
		else warnings.push(`What was remembered of the region ${regionId} is damaged`);
	}
	const { ids, listedAt } = toObject(current.regionList);
	if (Array.isArray(ids) && typeof listedAt === 'number') {
		state.regionList = { ids: ids.map(String), listedAt };
	}
	state.count = readCount(current.count);
	for (const [id, usage] of Object.entries(toObject(current.usage))) {
		const read = readUsage(usage);
		if (read) state.usage.set(id, read);
	}
	return state;
}

export function encodeState(state: TriggerState): StoredState {
	const regions: Record<string, RegionState> = {};
	for (const [regionId, snapshot] of state.regions) regions[regionId] = encodeRegion(snapshot);
	const { generation, account, regionList, resumeAt, count, usage } = state;
	return {
		version: STATE_VERSION,
		generation,
		account,
		regions: regions as unknown as IDataObject,
		...(regionList && { regionList }),
		...(resumeAt !== undefined && { resumeAt }),
		...(count && { count: { ...count } }),
		...(usage.size > 0 && {
			usage: Object.fromEntries([...usage].map(([id, one]) => [id, { ...one }])),
		}),
	};
}

/** The `generation` of a stored state, whatever else is in it. */
export function readGeneration(stored: unknown): number {
	const { generation } = toObject(stored);
	return typeof generation === 'number' && Number.isSafeInteger(generation) && generation > 0
		? generation
		: 0;
}

function migrate(stored: unknown, known: Migrations): StoredState | undefined {
	let current = toObject(stored);
	for (let steps = 0; current.version !== STATE_VERSION; steps++) {
		const step = typeof current.version === 'number' ? known[current.version] : undefined;
		if (!step || steps > STATE_VERSION) return undefined;
		current = step(current);
	}
	return current;
}

function tryDecode(region: unknown): RegionSnapshot | undefined {
	try {
		return decodeRegion(region);
	} catch {
		return undefined;
	}
}

function readCount(value: unknown): CountState | undefined {
	const { watch, count, isReached, crossings, epoch } = toObject(value);
	if (typeof watch !== 'string' || typeof count !== 'number' || typeof epoch !== 'string') {
		return undefined;
	}
	return { watch, count, isReached: isReached === true, crossings: Number(crossings) || 0, epoch };
}

function readUsage(value: unknown): UsageState | undefined {
	const { watch, isHigh, streak, lastPoint, changes, epoch } = toObject(value);
	if (typeof watch !== 'string' || typeof lastPoint !== 'number') return undefined;
	return {
		watch,
		isHigh: isHigh === true,
		streak: Number(streak) || 0,
		lastPoint,
		changes: Number(changes) || 0,
		epoch: typeof epoch === 'string' ? epoch : '',
	};
}

function toObject(value: unknown): IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as IDataObject)
		: {};
}
