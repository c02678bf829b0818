import type { INodeProperties } from 'n8n-workflow';
import { assembleProperties } from '../../../nodes/AlibabaCloudEip/description/assemble';
import { groupResources } from '../../../nodes/AlibabaCloudEip/description/groupResources';
import type { Operation, Resource } from '../../../nodes/AlibabaCloudEip/description/Operation';
import { properties } from '../../../nodes/AlibabaCloudEip/description/properties';
import { resources } from '../../../nodes/AlibabaCloudEip/resources';

const field = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...more,
});

/** A resource whose operations have the fields of these names. */
const resource = (value: string, operations: Record<string, string[]>): Resource => ({
	value,
	operations: field('operation'),
	list: Object.entries(operations).map(
		([name, fields]): Operation => ({
			value: name,
			apiAction: name,
			fields: fields.map((fieldName) => field(fieldName)),
			run: async () => await Promise.resolve([]),
		}),
	),
});

const shows = (all: INodeProperties[], name: string) =>
	all
		.filter((property) => property.name === name)
		.map(({ displayOptions }) => displayOptions?.show);

describe('assembleProperties', () => {
	test('defines a parameter once where one condition can say where it is shown', () => {
		const all = assembleProperties([
			resource('a', { get: ['id'], list: [] }),
			resource('b', { get: ['id'], create: [] }),
		]);
		expect(shows(all, 'id')).toEqual([{ resource: ['a', 'b'], operation: ['get'] }]);
	});

	test('defines it again only where it would show in a wrong place', () => {
		const all = assembleProperties([
			resource('a', { release: ['wait'], allocate: [] }),
			resource('b', { allocate: ['wait'] }),
			resource('c', { release: ['wait'] }),
		]);
		expect(shows(all, 'wait')).toEqual([
			{ resource: ['a', 'c'], operation: ['release'] },
			{ resource: ['b'], operation: ['allocate'] },
		]);
	});

	test('keeps the order of every operation', () => {
		const all = assembleProperties([
			resource('a', { one: ['x', 'z'], two: ['w', 'x', 'y', 'z'] }),
			resource('b', { three: ['y', 'v'] }),
		]);
		expect(all.map(({ name }) => name)).toEqual(['w', 'x', 'y', 'z', 'v']);
	});

	test('refuses two meanings of one name', () => {
		const other = resource('b', { get: [] });
		other.list[0].fields.push(field('id', { type: 'number' }));
		expect(() => assembleProperties([resource('a', { get: ['id'] }), other])).toThrow(
			"'id' means different things",
		);
	});

	test('finds the fewest groups whatever the order', () => {
		// b fits to a and to c, but a and c don't fit: two groups, not three.
		const all = [
			resource('a', { one: [], two: [] }),
			resource('b', { three: [] }),
			resource('c', { one: [], two: [] }),
		];
		const places = [
			{ resource: 'a', operation: 'one' },
			{ resource: 'b', operation: 'three' },
			{ resource: 'c', operation: 'two' },
		];
		expect(groupResources(places, all)).toHaveLength(2);
	});
});

describe('the form of the node', () => {
	const parts = (list: INodeProperties[]): INodeProperties[] =>
		list.flatMap((property) =>
			property.type === 'collection'
				? [property, ...(property.options as INodeProperties[])]
				: [property],
		);

	const showsFor = ({ displayOptions }: INodeProperties, place: [string, string]) => {
		const { show = {} } = displayOptions ?? {};
		const named = [show.resource ?? show['/resource'], show.operation ?? show['/operation']];
		return named.every((values, index) => values?.includes(place[index]));
	};

	test.each(
		resources.flatMap(({ value, list }) =>
			list.map((operation) => [value, operation.value, operation] as const),
		),
	)(
		'%s: %s shows its own parameters, in their order, once each',
		(resourceName, name, operation) => {
			const shown = properties.filter((property) => showsFor(property, [resourceName, name]));
			const collections = ['filters', 'updateFields', 'additionalFields', 'options'];
			expect(shown.map((property) => property.name)).toEqual([
				...operation.fields.map((property) => property.name),
				...collections.filter((collection) =>
					Object.entries(operation.collections ?? {}).some(
						([own, list]) => own === collection && list.length > 0,
					),
				),
			]);
			for (const collection of shown.filter(({ type }) => type === 'collection')) {
				const options = (collection.options as INodeProperties[])
					.filter((option) => showsFor(option, [resourceName, name]))
					.map((option) => option.name);
				const own = Object.entries(operation.collections ?? {}).find(
					([key]) => key === collection.name,
				)?.[1];
				expect(options.sort()).toEqual(own?.map((option) => option.name).sort());
			}
		},
	);

	test('repeats few parameters, and those word for word', () => {
		const byName = new Map<string, INodeProperties[]>();
		for (const property of properties.filter(({ name }) => name !== 'operation')) {
			byName.set(property.name, [...(byName.get(property.name) ?? []), property]);
		}
		const repeated = [...byName.values()].filter((same) => same.length > 1);
		expect(repeated.length).toBeLessThanOrEqual(4);
		for (const same of repeated.filter(([{ type }]) => type !== 'collection')) {
			const texts = same.map(({ displayOptions: _, ...rest }) => JSON.stringify(rest));
			expect(new Set(texts).size).toBe(1);
		}
	});

	test('every operation stands in the selector of its resource, with its API action', () => {
		for (const { operations, list } of resources) {
			const options = (operations.options ?? []).map((option) =>
				'value' in option ? option : { value: '', description: '', action: '' },
			);
			expect(options.map(({ value }) => value).sort()).toEqual(
				list.map(({ value }) => value).sort(),
			);
			for (const operation of list) {
				const option = options.find(({ value }) => value === operation.value);
				expect(option?.description).toContain(`(${operation.apiAction}`);
				expect(option?.action).toBeTruthy();
			}
			const names = options.map((option) => ('name' in option ? String(option.name) : ''));
			expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
		}
	});

	test('every list search exists', () => {
		const methods = parts(properties).flatMap(
			(property) => JSON.stringify(property).match(/(?<="searchListMethod":")\w+/g) ?? [],
		);
		expect([...new Set(methods)].sort()).toEqual([
			'searchAddressPools',
			'searchBandwidthPackages',
			'searchElasticIps',
			'searchRegions',
			'searchSegments',
			'searchTagKeys',
		]);
	});
});
