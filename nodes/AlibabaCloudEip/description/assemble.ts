import type { INodeProperties } from 'n8n-workflow';
import {
	type CollectionName,
	type Operation,
	type Resource,
	collectionNames,
} from '../resources/Operation';
import { type FormField, variantsOf } from '../resources/field';
import { compareText } from './compareText';

/** The collections in the order in which the form shows them. */
const collections: Array<{ name: CollectionName; placeholder: string }> = [
	{ name: 'filters', placeholder: 'Add Filter' },
	{ name: 'updateFields', placeholder: 'Add Field' },
	{ name: 'additionalFields', placeholder: 'Add Field' },
	{ name: 'options', placeholder: 'Add Option' },
];

/**
 * Puts the parameters of all operations together. Each is defined once for a resource and shown for
 * those operations of it that have it: n8n evaluates every top-level parameter twice for each item,
 * hidden ones included, so a definition for each operation costs milliseconds an item (RoutingNode,
 * n8n-core 2.41).
 *
 * @throws Error when two operations mean different things by one name
 */
export function assembleProperties(resources: Resource[]): INodeProperties[] {
	checkMeanings(resources, ({ fields }) => fields);
	for (const { name } of collections) checkMeanings(resources, optionsIn(name));
	return resources.flatMap((resource) => [
		...showEach(resource, ({ fields }) => fields),
		...collections.flatMap((frame) => {
			const read = optionsIn(frame.name);
			const members = resource.list.filter((operation) => read(operation).length > 0);
			if (members.length === 0) return [];
			const options = showEach(resource, read, '/').sort((one, other) =>
				compareText(one.displayName, other.displayName),
			);
			const collection: INodeProperties = {
				...{ displayName: collectionNames[frame.name], ...frame },
				...{ type: 'collection', default: {}, options },
			};
			return [show(collection, resource, members)];
		}),
	]);
}

type ReadFields = (operation: Operation) => FormField[];

function optionsIn(name: CollectionName): ReadFields {
	return ({ collections: own }) => own?.[name] ?? [];
}

/** One name means one thing everywhere; when it is asked for may differ. @throws Error */
function checkMeanings(resources: Resource[], read: ReadFields): void {
	const meanings = new Map<string, FormField>();
	for (const property of resources.flatMap(({ list }) => list.flatMap(read))) {
		const known = meanings.get(property.name) ?? property;
		// Most operations share the very same object; only copies must be looked at, which takes time.
		if (known !== property && essenceOf(known) !== essenceOf(property)) {
			throw new Error(`'${property.name}' means different things in different operations`);
		}
		meanings.set(property.name, known);
	}
}

function essenceOf({ variants: _, ...property }: FormField): string {
	return JSON.stringify(property);
}

/** The fields of a resource, each once unless it has variants, in an order that fits every operation. */
function showEach(resource: Resource, read: ReadFields, root: '' | '/' = ''): INodeProperties[] {
	const names = inOneOrder(resource.list.map((operation) => read(operation).map(nameOf)));
	return names.flatMap((name) => {
		const uses = new Map<string, { field: FormField; operations: Operation[] }>();
		for (const operation of resource.list) {
			const field = read(operation).find((own) => own.name === name);
			if (!field) continue;
			const key = field.variants ? JSON.stringify(field.variants) : '';
			const { operations = [] } = uses.get(key) ?? {};
			uses.set(key, { field, operations: [...operations, operation] });
		}
		return [...uses.values()].flatMap(({ field, operations }) =>
			variantsOf(field).map((variant) => show(variant, resource, operations, root)),
		);
	});
}

function nameOf({ name }: INodeProperties): string {
	return name;
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
		rest = rest.map((names) => names.filter((name) => name !== next));
	}
}

/**
 * The property, shown for these operations of the resource.
 *
 * @param root `/` inside a collection, where conditions otherwise look at its own values
 */
function show(
	property: INodeProperties,
	{ value }: Resource,
	operations: Operation[],
	root: '' | '/' = '',
): INodeProperties {
	return {
		...property,
		displayOptions: {
			...property.displayOptions,
			show: {
				[`${root}resource`]: [value],
				[`${root}operation`]: operations.map((operation) => operation.value),
				...property.displayOptions?.show,
			},
		},
	};
}
