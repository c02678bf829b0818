import type { IDataObject, INodeType } from 'n8n-workflow';
import { AlibabaCloudAccessKeyApi } from '../../../credentials/AlibabaCloudAccessKeyApi.credentials';
import {
	ACTIVE_KEY,
	EXTERNAL_ID,
	MEMBER_ACCOUNT_IDS,
	NO_RIGHTS_KEY,
	type Account,
	arnOf,
} from '../../simulator';
import { MAIN_ACCOUNT_ID, accountIdOf } from '../../simulator/accounts';
import { type RunResult, runNode } from '../harness';
import { credentialFor, locator, useSimulator } from '../setup';
import { makeHaste } from './hasty';

/** A node that acts in the accounts of roles: which keys are used for what, and that nothing mixes. */

makeHaste(10);

const ROOT_KEY: Account = {
	...{ accessKeyId: 'LTAI5tSimulatorRoot', accessKeySecret: 'simulator-secret-root' },
	root: true,
};
const test$ = useSimulator({
	durations: { associating: 500, unassociating: 20, releasing: 20 },
	accounts: [ACTIVE_KEY, NO_RIGHTS_KEY, ROOT_KEY],
});

const [FIRST, SECOND] = MEMBER_ACCOUNT_IDS;
const ROLES: Record<string, string> = {
	[MAIN_ACCOUNT_ID]: '',
	[FIRST]: arnOf({ accountId: FIRST, name: 'eip-operator' }),
	[SECOND]: arnOf({ accountId: SECOND, name: 'eip-operator' }),
};
const ACCOUNTS = Object.keys(ROLES);

let sessions = 0;

/** The credential with settings for roles, and a session name of its own: keys are kept over tests. */
function credential(more: IDataObject = {}, account = ACTIVE_KEY): IDataObject {
	return credentialFor(test$.simulator, account, {
		...{ assumeRole: true, roleArn: ROLES[FIRST], roleSessionName: `test-${++sessions}` },
		...{ roleExternalId: EXTERNAL_ID, roleDuration: 900, rolePolicy: '' },
		...more,
	});
}

const inItem = { roleArn: '={{ $json.role }}', timeLimit: 300 };
const outcomes = (action: string) =>
	test$.simulator.requests.filter((one) => one.action === action).map(({ outcome }) => outcome);
const idsOf = ({ items }: RunResult) => items.map(({ json }) => json.allocationId);

/** The account that each request was sent in. */
function accountOf(accessKeyId: string): string {
	const { simulator } = test$;
	const all = [...simulator.state.accounts, ...simulator.temporaryKeys];
	const account = all.find((one) => one.accessKeyId === accessKeyId);
	return account ? accountIdOf(account) : 'unknown';
}

