import type { IDataObject } from 'n8n-workflow';

/**
 * What a record of DescribeEipAddresses says. Undefined where it does not say it, or not in a form
 * that can be read: that is unknown, which is neither none nor zero.
 */

/** The status; undefined if unknown. */
export function readStatus({ Status }: IDataObject): string | undefined {
	return typeof Status === 'string' && Status !== '' ? Status : undefined;
}

/** A field that holds a text, which may be empty; undefined if unknown. */
export function readText(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

/** A number from zero on, also as text; undefined if unknown. */
export function readNumber(value: unknown): number | undefined {
	const isGiven = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
	const number = isGiven ? Number(value) : NaN;
	return Number.isFinite(number) && number >= 0 ? number : undefined;
}
