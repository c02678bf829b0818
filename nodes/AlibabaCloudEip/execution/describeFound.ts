/** So many are described in a message. */
const MOST_DESCRIBED = 20;

/** What was found, each with its ID and details, for a message. Empty details are left out. */
export function describeFound(found: Array<{ id: unknown; details: unknown[] }>): string {
	const shown = found
		.slice(0, MOST_DESCRIBED)
		.map(
			({ id, details }) => `'${String(id)}' (${details.filter(Boolean).map(String).join(', ')})`,
		);
	const more = found.length - shown.length;
	return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}
