import { unboundSince } from '../../api/unboundSince';
import { decodeNumber, encodeNumber } from '../encoding/text';
import { toMinutes } from '../record/minutes';
import type { EventSettings } from '../settings/EventSettings';
import { defineColumn } from './Column';

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

const MINUTE = 60_000;

/**
 * Since when it is unbound, as `unboundSince` has it; null while it is bound or its status is unknown. What
 * speaks for a use is what the polls saw: until the first one that saw it unbound it may have been bound.
 */
export const idleColumn = defineColumn<Idle | null>({
	name: 'idle',
	read(_record, idle, { known, isNew, now, settings, retimed }) {
		// New: never bound since it was allocated, as far as can be seen.
		const isNeverSeenBound = !idle && isNew && known.allocatedAt > 0;
		const since = unboundSince({
			status: known.status,
			...(isNeverSeenBound
				? { allocatedAt: known.allocatedAt * 1000 }
				: { inUseUntil: idle ? idle.since * MINUTE : now }),
			now,
		});
		if (since === undefined) return null;
		if (!idle) return { since: toMinutes(since), reported: 0 };
		// With other settings, what is overdue already is not reported all at once.
		if (retimed.has('idle')) return { ...idle, reported: idleReportsDue(idle, now, settings.idle) };
		// First seen before the clock was set back: that time has not come yet.
		return idle.since === toMinutes(since) ? idle : { ...idle, since: toMinutes(since) };
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
