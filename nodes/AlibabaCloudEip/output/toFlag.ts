/** A yes or no as the API sends it, as such, as text or as a number; null where it cannot be read, never no. */
export function toFlag(value: unknown): boolean | null {
	const text = ['boolean', 'string', 'number'].includes(typeof value)
		? String(value).toLowerCase()
		: '';
	if (text === 'true' || text === '1') return true;
	return text === 'false' || text === '0' ? false : null;
}
