/** What a reply may be made of. `bigint` stands for the 64-bit numbers of the API (OrderId, ServiceID, OwnerId). */
export type ReplyValue =
	| string
	| number
	| bigint
	| boolean
	| null
	| undefined
	| readonly ReplyValue[]
	| { readonly [name: string]: ReplyValue };

/** A JSON object of a reply; members that are `undefined` are left out. */
export type ReplyObject = { readonly [name: string]: ReplyValue };

/**
 * JSON text of a reply. `JSON.stringify` refuses `bigint`; the API writes such values as bare
 * digits, also beyond 2^53, which is what makes careless clients round them.
 */
export function toJson(value: ReplyValue): string {
	if (typeof value === 'bigint') return value.toString();
	if (value === undefined || value === null) return 'null';
	if (Array.isArray(value)) return `[${value.map((item: ReplyValue) => toJson(item)).join(',')}]`;
	if (typeof value === 'object') {
		const members = Object.entries(value)
			.filter(([, member]) => member !== undefined)
			.map(([name, member]) => `${JSON.stringify(name)}:${toJson(member)}`);
		return `{${members.join(',')}}`;
	}
	return JSON.stringify(value);
}
