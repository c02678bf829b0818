import { type INodeProperties, tryToParseDateTime } from 'n8n-workflow';
import { toDateText } from '../../../credentials/signature/flattenParameters';
import { trimPasted } from '../../../credentials/signature/trimPasted';
import { InvalidInput } from '../errors/ApiFailure';
import { elasticIpReference } from '../api/elasticIpReference';
import { type ResourceKind, resourceKinds } from '../api/resourceKinds';
import { splitList } from '../api/splitList';
import { unwrap } from '../api/unwrap';
import type { ApiParameters } from './Operation';

/** The values of fields, as the user, an expression or an AI agent gave them, as texts of the API. */

const NO_URL = 'It must not begin with http:// or https://.';

/** What single texts look like, by API parameter, or by field where it is not sent. */
const textRules: Record<
	string,
	{ longest?: number; pattern?: RegExp; examples?: string[]; advice?: string }
> = {
	AllocationId: elasticIpReference,
	allocationId: resourceKinds.elasticIp,
	BandwidthPackageId: resourceKinds.bandwidthPackage,
	SegmentInstanceId: resourceKinds.segment,
	PublicIpAddressPoolId: resourceKinds.addressPool,
	CidrBlock: resourceKinds.cidrBlock,
	InstanceId: { ...resourceKinds.instance, longest: 128 },
	VpcId: resourceKinds.vpc,
	ClientToken: {
		longest: 64,
		pattern: /^[\x20-\x7E]*$/,
		advice: 'Use letters, digits and other ASCII characters only.',
	},
	Name: { longest: 128, pattern: /^(?!https?:\/\/)/i, advice: NO_URL },
	Description: { longest: 256, pattern: /^(?!https?:\/\/)/i, advice: NO_URL },
};

const WITH_COMMAS = 'Separate several with commas.';

const LONGEST_TEXT = 10_000;
const LONGEST_LIST_ENTRY = 128;
const MOST_TAGS = 20;
const LONGEST_TAG = 128;

/**
 * Lists that the form takes as an array or as one text with commas. The API takes some the same way, others as
 * numbered parameters; then `most` is the largest number of them.
 */
const lists: Record<string, { pattern: RegExp; most?: number; advice: string }> = {
	AllocationId: { ...resourceKinds.elasticIp, advice: useIds(resourceKinds.elasticIp) },
	EipAddress: { pattern: /^[0-9a-fA-F.:]+$/, advice: useIds(resourceKinds.ipAddress, 'addresses') },
	AllocationIds: {
		...elasticIpReference,
		most: 50,
		advice: `For each ${elasticIpReference.advice.replace('Enter its', 'enter its')} Names cannot be used here. ${WITH_COMMAS}`,
	},
	PublicIpAddressPoolIds: {
		...resourceKinds.addressPool,
		most: 100,
		advice: useIds(resourceKinds.addressPool),
	},
	ResourceId: {
		...resourceKinds.instance,
		most: 50,
		advice: `Use the IDs of the resources, not their names. ${WITH_COMMAS}`,
	},
	Zones: { ...resourceKinds.zone, most: 100, advice: useIds(resourceKinds.zone) },
};

function useIds({ examples }: ResourceKind, what = 'IDs'): string {
	return `Use ${what} such as '${examples[0]}', not names. ${WITH_COMMAS}`;
}

/** Whether a field has no value. */
export function isEmpty(value: unknown): boolean {
	return (
		value === undefined ||
		value === null ||
		value === '' ||
		(Array.isArray(value) && value.length === 0)
	);
}

/**
 * The API parameters that a value becomes, checked against its field.
 *
 * @param apiName the name that the field sends
 * @throws InvalidInput naming the field
 */
export function convert(
	apiName: string,
	property: INodeProperties,
	value: unknown,
	timezone: string,
): ApiParameters {
	switch (property.type) {
		case 'number':
			return { [apiName]: toWholeNumber(property, value) };
		case 'boolean':
			return { [apiName]: toBoolean(property, value) };
		case 'options':
			return { [apiName]: toOption(property, value) };
		case 'multiOptions':
			return apiName in lists
				? toList(apiName, property, value)
				: toNumbered(
						apiName,
						(Array.isArray(value) ? value : [value]).map((entry) =>
							toOption(property, unwrap(entry)),
						),
					);
		case 'dateTime':
			return { [apiName]: toTime(property, value, timezone) };
		case 'fixedCollection':
			return apiName === 'TagKey'
				? toTagKeys(apiName, property, value)
				: toTags(apiName, property, value);
		case 'string':
			return apiName in lists
				? toList(apiName, property, value)
				: { [apiName]: toText(apiName, property, value) };
		default:
			return { [apiName]: toText(apiName, property, value) };
	}
}

