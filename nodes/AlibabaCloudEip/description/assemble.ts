import type { INodeProperties } from 'n8n-workflow';
import type { CollectionName, Operation, Resource } from './Operation';
import { compareText } from './compareText';
import { type Place, groupResources } from './groupResources';

/** An operation with the resource it belongs to. */
interface PlacedOperation {
	resource: string;
	operation: Operation;
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
 * Puts the parameters of all operations together so that each is defined once: n8n evaluates every
 * top-level parameter twice for each item, hidden ones included, so a name repeated for each
 * operation costs milliseconds an item (RoutingNode, n8n-core 2.41).
 *
 * A parameter is repeated, word for word, only where n8n can't say in one condition which
 * operations show it; then as few times as possible (`groupResources`). A collection holds in each
 * of its definitions just the options of the resources that definition is for.
 *
 * @throws Error when two operations mean different things by one name
 */
export function assembleProperties(resources: Resource[]): INodeProperties[] {
	const all = resources.flatMap(({ value, list }) =>
		list.map((operation) => ({ resource: value, operation })),
	);
	const fields = collect(all, ({ fields: shown }) => shown);
	return [
		...fields.flatMap(({ property, places }) => showIn(property, places, resources)),
		...collections.flatMap((frame) => assembleCollection(frame, all, resources)),
	];
}

function assembleCollection(
	frame: CollectionFrame & { name: CollectionName },
	all: PlacedOperation[],
	resources: Resource[],
): INodeProperties[] {
	const optionsOf = ({ collections: own }: Operation) => own?.[frame.name] ?? [];
	// One name means one thing everywhere, also where the collection is defined several times.
	collect(all, optionsOf);
	const places = toPlaces(all.filter(({ operation }) => optionsOf(operation).length > 0));
	return groupResources(places, resources).map((group) => {
		const members = all.filter(({ resource }) => group.resources.includes(resource));
		const options = collect(members, optionsOf).sort((one, other) =>
			compareText(one.property.displayName, other.property.displayName),
		);
		return show(
			{
				...frame,
				type: 'collection',
				default: {},
				options: options.flatMap((option) =>
					showIn(option.property, option.places, resources, '/'),
				),
			},
			group,
		);
	});
}

/** The parameters by name, each with the places that show it, in an order that fits every operation. */
function collect(
	all: PlacedOperation[],
	fieldsOf: (operation: Operation) => INodeProperties[],
): Array<{ property: INodeProperties; places: Place[] }> {
	const found = new Map<string, { property: INodeProperties; places: Place[] }>();
	for (const { resource, operation } of all) {
		for (const property of fieldsOf(operation)) {
			const known = found.get(property.name) ?? { property, places: [] };
			if (!isSame(known.property, property)) {
				throw new Error(`'${property.name}' means different things in different operations`);
			}
			known.places.push({ resource, operation: operation.value });
			found.set(property.name, known);
		}
	}
	const sequences = all.map(({ operation }) => fieldsOf(operation).map(({ name }) => name));
	return inOneOrder(sequences).flatMap((name) => found.get(name) ?? []);
}

/** Most operations share the very same object; only copies must be looked at, which takes time. */
function isSame(one: INodeProperties, other: INodeProperties): boolean {
	return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/** Merges sequences so that each keeps its order, as far as they don't contradict each other. */
function inOneOrder(sequences: string[][]): string[] {
	const order: string[] = [];
	for (let rest = sequences; ; ) {
		rest = rest.filter(({ length }) => length > 0);
		const behind = new Set(rest.flatMap(([, ...others]) => others));
		const heads = rest.map(([head]) => head);
		// The first one that no sequence wants only after another.
		const next = heads.find((head) => !behind.has(head)) ?? heads[0];
		if (next === undefined) return order;
		order.push(next);
		rest = rest.map((names) =>
			names.includes(next) ? names.filter((name) => name !== next) : names,
		);
	}
}

function toPlaces(operations: PlacedOperation[]): Place[] {
	return operations.map(({ resource, operation }) => ({ resource, operation: operation.value }));
}

/** The property once for each group of resources that one condition can name. */
function showIn(
	property: INodeProperties,
	places: Place[],
	resources: Resource[],
	root: '' | '/' = '',
): INodeProperties[] {
	return groupResources(places, resources).map((group) => show(property, group, root));
}

/** @param root `/` inside a collection, where conditions otherwise look at its own values */
function show(
	property: INodeProperties,
	group: { resources: string[]; operations: string[] },
	root: '' | '/' = '',
): INodeProperties {
	return {
		...property,
		displayOptions: {
			...property.displayOptions,
			show: {
				[`${root}resource`]: group.resources,
				[`${root}operation`]: group.operations,
				...property.displayOptions?.show,
			},
		},
	};
}
