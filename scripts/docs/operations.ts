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
	/** What it does, without the API action. */
	description: string;
	/** The API actions that it is about. */
	apiActions: string[];
	operation: Operation;
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
				description: (option.description ?? '').replace(/ \([A-Z][A-Za-z, ]+\)/, ''),
				apiActions: actionsOf(operation),
				operation,
			};
		});
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
