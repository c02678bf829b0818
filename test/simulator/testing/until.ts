import { setImmediate } from 'node:timers/promises';

/** Waits for something that other events of this process bring about. */
export async function until(condition: () => boolean): Promise<void> {
	while (!condition()) await setImmediate();
}

/** A promise to be resolved by hand (Node.js 20 has no `Promise.withResolvers`). */
export function openGate(): { promise: Promise<void>; resolve: () => void } {
	let resolve: () => void = () => undefined;
	const promise = new Promise<void>((done) => {
		resolve = done;
	});
	return { promise, resolve };
}
