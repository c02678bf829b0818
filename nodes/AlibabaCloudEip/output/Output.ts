import type { IDataObject } from 'n8n-workflow';

/** How much of a resource an item shows. */
export interface Output {
	kind: 'simplified' | 'raw' | 'selected';
	/** Those of the simplified fields that were selected. */
	fields: readonly string[];
}

/** The item of a resource, with as much of it as the user wants. */
export function toItem(
	output: Output,
	raw: IDataObject,
	simplify: (raw: IDataObject) => IDataObject,
): IDataObject {
	return output.kind === 'raw' ? raw : selectFields(output, simplify(raw));
}

/** What is wanted of a simplified item. Its first field, the ID, always is. */
export function selectFields({ kind, fields }: Output, simplified: IDataObject): IDataObject {
	if (kind !== 'selected') return simplified;
	return Object.fromEntries(
		Object.entries(simplified).filter(([name], index) => index === 0 || fields.includes(name)),
	);
}
