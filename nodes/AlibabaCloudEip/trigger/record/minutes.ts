/** Milliseconds as whole minutes. */
export function toMinutes(milliseconds: number): number {
	return Math.floor(milliseconds / 60_000);
}
