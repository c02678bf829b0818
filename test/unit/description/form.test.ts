import {
	type INodeParameters,
	type INodeProperties,
	type INodePropertyModeValidation,
	type INodeTypeDescription,
	NodeHelpers,
} from 'n8n-workflow';
import type { CollectionName } from '../../../nodes/AlibabaCloudEip/resources/Operation';
import { apiParametersOf } from '../../../nodes/AlibabaCloudEip/execution/inputFields';
import { AlibabaCloudEip } from '../../../nodes/AlibabaCloudEip/AlibabaCloudEip.node';
import { formerAllocationId } from '../../../nodes/AlibabaCloudEip/resources/elasticIp/allocate';
import { isOutputField } from '../../../nodes/AlibabaCloudEip/resources/outputFields';
import { actionsOf, apiActions, operations } from '../fixtures/actions';
import { defaultsFor, description, nodeWith, shownProperties } from './placesOf';

const { properties } = description;
const COLLECTIONS: CollectionName[] = ['filters', 'updateFields', 'additionalFields', 'options'];
/** The parameters that stand before those of the operation. */
const FRAME = ['resource', 'operation', 'regionScope', 'regionId', 'regionIds'];

/** Fields that are not sent: they say how the node works. */
const CONTROLS = new Set([
	...['returnAll', 'limit', 'timeRange', 'waitUntilDone', 'timeLimit'],
	'roleArn',
	// What must hold before an Elastic IP is released or unbound.
	...['safetyChecks', 'onlyIfIpAddress', 'onlyIfName', 'onlyIfTags', 'onlyIfAllocatedHours'],
	'onlyIfUnboundHours',
	'onRegionFailure',
	// Whether an idle Elastic IP is taken, and which.
	...['reuseIdle', 'reuseOnlyIfTags', 'reuseFromBandwidthPackage'],
	// What the API cannot filter by.
	...['canBeReleased', 'withoutTag', 'allocatedBefore'],
	// Which of two ways, and a notice.
	...['blockToAdd', 'onFailure', 'listBy', 'deprecated'],
	...[
		'paidBlock',
		'paidConversion',
		'paidElasticIp',
		'paidGroup',
		'paidPackage',
		'paidReplacement',
	],
	// What becomes of an Elastic IP that is replaced, and how like it the new one is.
	...['oldElasticIp', 'keepHours', 'joinBandwidthPackage'],
]);

describe.each(operations)('the form of $name', ({ resource, operation }) => {
	const place = { resource, operation: operation.value };
	const shown = shownProperties(place);
	/** With all that can be chosen in it. */
	const wide = { ...place, ...(operation.readsRegions && { regionScope: 'all' }) };
	const names = shown.map(({ name }) => name);
	/** Regions are the same from everywhere. */
	const listsRegions = resource === 'region' && operation.value === 'getAll';
	const collections = COLLECTIONS.filter((name) => operation.collections?.[name]?.length);

	test('shows each parameter once', () => {
		expect(new Set(names).size).toBe(names.length);
	});

	test('shows what the operation declares, in its order, and nothing else', () => {
		const isHidden = ({ displayOptions }: INodeProperties) => displayOptions !== undefined;
		const declared = operation.fields.filter((field) => !isHidden(field)).map(({ name }) => name);
		const conditional = operation.fields.filter(isHidden).map(({ name }) => name);
		const fields = names.filter(
			(name) => !FRAME.includes(name) && !COLLECTIONS.includes(name as CollectionName),
		);
		const placeNames = operation.readsRegions ? ['regionScope', 'regionId'] : ['regionId'];
		const frame = ['resource', 'operation', ...(listsRegions ? [] : placeNames)];
		expect(names.slice(0, frame.length)).toEqual(frame);
		expect(fields.filter((name) => !conditional.includes(name))).toEqual(declared);
		expect(fields).toEqual(
			operation.fields.map(({ name }) => name).filter((name) => fields.includes(name)),
		);
		expect(names.slice(names.length - collections.length)).toEqual(collections);
	});

	test('has the required fields before those that may stay empty', () => {
		const { fields } = operation;
		const lastRequired = fields.findLastIndex(({ required }) => required);
		const mayStayEmpty = fields.findIndex(
			({ required, type, default: value }) =>
				!required && value === '' && type !== 'options' && type !== 'notice',
		);
		if (mayStayEmpty !== -1) expect(mayStayEmpty).toBeGreaterThan(lastRequired);
	});

	test.each(collections)(
		'offers in %s what the operation declares, sorted by display name',
		(name) => {
			const collection = shown.find((property) => property.name === name);
			const all = defaultsFor(wide);
			const offered = (collection?.options as INodeProperties[]).filter((option) =>
				NodeHelpers.displayParameter(
					{},
					option,
					nodeWith(all),
					description as INodeTypeDescription,
					all,
				),
			);
			const declared = operation.collections?.[name] ?? [];
			expect(offered.map((option) => option.name).sort()).toEqual(
				declared.map((option) => option.name).sort(),
			);
			const displayNames = offered.map(({ displayName }) => displayName);
			expect(displayNames).toEqual(
				[...displayNames].sort((one, other) => one.localeCompare(other)),
			);
		},
	);

	test('has nothing to complain about at the default values but empty required fields', () => {
		const required = new Set(
			operation.fields.filter((field) => field.required).map((field) => field.name),
		);
		const issues = NodeHelpers.getNodeParametersIssues(
			properties,
			nodeWith(defaultsFor(place)),
			description as INodeTypeDescription,
		);
		const unexpected = Object.keys(issues?.parameters ?? {}).filter((name) => !required.has(name));
		expect(unexpected).toEqual([]);
	});

	test('sends every field or says with it how to work', () => {
		const all = [...operation.fields, ...Object.values(operation.collections ?? {}).flat()];
		const sentAs = ({ name, routing }: INodeProperties) =>
			routing?.send?.property ?? (name in (operation.apiNames ?? {}) ? name : undefined);
		const neither = all.filter(
			(property) =>
				!sentAs(property) &&
				!CONTROLS.has(property.name) &&
				!isOutputField(property) &&
				property !== formerAllocationId,
		);
		expect(neither.map(({ name }) => name)).toEqual([]);
		const sent = new Set(apiParametersOf(operation).keys());
		const both = all.map(sentAs).filter(Boolean);
		// Two fields may send one parameter only if they are never shown together.
		expect([...sent].sort()).toEqual([...new Set(both)].sort());
	});

	test('requires what the API requires', () => {
		const required = actionsOf(operation).flatMap((action) =>
			(apiActions.get(action)?.parameters ?? [])
				.filter((parameter) => parameter.required)
				.map(({ name }) => name),
		);
		const offered = new Map(
			[...apiParametersOf(operation)].map(([name, parameter]) => [
				operation.apiNames?.[name] ?? name,
				parameter,
			]),
		);
		const loose = required.filter((name) => {
			const found = offered.get(name);
			if (!found || found.collection !== undefined) return found !== undefined;
			const { property } = found;
			return !property.required && property.default === '';
		});
		// What follows from 'Time Range' where it is not given.
		const derived = operation.value === 'getMonitorData' ? ['EndTime'] : [];
		expect(loose).toEqual(derived);
	});
});

