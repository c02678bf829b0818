import { type INodeProperties, tryToParseDateTime } from 'n8n-workflow';
import { toDateText } from '../../../credentials/signature/flattenParameters';
import type { ApiParameters, Operation } from '../description/Operation';
import { InvalidInput } from '../errors/ApiFailure';

const ELASTIC_IP_ID = /^eip-[a-zA-Z0-9-]+$/;
const ADDRESS_POOL_ID = /^pippool-[a-zA-Z0-9-]+$/;

/** What the API says about the length and form of texts, by API parameter. */
const textRules: Record<string, { longest?: number; pattern?: RegExp; like?: string }> = {
	AllocationId: { pattern: ELASTIC_IP_ID, like: 'eip-25877c70gddh5abcd' },
	FormerAllocationId: { pattern: ELASTIC_IP_ID, like: 'eip-25877c70gddh5abcd' },
	BandwidthPackageId: { pattern: /^cbwp-[a-zA-Z0-9-]+$/, like: 'cbwp-2ze2ic1xd2qeqk145abcd' },
	SegmentInstanceId: { pattern: /^eipsg-[a-zA-Z0-9-]+$/, like: 'eipsg-2zett8ba055tbsxme5abcd' },
	PublicIpAddressPoolId: { pattern: ADDRESS_POOL_ID, like: 'pippool-2vc0kxcedhquybdsz5abcd' },
	CidrBlock: { pattern: /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/, like: '203.0.113.0/28' },
	InstanceId: { longest: 128, pattern: /^[\x21-\x7E]+$/, like: 'i-2zebb08phyczzawe5abcd' },
	ClientToken: {
		longest: 64,
		pattern: /^[\x20-\x7E]*$/,
		like: '02fb3da4-130e-11e9-8e44-0016e04115b',
	},
	Name: { longest: 128, pattern: /^(?!https?:\/\/)/i, like: 'web server' },
	Description: { longest: 256, pattern: /^(?!https?:\/\/)/i, like: 'address of the web server' },
};

/** Parameters where an empty text means "make it empty" and is sent. */
const EMPTY_IS_A_VALUE = new Set(['updateFields']);

const LONGEST_TEXT = 10_000;
const LONGEST_LIST_ENTRY = 128;
const MOST_TAGS = 20;
const LONGEST_TAG = 128;

/**
 * Lists that the form takes as one text with commas. The API takes some the same way, others as
 * numbered parameters; then `most` is the largest number of them.
 */
const lists: Record<string, { pattern: RegExp; most?: number }> = {
	AllocationId: { pattern: ELASTIC_IP_ID },
	EipAddress: { pattern: /^[0-9a-fA-F.:]+$/ },
	AllocationIds: { pattern: ELASTIC_IP_ID, most: 50 },
	PublicIpAddressPoolIds: { pattern: ADDRESS_POOL_ID, most: 100 },
	ResourceId: { pattern: /^[\x21-\x7E]+$/, most: 50 },
	Zones: { pattern: /^[a-zA-Z0-9-]+$/, most: 100 },
};

interface Parameter {
	property: INodeProperties;
	collection?: string;
}

const parametersOf = new WeakMap<Operation, Map<string, Parameter>>();

/** The parameters that an operation sends, by the name that the field sends (see `apiNames`). */
export function apiParametersOf(operation: Operation): Map<string, Parameter> {
	const known = parametersOf.get(operation);
	if (known) return known;
	const found = new Map<string, Parameter>();
	const add = (property: INodeProperties, collection?: string) => {
		const apiName = property.routing?.send?.property;
		if (apiName !== undefined) found.set(apiName, { property, collection });
	};
	for (const property of operation.fields) add(property);
	for (const [name, options] of Object.entries(operation.collections ?? {})) {
		for (const property of options) add(property, name);
	}
	parametersOf.set(operation, found);
	return found;
}

/**
 * Checks the values that n8n's routing collected and turns them into the texts of the API. Only
 * parameters of the operation pass, and of those with a condition only those that it holds for: where
 * an expression gives the value that it looks at, n8n itself takes all of them for shown
 * (displayParameter, n8n-workflow 2.41).
 *
 * @param values by the name that the field sends, as the user, an expression or an AI agent gave them
 * @throws InvalidInput naming the field
 */