describe('items of one run with different roles', () => {
	test('read and change each in the account of its own, with reads shared and under faults', async () => {
		const { simulator } = test$;
		const owners = new Map<string, string>();
		const items = Array.from({ length: 30 }, (_, index) => {
			const accountId = ACCOUNTS[index % 3];
			const [{ allocationId }] = simulator.addEips(1, { accountId });
			owners.set(allocationId, accountId);
			// In the role of another account those of the main one are not there.
			return { role: ROLES[accountId] || ROLES[SECOND], id: allocationId };
		});
		const settings = { credential: credential(), items };
		const wanted = items.map(({ id }) => id);
		const own = items.map(({ role }) => role);
		for (const kind of ['throttle', 'dropBefore', 'truncate'] as const) {
			simulator.faults.add({ kind, action: 'DescribeEipAddresses', times: 3, skip: 1 });
			simulator.faults.add({ kind, action: 'AssumeRole', times: 1 });
			const result = await test$.run(
				{ operation: 'get', allocationId: locator('={{ $json.id }}'), options: inItem },
				{ ...settings, node: { onError: 'continueRegularOutput' } },
			);
			expect(result.items).toHaveLength(items.length);
			for (const [index, { json }] of result.items.entries()) {
				const isOwn = own[index] === ROLES[owners.get(wanted[index]) ?? ''];
				if (isOwn) expect(json).toMatchObject({ allocationId: wanted[index] });
				else expect(json.error).toMatch(/not found/);
			}
			simulator.faults.clear();
		}
		const reads = simulator.requests.filter(({ action }) => action === 'DescribeEipAddresses');
		for (const { accessKeyId } of reads) {
			expect([FIRST, SECOND]).toContain(accountOf(accessKeyId));
		}
		for (const { accessKeyId, parameters } of reads) {
			const ids = (parameters.AllocationId ?? '').split(',');
			const asked = new Set(ids.map((id) => own[wanted.indexOf(id)]));
			expect([...asked]).toEqual([ROLES[accountOf(accessKeyId)]]);
		}
		// Shared: many IDs go out as one request, and one set of keys serves all.
		expect(simulator.temporaryKeys).toHaveLength(2);
	}, 60_000);

	test('are listed over all regions by one node', async () => {
		const { simulator } = test$;
		const added = ACCOUNTS.flatMap((accountId) =>
			['cn-hangzhou', 'eu-central-1', 'us-east-1'].map((region) => {
				const [{ allocationId }] = simulator.addEips(1, { accountId, region });
				return `${allocationId} ${region} ${accountId}`;
			}),
		);
		const off = { assumeRole: false, roleExternalId: '' };
		simulator.addRole({ accountId: SECOND, name: 'open', trusts: [MAIN_ACCOUNT_ID] });
		// Of the account of the AccessKey itself, too.
		simulator.addRole({ accountId: MAIN_ACCOUNT_ID, name: 'own', trusts: [MAIN_ACCOUNT_ID] });
		const own = arnOf({ accountId: MAIN_ACCOUNT_ID, name: 'own' });
		const roles = [own, ROLES[FIRST], arnOf({ accountId: SECOND, name: 'open' })];
		const { items } = await test$.run(
			{ operation: 'getAll', returnAll: true, regionScope: 'all', options: inItem },
			{ credential: credential(off), items: roles.map((role) => ({ role })) },
		);
		const listed = items.map(
			({ json: { allocationId, regionId }, pairedItem }) =>
				`${allocationId} ${regionId} ${ACCOUNTS[(pairedItem as { item: number }).item]}`,
		);
		expect(listed.sort()).toEqual(added.sort());
		expect(simulator.temporaryKeys).toHaveLength(3);
	}, 60_000);

	test.each([
		['={{ $json.role }}', [{ role: '' }, { role: ' \n' }, { role: null }, {}]],
		['={{ $json.no.such.field }}', [{}]],
		['=', [{}]],
		[locator('={{ $json.role }}'), [{}]],
	])('without a result of the expression %j nothing is sent', async (roleArn, items) => {
		for (const more of [{}, { assumeRole: false }]) {
			const { items: results } = await test$.run(
				{ operation: 'allocate', options: { roleArn } },
				{
					...{ credential: credential(more), items },
					node: { onError: 'continueRegularOutput' },
				},
			);
			expect(results).toHaveLength(items.length);
			for (const { json } of results) expect(json.error).toMatch(/'Act in Account' has no result/);
		}
		expect(test$.simulator.requests).toEqual([]);
	});

	test.each(['', 'own', "={{ 'own' }}"])(
		'with %j the role of the credential is the one',
		async (roleArn) => {
			await test$.items(
				{ operation: 'allocate', options: { roleArn } },
				{ credential: credential() },
			);
			expect(test$.simulator.eips()).toMatchObject([{ accountId: FIRST }]);
		},
	);

	test('buy each in the account of its own, also when the workflow is retried', async () => {
		const { simulator } = test$;
		const items = ACCOUNTS.slice(1).flatMap((accountId) =>
			['a', 'b', 'c'].map((name) => ({ role: ROLES[accountId], name: `${name}-${accountId}` })),
		);
		const settings = { credential: credential(), items };
		const within = (timeLimit: number) => ({
			...{ operation: 'allocate', name: '={{ $json.name }}' },
			options: { ...inItem, timeLimit },
		});
		const ofAccount = () =>
			simulator.eips().map(({ accountId, name }) => `${name} in ${accountId}`);
		const expected = items.map(({ role, name }) => `${name} in ${role.split(':')[3]}`);
		simulator.faults.add({
			...{ kind: 'code', code: 'QuotaExceeded.Eip', status: 400 },
			match: ({ parameters: { Name } }) => Name === `b-${FIRST}`,
		});
		simulator.faults.add({
			...{ kind: 'dropAfter', times: Infinity },
			match: ({ parameters: { Name } }) => Name === `c-${SECOND}`,
		});
		const first = await test$.run(within(15), settings);
		expect(first.error).toBeDefined();
		simulator.faults.clear();
		simulator.expireTemporaryKeys();
		const second = await test$.run(within(300), { ...settings, retryOf: first.run });
		expect(second.error).toBeUndefined();
		expect(ofAccount().sort()).toEqual(expected.sort());
		expect(idsOf(second)).toEqual(
			items.map(({ name }) => simulator.eips().find((eip) => eip.name === name)?.allocationId),
		);
	}, 60_000);
});