describe('all parameters', () => {
	const all: INodeProperties[] = properties.flatMap((property) =>
		property.type === 'collection'
			? [property, ...(property.options as INodeProperties[])]
			: [property],
	);
	const fields = [
		...new Map(all.map((property) => [property.name + property.displayName, property])).values(),
	];

	test('that are defined several times are the same, apart from where they show and are asked for', () => {
		const essence = ({ displayOptions: _, options, required, ...rest }: INodeProperties) =>
			JSON.stringify({
				...rest,
				options: rest.type === 'collection' ? undefined : options,
			});
		const byName = new Map<string, Set<string>>();
		for (const property of properties.filter(({ name }) => name !== 'operation')) {
			byName.set(property.name, (byName.get(property.name) ?? new Set()).add(essence(property)));
		}
		const different = [...byName].filter(([, meanings]) => meanings.size > 1).map(([name]) => name);
		expect(different).toEqual([]);
	});

	test('are so few at the top that n8n evaluates them quickly for each item', () => {
		// Each costs time for each item, hidden ones included (facts of n8n-core 2.41).
		const names = properties.map(({ name }) => name);
		const repeated = names.length - new Set(names).size;
		expect(repeated).toBeLessThan(names.length / 2);
		expect(names.length).toBeLessThan(130);
	});

	test.each(fields)(
		'$name is explained: by a description, its options or an example',
		(property) => {
			if (
				['resource', 'operation'].includes(property.name) ||
				property.type === 'collection' ||
				property.type === 'notice'
			)
				return;
			const options = (property.options ?? []) as Array<{ description?: string }>;
			const areOptionsExplained =
				options.length > 0 && options.every((option) => option.description);
			const arePlain =
				property.type === 'options' && options.every((option) => !option.description);
			const isExample = property.placeholder?.startsWith('e.g. ');
			const isExplained = property.description || areOptionsExplained || arePlain || isExample;
			expect(isExplained).toBeTruthy();
		},
	);

	test.each(fields.filter(({ type }) => type === 'boolean'))(
		'the switch $name says what it decides',
		({ description: text }) => {
			expect(text).toMatch(/^Whether /);
		},
	);

	test.each(fields.filter(({ routing }) => routing?.send?.property))(
		'$name is sent under its plain name',
		({ routing }) => {
			expect(routing?.send).toMatchObject({ type: 'query', propertyInDotNotation: false });
			expect(routing?.send?.property).toMatch(/^[A-Z][A-Za-z]*$/);
		},
	);

	test.each(fields.filter(({ type }) => type === 'number'))(
		'the number $name has a default within its bounds',
		({ typeOptions = {}, default: value }) => {
			const { minValue = -Infinity, maxValue = Infinity } = typeOptions;
			expect(Number(value)).toBeGreaterThanOrEqual(minValue);
			expect(Number(value)).toBeLessThanOrEqual(maxValue);
			expect(typeOptions.minValue).toBeDefined();
		},
	);

	test.each(fields.filter(({ type }) => type === 'options'))(
		'the choice $name has a default that exists, and names in order',
		(property) => {
			if (property.name === 'operation') return;
			const options = property.options as Array<{ name: string; value: unknown }>;
			expect(options.map(({ value }) => value)).toContain(property.default);
			expect(new Set(options.map(({ value }) => value)).size).toBe(options.length);
		},
	);

	test.each(fields.filter(({ type }) => type === 'resourceLocator'))(
		'$name can be chosen from a list or given by ID',
		({ modes = [] }) => {
			expect(modes.slice(0, 2).map(({ name }) => name)).toEqual(['list', 'id']);
			const [list, ...texts] = modes;
			expect(list.typeOptions?.searchListMethod).toMatch(/^search/);
			for (const { validation } of texts) expect(validation).toMatchObject([{ type: 'regex' }]);
		},
	);

	const ID = 'eip-25877c70gddh5abcd';
	test.each([
		['id', [ID, ` ${ID} `, '198.51.100.7', 'i-2zebb08phyczzawe5abcd', '10.0.0.1']],
		['ipAddress', ['198.51.100.7', ' 203.0.113.255\n']],
		['boundInstance', ['i-1', 'eni-1', 'lb-1', 'ngw-1', 'havip-1', '192.168.0.4', '172.31.0.1']],
	])('the Elastic IP by %s takes what is understood and nothing else', (mode, names) => {
		const property = properties.find(({ name }) => name === 'allocationId');
		const [validation] = property?.modes?.find(({ name }) => name === mode)?.validation ?? [];
		const { regex } = (validation as INodePropertyModeValidation).properties as { regex: string };
		const fits = (name: string) => new RegExp(regex).test(name);
		expect(names.filter((name) => !fits(name))).toEqual([]);
		const wrong = ['', 'eip-', 'eipsg-1', 'web-1', '198.51.100', '198.51.100.256', '1.2.3.4.5'];
		const other = {
			id: [],
			ipAddress: [ID, 'i-1'],
			boundInstance: [ID, '198.51.100.7', '172.32.0.1'],
		};
		const all = [...wrong, ...other[mode as keyof typeof other], 'i-', '10.0.0.0/24', 'cbwp-1'];
		expect(all.filter(fits)).toEqual([]);
	});

	test('every list of a resource locator has its search function', () => {
		const text = JSON.stringify(properties);
		const { listSearch } = new AlibabaCloudEip().methods;
		const methods = [...text.matchAll(/"searchListMethod":"([^"]+)"/g)].map(([, name]) => name);
		expect(methods.length).toBeGreaterThan(0);
		for (const method of methods) expect(Object.keys(listSearch)).toContain(method);
	});
});

