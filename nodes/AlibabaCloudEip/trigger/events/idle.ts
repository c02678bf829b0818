import { isExcluded } from '../filter';
import { idleReportsDue, isBound } from '../snapshot';
import type { EventDefinition } from './EventDefinition';

const MINUTE = 60_000;

export const idle: EventDefinition = {
	value: 'idle',
	name: 'Idle',
	description:
		'An Elastic IP has not been bound for some time, counted from when this trigger first saw it unbound',
	columns: ['idle'],
	isTimed: true,
	detect({ kind, before, after, raw }, { now, settings }) {
		if (kind === 'gone' || !raw || before.idle === undefined || !after.idle) return undefined;
		const due = idleReportsDue(after.idle, now, settings.idle);
		if (due <= after.idle.told || isExcluded(raw, settings.idle.exclude)) return undefined;
		const { since } = after.idle;
		return {
			old: null,
			new: toIdle(since * MINUTE, now),
			key: `${since}/${settings.idle.after}/${due}`,
			remember: { idle: { since, told: due } },
		};
	},
	suits: ({ Status }) => !isBound(String(Status)),
	sample: (_elasticIp, { now, settings }) => ({
		old: null,
		new: toIdle(now - settings.idle.after * MINUTE, now),
	}),
};

function toIdle(since: number, now: number) {
	return {
		idleSince: new Date(since).toISOString(),
		idleHours: Math.floor((now - since) / (60 * MINUTE)),
	};
}