export function toApiParameters(
	operation: Operation,
	values: Record<string, unknown>,
	reading: Reading,
): ApiParameters {
	const { timezone } = reading;
	const result: ApiParameters = {};
	for (const [apiName, { property, collection }] of apiParametersOf(operation)) {
		if (!isShown(property, operation, values, reading)) continue;
		const isGiven = Object.hasOwn(values, apiName);
		const value = isGiven ? unwrap(values[apiName]) : undefined;
		const isLeftOut = isEmpty(value) && !(value === '' && EMPTY_IS_A_VALUE.has(collection ?? ''));
		const isFilter = collection === 'filters';
		const converted = isLeftOut ? {} : convert(apiName, property, value, { timezone, isFilter });
		const isMissing = Object.keys(converted).length === 0;
		if (isMissing && property.required && collection === undefined) {
			refuse(property, 'is empty', 'It is needed for this operation.');
		}
		Object.assign(result, converted);
	}
	return operation.apiNames ? rename(result, operation.apiNames) : result;
}

/** `Tag.1.Key` is renamed where `Tag` is. */
function rename(parameters: ApiParameters, names: Record<string, string>): ApiParameters {
	const entries = Object.entries(parameters).map(([name, value]) => {
		const [first, ...rest] = name.split('.');
		return [[names[first] ?? first, ...rest].join('.'), value];
	});
	return Object.fromEntries(entries) as ApiParameters;
}

/** A field at the top of the form. */
export function findField({ fields }: Operation, name: string): INodeProperties | undefined {
	return fields.find((field) => field.name === name);
}

/** What values are read with. */
export interface Reading {
	/** Of the workflow, for times without one. */
	timezone: string;
	/** The value of a field that is not sent. */
	readField(name: string): unknown;
}

/** Whether the conditions of a field hold, by the values that expressions gave. */
function isShown(
	{ displayOptions: { show = {}, hide = {} } = {} }: INodeProperties,
	operation: Operation,
	values: Record<string, unknown>,
	reading: Reading,
): boolean {
	const isOneOf = ([name, wanted]: [string, unknown]) => {
		const field = findField(operation, name);
		if (!field || !Array.isArray(wanted)) return false;
		const apiName = field.routing?.send?.property;
		const value = unwrap(apiName === undefined ? reading.readField(name) : values[apiName]);
		const given = isEmpty(value) ? field.default : value;
		const text = field.type === 'boolean' ? toBoolean(field, given) : toOption(field, given);
		return wanted.map(String).includes(text);
	};
	return Object.entries(show).every(isOneOf) && !Object.entries(hide).some(isOneOf);
}

function unwrap(value: unknown): unknown {
	const isLocator =
		typeof value === 'object' && value !== null && '__rl' in value && 'value' in value;
	const inner = isLocator ? value.value : value;
	return typeof inner === 'string' ? inner.trim() : inner;
}

function isEmpty(value: unknown): boolean {
	return (
		value === undefined ||
		value === null ||
		value === '' ||
		(Array.isArray(value) && value.length === 0)
	);
}

function convert(
	apiName: string,
	property: INodeProperties,
	value: unknown,
	{ timezone, isFilter }: { timezone: string; isFilter: boolean },
): ApiParameters {
	switch (property.type) {
		case 'number':
			return { [apiName]: toWholeNumber(property, value) };
		case 'boolean':
			return { [apiName]: toBoolean(property, value) };
		case 'options':
			return { [apiName]: toOption(property, value) };
		case 'multiOptions':
			return toNumbered(
				apiName,
				(Array.isArray(value) ? value : [value]).map((entry) => toOption(property, entry)),
			);
		case 'dateTime':
			return { [apiName]: toTime(property, value, timezone) };
		case 'fixedCollection':
			return apiName === 'TagKey'
				? toTagKeys(apiName, property, value)
				: toTags(apiName, property, value, isFilter);
		case 'string':
			return apiName in lists
				? toList(apiName, property, value)
				: { [apiName]: toText(apiName, property, value) };
		default:
			return { [apiName]: toText(apiName, property, value) };
	}
}

function refuse(property: INodeProperties, what: string, advice: string): never {
	throw new InvalidInput(`'${property.displayName}' ${what}`, advice);
}

function toText(apiName: string, property: INodeProperties, value: unknown): string {
	if (typeof value !== 'string' && typeof value !== 'number') {
		refuse(property, 'is not a text', `It is ${kindOf(value)}. Give one text or number.`);
	}
	const text = String(value);
	const { longest = LONGEST_TEXT, pattern, like = '' } = textRules[apiName] ?? {};
	// A character takes two units at most; so a megabyte need not be counted.
	if (text.length > 2 * longest || [...text].length > longest) {
		refuse(property, `is longer than ${longest} characters`, 'Shorten it.');
	}
	if (hasControlCharacter(text)) {
		refuse(property, 'contains a line break or another control character', 'Remove it.');
	}
	if (pattern && !pattern.test(text)) {
		refuse(property, `is not valid: '${shorten(text)}'`, `It looks like '${like}'.`);
	}
	return text;
}

