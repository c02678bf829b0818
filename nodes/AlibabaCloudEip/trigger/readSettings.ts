import { InvalidInput } from '../errors/ApiFailure';
import { type EventName, eventDefinitions } from './events';
import type { EventSettings } from './settings/EventSettings';
import { type GetParameter, readEventSettings, toTexts } from './settings/readEventSettings';
import type { RegionSnapshot } from './state/TriggerState';

/** The parameters of the trigger node, checked. */
export interface TriggerSettings extends EventSettings {
	events: Set<EventName>;
}

/** @throws InvalidInput naming the field */
export function readSettings(get: GetParameter): TriggerSettings {
	const events = readEvents(get('events', []));
	return { events, ...readEventSettings(get, events) };
}

/** The Elastic IPs that must be read for these settings. */
export function scopeOf({
	events,
	allocationIds,
	usage,
}: TriggerSettings): RegionSnapshot['scope'] {
	const isOnlyUsage = events.size === 1 && events.has('bandwidthUsage');
	if (allocationIds.length === 0 && !isOnlyUsage) return 'all';
	return [...new Set([...allocationIds, ...usage.allocationIds])].sort();
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
