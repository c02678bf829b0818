/**
 * Reads the format in which n8n stores executions ("flatted"): a JSON array whose first entry is the
 * value and in which every string stands for the index of another entry. Objects that occur twice, or
 * in themselves, keep their identity.
 */
export function parseFlatted(text: string): unknown {
	const entries = JSON.parse(text) as unknown[];
	const resolved = new Map<number, unknown>();

	const resolve = (index: number): unknown => {
		if (resolved.has(index)) return resolved.get(index);
		const entry = entries[index];
		if (typeof entry !== 'object' || entry === null) return entry;
		const target: unknown[] | Record<string, unknown> = Array.isArray(entry) ? [] : {};
		resolved.set(index, target);
		for (const [key, value] of Object.entries(entry)) {
			const actual: unknown = typeof value === 'string' ? resolve(Number(value)) : value;
			Object.defineProperty(target, key, {
				value: actual,
				enumerable: true,
				configurable: true,
				writable: true,
			});
		}
		return target;
	};
	return resolve(0);
}
