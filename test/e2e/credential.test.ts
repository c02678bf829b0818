import {
	ACTIVE_KEY,
	EXPIRED_STS_KEY,
	INACTIVE_KEY,
	MALFORMED_TOKEN,
	MEMBER_ACCOUNT_IDS,
	NO_RIGHTS_KEY,
	READ_ONLY_KEY,
	STS_KEY,
	arnOf,
} from '../simulator/accounts';
import type { PlainFault } from '../simulator/control/routes';
import { CREDENTIAL_TYPE, credentialData } from '../support/examples';
import type { N8nClient } from '../support/n8nClient';
import { freePort } from '../support/ports';
import { signedIn, simulator } from './environment';
import { WRONG_SECRET } from './keys';

jest.setTimeout(60_000);

let n8n: N8nClient;

beforeAll(async () => {
	n8n = await signedIn();
});

afterEach(async () => {
	await simulator().faults.clear();
});

/** Saves a credential, tests it as the button in the editor does, and removes it. */
async function testCredential(changes: Record<string, string | boolean>) {
	const credential = {
		name: 'Under test',
		type: CREDENTIAL_TYPE,
		data: { ...credentialData(simulator().url, ACTIVE_KEY), ...changes },
	};
	const { id } = await n8n.createCredential(credential);
	try {
		return await n8n.testCredential(id, credential);
	} finally {
		await n8n.deleteCredential(id);
	}
}

const allTimes = (fault: Omit<PlainFault, 'times'>) =>
	simulator().faults.add({ ...fault, times: null });

const SUCCESS = { status: 'OK', message: 'Connection successful!' };

const fieldsOf = ({ accessKeyId, accessKeySecret, securityToken = '' }: typeof ACTIVE_KEY) => ({
	...{ accessKeyId, accessKeySecret, securityToken },
});

describe('A good credential', () => {
	test.each(['ACS3-HMAC-SHA256', 'HMAC-SHA1'])('passes with %s', async (signatureMethod) => {
		expect(await testCredential({ signatureMethod })).toEqual(SUCCESS);
	});

	test.each(['ACS3-HMAC-SHA256', 'HMAC-SHA1'])(
		'passes with an STS token and %s',
		async (signatureMethod) => {
			expect(await testCredential({ ...fieldsOf(STS_KEY), signatureMethod })).toEqual(SUCCESS);
		},
	);

	test('passes with a key that may only read', async () => {
		expect(await testCredential(fieldsOf(READ_ONLY_KEY))).toEqual(SUCCESS);
	});

	test('passes with blanks around what was pasted', async () => {
		const { accessKeyId, accessKeySecret } = ACTIVE_KEY;
		const pasted = { accessKeyId: ` ${accessKeyId}\n`, accessKeySecret: `\t${accessKeySecret} ` };
		expect(await testCredential(pasted)).toEqual(SUCCESS);
	});
});

describe('A credential that assumes a role', () => {
	const [member, otherMember] = MEMBER_ACCOUNT_IDS;
	const asked = { assumeRole: true, roleArn: arnOf({ accountId: member, name: 'eip-operator' }) };

	test('passes', async () => {
		expect(await testCredential(asked)).toEqual(SUCCESS);
	});

	test.each<[string, RegExp, Record<string, string | boolean>]>([
		['the own key is wrong', /Secret is wrong.*own AccessKey/, { accessKeySecret: WRONG_SECRET }],
		['the role is not there', /role does not exist.*'Role ARN'/, { roleArn: `${asked.roleArn}x` }],
		[
			'the role does not trust the key',
			/may not assume the role.*trust policy.*'External ID'/,
			{ roleArn: arnOf({ accountId: otherMember, name: 'not-for-us' }) },
		],
		[
			'the external ID does not fit',
			/may not assume the role.*'External ID'/,
			{
				roleArn: arnOf({ accountId: otherMember, name: 'eip-operator' }),
				roleExternalId: 'wrong',
			},
		],
	])('says in words that %s', async (_, words, fields) => {
		const { status, message } = await testCredential({ ...asked, ...fields });
		expect(status).toBe('Error');
		expect(message).toMatch(words);
		expect(message).toMatch(/Alibaba Cloud says: .*RequestId/);
	});
});

interface BadCase {
	name: string;
	/** What the message must say, so that a person knows what to do. */
	says: RegExp;
	fields?: Record<string, string | boolean>;
	fault?: Omit<PlainFault, 'times'>;
}

const BAD_CASES: BadCase[] = [
	{
		name: 'an unknown key',
		says: /AccessKey ID is unknown/,
		fields: { accessKeyId: 'LTAI5tNobodyKnowsThisOne' },
	},
	{ name: 'an inactive key', says: /disabled/, fields: fieldsOf(INACTIVE_KEY) },
	{
		name: 'a wrong secret',
		says: /AccessKey Secret is wrong/,
		fields: { accessKeySecret: WRONG_SECRET },
	},
	{ name: 'a key without permission', says: /permission/, fields: fieldsOf(NO_RIGHTS_KEY) },
	{ name: 'an expired token', says: /token has expired/, fields: fieldsOf(EXPIRED_STS_KEY) },
	{
		name: 'a malformed token',
		says: /malformed/,
		fields: { ...fieldsOf(STS_KEY), securityToken: MALFORMED_TOKEN },
	},
	{
		name: 'a clock that is off',
		says: /clock/i,
		fault: {
			kind: 'code',
			code: 'InvalidTimeStamp.Expired',
			message: 'Specified time stamp or date value is expired.',
			status: 400,
		},
	},
	{
		name: 'an error code that nobody knows',
		says: /Get Many|code/i,
		fault: { kind: 'code', code: 'Brand.NewCode', message: 'Something new.', status: 400 },
	},
	{
		name: 'an unknown error with HTTP 200',
		says: /Get Many|code/i,
		fault: { kind: 'code', code: 'Brand.NewCode', message: 'Something new.', status: 200 },
	},
	{ name: 'a gateway that answers in HTML', says: /\S/, fault: { kind: 'html', status: 502 } },
	{ name: 'an empty reply', says: /\S/, fault: { kind: 'body', status: 200, body: '' } },
];

describe('A bad credential', () => {
	test.each(BAD_CASES)('is refused in words: $name', async ({ says, fields, fault }) => {
		if (fault) await allTimes(fault);
		const result = await testCredential(fields ?? {});
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(says);
	});

	test('is refused in words: a host that cannot be reached', async () => {
		const result = await testCredential({ endpoint: `http://127.0.0.1:${await freePort()}` });
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/ECONNREFUSED|refused|reach/i);
	});

	test('is refused in words: a host that does not exist', async () => {
		const result = await testCredential({ endpoint: 'https://host-that-is-not-there.invalid' });
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/ENOTFOUND|EAI_AGAIN|not found|reach|host/i);
	});

	test('never sends a request without a signature', async () => {
		const unsigned = (await simulator().requests()).filter(
			({ signatureMethod }) => signatureMethod === '',
		);
		expect(unsigned).toEqual([]);
	});
});
