import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { AlibabaCloudEip } from '../../../nodes/AlibabaCloudEip/AlibabaCloudEip.node';
import { AlibabaCloudEipTrigger } from '../../../nodes/AlibabaCloudEip/AlibabaCloudEipTrigger.node';

/** What exists is picked, not typed: every text field that names something must have a reason. */

/** Text fields, by the names of the collections they stand in and their own, and why each is a text. */
const TEXTS: Record<string, string> = {
	'*.clientToken': 'made up by the user',
	'*.description': 'a new text',
	'action.options.roleArn': 'the accounts that trust a key are not known to it',
	'*.name': 'a new name, a whole name to search for, or a part of one',
	'action.additionalFields.allocationId': 'no list knows what the account no longer has',
	'action.additionalFields.ipAddress': 'nobody has this address yet',
	'action.additionalFields.privateIpAddress':
		'an address of an instance, which no list names alone',
	'action.newCidrBlock': 'an address range that is not there yet',
	'action.filters.eipAddress': 'addresses, as alerts name them',
	'action.filters.eipName': 'a name to search for',
	'action.filters.productType': 'a word of the API',
	'action.filters.zoneType': 'a word of the API',
	'action.logProject': 'Simple Log Service is not among the products that are called',
	'action.logStore': 'Simple Log Service is not among the products that are called',
	'action.options.onlyIfIpAddress': 'what is expected is written, not looked up',
	'action.options.onlyIfName': 'what is expected is written, not looked up',
	'trigger.roleArns': 'the accounts that trust a key are not known to it',
	'trigger.idleOptions.excludeName': 'a part of names',
};

interface Field {
	path: string;
	property: INodeProperties;
}

/** All fields of a form, at any depth. */
function fieldsIn(properties: INodeProperties[], path: string): Field[] {
	return properties.flatMap((property) => {
		const own = `${path}.${property.name}`;
		const { type, options = [] } = property;
		if (type === 'collection') return fieldsIn(options as INodeProperties[], own);
		if (type === 'fixedCollection') {
			const rows = options as INodePropertyCollection[];
			return rows.flatMap(({ name, values }) => fieldsIn(values, `${own}.${name}`));
		}
		return [{ path: own, property }];
	});
}

const action = new AlibabaCloudEip();
const trigger = new AlibabaCloudEipTrigger();
const forms = [
	{ name: 'action', node: action, fields: fieldsIn(action.description.properties, 'action') },
	{ name: 'trigger', node: trigger, fields: fieldsIn(trigger.description.properties, 'trigger') },
];
const all = forms.flatMap(({ fields }) => fields);

function reasonFor({ path }: Field): string | undefined {
	const name = path.slice(path.lastIndexOf('.') + 1);
	return TEXTS[path] ?? TEXTS[`*.${name}`];
}

describe('a field that names something', () => {
	test('is a list to pick from, or a text for a reason', () => {
		const texts = all.filter(({ property }) => property.type === 'string');
		const unexplained = texts.filter((field) => reasonFor(field) === undefined);
		expect([...new Set(unexplained.map(({ path }) => path))]).toEqual([]);
	});

	test('has no reason left over from a field that is gone', () => {
		const used = all
			.filter(({ property }) => property.type === 'string')
			.flatMap(({ path }) => [path, `*.${path.slice(path.lastIndexOf('.') + 1)}`]);
		expect(Object.keys(TEXTS).filter((path) => !used.includes(path))).toEqual([]);
	});

	test('that is found in all forms and depths', () => {
		const paths = all.map(({ path }) => path);
		expect(paths).toEqual(
			expect.arrayContaining([
				'action.allocationId',
				'action.filters.tags.tag.key',
				'action.filters.tags.tag.value',
				'action.options.onlyIfTags.tag.key',
				'trigger.filters.tags.tag.value',
				'trigger.idleOptions.excludeAllocationIds',
			]),
		);
	});
});

describe.each(forms)('the lists of the $name', ({ node, fields }) => {
	const methods = node.methods as Record<string, Record<string, unknown> | undefined>;
	const inUse = (name: 'searchListMethod' | 'loadOptionsMethod') =>
		fields.flatMap(({ property: { modes = [], typeOptions = {} } }) =>
			[typeOptions, ...modes.map((mode) => mode.typeOptions ?? {})].flatMap(
				(options) => (options as Record<string, string | undefined>)[name] ?? [],
			),
		);

	test.each([
		['searchListMethod', 'listSearch'],
		['loadOptionsMethod', 'loadOptions'],
	] as const)('%s: each is there, and none without a field', (option, kind) => {
		expect([...new Set(inUse(option))].sort()).toEqual(Object.keys(methods[kind] ?? {}).sort());
	});

	test('can be left for a text: an ID, a key or an expression', () => {
		for (const { property } of fields.filter(
			({ property: { type } }) => type === 'resourceLocator',
		)) {
			expect(property.modes?.map(({ type }) => type)).toEqual(
				expect.arrayContaining(['list', 'string']),
			);
		}
		const several = fields.filter(
			({ property: { typeOptions } }) => typeOptions?.loadOptionsMethod,
		);
		expect(several.length).toBeGreaterThan(0);
		for (const { property } of several) {
			expect(property.type).toBe('multiOptions');
			expect(property.noDataExpression).toBeUndefined();
			// n8n joins the values to one text, and an object has none.
			const dependsOn = property.typeOptions?.loadOptionsDependsOn ?? [];
			const onLocators = dependsOn.filter((name) =>
				fields.some(
					({ path, property: { type } }) => type === 'resourceLocator' && path.endsWith(`.${name}`),
				),
			);
			expect(onLocators).toEqual([]);
			expect(property.description).toContain('specify IDs using an <a href=');
		}
	});
});
