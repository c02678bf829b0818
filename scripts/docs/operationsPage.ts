import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { AlibabaCloudEip } from '../../nodes/AlibabaCloudEip/AlibabaCloudEip.node.ts';
import type { CollectionName, Operation } from '../../nodes/AlibabaCloudEip/resources/Operation';
import { resources } from '../../nodes/AlibabaCloudEip/resources';
import { regionIds, regionScope } from '../../nodes/AlibabaCloudEip/resources/regionFields';
import { actionsOf, apiActions } from '../../test/unit/fixtures/actions';
import { fieldTable } from './fields';
import { GENERATED, anchorOf, json } from './markdown';
import type { Recorded } from './record';

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

const headingOf = ({ resourceName, name }: DescribedOperation) => `${resourceName}: ${name}`;

/** A link to the operation on the page of operations. */
export function linkTo(operation: DescribedOperation, page: string): string {
	return `[${operation.name}](${page}#${anchorOf(headingOf(operation))})`;
}

const COLLECTIONS: Record<CollectionName, string> = {
	filters: 'Filters',
	updateFields: 'Update Fields',
	additionalFields: 'Additional Fields',
	options: 'Options',
};

/** `docs/operations.md`: the fields of each operation and an item that it puts out. */
export function operationsPage({ operations }: Recorded): string {
	const all = describedOperations();
	const contents = [...new Set(all.map(({ resourceName }) => resourceName))].map((resourceName) => {
		const own = all.filter((one) => one.resourceName === resourceName);
		return `- **${resourceName}**: ${own.map((one) => linkTo(one, '')).join(', ')}`;
	});
	return [
		GENERATED,
		'# Operations',
		'The fields of each operation of the node **Alibaba Cloud EIP**, and an item that it puts out: what the official reply format gives in the tests, with the default settings. Every operation also has the field **Region**; empty means the default region of the credential. Those that list what a region has can read several: see **Regions** there.',
		contents.join('\n'),
		...all.flatMap((one) => sectionOf(one, operations[one.id])),
	].join('\n\n');
}

function sectionOf(
	described: DescribedOperation,
	recorded: Recorded['operations'][string] | undefined,
): string[] {
	if (!recorded) throw new Error(`Nothing is recorded of ${described.id}`);
	const { operation, description } = described;
	const [resource] = described.id.split('/');
	const { fields, collections = {}, apiNames = {} } = operation;
	const top = [...(operation.readsRegions ? [regionScope, regionIds] : []), ...fields];
	const all = [...top, ...Object.values(collections).flat()];
	const known = actionsOf(operation).flatMap((action) => apiActions.get(action)?.parameters ?? []);
	const apiName = ({ name: own, routing }: INodeProperties) => {
		const sent = routing?.send?.property ?? own;
		const name = apiNames[sent] ?? sent;
		return known.some((parameter) => parameter.name === name) ? name : undefined;
	};
	const notices = fields.filter(({ type }) => type === 'notice');
	return [
		`## ${headingOf(described)}`,
		[
			/\.$/.test(description) ? description : `${description}.`,
			`API: ${described.apiActions.map((action) => `\`${action}\``).join(', ')}.`,
			`In the JSON of a workflow: resource \`${resource}\`, operation \`${operation.value}\`.`,
		].join(' '),
		...notices.map(({ displayName }) => `> ${displayName}`),
		...(top.length > notices.length ? [fieldTable(top, all, apiName)] : []),
		...Object.entries(COLLECTIONS).flatMap(([name, title]) => {
			const own = collections[name as CollectionName] ?? [];
			const sorted = [...own].sort((one, other) =>
				one.displayName.localeCompare(other.displayName),
			);
			return own.length > 0 ? [`${title}:`, fieldTable(sorted, all, apiName)] : [];
		}),
		'Output:',
		json(recorded.sample),
	];
}
