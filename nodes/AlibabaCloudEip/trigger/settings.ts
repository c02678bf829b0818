import { isRegionId } from '../../../credentials/signature/endpoint';
import { InvalidInput } from '../errors/ApiFailure';
import { eventDefinitions } from './events';
import type { ColumnName, EventName } from './types';

/** Reads a parameter of the node. */
export type GetParameter = (name: string, fallback: unknown) => unknown;

export interface TagCondition {
	key: string;
	/** Empty: any value. */
	value: string;
}

/** Which Elastic IPs are reported. All conditions given must hold. */
export interface Filter {
	/** Lower case; part of the name. */
	name: string;
	resourceGroupId: string;
	tags: TagCondition[];
}

/** Elastic IPs that are kept on purpose although they are idle. One condition is enough. */
export interface Exclusions {
	allocationIds: string[];
	/** Lower case; part of the name. */
	name: string;
	tags: TagCondition[];
}

export interface UsageSettings {
	allocationIds: string[];
	/** Percent of the bandwidth at which it counts as high. */
	above: number;
	/** Percent below which it counts as low again. */
	below: number;
	minutes: number;
	direction: 'in' | 'out' | 'higher';
}

/** The parameters of the trigger node, checked. */
export interface TriggerSettings {
	events: Set<EventName>;
	/** Statuses that 'statusChanged' is limited to; empty: all. */
	fromStatuses: string[];
	toStatuses: string[];
	/** `undefined`: the default region of the credential. */
	regions: 'all' | string[] | undefined;
	/** Only these Elastic IPs; empty: all. */
	allocationIds: string[];
	filter: Filter;
	simplify: boolean;
	/** In minutes; `repeat` 0: once. */
	idle: { after: number; repeat: number; exclude: Exclusions };
	/** Days. */
	expiringWithin: number;
	countThreshold: number;
	usage: UsageSettings;
}

/** DescribeEipMonitorData is called once for each of them in each poll. */
export const MOST_USAGE_EIPS = 50;
const LONGEST_LIST = 1000;
const MINUTES = { hours: 60, days: 1440 };

/** @throws InvalidInput naming the field */
export function readSettings(get: GetParameter): TriggerSettings {
	const events = readEvents(get('events', []));
	const filters = toObject(get('filters', {}));
	return {
		events,
		fromStatuses: toTexts(get('fromStatuses', [])),
		toStatuses: toTexts(get('toStatuses', [])),
		regions: readRegions(get),
		allocationIds: toIds(filters.allocationIds, 'Elastic IP IDs', LONGEST_LIST),
		filter: {
			name: toText(filters.name).toLowerCase(),
			resourceGroupId: toText(filters.resourceGroupId),
			tags: toTagConditions(filters.tags, 'Tags'),
		},
		simplify: get('simplify', true) !== false,
		idle: readIdle(get, events),
		expiringWithin: events.has('expiring')
			? toNumber(get('expiringWithin', 7), 'Expiring Within', 1, 3650)
			: 0,
		countThreshold: events.has('countCrossed')
			? toNumber(get('countThreshold', 20), 'Count Threshold', 1, 1_000_000)
			: 0,
		usage: readUsage(get, events),
	};
}

/** The columns that the chosen events need. */
export function columnsOf(events: Set<EventName>): ColumnName[] {
	const needed = eventDefinitions
		.filter(({ value }) => events.has(value))
		.flatMap(({ columns = [] }) => columns);
	return [...new Set(needed)].sort();
}

/** The settings that decide when 'idle' and 'expiring' are due, as they are remembered. */
export function timingOf({ events, idle, expiringWithin }: TriggerSettings): string {
	const parts = [
		events.has('idle') ? `i${idle.after}+${idle.repeat}` : '',
		events.has('expiring') ? `e${expiringWithin}` : '',
	];
	return parts.filter(Boolean).join(' ');
}

/** Which of the two is due by other settings than at the last look. */
export function changedTiming(
	before: string | undefined,
	now: string,
): Record<'idle' | 'expiring', boolean> {
	const partOf = (timing: string | undefined, letter: string) =>
		timing?.split(' ').find((part) => part.startsWith(letter));
	return {
		idle: partOf(before, 'i') !== partOf(now, 'i'),
		expiring: partOf(before, 'e') !== partOf(now, 'e'),
	};
}

function readEvents(value: unknown): Set<EventName> {
	const known = new Map(eventDefinitions.map((event) => [event.value as string, event.value]));
	const events = toTexts(value).map((text) => {
		const event = known.get(text);
		if (event) return event;
		throw new InvalidInput(
			`'Trigger On' has the unknown value '${text.slice(0, 60)}'`,
			`Use one or several of: ${[...known.keys()].join(', ')}.`,
		);
	});
	if (events.length === 0) {
		throw new InvalidInput("'Trigger On' is empty", 'Choose at least one event.');
	}
	return new Set(events);
}

