import fc from 'fast-check';
import {
	type DisplayCondition,
	type INodeParameterResourceLocator,
	type INodeParameters,
	type INodeProperties,
	NodeHelpers,
} from 'n8n-workflow';
import type { Operation } from '../../nodes/AlibabaCloudEip/resources/Operation';
import type { FormField } from '../../nodes/AlibabaCloudEip/resources/field';
import { inputFieldsOf } from '../../nodes/AlibabaCloudEip/execution/inputFields';
import { DETECT } from '../../nodes/AlibabaCloudEip/resources/elasticIp/target';
import { pickerExample } from '../support/pickerExamples';
import { deliberate } from './deliberate';

/** A field of an operation whose value it gets: all but switches between other fields are sent. */
export interface Field {
	property: INodeProperties;
	/** The collection it stands in; undefined for a field at the top of the form. */
	collection?: string;
	/** The name under which this action takes it. */
	wireName: string;
}

/** What is entered into fields, by the name of the field: plain values as a user thinks of them. */
export type Input = Record<string, unknown>;

export function fieldsOf(operation: Operation): Field[] {
	const all = [...inputFieldsOf(operation)];
	const isSwitch = (name: string) =>
		all.some(([, { property }]) => name in (property.displayOptions?.show ?? {}));
	return all
		.filter(([name, { isRouted }]) => isRouted || !isSwitch(name))
		.map(([name, { property, collection }]) => ({
			property,
			collection,
			wireName: operation.apiNames?.[name] ?? name,
		}));
}

/** The text after "e.g. " of a placeholder. */
function examplesOf({ placeholder, modes }: INodeProperties): string[] {
	const text = placeholder ?? modes?.find(({ name }) => name === 'id')?.placeholder ?? '';
	return text.startsWith('e.g. ') ? text.slice('e.g. '.length).split(', ') : [];
}

/** Text without what is trimmed, refused or an expression: blanks around, control characters, `http://` or `=` in front. */
const anyText = fc
	.string({
		unit: fc.oneof(
			fc.constantFrom(...' +*~!\'()%&=/?#:;,.-_"<>\\|{}[]`^@$中文é😀'),
			fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }),
		),
		minLength: 1,
		maxLength: 20,
	})
	.map((text) => text.trim())
	.filter((text) => text !== '' && !/\p{Cc}|^https?:\/\/|^=/iu.test(text));

const minutesAgo = (min: number, max: number) =>
	fc
		.integer({ min, max })
		.map((minutes) => `${new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 17)}00Z`);

/** IDs like the example of the field: its beginning with another end. */
const likeExample = (examples: string[]) =>
	fc
		.tuple(fc.constantFrom(...examples), fc.stringMatching(/^[a-z0-9]{4}$/))
		.map(([example, end]) =>
			/^[a-z]+-[a-z0-9]{12,}$/.test(example) ? example.slice(0, -4) + end : example,
		);

/** An ID of each type of instance. */
const TARGETS: Record<string, string> = {
	EcsInstance: 'i-2zebb08phyczzawe5abcd',
	HaVip: 'havip-bp1rqwz0x1jz0abcd',
	IpAddress: '192.168.0.4',
	Nat: 'ngw-bp1047e2d4z7kf2kiabcd',
	NetworkInterface: 'eni-bp125p95hhdhn3otabcd',
	SlbInstance: 'lb-bp1b6c719dfa08exabcd',
};

