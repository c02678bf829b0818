import type { INodeProperties } from 'n8n-workflow';
import { assembleProperties } from '../../../nodes/AlibabaCloudEip/description/assemble';
import type { Operation, Resource } from '../../../nodes/AlibabaCloudEip/resources/Operation';
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
	test('defines a parameter once for each resource, with the operations that have it', () => {
		const all = assembleProperties([
			resource('a', { get: ['id'], list: [], release: ['id', 'wait'] }),
			resource('b', { get: ['id'], allocate: ['wait'], create: [] }),
		]);
		expect(shows(all, 'id')).toEqual([
			{ resource: ['a'], operation: ['get', 'release'] },
			{ resource: ['b'], operation: ['get'] },
		]);
		expect(shows(all, 'wait')).toEqual([
			{ resource: ['a'], operation: ['release'] },
			{ resource: ['b'], operation: ['allocate'] },
		]);
	});

	test('defines a collection once for each resource, with the options of its operations', () => {
		const made = resource('a', { get: [], list: [], create: [] });
		const [get, list] = made.list;
		get.collections = { options: [field('time')] };
		list.collections = { options: [field('checks'), field('time')] };
		const [options, ...others] = assembleProperties([made, resource('b', { get: [] })]);
		expect(others).toEqual([]);
		expect(options).toMatchObject({
			name: 'options',
			displayOptions: { show: { resource: ['a'], operation: ['get', 'list'] } },
		});
		const inside = options.options as INodeProperties[];
		expect(inside.map(({ name, displayOptions }) => [name, displayOptions?.show])).toEqual([
			['checks', { '/resource': ['a'], '/operation': ['list'] }],
			['time', { '/resource': ['a'], '/operation': ['get', 'list'] }],
		]);
	});

	test('keeps the order of every operation', () => {
		const all = assembleProperties([
			resource('a', { one: ['x', 'z'], two: ['w', 'x', 'y', 'z'], three: ['y', 'v'] }),
		]);
		expect(all.map(({ name }) => name)).toEqual(['w', 'x', 'y', 'z', 'v']);
	});

	test('defines a field once for each of its variants, with the operations that ask so', () => {
		const made = resource('a', { get: [], list: [], add: [] });
		const [get, list, add] = made.list;
		const hide = { by: ['x'] };
		get.fields = [field('id')];
		list.fields = [field('id')];
		add.fields = [
			{
				...field('id'),
				variants: [{ required: true, displayOptions: { hide } }, { required: false }],
			},
		];
		expect(
			assembleProperties([made]).map(({ required, displayOptions }) => [required, displayOptions]),
		).toEqual([
			[undefined, { show: { resource: ['a'], operation: ['get', 'list'] } }],
			[true, { hide, show: { resource: ['a'], operation: ['add'] } }],
			[false, { show: { resource: ['a'], operation: ['add'] } }],
		]);
	});

	test('refuses two meanings of one name', () => {
		const other = resource('b', { get: [] });
		other.list[0].fields.push(field('id', { type: 'number' }));
		expect(() => assembleProperties([resource('a', { get: ['id'] }), other])).toThrow(
			"'id' means different things",
		);
	});
});

describe('the form of the node', () => {
	const parts = (list: INodeProperties[]): INodeProperties[] =>
		list.flatMap((property) =>
			property.type === 'collection'
				? [property, ...(property.options as INodeProperties[])]
				: [property],
		);

	/** Where to look stands before what an operation declares. */
	const isPlace = ({ name }: INodeProperties) =>
		['regionScope', 'regionId', 'regionIds'].includes(name);

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
			const shown = properties.filter(
				(property) => !isPlace(property) && showsFor(property, [resourceName, name]),
			);
			const collections = ['filters', 'updateFields', 'additionalFields', 'options'];
			expect([...new Set(shown.map((property) => property.name))]).toEqual([
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

	test('defines a parameter once for a resource or once for each variant, word for word the same', () => {
		const byName = new Map<string, INodeProperties[]>();
		for (const property of properties.filter(({ name }) => name !== 'operation')) {
			byName.set(property.name, [...(byName.get(property.name) ?? []), property]);
		}
		for (const [name, same] of byName) {
			for (const { value, list } of resources) {
				const here = same.filter(({ displayOptions }) =>
					displayOptions?.show?.resource?.includes(value),
				);
				const declared = list.flatMap(({ fields }) => fields.filter((own) => own.name === name));
				const variants = new Set(
					declared.flatMap((own) => own.variants ?? [{}]).map((variant) => JSON.stringify(variant)),
				);
				expect(here.length).toBeLessThanOrEqual(Math.max(1, variants.size));
			}
			if (same[0].type === 'collection' || isPlace(same[0])) continue;
			const texts = same.map(({ displayOptions: _, required, typeOptions, ...property }) =>
				JSON.stringify(property),
			);
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
			'searchCidrBlocks',
			'searchElasticIps',
			'searchRegions',
			'searchResourceGroups',
			'searchSegments',
			'searchTagKeys',
			'searchTagValues',
			'searchTargets',
			'searchVpcs',
			'searchZones',
		]);
	});
});
