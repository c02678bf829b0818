/** Values that a parameter of an RPC-style API can be given as, before they become text. */
export type ParameterValue = unknown;

/**
 * Turns parameters into the flat texts that an RPC-style API takes: lists as `Name.1`, `Name.2`,
 * objects as `Name.Key`, dates as UTC without milliseconds. `undefined` and `null` are left out;
 * an empty text stays, because `Tag.1.Value=` has a meaning.
 *
 * @throws Error when a value is a function, a symbol, not a number (NaN, Infinity) or nested
 *   deeper than ten levels.
 */
export function flattenParameters(parameters: object): Record<string, string> {
	// No prototype: a parameter named `__proto__` is a parameter like any other.
	const flat: Record<string, string> = Object.create(null);
	for (const [name, value] of Object.entries(parameters)) addFlat(flat, name, value, 0);
	return flat;
}

const DEEPEST_LEVEL = 10;

function addFlat(flat: Record<string, string>, name: string, value: ParameterValue, level: number) {
	if (value === undefined || value === null) return;
	if (level > DEEPEST_LEVEL) throw new Error(`The parameter '${name}' is nested too deeply.`);
	const date = toDateText(value);
	if (date !== undefined) flat[name] = date;
	else if (typeof value === 'object') {
		const entries = Array.isArray(value)
			? value.map((entry, index): [string, unknown] => [String(index + 1), entry])
			: Object.entries(value);
		for (const [key, entry] of entries) addFlat(flat, `${name}.${key}`, entry, level + 1);
	} else flat[name] = toText(name, value);
}

function toText(name: string, value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	throw new Error(`The parameter '${name}' has a value that cannot be sent.`);
}

/**
 * The date as `YYYY-MM-DDThh:mm:ssZ`, or undefined if the value is no date. Takes a `Date` and
 * a Luxon `DateTime` (an expression like `{{ $now }}`), told by its `toMillis`: n8n may load
 * another copy of Luxon, so `instanceof` would miss it.
 */
export function toDateText(value: unknown): string | undefined {
	const milliseconds = toMilliseconds(value);
	if (milliseconds === undefined || !Number.isFinite(milliseconds)) return undefined;
	return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

function toMilliseconds(value: unknown): number | undefined {
	if (value instanceof Date) return value.getTime();
	if (typeof value !== 'object' || value === null || !('toMillis' in value)) return undefined;
	return typeof value.toMillis === 'function' ? Number(value.toMillis()) : undefined;
}
