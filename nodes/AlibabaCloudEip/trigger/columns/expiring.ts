import type { IDataObject } from 'n8n-workflow';
import { decodeNumber, encodeNumber } from '../encoding/text';
import { toMinutes } from '../record/minutes';
import type { EventSettings } from '../settings/EventSettings';
import { defineColumn } from './Column';

/** When a subscription ends, in minutes since 1970; 0 if it is none, undefined if unknown. */
export function readExpiry({ ChargeType, ExpiredTime }: IDataObject): number | undefined {
	if (typeof ChargeType !== 'string' || ChargeType === '') return undefined;
	if (ChargeType !== 'PrePaid') return 0;
	const time = Date.parse(String(ExpiredTime ?? ''));
	return Number.isFinite(time) ? toMinutes(time) : undefined;
}

/** Whether a subscription ends so soon that it is to be reported. */
export function isExpiring(
	expiry: number,
	now: number,
	{ expiringWithin }: EventSettings,
): boolean {
	return expiry > 0 && expiry - toMinutes(now) <= expiringWithin * 1440;
}

/** The expiry, in minutes since 1970, that was reported; 0 for none. */
export const expiringColumn = defineColumn<number>({
	name: 'expiring',
	read(record, reported = 0, { now, settings, retimed }) {
		const expiry = readExpiry(record);
		if (expiry === undefined) return reported;
		if (reported !== expiry) return 0;
		// Reported for a longer time ahead than is set now: to be reported again.
		return retimed.has('expiring') && !isExpiring(expiry, now, settings) ? 0 : reported;
	},
	isEqual: (one, other) => one === other,
	timing: ({ expiringWithin }) => `e${expiringWithin}`,
	encode: encodeNumber,
	decode: decodeNumber,
});
