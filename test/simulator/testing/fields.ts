import { innerClass, type ModelClass } from './officialClient';

/** Every field a model declares, as `Outer.Inner[].Field`, with its declared type. */
export function declaredFields(type: ModelClass, prefix = ''): Map<string, unknown> {
	const fields = new Map<string, unknown>();
	const types = type.types();
	for (const [name, wireName] of Object.entries(type.names())) {
		const path = `${prefix}${wireName}`;
		const declared = types[name];
		const inner = innerClass(declared);
		if (!inner) {
			fields.set(path, declared);
			continue;
		}
		const isList = typeof declared !== 'function';
		for (const [field, fieldType] of declaredFields(inner, `${path}${isList ? '[]' : ''}.`))
			fields.set(field, fieldType);
	}
	return fields;
}

/** The values found at each path of a reply; lists of plain values count as one value when not empty. */
export function foundFields(value: unknown, prefix: string, found: Map<string, unknown>): void {
	if (Array.isArray(value)) {
		if (value.length > 0 && typeof value[0] !== 'object') found.set(prefix, value);
		else for (const item of value) foundFields(item, `${prefix}[]`, found);
		return;
	}
	if (typeof value === 'object' && value !== null) {
		for (const [name, member] of Object.entries(value))
			foundFields(member, prefix === '' ? name : `${prefix}.${name}`, found);
		return;
	}
	if (value !== undefined) found.set(prefix, value);
}
