// One listener for each signal: thousands of items share it, and each waits many times.
const listeners = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls back when the signal is aborted; at once if it is already.
 * @returns what takes it back
 */
export function onAbort(signal: AbortSignal | undefined, callback: () => void): () => void {
	if (!signal) return () => {};
	if (signal.aborted) {
		callback();
		return () => {};
	}
	const known = listeners.get(signal);
	const callbacks = known ?? new Set<() => void>();
	if (!known) {
		listeners.set(signal, callbacks);
		signal.addEventListener('abort', () => [...callbacks].forEach((each) => each()), {
			once: true,
		});
	}
	// Wrapped, so that the same function may wait twice.
	const own = () => callback();
	callbacks.add(own);
	return () => callbacks.delete(own);
}
