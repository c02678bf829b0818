import type { Clock } from './clock';

/**
 * Waits for a task, but not longer than so many milliseconds; a failure ends the wait like success.
 * The task goes on.
 */
export async function waitAtMost(
	clock: Clock,
	milliseconds: number,
	task: Promise<unknown>,
): Promise<void> {
	await new Promise<void>((resolve) => {
		const forget = clock.after(Math.max(0, milliseconds), resolve);
		const end = () => {
			forget();
			resolve();
		};
		task.then(end, end);
	});
}
