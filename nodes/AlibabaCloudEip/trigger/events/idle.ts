import { SINCE_WHEN_IS_NOT_TOLD, wholeHours } from '../../api/unboundSince';
import { idleColumn, idleReportsDue } from '../columns/idle';
import { isExcluded } from '../record/filter';
import { defineEvent } from './EventDefinition';

const MINUTE = 60_000;

export const idle = defineEvent({
	value: 'idle',
	name: 'Elastic IP Idle',
	description: `An Elastic IP has not been associated for some time, counted from when this trigger first saw it disassociated or newly bought. ${SINCE_WHEN_IS_NOT_TOLD}.`,
	say: (which, { new: now }) =>
		`${which} has not been associated for ${String(now.idleHours)} hours`,
	columns: [idleColumn],
	isTimed: true,
	detect({ kind, before, after, raw }, { now, settings }) {
		const period = idleColumn.of(after);
		if (kind === 'gone' || !raw || idleColumn.of(before) === undefined || !period) return undefined;
		const due = idleReportsDue(period, now, settings.idle);
		if (due <= period.reported || isExcluded(raw, settings.idle.exclude)) return undefined;
		const { since } = period;
		return {
			old: null,
			new: toIdle(since * MINUTE, now),
			key: `${since}/${settings.idle.after}/${due}`,
			remember: idleColumn.holding({ since, reported: due }),
		};
	},
	// Never a real one: since when it is unbound is not known, as a test has watched nothing.
	invent: ({ now, settings }) => ({
		fields: {},
		old: null,
		new: toIdle(now - settings.idle.after * MINUTE, now),
	}),
});

function toIdle(since: number, now: number) {
	return {
		idleSince: new Date(since).toISOString(),
		idleHours: wholeHours(since, now),
	};
}
