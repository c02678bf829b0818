/** A JSON schema as n8n's own nodes have it: neither `required` nor limits. */
export interface Schema {
	type: string | string[];
	properties?: Record<string, Schema>;
	items?: Schema;
}

/** Objects whose keys are the user's own, so that they can't be listed. */
const WITH_KEYS_OF_THE_USER = new Set(['tags']);

/**
 * The schema that all these values fit.
 *
 * @param name of the field, if they are values of one
 * @throws Error when the values say too little, because a list is always empty, or contradict each other
 */
export function inferSchema(values: unknown[], name = 'output'): Schema {
	const some = values.filter((value) => value !== null && value !== undefined);
	const types = new Set(some.map(typeOf));
	if (types.has('number')) types.delete('integer');
	if (types.size === 0) {
		if (values.length === 0) throw new Error(`No example shows an entry of '${name}'`);
		return { type: 'null' };
	}
	if (types.size > 1) throw new Error(`'${name}' is sometimes ${[...types].join(', sometimes ')}`);
	const [type] = types;
	// The editor reads objects and lists only under a single type.
	if (type === 'object') return inferObject(some as object[], name);
	if (type === 'array') {
		return { type, items: inferSchema((some as unknown[][]).flat(), `${name}[]`) };
	}
	// The editor shows the first.
	return { type: values.includes(null) ? [type, 'null'] : type };
}

function inferObject(objects: object[], name: string): Schema {
	if (WITH_KEYS_OF_THE_USER.has(name)) return { type: 'object' };
	const byName = new Map<string, unknown[]>();
	for (const [key, value] of objects.flatMap((object) => Object.entries(object))) {
		// What is undefined is not there once it is JSON.
		if (value === undefined) continue;
		byName.set(key, [...(byName.get(key) ?? []), value]);
	}
	const properties = [...byName].map(([key, values]) => [key, inferSchema(values, key)]);
	return { type: 'object', properties: Object.fromEntries(properties) };
}

function typeOf(value: unknown): string {
	if (Array.isArray(value)) return 'array';
	if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
	return typeof value;
}
