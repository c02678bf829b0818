import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { oneOf, table } from './markdown';

/**
 * The table of some fields of a form.
 *
 * @param all fields of the form, to put conditions into words
 * @param apiName the name of the API parameter that a field is sent under, if it is sent
 */
export function fieldTable(
	fields: INodeProperties[],
	all: INodeProperties[],
	apiName?: (field: INodeProperties) => string | undefined,
): string {
	const rows = fields
		.filter(({ type }) => type !== 'notice')
		.map((field) => {
			const name = apiName?.(field);
			return [
				`**${field.displayName}**`,
				valueOf(field),
				field.required ? 'required' : defaultOf(field),
				[sentence(field.description), conditionOf(field, all)].filter(Boolean).join(' '),
				...(apiName ? [name ? `\`${name}\`` : ''] : []),
			];
		});
	return table(
		['Field', 'Value', 'Default', 'Description', ...(apiName ? ['API parameter'] : [])],
		rows,
	);
}

/** What can be filled in. */
function valueOf({ type, options, modes, typeOptions }: INodeProperties): string {
	const names = (options ?? []).map((option) =>
		'displayName' in option ? option.displayName : option.name,
	);
	const { minValue: least, maxValue: most } = typeOptions ?? {};
	switch (type) {
		case 'options':
			return oneOf(names) || 'one of a list';
		case 'multiOptions':
			return names.length > 0 ? `any of ${oneOf(names)}` : 'any of a list';
		case 'boolean':
			return 'on or off';
		case 'number':
			if (least !== undefined && most !== undefined) return `number, ${least} to ${most}`;
			return least === undefined ? 'number' : `number, at least ${least}`;
		case 'dateTime':
			return 'date and time';
		case 'resourceLocator':
			return oneOf((modes ?? []).map(({ displayName }) => displayName.toLowerCase())).replace(
				/\b(cidr|id|ip|url)\b/g,
				(word) => word.toUpperCase(),
			);
		case 'fixedCollection':
			return (options as INodePropertyCollection[])
				.map(({ values }) => `rows of ${values.map(({ displayName }) => displayName).join(', ')}`)
				.join('; ');
		default:
			return 'text';
	}
}

function defaultOf({ type, options, default: value }: INodeProperties): string {
	if (type === 'boolean') return value ? 'on' : 'off';
	if (type === 'options') return nameOf(options, value);
	if (type === 'multiOptions')
		return (value as string[]).map((one) => nameOf(options, one)).join(', ');
	return ['string', 'number'].includes(typeof value) ? String(value) : '';
}

function nameOf(options: INodeProperties['options'], value: unknown): string {
	const found = (options as INodePropertyOptions[] | undefined)?.find((one) => one.value === value);
	return found?.name ?? '';
}

/** When a field is shown, if not always. */
export function conditionOf({ displayOptions }: INodeProperties, all: INodeProperties[]): string {
	const parts = Object.entries(displayOptions?.show ?? {})
		.filter(([name]) => !/^\/?(resource|operation)$/.test(name))
		.map(([name, values]) => {
			const field = all.find((other) => other.name === name.replace('/', ''));
			// What an ID looks like is for the form: descriptions say it in words.
			if ((values ?? []).some((value) => typeof value === 'object')) return '';
			const words = (values ?? []).map((value) =>
				typeof value === 'boolean'
					? value
						? 'on'
						: 'off'
					: nameOf(field?.options, value) || String(value),
			);
			return `_${field?.displayName ?? name}_ is ${oneOf(words)}`;
		});
	const conditions = parts.filter(Boolean);
	return conditions.length > 0 ? `Only when ${conditions.join(' and ')}.` : '';
}

/** The text with a full stop. */
export function sentence(text = ''): string {
	return text === '' || /[.…]$/.test(text) ? text : `${text}.`;
}