function hasControlCharacter(text: string): boolean {
	return /\p{Cc}/u.test(text);
}

function toList(apiName: string, property: INodeProperties, value: unknown): ApiParameters {
	const { pattern, most } = lists[apiName];
	const entries: unknown[] = Array.isArray(value) ? value : textOf(value).split(/[,;\s]+/);
	const texts = [...new Set(entries.map((entry) => textOf(entry).trim()).filter(Boolean))];
	for (const text of texts) {
		if (text.length > LONGEST_LIST_ENTRY || !pattern.test(text)) {
			refuse(
				property,
				`contains '${shorten(text)}', which is not valid`,
				'Separate values by commas.',
			);
		}
	}
	// A list of commas only is as empty as no list.
	if (most === undefined) return texts.length > 0 ? { [apiName]: texts.join(',') } : {};
	if (texts.length > most) {
		refuse(property, `has ${texts.length} entries`, `At most ${most} are possible.`);
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
			`Give one from ${minValue} to ${maxValue}.`,
		);
	}
	if (number < minValue || number > maxValue) {
		refuse(property, `is ${number}, but must be from ${minValue} to ${maxValue}`, 'Change it.');
	}
	return String(number);
}

/** @returns 'true' or 'false' @throws InvalidInput naming the field */
export function toBoolean(property: INodeProperties, value: unknown): string {
	const text = textOf(value).trim().toLowerCase();
	if (text !== 'true' && text !== 'false') {
		refuse(property, `is neither true nor false: '${shorten(text)}'`, 'Turn it on or off.');
	}
	return text;
}

function toOption(property: INodeProperties, value: unknown): string {
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
			`is not a time: '${shorten(textOf(value))}'`,
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
 * Rows of keys and values as `Tag.1.Key`, `Tag.1.Value`, ….
 *
 * @param isFilter whether an empty row, such as from expressions without a result, is refused: left out
 *   it would let more pass
 * @throws InvalidInput naming the field
 */
export function toTags(
	apiName: string,
	property: INodeProperties,
	value: unknown,
	isFilter: boolean,
): ApiParameters {
	const result: ApiParameters = {};
	let count = 0;
	for (const row of readRows(property, value)) {
		const name = toTagText(property, row.key);
		const text = toTagText(property, row.value);
		if (name === '' && text === '') {
			if (isFilter) refuse(property, 'has a tag without a key', 'Fill it in, or remove it.');
			continue;
		}
		if (name === '') refuse(property, 'has a value without a key', 'Give each tag a key.');
		count++;
		result[`${apiName}.${count}.Key`] = name;
		result[`${apiName}.${count}.Value`] = text;
	}
	if (count > MOST_TAGS) {
		refuse(property, `has ${count} entries`, `At most ${MOST_TAGS} are possible.`);
	}
	return result;
}

/** The keys of tags, each chosen from a list or written. */
function toTagKeys(apiName: string, property: INodeProperties, value: unknown): ApiParameters {
	const keys = readList(property, value, 'tagKey').map((row) => {
		const key: unknown = row && typeof row === 'object' && 'key' in row ? row.key : row;
		return toTagText(property, unwrap(key));
	});
	const wanted = [...new Set(keys.filter(Boolean))];
	if (wanted.length > MOST_TAGS) {
		refuse(property, `has ${wanted.length} entries`, `At most ${MOST_TAGS} are possible.`);
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
	return refuse(
		property,
		'is not a list of tags',
		"Each entry is an object with 'key' and 'value'.",
	);
}

/** The rows of a collection, as the form has them or as a plain list. */
function readList(property: INodeProperties, value: unknown, name: string): unknown[] {
	const isFrame = typeof value === 'object' && value !== null && !Array.isArray(value);
	const frame = isFrame ? (value as Record<string, unknown>) : { [name]: value };
	if (Object.keys(frame).length === 0) return [];
	const rows = Object.hasOwn(frame, name) ? (frame[name] ?? []) : undefined;
	return Array.isArray(rows) ? rows : refuse(property, 'is not a list of tags', 'Give a list.');
}

function toTagText(property: INodeProperties, value: unknown): string {
	if (typeof value === 'object' && value !== null) {
		refuse(property, `has ${kindOf(value)} as key or value`, 'Give a text.');
	}
	const text = String(value ?? '').trim();
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