/** @throws InvalidInput naming the field */
export function refuse(property: INodeProperties, what: string, advice: string): never {
	throw new InvalidInput(`'${property.displayName}' ${what}`, advice);
}

function toText(apiName: string, property: INodeProperties, value: unknown): string {
	if (typeof value !== 'string' && typeof value !== 'number') {
		refuse(property, 'is not text', `It is ${kindOf(value)}. Enter a single text value or number.`);
	}
	const text = String(value);
	const { longest = LONGEST_TEXT, pattern, examples = [], advice } = textRules[apiName] ?? {};
	// A character takes two units at most; so a megabyte need not be counted.
	if (text.length > 2 * longest || [...text].length > longest) {
		refuse(property, `is longer than ${longest} characters`, 'Shorten it.');
	}
	if (hasControlCharacter(text)) {
		refuse(property, 'contains a line break or another control character', 'Remove it.');
	}
	if (pattern && !pattern.test(text)) {
		refuse(
			property,
			`is not valid: '${shorten(text)}'`,
			advice ?? `Enter a value such as '${examples[0]}'.`,
		);
	}
	return text;
}

function hasControlCharacter(text: string): boolean {
	return /\p{Cc}/u.test(text);
}

function toList(apiName: string, property: INodeProperties, value: unknown): ApiParameters {
	const { pattern, most, advice } = lists[apiName];
	const entries: unknown[] = Array.isArray(value) ? value : splitList(textOf(value));
	const texts = [...new Set(entries.map((entry) => trimPasted(textOf(entry))).filter(Boolean))];
	for (const text of texts) {
		if (text.length > LONGEST_LIST_ENTRY || !pattern.test(text)) {
			refuse(property, `contains '${shorten(text)}', which is not valid`, advice);
		}
	}
	// A list of commas only is as empty as no list.
	if (most === undefined) return texts.length > 0 ? { [apiName]: texts.join(',') } : {};
	if (texts.length > most) {
		refuse(property, `has ${texts.length} entries`, `At most ${most} are allowed.`);
	}
	return toNumbered(apiName, texts);
}

function toWholeNumber(property: INodeProperties, value: unknown): string {
	const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN;
	const { minValue = -Infinity, maxValue = Infinity } = property.typeOptions ?? {};
	if (!Number.isInteger(number)) {
		refuse(
			property,
			`is not a whole number: '${shorten(textOf(value))}'`,
			`Enter a whole number from ${minValue} to ${maxValue}.`,
		);
	}
	if (number < minValue || number > maxValue) {
		refuse(
			property,
			`is ${number}, but must be between ${minValue} and ${maxValue}`,
			`Enter a whole number from ${minValue} to ${maxValue}.`,
		);
	}
	return String(number);
}

/** @returns 'true' or 'false' @throws InvalidInput naming the field */
export function toBoolean(property: INodeProperties, value: unknown): string {
	const text = trimPasted(textOf(value)).toLowerCase();
	if (text !== 'true' && text !== 'false') {
		refuse(
			property,
			`is neither true nor false: '${shorten(text)}'`,
			'Turn it on or off, or use an expression that gives true or false.',
		);
	}
	return text;
}

/** The option of the field that is meant, in any case. @throws InvalidInput naming the field */
export function toOption(property: INodeProperties, value: unknown): string {
	const allowed = (property.options ?? []).flatMap((option) =>
		'value' in option ? [String(option.value)] : [],
	);
	const text = textOf(value);
	const found = allowed.find((option) => option.toLowerCase() === text.toLowerCase());
	if (found === undefined) {
		refuse(
			property,
			`has the unknown value '${shorten(text)}'`,
			`Use one of: ${allowed.join(', ')}.`,
		);
	}
	return found;
}

