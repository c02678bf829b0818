import { trimPasted } from '../../../../credentials/signature/trimPasted';
import { InvalidInput } from '../../errors/ApiFailure';
import { outputOfElasticIp, readOutputFields } from '../../resources/outputFields';
import { readChosenRegions } from '../../resources/regionFields';
import { splitList } from '../../api/splitList';
import { unwrap } from '../../api/unwrap';
import type { EventSettings, TagCondition, UsageSettings } from './EventSettings';

/** Reads a parameter of the node. */
export type GetParameter = (name: string, fallback: unknown) => unknown;

/** DescribeEipMonitorData is called once for each of them in each poll. */
export const MAX_USAGE_EIPS = 50;
const MAX_LIST = 1000;
const MINUTES = { hours: 60, days: 1440 };

/**
 * Reads all parameters but 'Trigger On'.
 *
 * @param events the values of 'Trigger On': what they do not need is not checked
 * @throws InvalidInput naming the field
 */
export function readEventSettings(get: GetParameter, events: ReadonlySet<string>): EventSettings {
	const filters = toObject(get('filters', {}));
	return {
		fromStatuses: toTexts(get('fromStatuses', [])),
		toStatuses: toTexts(get('toStatuses', [])),
		regions: readRegions(get),
		allocationIds: toIds(filters.allocationIds, 'Elastic IP Names or IDs', MAX_LIST),
		filter: {
			name: toText(filters.name).toLowerCase(),
			resourceGroupId: toText(filters.resourceGroupId),
			tags: toTagConditions(filters.tags, 'Tags'),
		},
		reportExisting: get('reportExisting', false) === true,
		output: readOutputFields(outputOfElasticIp, get),
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

function readRegions(get: GetParameter): EventSettings['regions'] {
	const scope = get('regionScope', 'default');
	if (scope === 'all') return 'all';
	if (scope !== 'chosen') return undefined;
	return readChosenRegions(get('regionIds', []));
}

function readIdle(get: GetParameter, events: ReadonlySet<string>): EventSettings['idle'] {
	const options = toObject(get('idleOptions', {}));
	const unit = get('idleUnit', 'days') === 'hours' ? MINUTES.hours : MINUTES.days;
	const isChosen = events.has('idle');
	return {
		after: isChosen ? toNumber(get('idleAfter', 7), 'Idle For', 1, 10_000) * unit : 0,
		repeat: isChosen ? toNumber(options.repeatEvery ?? 0, 'Repeat Every', 0, 10_000) * unit : 0,
		exclude: {
			allocationIds: toIds(
				options.excludeAllocationIds,
				'Exclude Elastic IP Names or IDs',
				MAX_LIST,
			),
			name: toText(options.excludeName).toLowerCase(),
			tags: toTagConditions(options.excludeTags, 'Exclude Tags'),
		},
	};
}

function readUsage(get: GetParameter, events: ReadonlySet<string>): UsageSettings {
	if (!events.has('bandwidthUsage')) {
		return { allocationIds: [], above: 0, below: 0, minutes: 0, direction: 'out' };
	}
	const options = toObject(get('usageOptions', {}));
	const allocationIds = toIds(
		get('usageAllocationIds', ''),
		'Elastic IPs to Measure',
		MAX_USAGE_EIPS,
	);
	if (allocationIds.length === 0) {
		throw new InvalidInput(
			"'Elastic IPs to Measure' is empty",
			`Enter the IDs of 1 to ${MAX_USAGE_EIPS} Elastic IPs, separated by commas.`,
		);
	}
	const above = toNumber(get('usageAbove', 80), 'Above', 1, 1000);
	const below = toNumber(get('usageBelow', 60), 'Below', 1, 1000);
	if (below > above) {
		throw new InvalidInput(
			"'Below' is larger than 'Above'",
			"Lower 'Below' or raise 'Above'. Between the two, nothing is reported, so that a use near the limit does not cause an event each minute.",
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

function toText(given: unknown): string {
	const value = unwrap(given);
	return typeof value === 'string' || typeof value === 'number' ? trimPasted(String(value)) : '';
}

/** A list, or a text with commas as an expression may give it. */
export function toTexts(value: unknown): string[] {
	const list: unknown[] = Array.isArray(value) ? value : splitList(toText(value));
	return [...new Set(list.map(toText).filter(Boolean))];
}

function toIds(value: unknown, field: string, most: number): string[] {
	const ids = toTexts(value).sort();
	const bad = ids.find((id) => !/^eip-[a-zA-Z0-9-]{1,60}$/.test(id));
	if (bad !== undefined) {
		throw new InvalidInput(
			`'${field}' contains '${bad.slice(0, 60)}', which is not valid`,
			"Use IDs of Elastic IPs, such as 'eip-25877c70gddh5abcd', not names. Separate several with commas.",
		);
	}
	if (ids.length <= most) return ids;
	throw new InvalidInput(`'${field}' has ${ids.length} entries`, `At most ${most} are allowed.`);
}

function toTagConditions(value: unknown, field: string): TagCondition[] {
	return readRows(value, field).map((row) => {
		const { key, value } = toObject(row);
		const tagValue = unwrap(value);
		const name = toText(key);
		if (name === '') {
			throw new InvalidInput(
				`'${field}' has a tag without a key`,
				'Enter a key, or remove the row.',
			);
		}
		// An empty text means any value, but what came out of an expression without a result does not.
		const isLost = Object.hasOwn(toObject(row), 'value') && (tagValue ?? undefined) === undefined;
		if (isLost || typeof tagValue === 'object') {
			throw new InvalidInput(
				`'${field}' has no value for the key '${name.slice(0, 60)}'`,
				'An expression may have had no result. Enter a value, or an empty string for any value.',
			);
		}
		return { key: name, value: toText(tagValue) };
	});
}

/** The rows of a collection, as the form has them or as a plain list. */
function readRows(value: unknown, field: string): unknown[] {
	if (value === undefined || value === null || value === '') return [];
	const rows: unknown = Array.isArray(value) ? value : (toObject(value).tag ?? []);
	if (Array.isArray(rows) && typeof value === 'object') return rows;
	throw new InvalidInput(
		`'${field}' is not a list of tags`,
		"Use a list of objects with 'key' and 'value'.",
	);
}

function toNumber(value: unknown, field: string, least: number, most: number): number {
	const number = toText(value) === '' ? NaN : Number(toText(value));
	if (Number.isFinite(number) && number >= least && number <= most) return number;
	throw new InvalidInput(
		`'${field}' is not a number from ${least} to ${most}`,
		`Enter a number from ${least} to ${most}.`,
	);
}
