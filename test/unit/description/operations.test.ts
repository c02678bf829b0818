import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { findOperation, resources } from '../../../nodes/AlibabaCloudEip/resources';
import { actionsOf, apiActions } from '../fixtures/actions';
import { description } from './placesOf';

const { properties } = description;
const resource = properties.find(({ name }) => name === 'resource') as INodeProperties;
const selectors = properties.filter(({ name }) => name === 'operation');

const optionsOf = (property: INodeProperties) => property.options as INodePropertyOptions[];
const resourceOf = (selector: INodeProperties) =>
	String(selector.displayOptions?.show?.resource?.[0]);

const options = selectors.flatMap((selector) =>
	optionsOf(selector).map((option) => ({
		...option,
		resource: resourceOf(selector),
		path: `${resourceOf(selector)}:${String(option.value)}`,
	})),
);

test('the resources of the form are those of the code', () => {
	const inForm = optionsOf(resource).map(({ value }) => value);
	expect([...inForm].sort()).toEqual(resources.map(({ value }) => value).sort());
	expect(new Set(inForm).size).toBe(inForm.length);
	expect(inForm).toContain(resource.default);
});

test('each resource has one selector of operations, for itself only', () => {
	expect(selectors.map((selector) => selector.displayOptions)).toEqual(
		resources.map(({ value }) => ({ show: { resource: [value] } })),
	);
});

test('what decides about the form cannot be an expression', () => {
	for (const { noDataExpression } of [resource, ...selectors]) expect(noDataExpression).toBe(true);
});

test('resources and operations are in the order of their names', () => {
	for (const property of [resource, ...selectors]) {
		const names = optionsOf(property).map(({ name }) => name);
		expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
	}
});

// n8n lists actions in the order of the resources, then of their operations (node creator, n8n 2.41).
test('actions stand in the order of the console, Elastic IP first', () => {
	expect(optionsOf(resource).map(({ name }) => name)).toEqual([
		'Elastic IP',
		'Elastic IP Group',
		'Internet Shared Bandwidth',
		'IP Address Pool',
		'Region',
		'Tag',
	]);
});

test('each operation of the code is an option, each option an operation', () => {
	const inCode = resources.flatMap(({ value, list }) =>
		list.map((operation) => `${value}:${operation.value}`),
	);
	expect(options.map(({ path }) => path).sort()).toEqual([...inCode].sort());
	for (const { resource: resourceName, value } of options) {
		expect(findOperation(resourceName, String(value)).value).toBe(value);
	}
});

test.each(selectors)('the default operation of selector %# exists', (selector) => {
	expect(optionsOf(selector).map(({ value }) => value)).toContain(selector.default);
});

test.each([
	['elasticIp', 'explode'],
	['nothing', 'get'],
	['__proto__', 'constructor'],
	['', ''],
])('there is no operation %s:%s', (resourceName, operation) => {
	expect(() => findOperation(resourceName, operation)).toThrow('There is no operation');
});

/** Words that stay in capitals in a sentence. */
const CAPITALS = /\b(IPs?|CIDR|EIPs?|ID|IDs)\b/g;

describe.each(options)(
	'$path',
	({ name, value, action, description: text, resource: resourceName }) => {
		test('has a name, a value and an action in sentence case, without an article', () => {
			expect(name).toMatch(/^[A-Z]/);
			expect(String(value)).toMatch(/^[a-z][A-Za-z]*$/);
			expect(action).toMatch(/^[A-Z][^.]*$/);
			expect(action).not.toMatch(/\b(an?|the)\b/i);
			expect(action?.slice(1).replace(CAPITALS, '')).not.toMatch(/[A-Z]/);
		});

		test('names its API actions in brackets', () => {
			const operation = findOperation(resourceName, String(value));
			const inBrackets = [...(text ?? '').matchAll(/\(([^()]*)\)/g)].join(' ');
			for (const apiAction of actionsOf(operation)) {
				expect(inBrackets).toContain(apiAction);
				expect(apiActions.has(apiAction)).toBe(true);
			}
		});

		test('says so when Alibaba Cloud has deprecated the action', () => {
			const operation = findOperation(resourceName, String(value));
			const isDeprecated = actionsOf(operation).some(
				(action) => apiActions.get(action)?.deprecated,
			);
			if (isDeprecated) expect(`${name} ${text ?? ''}`).toMatch(/deprecated/i);
		});
	},
);
