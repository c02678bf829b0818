import type { TriggerEvent } from '../../../nodes/AlibabaCloudEip/trigger/events/TriggerEvent';
import type { ChangeKind, JournalEntry } from '../../simulator/state/journal';
import { type Group, saidValue } from '../../unit/trigger/chaos/Ledger';

/** What each kind of change is about; all others cause no event. */
const GROUP_OF_CHANGE: Partial<Record<ChangeKind, Group>> = {
	allocated: 'existence',
	released: 'existence',
	bound: 'binding',
	unbound: 'binding',
	moved: 'binding',
	status: 'status',
	locked: 'locks',
	unlocked: 'locks',
	bandwidthInForce: 'bandwidth',
	bandwidthPackage: 'package',
	tags: 'tags',
	deletionProtection: 'protection',
};

interface Span {
	from: string;
	to: string;
}

/**
 * What somebody who looked before all these changes, and again after them, must be told, each as
 * `toLine` writes an event; worked out without the code under test.
 */
export function expectedEvents(entries: readonly JournalEntry[]): string[] {
	const spans = new Map<string, Map<Group, Span>>();
	for (const { allocationId: id, change, from, to } of entries) {
		const group = GROUP_OF_CHANGE[change];
		if (!group) continue;
		const groups = spans.get(id) ?? new Map<Group, Span>();
		spans.set(id, groups);
		const begin = groups.get(group)?.from ?? toValue(group, from);
		groups.set(group, { from: begin, to: toValue(group, to) });
	}
	return [...spans].flatMap(([id, groups]) => eventsOf(id, groups)).sort();
}

/** An event as one line: what happened to which Elastic IP, from what to what. */
export function toLine(event: TriggerEvent): string {
	const [old, next] = [saidValue(event, 'old'), saidValue(event, 'new')];
	return `${event.event} ${String(event.elasticIp?.allocationId)}: ${old} -> ${next}`;
}

function eventsOf(id: string, groups: Map<Group, Span>): string[] {
	const existence = groups.get('existence');
	const isNew = existence?.from === 'gone';
	const isGone = existence?.to === 'gone';
	if (isNew && isGone) return [];
	return [...groups]
		.filter(([, { from, to }]) => from !== to)
		.flatMap(([group, span]) => {
			// What it was born with is told by 'appeared', its last state by 'released'.
			if (isNew && (group === 'status' || group === 'bandwidth' || group === 'tags')) return [];
			if (isGone && group !== 'existence' && group !== 'binding') return [];
			return namesOf(group, span).map((name) => `${name} ${id}: ${span.from} -> ${span.to}`);
		});
}

function namesOf(group: Group, { from, to }: Span): string[] {
	switch (group) {
		case 'existence':
			return [to === 'there' ? 'appeared' : 'released'];
		case 'binding':
			return [to === 'nothing' ? 'unbound' : from === 'nothing' ? 'bound' : 'moved'];
		case 'status':
			return ['statusChanged'];
		case 'locks':
			return [from === 'none' ? 'locked' : 'unlocked'];
		case 'bandwidth':
			return ['bandwidthChanged'];
		case 'package':
			return [
				...(to === 'none' ? [] : ['bandwidthPackageJoined']),
				...(from === 'none' ? [] : ['bandwidthPackageLeft']),
			];
		case 'tags':
			return ['tagChanged'];
		case 'protection':
			return ['deletionProtectionChanged'];
	}
}

/** A value of the journal in the words of `saidValue`. */
function toValue(group: Group, text: string | undefined): string {
	switch (group) {
		case 'existence':
			return text === undefined ? 'gone' : 'there';
		case 'binding':
			return text || 'nothing';
		case 'locks':
			return text?.split(',').sort().join(', ') || 'none';
		case 'package':
			return text || 'none';
		case 'tags':
			return (JSON.parse(text || '[]') as Array<{ key: string; value: string }>)
				.map(({ key, value }) => `${key}=${value}`)
				.sort()
				.join('&');
		default:
			return String(text);
	}
}
