/** A number as the API sends it, as a number or as text; null where it cannot be read, never zero. */
export function toNumber(value: unknown): number | null {
	const isText = typeof value === 'string' && value.trim() !== '';
	const number = typeof value === 'number' || isText ? Number(value) : NaN;
	return Number.isFinite(number) ? number : null;
}
