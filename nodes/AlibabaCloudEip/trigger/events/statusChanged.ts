import type { TriggerSettings } from '../settings';
import type { EventDefinition } from './EventDefinition';

/** The states that pass by themselves, and the one each begins from. */
const BEFORE_PASSING: Record<string, string> = {
	Associating: 'Available',
	Releasing: 'Available',
	Unassociating: 'InUse',
};

export const statusChanged: EventDefinition = {
	value: 'statusChanged',
	name: 'Status Changed',
	description: 'An Elastic IP has another status than at the last poll',
	detect({ kind, before, after }, { settings }) {
		const [from, to] = [before.status, after.status];
		if (kind !== 'seen' || from === to) return undefined;
		if (isWanted(from, to, settings)) return { old: { status: from }, new: { status: to } };
		// Someone who asks for In Use -> Available means it also when a poll fell on the state between.
		const start = BEFORE_PASSING[from];
		const wasReported = isWanted(start, from, settings);
		if (!start || start === to || to in BEFORE_PASSING || wasReported) return undefined;
		if (!isWanted(start, to, settings)) return undefined;
		return { old: { status: start }, new: { status: to } };
	},
	suits: ({ Status }) => Status === 'InUse',
	sample: ({ Status }) => ({
		old: { status: Status === 'InUse' ? 'Available' : 'InUse' },
		new: { status: Status },
	}),
};

function isWanted(
	from: string,
	to: string,
	{ fromStatuses, toStatuses }: TriggerSettings,
): boolean {
	return (
		(fromStatuses.length === 0 || fromStatuses.includes(from)) &&
		(toStatuses.length === 0 || toStatuses.includes(to))
	);
}
