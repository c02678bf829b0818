import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { AlibabaCloudEip } from '../../nodes/AlibabaCloudEip/AlibabaCloudEip.node.ts';
import type { Operation } from '../../nodes/AlibabaCloudEip/resources/Operation';
import { resources } from '../../nodes/AlibabaCloudEip/resources';
import { actionsOf } from '../../test/unit/fixtures/actions';
import { anchorOf } from './markdown';

/** An operation with the words of the form. */
export interface DescribedOperation {
	/** `<resource>/<operation>`. */
	id: string;
	resourceName: string;
	name: string;
	/** What n8n's panel of nodes calls it. */
	action: string;
	/** What it does, without the API action. */
	description: string;
	/** The API actions that it is about. */
	apiActions: string[];
	operation: Operation;
	/** What the form shows before the fields of the operation: where it acts. */
	placeFields: INodeProperties[];
}

const { properties } = new AlibabaCloudEip().description;

/** All operations, in the order of the form. */
export function describedOperations(): DescribedOperation[] {
	const selector = properties.find(({ name }) => name === 'resource');
	return optionsOf(selector).flatMap(({ name: resourceName, value }) => {
		const resource = resources.find((one) => one.value === value);
		return optionsOf(resource?.operations).map((option) => {
			const operation = resource?.list.find((one) => one.value === option.value);
			if (!operation)
				throw new Error(`${String(option.value)} is not in the list of ${resourceName}`);
			return {
				id: `${String(value)}/${operation.value}`,
				resourceName,
				name: option.name,
				action: option.action ?? '',
				description: (option.description ?? '').replace(/ \([A-Z][A-Za-z, ]+\)/, ''),
				apiActions: actionsOf(operation),
				operation,
				placeFields: placeFieldsOf(String(value), operation),
			};
		});
	});
}

function placeFieldsOf(resource: string, { value, fields, collections }: Operation) {
	const others = ['resource', 'operation', ...fields.map(({ name }) => name)];
	const known = new Set([...others, ...Object.keys(collections ?? {})]);
	const isAmong = (values: unknown[] | undefined, wanted: string) => values?.includes(wanted);
	return properties.filter(({ name, displayOptions: { show, hide } = {} }) => {
		if (known.has(name) || isAmong(hide?.operation, value)) return false;
		return (isAmong(show?.resource, resource) ?? true) && (isAmong(show?.operation, value) ?? true);
	});
}

function optionsOf(property: INodeProperties | undefined): INodePropertyOptions[] {
	return (property?.options ?? []) as INodePropertyOptions[];
}

/** The name of the page of a resource, in `docs/`. */
export const pageOf = (resourceName: string) => `${anchorOf(resourceName)}.md`;

/**
 * A link to an operation.
 *
 * @param folder of the pages, as seen from where the link stands: empty, or ending with a slash
 */
export function linkTo(operation: DescribedOperation, folder = ''): string {
	return `[${operation.name}](${folder}${pageOf(operation.resourceName)}${anchorTo(operation)})`;
}

/** The same, on the very page. */
export function linkWithin(operation: DescribedOperation): string {
	return `[${operation.name}](${anchorTo(operation)})`;
}

const anchorTo = ({ name }: DescribedOperation) => `#${anchorOf(name)}`;
