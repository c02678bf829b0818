import type { INodeProperties } from 'n8n-workflow';
import type { CollectionName, Operation, Resource } from './Operation';

/** An operation of a resource that shows a parameter. */
interface Place {
	resource: string;
	operation: string;
}

type CollectionFrame = Pick<INodeProperties, 'displayName' | 'name' | 'placeholder'>;

/** The collections in the order in which the form shows them. */
const collections: Array<CollectionFrame & { name: CollectionName }> = [
	{ displayName: 'Filters', name: 'filters', placeholder: 'Add Filter' },
	{ displayName: 'Update Fields', name: 'updateFields', placeholder: 'Add Field' },
	{ displayName: 'Additional Fields', name: 'additionalFields', placeholder: 'Add Field' },
	{ displayName: 'Options', name: 'options', placeholder: 'Add Option' },
];

/**
 * Puts the parameters of all operations together so that each name is defined once: n8n evaluates
 * every top-level parameter twice for each item, hidden ones included, so a name repeated for each
 * operation costs milliseconds an item (RoutingNode, n8n-core 2.41).
 *
 * @throws Error when two operations mean different things by one name
 */
export function assembleProperties(resources: Resource[]): INodeProperties[] {
	const all = resources.flatMap(({ value, list }) =>
		list.map((operation) => ({ resource: value, operation })),
	);
	const fields = collect(all, ({ fields: shown }) => shown);
	return [
		...fields.map(({ property, places }) => showIn(property, places, resources)),
		...collections.flatMap((frame) => assembleCollection(frame, all, resources)),
	];
}

function assembleCollection(
	frame: CollectionFrame & { name: CollectionName },
	all: Array<{ resource: string; operation: Operation }>,
	resources: Resource[],
): INodeProperties[] {
	const options = collect(all, ({ collections: own }) => own?.[frame.name] ?? []);
	if (options.length === 0) return [];
	options.sort((one, other) => one.property.displayName.localeCompare(other.property.displayName));
	const places = all
		.filter(({ operation }) => operation.collections?.[frame.name]?.length)
		.map(({ resource, operation }) => ({ resource, operation: operation.value }));
	const collection: INodeProperties = {
		...frame,
		type: 'collection',
		default: {},
		options: options.map((option) => showIn(option.property, option.places, resources, '/')),
	};
	return [showIn(collection, places, resources)];
}

/** The parameters by name, each with the places that show it, in an order that fits every operation. */
function collect(
	all: Array<{ resource: string; operation: Operation }>,
	fieldsOf: (operation: Operation) => INodeProperties[],
): Array<{ property: INodeProperties; places: Place[] }> {
	const found: Array<{ property: INodeProperties; places: Place[] }> = [];
	for (const { resource, operation } of all) {
		let position = 0;
		for (const property of fieldsOf(operation)) {
			let index = found.findIndex(({ property: { name } }) => name === property.name);
			if (index === -1) {
				index = position;
				found.splice(index, 0, { property, places: [] });
			} else if (JSON.stringify(found[index].property) !== JSON.stringify(property)) {
				throw new Error(`'${property.name}' means different things in different operations`);
			}
			found[index].places.push({ resource, operation: operation.value });
			position = Math.max(position, index + 1);
		}
	}
	return found;
}

/**
 * Shows a property in these places only. n8n's `displayOptions` can't say "this resource with this
 * operation", only "one of these resources and one of these operations".
 *
 * @param root `/` inside a collection, where conditions otherwise look at its own values
 * @throws Error when that would show it in a place where it does not belong
 */
function showIn(
	property: INodeProperties,
	places: Place[],
	resources: Resource[],
	root: '' | '/' = '',
): INodeProperties {
	const names = new Set(places.map(({ resource }) => resource));
	const operations = new Set(places.map(({ operation }) => operation));
	const shown = resources
		.filter(({ value }) => names.has(value))
		.flatMap(({ list }) => list.filter(({ value }) => operations.has(value)));
	if (shown.length !== places.length) {
		throw new Error(`'${property.name}' can't be shown in just the operations that it belongs to`);
	}
	return {
		...property,
		displayOptions: {
			...property.displayOptions,
			show: {
				[`${root}resource`]: [...names],
				[`${root}operation`]: [...operations],
				...property.displayOptions?.show,
			},
		},
	};
}