describe('temporary keys', () => {
	const getAll = { operation: 'getAll', returnAll: true, output: 'simplified' };

	test('are fetched once for 100 items, and for 20 executions at the same time', async () => {
		const settings = { credential: credential(), items: Array.from({ length: 100 }, () => ({})) };
		await test$.items(getAll, settings);
		expect(outcomes('AssumeRole')).toEqual(['ok']);
		const other = { credential: credential() };
		await Promise.all(Array.from({ length: 20 }, async () => await test$.items(getAll, other)));
		expect(outcomes('AssumeRole')).toEqual(['ok', 'ok']);
	});

	test('that end in the middle of a wait are replaced, and nothing fails', async () => {
		const { simulator } = test$;
		const [eip] = simulator.addEips(1, { accountId: FIRST });
		simulator.addInstance({ type: 'EcsInstance', id: 'i-1', accountId: FIRST });
		let looks = 0;
		simulator.faults.add({
			kind: 'delay',
			match: ({ action }) => {
				if (action === 'DescribeEipAddresses' && outcomes('AssociateEipAddress').length > 0) {
					if (++looks === 1) simulator.expireTemporaryKeys();
				}
				return false;
			},
		});
		const result = await test$.run(
			{
				...{ operation: 'associate', allocationId: locator(eip.allocationId) },
				instanceId: locator('i-1'),
			},
			{ credential: credential() },
		);
		expect(result.error).toBeUndefined();
		expect(result.items[0].json).toMatchObject({ status: 'InUse' });
		expect(outcomes('DescribeEipAddresses')).toContain('InvalidSecurityToken.Expired');
		expect(outcomes('AssumeRole')).toEqual(['ok', 'ok']);
		expect(outcomes('AssociateEipAddress')).toEqual(['ok']);
	});

	test('that end before a purchase are replaced, and it is made once', async () => {
		const settings = { credential: credential() };
		await test$.items(getAll, settings);
		test$.simulator.expireTemporaryKeys();
		await test$.items({ operation: 'allocate' }, settings);
		expect(outcomes('AllocateEipAddress')).toEqual(['InvalidSecurityToken.Expired', 'ok']);
		expect(test$.simulator.eips()).toMatchObject([{ accountId: FIRST }]);
	});

	test('that are refused again and again end in words, without more purchases', async () => {
		test$.simulator.faults.add({
			...{ kind: 'code', code: 'InvalidSecurityToken.Expired', status: 400 },
			...{ action: 'AllocateEipAddress', times: Infinity },
		});
		const { error } = await test$.run({ operation: 'allocate' }, { credential: credential() });
		expect(error?.message).toBe('The temporary keys of the role were refused');
		expect(error?.description).toContain(`in the role '${ROLES[FIRST]}'`);
		expect(error?.description).toContain('Nothing was bought');
		expect(outcomes('AllocateEipAddress')).toHaveLength(2);
	});

	test('of a credential that holds them itself are not replaced', async () => {
		test$.simulator.faults.add({
			...{ kind: 'code', code: 'InvalidSecurityToken.Expired', status: 400 },
			times: Infinity,
		});
		const { error } = await test$.run(getAll);
		expect(error?.message).toBe('The STS token has expired');
		expect(test$.simulator.requests).toHaveLength(1);
	});

	test('may do what the session policy leaves', async () => {
		const Statement = [{ Effect: 'Allow', Action: 'vpc:Describe*', Resource: '*' }];
		const settings = {
			credential: credential({ rolePolicy: JSON.stringify({ Version: '1', Statement }) }),
		};
		await test$.items(getAll, settings);
		const { error } = await test$.run({ operation: 'allocate' }, settings);
		expect(error?.description).toContain('Missing permission: vpc:AllocateEipAddress');
		expect(error?.description).toContain(ROLES[FIRST]);
	});
});

