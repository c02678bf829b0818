/**
 * Compares English texts for an alphabetical list. Not `localeCompare`: loading its tables takes
 * longer than everything else that is done when n8n loads the nodes.
 */
export function compareText(one: string, other: string): number {
	const [first, second] = [one.toLowerCase(), other.toLowerCase()];
	if (first === second) return 0;
	return first < second ? -1 : 1;
}
