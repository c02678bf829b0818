import {
	EXPIRED_STS_KEY,
	INACTIVE_KEY,
	NO_RIGHTS_KEY,
	READ_ONLY_KEY,
	STS_KEY,
} from '../../simulator';
import { credentialFor, useSimulator } from '../setup';

const test$ = useSimulator();
const list = { operation: 'getAll', returnAll: true };

describe.each(['ACS3-HMAC-SHA256', 'HMAC-SHA1'])('signed with %s', (signatureMethod) => {
	const credential = (account = test$.simulator.account, more = {}) =>
		credentialFor(test$.simulator, account, { signatureMethod, ...more });

	test('each page has a signature of its own', async () => {
		test$.simulator.addEips(250);
		expect(await test$.items(list, { credential: credential() })).toHaveLength(250);
		expect(test$.simulator.requests.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok']);
		expect(test$.simulator.requests[0].signatureMethod).toBe(signatureMethod);
	});

	test('free text with odd characters arrives as it was given', async () => {
		const name = 'a b+c*d~e!\'()/中文😀%&="<>\\';
		await test$.items({ operation: 'allocate', name }, { credential: credential() });
		expect(test$.simulator.eips()[0].name).toBe(name);
	});

	test('a temporary key works with its token', async () => {
		await test$.items(list, { credential: credential(STS_KEY) });
		expect(test$.simulator.requests[0].outcome).toBe('ok');
	});

	test('keys are trimmed', async () => {
		const { accessKeyId, accessKeySecret } = test$.simulator.account;
		const pasted = {
			accessKeyId: ` ${accessKeyId}\n`,
			accessKeySecret: `\u200b${accessKeySecret}\t`,
		};
		await test$.items(list, { credential: credential(undefined, pasted) });
	});

	test.each([
		['an unknown key', { accessKeyId: 'LTAI5tUnknown' }, 'The AccessKey ID is unknown'],
		['a wrong secret', { accessKeySecret: 'wrong-secret-value' }, 'The AccessKey Secret is wrong'],
		[
			'an empty secret',
			{ accessKeySecret: ' ' },
			"The 'AccessKey Secret' of the credential is empty.",
		],
	])('says what is wrong with %s', async (_name, more, message) => {
		const { error } = await test$.run(list, { credential: credential(undefined, more) });
		expect(error?.message).toBe(message);
	});

	test.each([
		['an inactive key', INACTIVE_KEY, 'The AccessKey is disabled'],
		['a key without rights', NO_RIGHTS_KEY, 'The AccessKey has no permission for this'],
		['an expired token', EXPIRED_STS_KEY, 'The STS token has expired'],
	])('says what is wrong with %s', async (_name, account, message) => {
		const { error } = await test$.run(list, { credential: credential(account) });
		expect(error?.message).toBe(message);
		expect(error?.description).toMatch(/code .*, RequestId /);
	});

	test('nothing of the signature is in the failure that n8n stores', async () => {
		const secret = 'wrong-secret-value';
		const { error, run } = await test$.run(list, {
			credential: credential(STS_KEY, { accessKeySecret: secret }),
		});
		expect(error?.message).toBe('The AccessKey Secret is wrong');
		const stored = JSON.stringify(run.data);
		for (const hidden of [
			secret,
			String(STS_KEY.securityToken),
			'Signature=',
			'Authorization',
			'x-acs-signature-nonce',
		]) {
			expect(stored).not.toContain(hidden);
			expect(stored).not.toContain(encodeURIComponent(hidden));
		}
	});
});

test('a key that may only read says so when it writes', async () => {
	const { error } = await test$.run(
		{ operation: 'allocate' },
		{ credential: credentialFor(test$.simulator, READ_ONLY_KEY) },
	);
	expect(error?.message).toBe('The AccessKey has no permission for this');
	expect(error?.description).toContain('code Forbidden.RAM');
});