describe('a role that cannot be assumed', () => {
	const wrong: Array<[string, RegExp, IDataObject, Account | undefined]> = [
		['an unknown role', /does not exist.*'Role ARN'/, { roleArn: `${ROLES[FIRST]}x` }, undefined],
		[
			'no trust',
			/may not assume.*trust policy.*External ID/,
			{ roleArn: arnOf({ accountId: SECOND, name: 'not-for-us' }) },
			undefined,
		],
		[
			'a wrong external ID',
			/may not assume.*'External ID'/,
			{ roleArn: ROLES[SECOND], roleExternalId: 'wrong' },
			undefined,
		],
		['no right', /sts:AssumeRole/, {}, NO_RIGHTS_KEY],
		['the key of the account', /Alibaba Cloud account itself cannot/, {}, ROOT_KEY],
		[
			'a wrong secret',
			/Secret is wrong.*own AccessKey/,
			{},
			{ ...ACTIVE_KEY, accessKeySecret: 'x' },
		],
		['an unknown key', /ID is unknown.*own AccessKey/, {}, { ...ACTIVE_KEY, accessKeyId: 'x' }],
		[
			'a session that is too long',
			/longer than the role allows/,
			{ roleDuration: 3601 },
			undefined,
		],
		['a wrong policy', /not a valid RAM policy/, { rolePolicy: '{"Version":"1"}' }, undefined],
	];

	test.each(wrong)('%s: says which it is, and buys nothing', async (_, words, more, account) => {
		const given = credential(more, account);
		const { error } = await test$.run(
			{ operation: 'allocate', options: { timeLimit: 20 } },
			{ credential: given },
		);
		const text = `${error?.message} ${error?.description}`;
		expect(text).toMatch(words);
		expect(text).toMatch(/code \w+.*RequestId/);
		expect(text).not.toMatch(/It is not known/);
		expect(test$.simulator.requests.map(({ action }) => action)).toEqual(['AssumeRole']);

		// The test of the credential and the HTTP Request node have nothing but the message.
		const refused = await authenticate(given).catch((failure: Error) => failure);
		expect(refused).toBeInstanceOf(Error);
		expect((refused as Error).message).toMatch(words);
		expect((refused as Error).message).toMatch(/Alibaba Cloud says: .*code \w+.*RequestId/s);
		const shown = await testCredential(given);
		expect(shown.message).toMatch(words);
		// n8n shows these instead, where an error has them.
		expect(shown.cause ?? {}).not.toHaveProperty('code');
		expect(shown.cause ?? {}).not.toHaveProperty('response');
	});

	test.each([
		{ kind: 'status', status: 503 } as const,
		{ kind: 'dropAfter' } as const,
		{ kind: 'throttle' } as const,
	])(
		'$kind at STS leaves nothing open, and a retry goes on',
		async (fault) => {
			const { simulator } = test$;
			simulator.faults.add({ ...fault, action: 'AssumeRole', times: Infinity });
			const settings = { credential: credential() };
			const parameters = { operation: 'allocate', options: { timeLimit: 2 } };
			const first = await test$.run(parameters, settings);
			expect(first.error).toBeDefined();
			expect(`${first.error?.message} ${first.error?.description}`).not.toMatch(/not known/);
			expect(outcomes('AllocateEipAddress')).toEqual([]);
			simulator.faults.clear();
			await test$.items(parameters, settings);
			expect(simulator.eips()).toHaveLength(1);
		},
		30_000,
	);
});

