import { AlibabaCloudAccessKeyApi } from '../../../credentials/AlibabaCloudAccessKeyApi.credentials';
import { properties } from '../../../nodes/AlibabaCloudEip/description/properties';
import { findErrorEntry } from '../../../nodes/AlibabaCloudEip/errors/errorTable';
import { resources } from '../../../nodes/AlibabaCloudEip/resources';
import { documentedCodes } from '../fixtures/errorCodes';

test('the rows of the reference are all there', () => {
	expect(documentedCodes).toHaveLength(272);
	expect(new Set(documentedCodes.map(({ action }) => action)).size).toBe(15);
});

test.each(documentedCodes.map(({ action, status, code }) => [action, status, code] as const))(
	'%s %i %s has a decision of its own, not that of a family',
	(action, _status, code) => {
		const entry = findErrorEntry(code, action);
		expect(entry).toBeDefined();
		expect(entry?.isFamily).toBeUndefined();
	},
);

/** Every name that people see in a part of a form. */
function namesIn(part: unknown): Set<string> {
	const names = new Set<string>();
	JSON.stringify(part, (key, value: unknown) => {
		if ((key === 'displayName' || key === 'name') && typeof value === 'string') names.add(value);
		return value;
	});
	return names;
}

/** Shown everywhere: the region, the names of operations, the credential. */
const everywhere = namesIn([
	{ displayName: 'Region' },
	properties.filter(({ name }) => name === 'operation'),
	new AlibabaCloudAccessKeyApi().properties,
]);

test.each(documentedCodes.map(({ action, status, code }) => [action, status, code] as const))(
	'%s %i %s names only fields that the form of the operation has',
	(action, _status, code) => {
		const { message, description } = findErrorEntry(code, action) ?? {};
		const forms = resources
			.flatMap(({ list }) => list)
			.filter(({ apiAction }) => apiAction === action);
		expect(forms.length).toBeGreaterThan(0);
		const fields = namesIn(forms.map((form) => [form.fields, form.collections]));
		const quoted = [...`${message} ${description}`.matchAll(/'([^']+)'/g)].map(([, name]) => name);
		expect(quoted.filter((name) => !fields.has(name) && !everywhere.has(name))).toEqual([]);
	},
);
