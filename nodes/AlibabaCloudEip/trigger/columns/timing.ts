import type { EventSettings } from '../settings/EventSettings';
import type { Column } from './Column';

/** The settings by which timed events are due, as they are remembered. */
export function timingOf(columns: Column[], settings: EventSettings): string {
	const parts = columns.flatMap(({ timing }) => timing?.(settings) ?? []);
	// From Z to A: so they stand in the states that are stored already.
	return parts.sort().reverse().join(' ');
}

/** The names of the columns whose settings are others than at the last poll. */
export function retimedColumns(
	before: string | undefined,
	columns: Column[],
	settings: EventSettings,
): Set<string> {
	const known = before?.split(' ') ?? [];
	const retimed = columns.filter(({ timing }) => timing && !known.includes(timing(settings)));
	return new Set(retimed.map(({ name }) => name));
}