/** What n8n's HTTP Request node and the test of the credential do. */
async function authenticate(data: IDataObject) {
	return await new AlibabaCloudAccessKeyApi().authenticate(data as never, {
		...{ method: 'POST', url: '/' },
		qs: { Action: 'DescribeEipAddresses', Version: '2016-04-28', RegionId: 'cn-hangzhou' },
	});
}

/** Runs the test of the credential as n8n does (credentials-tester.service.js). @returns why it failed */
async function testCredential(data: IDataObject): Promise<Error> {
	const type = new AlibabaCloudAccessKeyApi();
	const subject = {
		...{ name: 'n8n-nodes-base.testsCredential', version: 1, credential: type },
		node: {
			description: {
				...{ displayName: 'Temp', name: 'temp', group: [], version: 1, description: '' },
				...{ defaults: {}, inputs: ['main'], outputs: ['main'] },
				credentials: [{ name: type.name, required: true }],
				properties: [
					{
						...{ displayName: 'Temp', name: 'temp', type: 'string', default: '' },
						routing: { request: type.test.request },
					},
				],
			},
		} as unknown as INodeType,
	};
	const { error } = await runNode({ subject, parameters: {}, credential: data });
	return error ?? new Error('It passed');
}

test('the test of a credential with a role passes', async () => {
	expect((await testCredential(credential())).message).toBe('It passed');
	// What an earlier test reads may still come in.
	const own = test$.simulator.requests.filter(({ parameters }) => parameters.PageSize === '1');
	expect(own.map(({ outcome, accessKeyId }) => [outcome, accountOf(accessKeyId)])).toEqual([
		['ok', FIRST],
	]);
});

describe('a request that another node sends', () => {
	test('is signed with the keys of the role, the same ones as those of the node', async () => {
		const given = credential();
		await test$.items({ operation: 'getAll' }, { credential: given });
		for (const signatureMethod of ['ACS3-HMAC-SHA256', 'HMAC-SHA1']) {
			const request = await authenticate({ ...given, signatureMethod });
			const reply = await fetch(request.url, {
				...{ method: 'POST', headers: request.headers as Record<string, string> },
			});
			expect(await reply.json()).toHaveProperty('TotalCount', 0);
		}
		expect(test$.simulator.temporaryKeys).toHaveLength(1);
		expect(outcomes('DescribeEipAddresses').filter((one) => one === 'ok')).toHaveLength(3);
	});
});

describe('without a role', () => {
	/** What is sent, but for nonce, time and signature. */
	const wire = async (more: IDataObject) => {
		test$.simulator.reset();
		test$.simulator.addEips(2);
		const settings = { credential: credentialFor(test$.simulator, undefined, more) };
		await test$.items({ operation: 'getAll' }, settings);
		await test$.items({ operation: 'allocate', clientToken: 'x' }, settings);
		return test$.simulator.requests.map(({ method, url, headers, body }) => ({
			...{ method, body },
			url: url.replace(
				/(AllocationId|ClientToken|Timestamp|SignatureNonce|Signature)=[^&]*/g,
				'$1',
			),
			headers: {
				...headers,
				...{ authorization: '', 'x-acs-date': '', 'x-acs-signature-nonce': '' },
			},
		}));
	};

	test.each(['ACS3-HMAC-SHA256', 'HMAC-SHA1'])(
		'%s: what is sent does not depend on the fields for it',
		async (signatureMethod) => {
			const plain = await wire({ signatureMethod });
			expect(plain).toHaveLength(3);
			const off = { assumeRole: false, roleArn: ROLES[FIRST], roleExternalId: EXTERNAL_ID };
			expect(await wire({ signatureMethod, ...off })).toEqual(plain);
		},
	);
});