/** Values that the field takes. */
export function valueOf(field: Field): fc.Arbitrary<unknown> {
	const { property, wireName } = field;
	const examples = examplesOf(property);
	const options = (property.options ?? []).flatMap((option) =>
		'value' in option && option.value !== '' ? [option.value] : [],
	);
	switch (property.type) {
		case 'number': {
			const { minValue = 1, maxValue = 1000 } = property.typeOptions ?? {};
			return fc.integer({ min: minValue, max: maxValue });
		}
		case 'boolean':
			return fc.boolean();
		case 'options':
			return fc.constantFrom(...options);
		case 'multiOptions': {
			const example = pickerExample(property);
			return example === undefined
				? fc.subarray(options, { minLength: 1 })
				: fc.uniqueArray(likeExample([example]), { minLength: 1, maxLength: 10 });
		}
		case 'dateTime':
			return wireName === 'EndTime' ? minutesAgo(1, 60) : minutesAgo(70, 190);
		case 'fixedCollection':
			return property.options?.[0].name === 'tagKey'
				? fc.uniqueArray(anyText, { minLength: 1, maxLength: 20 })
				: fc.uniqueArray(fc.record({ Key: anyText, Value: fc.oneof(anyText, fc.constant('')) }), {
						minLength: 1,
						maxLength: 20,
						selector: ({ Key }) => Key,
					});
		case 'resourceLocator':
			return likeExample(examples);
		default:
			if (isList(field)) {
				return fc.uniqueArray(likeExample(examples), { minLength: 1, maxLength: 10 });
			}
			if (wireName === 'ClientToken') return fc.stringMatching(/^[!-<>-~][!-~]{0,63}$/);
			return examples.length > 0 ? likeExample(examples) : anyText;
	}
}

/** Texts with commas are several values. */
function isList({ property }: Field): boolean {
	return property.type === 'string' && /separated by commas/.test(property.description ?? '');
}

/** A value that is not picked from a list. */
function byId(value: unknown): INodeParameterResourceLocator {
	return { __rl: true, mode: 'id', value } as INodeParameterResourceLocator;
}

/** The value as the form of the node holds it. */
function toParameter(field: Field, value: unknown): unknown {
	const { property } = field;
	if (property.type === 'resourceLocator') return byId(value);
	if (isList(field)) return (value as string[]).join(', ');
	if (property.type !== 'fixedCollection') return value;
	const name = String(property.options?.[0].name);
	const rows = (value as unknown[]).map((entry) =>
		typeof entry === 'object'
			? {
					key: byId((entry as { Key: string }).Key),
					value: byId((entry as { Value: string }).Value),
				}
			: { key: byId(entry) },
	);
	return { [name]: rows };
}

/** The parameters of the node for this input. */
export function toNodeParameters(
	resource: string,
	operation: Operation,
	input: Input,
	regionId: string,
): INodeParameters {
	const parameters: Record<string, unknown> = {
		resource,
		operation: operation.value,
		regionId: { __rl: true, mode: 'id', value: regionId },
	};
	for (const { name } of operation.fields) {
		if (name === 'waitUntilDone') parameters.waitUntilDone = false;
		if (name === 'returnAll') parameters.returnAll = true;
	}
	for (const field of fieldsOf(operation)) {
		const { property, collection } = field;
		if (!(property.name in input)) continue;
		const value = toParameter(field, input[property.name]);
		if (collection === undefined) parameters[property.name] = value;
		else parameters[collection] = { ...(parameters[collection] as object), [property.name]: value };
	}
	Object.assign(parameters, switches(operation, input));
	return parameters as INodeParameters;
}

/** Fields that send nothing but show others, such as a choice between two ways. */
function switches(operation: Operation, input: Input): Record<string, unknown> {
	const chosen: Record<string, unknown> = {};
	for (const { property } of fieldsOf(operation)) {
		if (!(property.name in input)) continue;
		for (const [name, values] of Object.entries(property.displayOptions?.show ?? {})) {
			const isSwitch = operation.fields.some(
				(field) => field.name === name && !field.routing?.send?.property,
			);
			if (isSwitch) chosen[name] = values?.[0];
		}
	}
	return chosen;
}

/**
 * Completes an input to what the form would hold: required fields, the defaults of the shown ones,
 * and what the chosen ones need to be shown. What is hidden is taken out.
 *
 * @param samples a value for each field
 */
