import type { Eip, JournalEntry, RecordedRequest } from '../simulator';
import type { SeenEvent } from './WatchLog';
import { type Verdict, nothing } from './Verdict';

export interface Truth {
	/** There when the trigger began. */
	atStart: readonly string[];
	/** There now that nothing has changed for some polls. */
	atEnd: readonly Eip[];
	journal: readonly JournalEntry[];
	/** The requests of the trigger alone: it has a key of its own. */
	polls: readonly RecordedRequest[];
}

/** An Elastic IP that stood in so many listings, none disturbed, must have been reported. */
const LISTINGS_ENOUGH = 3;
/**
 * If they reach over so many milliseconds. A poll that asks by ID for what is missing takes four seconds
 * and more; those that n8n starts meanwhile, here every few seconds, leave the report to it.
 */
const TIME_ENOUGH = 15_000;

/** What the trigger said, and what the simulator's journal says. */
export function eventVerdicts(events: SeenEvent[], truth: Truth): Verdict[] {
	return [
		nothing('Each event has its own ID', doubles(events), `${events.length} events`),
		nothing('Each event is true by the journal', untrue(events, truth), `${events.length} events`),
		nothing(
			'Who heard only the events knows what there is at the end, and what it is associated with',
			differences(events, truth),
			`${truth.atEnd.length} Elastic IPs`,
		),
		nothing('What could be seen was reported', missed(events, truth), 'all'),
	];
}

function doubles(events: SeenEvent[]): string[] {
	const ids = events.map(({ eventId }) => eventId);
	return ids.filter((id, index) => ids.indexOf(id) !== index);
}

const CHANGE_OF: Record<string, (entry: JournalEntry, event: SeenEvent) => boolean> = {
	appeared: ({ change }) => change === 'allocated',
	released: ({ change }) => change === 'released',
	bound: ({ change, to }, event) =>
		['bound', 'moved', 'status'].includes(change) && isTo(change, to, event),
	moved: ({ change }) => ['bound', 'moved'].includes(change),
	unbound: ({ change }) => change === 'unbound' || change === 'status' || change === 'released',
	statusChanged: ({ change, to }, event) => change === 'status' && to === event.new?.status,
};

/** A binding counts from Associating on, when the journal knows only the status. */
function isTo(change: string, to: string | undefined, { new: now }: SeenEvent): boolean {
	return change === 'status' ? to === 'Associating' : to === now?.instanceId;
}

/** Events that nothing in the journal before them bears out. */
function untrue(events: SeenEvent[], { journal }: Truth): string[] {
	const entries = new Map<string, JournalEntry[]>();
	for (const entry of journal) {
		entries.set(entry.allocationId, [...(entries.get(entry.allocationId) ?? []), entry]);
	}
	return events
		.filter((event) => {
			const seenAt = Date.parse(event.observedAt);
			const own = entries.get(event.elasticIp.allocationId) ?? [];
			const bearsOut = CHANGE_OF[event.event];
			return !bearsOut || !own.some((entry) => entry.time <= seenAt && bearsOut(entry, event));
		})
		.map(({ event, elasticIp }) => `${event} of ${elasticIp.allocationId}`);
}

/** What somebody who hears only the events takes to be there, against what there is. */
function differences(events: SeenEvent[], { atStart, atEnd }: Truth): string[] {
	const there = new Set(atStart);
	const boundTo = new Map<string, string>();
	const found: string[] = [];
	for (const { event, elasticIp, new: now } of events) {
		const id = elasticIp.allocationId;
		if (event === 'appeared') {
			if (there.has(id)) found.push(`${id} appeared twice`);
			there.add(id);
		}
		if (event === 'released') {
			if (!there.has(id)) found.push(`${id} was released without having appeared`);
			there.delete(id);
			boundTo.delete(id);
		}
		if (event === 'bound' || event === 'moved') boundTo.set(id, String(now?.instanceId));
		if (event === 'unbound') boundTo.delete(id);
	}
	const real = new Map(atEnd.map((eip) => [eip.allocationId, eip]));
	for (const id of there) if (!real.has(id)) found.push(`${id} is gone, which nobody said`);
	for (const id of real.keys()) if (!there.has(id)) found.push(`${id} is there, which nobody said`);
	for (const [id, instance] of boundTo) {
		if (real.get(id)?.instanceId !== instance)
			found.push(`${id} is not associated with ${instance}`);
	}
	return found;
}

/** Elastic IPs that stood in several good listings, and did not appear. */
function missed(events: SeenEvent[], { atStart, journal, polls }: Truth): string[] {
	const told = new Set(
		events
			.filter(({ event }) => event === 'appeared')
			.map(({ elasticIp }) => elasticIp.allocationId),
	);
	const life = new Map<string, { from: number; to: number }>();
	for (const { allocationId, change, time } of journal) {
		if (change === 'allocated') life.set(allocationId, { from: time, to: Infinity });
		const own = life.get(allocationId);
		if (change === 'released' && own) own.to = time;
	}
	return [...life]
		.filter(([id]) => !told.has(id) && !atStart.includes(id))
		.filter(([, { from, to }]) => {
			const during = polls.filter(({ time }) => time > from && time < to);
			const isUndisturbed = during.every(
				({ outcome, fault }) => outcome === 'ok' && fault === undefined,
			);
			const span = (during.at(-1)?.time ?? 0) - (during[0]?.time ?? 0);
			return isUndisturbed && during.length >= LISTINGS_ENOUGH && span >= TIME_ENOUGH;
		})
		.map(([id]) => id);
}
