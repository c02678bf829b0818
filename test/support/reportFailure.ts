/** For a command whose work failed: says why, and ends it so that its caller sees it. */
export function reportFailure(error: unknown): void {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