function readRegions(get: GetParameter): TriggerSettings['regions'] {
	const scope = get('regionScope', 'default');
	if (scope === 'all') return 'all';
	if (scope !== 'chosen') return undefined;
	const regionIds = toTexts(get('regionIds', []));
	if (regionIds.length === 0) {
		throw new InvalidInput(
			"'Region Names or IDs' is empty",
			"Choose at least one, or change 'Regions'.",
		);
	}
	const bad = regionIds.find((regionId) => !isRegionId(regionId));
	if (bad === undefined) return regionIds;
	throw new InvalidInput(
		`'Region Names or IDs' contains '${bad.slice(0, 60)}', which is not valid`,
		"The ID of a region looks like 'cn-hangzhou'.",
	);
}

function readIdle(get: GetParameter, events: Set<EventName>): TriggerSettings['idle'] {
	const options = toObject(get('idleOptions', {}));
	const unit = get('idleUnit', 'days') === 'hours' ? MINUTES.hours : MINUTES.days;
	const isChosen = events.has('idle');
	return {
		after: isChosen ? toNumber(get('idleAfter', 7), 'Idle For', 1, 10_000) * unit : 0,
		repeat: isChosen ? toNumber(options.repeatEvery ?? 0, 'Repeat Every', 0, 10_000) * unit : 0,
		exclude: {
			allocationIds: toIds(options.excludeAllocationIds, 'Exclude Elastic IP IDs', LONGEST_LIST),
			name: toText(options.excludeName).toLowerCase(),
			tags: toTagConditions(options.excludeTags, 'Exclude Tags'),
		},
	};
}

function readUsage(get: GetParameter, events: Set<EventName>): UsageSettings {
	if (!events.has('bandwidthUsage')) {
		return { allocationIds: [], above: 0, below: 0, minutes: 0, direction: 'out' };
	}
	const options = toObject(get('usageOptions', {}));
	const allocationIds = toIds(
		get('usageAllocationIds', ''),
		'Elastic IPs to Measure',
		MOST_USAGE_EIPS,
	);
	if (allocationIds.length === 0) {
		throw new InvalidInput(
			"'Elastic IPs to Measure' is empty",
			`Give the IDs of 1 to ${MOST_USAGE_EIPS} Elastic IPs, separated by commas.`,
		);
	}
	const above = toNumber(get('usageAbove', 80), 'Above', 1, 1000);
	const below = toNumber(get('usageBelow', 60), 'Below', 1, 1000);
	if (below > above) {
		throw new InvalidInput(
			"'Below' is larger than 'Above'",
			'Between the two nothing is reported, so that a bandwidth near the limit does not cause an event each minute.',
		);
	}
	const direction = options.direction;
	return {
		allocationIds,
		above,
		below,
		minutes: toNumber(get('usageMinutes', 5), 'Minutes in a Row', 1, 60),
		direction: direction === 'in' || direction === 'higher' ? direction : 'out',
	};
}

function toObject(value: unknown): Record<string, unknown> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function toText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** A list, or a text with commas as an expression may give it. */
function toTexts(value: unknown): string[] {
	const list: unknown[] = Array.isArray(value) ? value : toText(value).split(/[,;\s]+/);
	return [...new Set(list.map(toText).filter(Boolean))];
}

function toIds(value: unknown, field: string, most: number): string[] {
	const ids = toTexts(value).sort();
	const bad = ids.find((id) => !/^eip-[a-zA-Z0-9-]{1,60}$/.test(id));
	if (bad !== undefined) {
		throw new InvalidInput(
			`'${field}' contains '${bad.slice(0, 60)}', which is not valid`,
			"The ID of an Elastic IP looks like 'eip-25877c70gddh5abcd'. Separate IDs by commas.",
		);
	}
	if (ids.length <= most) return ids;
	throw new InvalidInput(`'${field}' has ${ids.length} entries`, `At most ${most} are possible.`);
}

function toTagConditions(value: unknown, field: string): TagCondition[] {
	const rows: unknown = toObject(value).tag ?? value;
	const conditions = (Array.isArray(rows) ? rows : []).map((row) => {
		const { key, value: tagValue } = toObject(row);
		return { key: toText(key), value: toText(tagValue) };
	});
	const given = conditions.filter(({ key, value: text }) => key !== '' || text !== '');
	if (given.every(({ key }) => key !== '')) return given;
	throw new InvalidInput(`'${field}' has a value without a key`, 'Give each tag a key.');
}

function toNumber(value: unknown, field: string, least: number, most: number): number {
	const number = typeof value === 'number' || toText(value) !== '' ? Number(value) : NaN;
	if (Number.isFinite(number) && number >= least && number <= most) return number;
	throw new InvalidInput(`'${field}' is not a number from ${least} to ${most}`, 'Change it.');
}
