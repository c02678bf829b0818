/** What was thrown, as an Error whatever it was. */
export function toError(failure: unknown): Error {
	return failure instanceof Error ? failure : new Error(String(failure));
}
