const NAMES: ReadonlyMap<string, string> = new Map([['financial', 'overdue payment']]);

/**
 * Lock reasons for a sentence, in the words of the form; what the form does not name stays as it is.
 *
 * @param reasons as the output has them, separated by commas
 */
export function nameLockReasons(reasons: string): string {
	return reasons
		.split(', ')
		.map((reason) => NAMES.get(reason) ?? reason)
		.join(', ');
}
