import type { INodeProperties } from 'n8n-workflow';
import { pickerExample } from '../../support/pickerExamples';

/** The text after "e.g. " of a placeholder; fields with a fixed form have one. */
function exampleOf(placeholder: string | undefined): string | undefined {
	return placeholder?.startsWith('e.g. ') ? placeholder.slice('e.g. '.length) : undefined;
}

/** A value that the field takes, taken from what its definition says. */
export function sampleValue(property: INodeProperties): unknown {
	switch (property.type) {
		case 'number':
			return property.typeOptions?.minValue ?? 1;
		case 'boolean':
			return true;
		case 'options':
			return firstOption(property);
		case 'multiOptions':
			return [pickerExample(property) ?? firstOption(property)];
		case 'dateTime':
			return '2026-11-24T00:00:00Z';
		case 'fixedCollection':
			return { [String(property.options?.[0].name)]: [{ key: 'sample', value: 'v 1' }] };
		case 'resourceLocator': {
			const byId = property.modes?.find(({ name }) => name === 'id');
			return { __rl: true, mode: 'id', value: exampleOf(byId?.placeholder) ?? 'sample' };
		}
		default:
			return exampleOf(property.placeholder) ?? 'sample';
	}
}

function firstOption(property: INodeProperties): unknown {
	const [first] = property.options ?? [];
	return first && 'value' in first ? first.value : undefined;
}
