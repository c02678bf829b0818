import { isExpiring, readExpiry, toMinutes } from '../snapshot';
import type { EventDefinition } from './EventDefinition';

const DAY = 24 * 60;

export const expiring: EventDefinition = {
	value: 'expiring',
	name: 'Expiring',
	description: 'The subscription of an Elastic IP ends soon',
	columns: ['expiring'],
	isTimed: true,
	detect({ kind, before, after, raw }, { now, settings }) {
		if (kind === 'gone' || !raw || before.expiring === undefined) return undefined;
		const expiry = readExpiry(raw);
		if (!isExpiring(expiry, now, settings) || after.expiring === expiry) return undefined;
		return {
			old: null,
			new: toExpiry(expiry, now),
			key: `${expiry}/${settings.expiringWithin}`,
			remember: { expiring: expiry },
		};
	},
	suits: (elasticIp) => readExpiry(elasticIp) > 0,
	sample: (elasticIp, { now, settings }) => ({
		old: null,
		new: toExpiry(readExpiry(elasticIp) || toMinutes(now) + settings.expiringWithin * DAY, now),
	}),
};

/** @param expiry in minutes since 1970 */
function toExpiry(expiry: number, now: number) {
	return {
		expiredTime: new Date(expiry * 60_000).toISOString(),
		daysLeft: Math.floor((expiry - toMinutes(now)) / DAY),
	};
}
