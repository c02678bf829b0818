import { assumeRoleParameters, readIssuedKey } from '../../../credentials/role/assumeRole';
import { type Role, readRole, roleKey } from '../../../credentials/role/readRole';

const ARN = 'acs:ram::1234567890123456:role/eip-operator';
const on = { assumeRole: true, roleArn: ARN };
const DEFAULTS = { roleSessionName: 'n8n', duration: 3600 };

test.each([
	[{}, ''],
	[{ assumeRole: false, roleArn: ARN }, ''],
	[{ assumeRole: 'false', roleArn: ARN }, ' '],
])('%j with %j has no role', (credentials, ofItem) => {
	expect(readRole(credentials, ofItem)).toBeUndefined();
});

test('reads what the form gives, without what was pasted around it', () => {
	expect(readRole({ ...on, roleArn: ` ${ARN}\n` })).toEqual({ roleArn: ARN, ...DEFAULTS });
	const all = {
		roleSessionName: 'night-report',
		roleExternalId: 'company/42',
		roleDuration: '900',
		rolePolicy: ' {"Version":"1"} ',
	};
	expect(readRole({ ...on, ...all })).toEqual({
		roleArn: ARN,
		roleSessionName: 'night-report',
		externalId: 'company/42',
		duration: 900,
		policy: '{"Version":"1"}',
	});
	expect(readRole({ ...on, rolePolicy: { Version: '1' } as never })?.policy).toBe(
		'{"Version":"1"}',
	);
});

test('the role of an item takes the place of the own one; how it is assumed stays while that shows', () => {
	const other = 'acs:ram::3:role/other';
	const settings = { roleExternalId: 'company', roleDuration: 900 };
	expect(readRole({ ...on, ...settings }, other)).toEqual({
		...{ roleArn: other, roleSessionName: 'n8n', externalId: 'company', duration: 900 },
		policy: undefined,
	});
	expect(readRole({ ...on, roleArn: '' }, other)?.roleArn).toBe(other);
	expect(readRole({ ...settings, assumeRole: false }, other)).toEqual({
		roleArn: other,
		...DEFAULTS,
	});
});

test.each([
	[{ assumeRole: 'perhaps' }, /'Assume Role'.*neither true nor false/],
	// An expression without a result: the AccessKey must not act in its own account instead.
	[{ assumeRole: '' }, /'Assume Role'.*neither true nor false/],
	[{ assumeRole: null as never }, /'Assume Role'.*neither true nor false/],
	[{ assumeRole: undefined as never }, /'Assume Role'.*neither true nor false/],
	[{ ...on, roleArn: '' }, /'Role ARN' .*empty/],
	[{ ...on, roleArn: 'eip-operator' }, /'Role ARN' .*ARN/],
	[{ ...on, roleArn: 'acs:ram::1:user/alice' }, /'Role ARN'/],
	[{ ...on, roleArn: `${ARN}&Action=X` }, /'Role ARN'/],
	[{ ...on, roleSessionName: 'two words' }, /'Role Session Name'/],
	[{ ...on, roleExternalId: 'ä' }, /'External ID'/],
	[{ ...on, roleDuration: 899 }, /'Session Duration'/],
	[{ ...on, roleDuration: 43_201 }, /'Session Duration'/],
	[{ ...on, roleDuration: 'long' }, /'Session Duration'/],
	[{ ...on, rolePolicy: 'no JSON' }, /'Session Policy'.*JSON/],
	[{ ...on, rolePolicy: '[]' }, /'Session Policy'/],
	[{ ...on, rolePolicy: `{"a":"${'x'.repeat(2048)}"}` }, /'Session Policy'.*2,048/],
])('%j is refused, naming the field', (credentials, message) => {
	expect(() => readRole(credentials)).toThrow(message);
});

test('a wrong role of an item is refused by the name of its field', () => {
	expect(() => readRole({}, 'x')).toThrow(/^'Act in Account' is not the ARN/);
});

test('sends what is set, and nothing else', () => {
	const role: Role = { roleArn: ARN, ...DEFAULTS };
	const sent = { RoleArn: ARN, RoleSessionName: 'n8n', DurationSeconds: '3600' };
	expect(assumeRoleParameters(role)).toEqual(sent);
	expect(assumeRoleParameters({ ...role, externalId: 'e', policy: '{}' })).toEqual({
		...sent,
		ExternalId: 'e',
		Policy: '{}',
	});
});

test('what is kept by role tells apart whatever changes its rights, without showing it', () => {
	const role: Role = { roleArn: ARN, ...DEFAULTS, externalId: 'external', policy: '{"a":1}' };
	const others: Role[] = [
		role,
		{ ...role, roleArn: `${ARN}x` },
		{ ...role, roleSessionName: 'other' },
		{ ...role, externalId: undefined },
		{ ...role, policy: undefined },
	];
	expect(new Set(others.map(roleKey)).size).toBe(others.length);
	expect(roleKey({ ...role, duration: 900 })).toBe(roleKey(role));
	expect(roleKey(role)).not.toMatch(/external|\{/);
});

const parts = { AccessKeyId: 'STS.a', AccessKeySecret: 'b', SecurityToken: 'c' };

test('reads whole sets of keys only', () => {
	const key = { accessKeyId: 'STS.a', accessKeySecret: 'b', securityToken: 'c' };
	expect(readIssuedKey({ Credentials: parts })).toEqual({ key });
	expect(readIssuedKey({ Credentials: { ...parts, Expiration: '2026-01-01T00:00:00Z' } })).toEqual({
		key,
		expiration: Date.UTC(2026, 0, 1),
	});
	for (const name of Object.keys(parts)) {
		for (const value of ['', undefined, 7, 'a b', 'a\n']) {
			expect(readIssuedKey({ Credentials: { ...parts, [name]: value } as never })).toBeUndefined();
		}
	}
	for (const reply of [{}, { Credentials: null }, { Credentials: [parts] }, { Credentials: 'x' }]) {
		expect(readIssuedKey(reply as never)).toBeUndefined();
	}
});
