import type { Column } from '../columns/Column';
import { appeared } from './appeared';
import { bandwidthChanged } from './bandwidthChanged';
import { bandwidthPackageJoined } from './bandwidthPackageJoined';
import { bandwidthPackageLeft } from './bandwidthPackageLeft';
import { bandwidthUsage } from './bandwidthUsage';
import { bound } from './bound';
import { countCrossed } from './countCrossed';
import { deletionProtectionChanged } from './deletionProtectionChanged';
import type { EventDefinition } from './EventDefinition';
import { expiring } from './expiring';
import { idle } from './idle';
import { locked } from './locked';
import { moved } from './moved';
import { released } from './released';
import { statusChanged } from './statusChanged';
import { tagChanged } from './tagChanged';
import { unbound } from './unbound';
import { unlocked } from './unlocked';

/** All events, in the order in which those of one Elastic IP stand in the output. */
const definitions = [
	appeared,
	statusChanged,
	bound,
	moved,
	unbound,
	locked,
	unlocked,
	bandwidthChanged,
	bandwidthPackageJoined,
	bandwidthPackageLeft,
	tagChanged,
	deletionProtectionChanged,
	idle,
	expiring,
	released,
	bandwidthUsage,
	countCrossed,
];

/** Values of "Trigger On". */
export type EventName = (typeof definitions)[number]['value'];

export const eventDefinitions: Array<EventDefinition<EventName>> = definitions;

/** All columns, by name. */
export const allColumns: ReadonlyMap<string, Column> = new Map(
	columnsOf(new Set(eventDefinitions.map(({ value }) => value))).map((column) => [
		column.name,
		column,
	]),
);

/** The columns that these events need, by name. */
export function columnsOf(events: ReadonlySet<EventName>): Column[] {
	const needed = eventDefinitions
		.filter(({ value }) => events.has(value))
		.flatMap(({ columns = [] }) => columns);
	return [...new Set(needed)].sort((one, other) => (one.name < other.name ? -1 : 1));
}
