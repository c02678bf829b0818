/** Lock reasons as they stand in the output: one text, null for none. */
export function toLockReason(locks: string[]) {
	return { lockReason: locks.join(', ') || null };
}

/** The reasons in `locks` that `others` has not. */
export function missingReasons(locks: string[], others: string[]): string[] {
	return locks.filter((reason) => !others.includes(reason));
}
