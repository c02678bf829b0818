/** A text of a reply; null where there is none, or something that is no text. */
export function toText(value: unknown): string | null {
	return typeof value === 'string' && value.trim() !== '' ? value : null;
}