describe('the regions in the form', () => {
	const placesOf = (operation: string, more: INodeParameters = {}) =>
		shownProperties({ resource: 'elasticIp', operation, ...more })
			.map(({ name }) => name)
			.filter((name) => ['regionScope', 'regionId', 'regionIds'].includes(name));

	test.each([
		[{}, ['regionScope', 'regionId']],
		[{ regionScope: 'one' }, ['regionScope', 'regionId']],
		[{ regionScope: 'chosen' }, ['regionScope', 'regionIds']],
		[{ regionScope: 'all' }, ['regionScope']],
	])('of Get Many with %j', (given, shown) => {
		expect(placesOf('getAll', given)).toEqual(shown);
	});

	test.each(['one', 'chosen', 'all'])(
		'of an operation that reads one region, after Get Many had %s',
		(regionScope) => {
			// Were the region hidden, n8n would drop it, and something would be released in another one.
			const given = { regionScope, regionIds: ['cn-beijing'], regionId: 'cn-beijing' };
			expect(placesOf('release', given)).toEqual(['regionId']);
			const place = { resource: 'elasticIp', operation: 'release' };
			expect(defaultsFor({ ...place, ...given })).toMatchObject({ regionId: 'cn-beijing' });
		},
	);
});

test('the routing that all operations share stands on the first property', () => {
	expect(properties[0]).toMatchObject({
		name: 'resource',
		routing: {
			send: { paginate: true },
			operations: { pagination: expect.any(Function) },
			output: { postReceive: [expect.any(Function)] },
		},
	});
	expect(properties.filter(({ routing }) => routing?.request || routing?.output)).toHaveLength(1);
});