function toTime(property: INodeProperties, value: unknown, timezone: string): string {
	const text = toDateText(value) ?? toDateText(parseTime(value, timezone));
	if (text === undefined) {
		refuse(
			property,
			`is not a date and time: '${shorten(textOf(value))}'`,
			'Choose a date and time, or use an expression such as {{ $now }}.',
		);
	}
	return text;
}

function parseTime(value: unknown, timezone: string): unknown {
	try {
		return tryToParseDateTime(value, timezone);
	} catch {
		return undefined;
	}
}

/**
 * Rows of keys and values as `Tag.1.Key`, `Tag.1.Value`, …. A row without a key or a value, such as
 * from expressions without a result, is refused: left out, something would be bought without its tag,
 * or a filter would let more pass. An empty text is a value.
 *
 * @throws InvalidInput naming the field
 */
export function toTags(apiName: string, property: INodeProperties, tags: unknown): ApiParameters {
	const result: ApiParameters = {};
	let count = 0;
	for (const row of readRows(property, tags)) {
		const value = unwrap(row.value);
		const name = toTagText(property, unwrap(row.key));
		const text = toTagText(property, value);
		if (name === '' && text === '') {
			refuse(property, 'has a tag without a key', 'Enter a key, or remove the row.');
		}
		if (name === '') refuse(property, 'has a value without a key', 'Enter a key for each tag.');
		if (value === undefined || value === null) {
			refuse(
				property,
				`has no value for the key '${shorten(name)}'`,
				'An expression may have had no result. Enter a value, or an empty string.',
			);
		}
		count++;
		result[`${apiName}.${count}.Key`] = name;
		result[`${apiName}.${count}.Value`] = text;
	}
	if (count > MOST_TAGS) {
		refuse(property, `has ${count} entries`, `At most ${MOST_TAGS} are allowed.`);
	}
	return result;
}

/** The keys of tags, each chosen from a list or written. */
function toTagKeys(apiName: string, property: INodeProperties, value: unknown): ApiParameters {
	const keys = readList(property, value, 'tagKey').map((row) => {
		const key: unknown = row && typeof row === 'object' && 'key' in row ? row.key : row;
		return toTagText(property, unwrap(key));
	});
	if (keys.includes(''))
		refuse(property, 'has a row without a key', 'Enter a key, or remove the row.');
	const wanted = [...new Set(keys)];
	if (wanted.length > MOST_TAGS) {
		refuse(property, `has ${wanted.length} entries`, `At most ${MOST_TAGS} are allowed.`);
	}
	return toNumbered(apiName, wanted);
}

interface TagRow {
	key?: unknown;
	value?: unknown;
}

/** A filter that is not understood must not be left out: the operation would act on everything. */
function readRows(property: INodeProperties, value: unknown): TagRow[] {
	const rows = readList(property, value, 'tag').map((row) => row ?? {});
	if (rows.every((row) => typeof row === 'object')) return rows as TagRow[];
	return refuse(property, 'is not a list of tags', "Use a list of objects with 'key' and 'value'.");
}

/** The rows of a collection, as the form has them or as a plain list. */
function readList(property: INodeProperties, value: unknown, name: string): unknown[] {
	const isFrame = typeof value === 'object' && value !== null && !Array.isArray(value);
	const frame = isFrame ? (value as Record<string, unknown>) : { [name]: value };
	if (Object.keys(frame).length === 0) return [];
	const rows = Object.hasOwn(frame, name) ? (frame[name] ?? []) : undefined;
	return Array.isArray(rows) ? rows : refuse(property, 'is not a list of tags', 'Use a list.');
}

function toTagText(property: INodeProperties, value: unknown): string {
	if (typeof value === 'object' && value !== null) {
		refuse(property, `has ${kindOf(value)} as key or value`, 'Enter text.');
	}
	const text = trimPasted(String(value ?? ''));
	if (text.length > LONGEST_TAG) {
		refuse(property, `has a key or value longer than ${LONGEST_TAG} characters`, 'Shorten it.');
	}
	if (hasControlCharacter(text)) {
		refuse(property, 'contains a line break or another control character', 'Remove it.');
	}
	return text;
}

function toNumbered(apiName: string, values: string[]): ApiParameters {
	return Object.fromEntries(values.map((value, index) => [`${apiName}.${index + 1}`, value]));
}

function textOf(value: unknown): string {
	return typeof value === 'object' && value !== null ? kindOf(value) : String(value);
}

function kindOf(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function shorten(text: string): string {
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
