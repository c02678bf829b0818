import { expiringColumn, isExpiring, readExpiry } from '../columns/expiring';
import { toMinutes } from '../record/minutes';
import { defineEvent } from './EventDefinition';

const DAY = 24 * 60;

export const expiring = defineEvent({
	value: 'expiring',
	name: 'Elastic IP Expiring',
	description: 'The subscription of an Elastic IP ends soon',
	say: (which, { new: now }) => `The subscription of ${which} ends at ${String(now.expiredTime)}`,
	columns: [expiringColumn],
	isTimed: true,
	detect({ kind, before, after, raw }, { now, settings }) {
		if (kind === 'gone' || !raw || expiringColumn.of(before) === undefined) return undefined;
		const expiry = readExpiry(raw) ?? 0;
		if (!isExpiring(expiry, now, settings) || expiringColumn.of(after) === expiry) return undefined;
		return {
			old: null,
			new: toExpiry(expiry, now),
			key: `${expiry}/${settings.expiringWithin}`,
			remember: expiringColumn.holding(expiry),
		};
	},
	showNow(elasticIp, { now, settings }) {
		const expiry = readExpiry(elasticIp) ?? 0;
		return isExpiring(expiry, now, settings)
			? { old: null, new: toExpiry(expiry, now) }
			: undefined;
	},
	invent({ now, settings }) {
		const expiry = toMinutes(now) + settings.expiringWithin * DAY;
		const ExpiredTime = new Date(expiry * 60_000).toISOString();
		return {
			fields: { ChargeType: 'PrePaid', ExpiredTime },
			old: null,
			new: toExpiry(expiry, now),
		};
	},
});

/** @param expiry in minutes since 1970 */
function toExpiry(expiry: number, now: number) {
	return {
		expiredTime: new Date(expiry * 60_000).toISOString(),
		daysLeft: Math.floor((expiry - toMinutes(now)) / DAY),
	};
}
