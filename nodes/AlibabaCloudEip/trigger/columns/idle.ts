import { decodeNumber, encodeNumber } from '../encoding/text';
import { toMinutes } from '../record/minutes';
import type { EventSettings } from '../settings/EventSettings';
import { defineColumn } from './Column';
import { isBound } from './KnownEip';

/** Since when an Elastic IP is unbound, in minutes since 1970, and how often that was reported. */
export interface Idle {
	since: number;
	reported: number;
}

/** How often idleness should have been reported by now. */
export function idleReportsDue(
	{ since }: Idle,
	now: number,
	{ after, repeat }: EventSettings['idle'],
): number {
	const over = toMinutes(now) - since - after;
	if (over < 0) return 0;
	return repeat > 0 ? 1 + Math.floor(over / repeat) : 1;
}

/** Since when it is unbound; null while it is bound or its status is unknown. */
export const idleColumn = defineColumn<Idle | null>({
	name: 'idle',
	read(_record, idle, { known, isNew, now, settings, retimed }) {
		if (isBound(known.status) || known.status === '') return null;
		if (!idle) {
			// Never bound since it was allocated, as far as can be seen.
			const since = isNew && known.allocatedAt > 0 ? known.allocatedAt * 1000 : now;
			return { since: toMinutes(Math.min(since, now)), reported: 0 };
		}
		// With other settings, what is overdue already is not reported all at once.
		if (retimed.has('idle')) return { ...idle, reported: idleReportsDue(idle, now, settings.idle) };
		// First seen before the clock was set back: that time has not come yet.
		return idle.since > toMinutes(now) ? { ...idle, since: toMinutes(now) } : idle;
	},
	isEqual: (one, other) => one?.since === other?.since && one?.reported === other?.reported,
	timing: ({ idle }) => `i${idle.after}+${idle.repeat}`,
	encode(idle) {
		if (!idle) return '';
		const { since, reported } = idle;
		return `${encodeNumber(since)}${reported > 0 ? `.${encodeNumber(reported)}` : ''}`;
	},
	decode(text) {
		if (text === '') return null;
		const [since, reported = ''] = text.split('.');
		return { since: decodeNumber(since), reported: decodeNumber(reported) };
	},
});
