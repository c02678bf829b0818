import { INVENTED_BINDING } from '../record/invented';
import type { EventSettings } from '../settings/EventSettings';
import { defineEvent } from './EventDefinition';

/** The states that pass by themselves, and the one each begins from. */
const BEFORE_PASSING: Record<string, string> = {
	Associating: 'Available',
	Releasing: 'Available',
	Unassociating: 'InUse',
};

/** The statuses in which an instance is named. */
const WITH_INSTANCE: ReadonlySet<string> = new Set(['Associating', 'InUse', 'Unassociating']);

export const statusChanged = defineEvent({
	value: 'statusChanged',
	name: 'Elastic IP Status Changed',
	description: 'The status of an Elastic IP differs from that at the previous poll',
	say: (which, { old, new: now }) =>
		`${which} went from ${statusName(old.status)} to ${statusName(now.status)}`,
	detect({ kind, before, after }, { settings }) {
		const [from, to] = [before.status, after.status];
		if (kind !== 'seen' || from === to || from === '') return undefined;
		if (isWanted(from, to, settings)) return { old: { status: from }, new: { status: to } };
		// Someone who asks for In Use -> Available means it also when a poll fell on the state between.
		const start = BEFORE_PASSING[from];
		const wasReported = isWanted(start, from, settings);
		if (!start || start === to || to in BEFORE_PASSING || wasReported) return undefined;
		if (!isWanted(start, to, settings)) return undefined;
		return { old: { status: start }, new: { status: to } };
	},
	invent({ settings }) {
		const { fromStatuses, toStatuses } = settings;
		const to = toStatuses.find((status) => status !== fromStatuses[0]) ?? 'InUse';
		const from =
			fromStatuses.find((status) => status !== to) ??
			BEFORE_PASSING[to] ??
			(to === 'Available' ? 'InUse' : 'Available');
		return {
			fields: { ...(WITH_INSTANCE.has(to) && INVENTED_BINDING), Status: to },
			old: { status: from },
			new: { status: to },
		};
	},
});

function isWanted(from: string, to: string, { fromStatuses, toStatuses }: EventSettings): boolean {
	return (
		(fromStatuses.length === 0 || fromStatuses.includes(from)) &&
		(toStatuses.length === 0 || toStatuses.includes(to))
	);
}

function statusName(status: unknown): string {
	return status === 'InUse' ? 'In Use' : String(status);
}
