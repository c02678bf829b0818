import type { INodeProperties } from 'n8n-workflow';
import { unwrap } from '../api/unwrap';
import type { FieldNames } from '../errors/fieldOf';
import type { ApiParameters, Operation, OperationInput } from '../resources/Operation';
import { isOutputField } from '../resources/outputFields';
import { convert, isEmpty, refuse, toBoolean, toOption } from '../resources/fieldValues';

/** Parameters where an empty text means "make it empty" and is sent. */
const EMPTY_IS_A_VALUE: ReadonlySet<string> = new Set(['updateFields']);

/** A field whose value an operation gets. */
interface InputField {
	property: INodeProperties;
	/** The collection that it stands in. */
	collection?: string;
	/** Whether n8n's routing hands it over; otherwise it is read by its name. */
	isRouted: boolean;
}

/** Fields that have a meaning of their own for every operation; see `OperationInput`. */
const COMMON: ReadonlySet<string> = new Set(['returnAll', 'limit', 'waitUntilDone']);

const inputFields = new WeakMap<Operation, Map<string, InputField>>();

/** The fields whose values an operation gets, by the name under which each is sent, else by its own. */
export function inputFieldsOf(operation: Operation): Map<string, InputField> {
	const known = inputFields.get(operation);
	if (known) return known;
	const found = new Map<string, InputField>();
	const add = (property: INodeProperties, collection?: string) => {
		const apiName = property.routing?.send?.property;
		const isRouted = apiName !== undefined;
		const isForAll =
			COMMON.has(property.name) ||
			isOutputField(property) ||
			property.type === 'notice' ||
			collection === 'options';
		if (isRouted || !isForAll)
			found.set(apiName ?? property.name, { property, collection, isRouted });
	};
	for (const property of operation.fields) add(property);
	for (const [name, options] of Object.entries(operation.collections ?? {})) {
		for (const property of options) add(property, name);
	}
	inputFields.set(operation, found);
	return found;
}

/** Those of them that become parameters of the API; see `apiNames` for what they are called there. */
export function apiParametersOf(operation: Operation): Map<string, InputField> {
	const { apiNames = {} } = operation;
	return new Map(
		[...inputFieldsOf(operation)].filter(([name, { isRouted }]) => isRouted || name in apiNames),
	);
}

/**
 * Checks the values of the form and turns them into texts. Only fields of the operation pass, and of
 * those with a condition only those that it holds for: where an expression gives the value that it
 * looks at, n8n itself takes all of them for shown (displayParameter, n8n-workflow 2.41).
 *
 * @param values what n8n's routing collected: by the name under which a field is sent, as the user, an
 *   expression or an AI agent gave them
 * @throws InvalidInput naming the field
 */
export function convertFields(
	operation: Operation,
	values: Record<string, unknown>,
	reading: Reading,
): Pick<OperationInput, 'parameters' | 'controls'> {
	const { apiNames = {} } = operation;
	const parameters: ApiParameters = {};
	const controls: Record<string, string> = {};
	for (const [name, { property, collection, isRouted }] of inputFieldsOf(operation)) {
		if (!isShown(property, operation, values, reading)) continue;
		const path = collection === undefined ? name : `${collection}.${name}`;
		const routed = Object.hasOwn(values, name) ? values[name] : undefined;
		const value = unwrap(isRouted ? routed : reading.readField(path));
		const isLeftOut = isEmpty(value) && !(value === '' && EMPTY_IS_A_VALUE.has(collection ?? ''));
		const converted = isLeftOut ? {} : convert(name, property, value, reading.timezone);
		const isMissing = Object.keys(converted).length === 0;
		if (isMissing && property.required && collection === undefined) {
			refuse(property, 'is empty', 'It is required. Fill it in, or check its expression.');
		}
		Object.assign(isRouted || name in apiNames ? parameters : controls, converted);
	}
	const named = rename(parameters, apiNames);
	return { parameters: operation.complete?.(named) ?? named, controls };
}

/** What people see of the parameters of an operation, by the API's names for them, in any case. */
export function fieldNames(operation: Operation): FieldNames {
	const names = new Map<string, string>();
	for (const [apiName, { property }] of apiParametersOf(operation)) {
		names.set(apiName.toLowerCase(), property.displayName);
		const renamed = operation.apiNames?.[apiName];
		if (renamed !== undefined) names.set(renamed.toLowerCase(), property.displayName);
	}
	return (parameter) => names.get(parameter.toLowerCase());
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
	/** The value of a field that is not sent. @param path its name, after that of its collection and a dot */
	readField(path: string): unknown;
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
		// What an ID looks like is for the form only: `complete` of the operation knows what fits it.
		if (wanted.some((condition) => typeof condition === 'object')) return true;
		const apiName = field.routing?.send?.property;
		const value = unwrap(apiName === undefined ? reading.readField(name) : values[apiName]);
		const given = isEmpty(value) ? field.default : value;
		const text = field.type === 'boolean' ? toBoolean(field, given) : toOption(field, given);
		return wanted.map(String).includes(text);
	};
	return Object.entries(show).every(isOneOf) && !Object.entries(hide).some(isOneOf);
}