export function complete(operation: Operation, chosen: string[], samples: Input): Input {
	const fields = fieldsOf(operation);
	const input: Input = {};
	const choose = (name: string) => {
		const field = fields.find(({ property }) => property.name === name);
		if (!field || name in input) return;
		input[name] = samples[name];
		for (const [other, values] of Object.entries(field.property.displayOptions?.show ?? {})) {
			// The type comes before the ID that fits it; the last value is a type, the first may be none.
			const value = values?.findLast((one) => typeof one !== 'object');
			const isField = fields.some(({ property }) => property.name === other);
			if (isField && value !== undefined) input[other] = value;
		}
	};
	chosen.forEach(choose);
	fitTarget(operation, input);
	for (const { property, collection } of fields) {
		if (collection !== undefined || property.name in input || !isShown(property, input, operation))
			continue;
		if (isAskedFor(property, input, operation)) choose(property.name);
		else if (!isEmptyDefault(property.default)) input[property.name] = property.default;
	}
	for (const { property } of fields) {
		if (!isShown(property, input, operation)) delete input[property.name];
	}
	return input;
}

/** Whether n8n asks for it, in any of the ways in which it is shown. */
function isAskedFor(property: FormField, input: Input, operation: Operation): boolean {
	return [{}, ...(property.variants ?? [])]
		.map((variant) => ({ ...property, ...variant }))
		.some((shown) => shown.required && isShown(shown, input, operation));
}

/** Makes the ID of an instance fit its type, or what the operation takes; the node refuses any other. */
function fitTarget({ targets, fields }: Operation, input: Input): void {
	const isAsked = 'instanceId' in input || fields.some(({ name }) => name === 'instanceId');
	if (!targets || !isAsked) return;
	const chosen = input[targets.typeField ?? ''];
	const type = targets.kinds.find((kind) => kind === chosen);
	const [first] = targets.kinds;
	input.instanceId = TARGETS[type ?? first];
}

function isEmptyDefault(value: unknown): boolean {
	return (
		value === '' ||
		value === undefined ||
		(Array.isArray(value) && value.length === 0) ||
		isEmptyObject(value) ||
		// A resource locator.
		(typeof value === 'object' && value !== null && 'value' in value && value.value === '')
	);
}

function isEmptyObject(value: unknown): boolean {
	return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** Whether the conditions on other fields hold. */
function isShown(property: INodeProperties, input: Input, operation: Operation): boolean {
	const { show = {}, hide = {} } = property.displayOptions ?? {};
	const chosen = switches(operation, input);
	const valueOfField = (name: string) =>
		input[name] ??
		chosen[name] ??
		[...operation.fields, ...Object.values(operation.collections ?? {}).flat()].find(
			(field) => field.name === name,
		)?.default;
	const fits = ([name, values]: [string, unknown]) =>
		NodeHelpers.checkConditions(values as DisplayCondition[], [valueOfField(name) as string]);
	return Object.entries(show).every(fits) && !Object.entries(hide).some(fits);
}

/** The same input under the names of the wire, for the official SDK. */
export function toWire(
	operation: Operation,
	action: string,
	input: Input,
	regionId: string,
): Record<string, unknown> {
	const wire: Record<string, unknown> = { ...deliberate.constants[action] };
	if (!deliberate.withoutRegion.has(action)) wire.RegionId = regionId;
	for (const { property, wireName } of fieldsOf(operation)) {
		if (!(property.name in input)) continue;
		const value = input[property.name];
		const translate = deliberate.translations[wireName];
		const isOneText = Array.isArray(value) && deliberate.commaLists.has(`${action}.${wireName}`);
		if (value === DETECT) {
			const ids = Object.entries(TARGETS);
			wire[wireName] = ids.find(([, id]) => id === input.instanceId)?.[0];
		} else if (translate) Object.assign(wire, translate(value));
		else wire[wireName] = isOneText ? value.join(',') : value;
	}
	return wire;
}
