import {
	ACTIVE_KEY,
	DEFAULT_ACCOUNTS,
	EXTERNAL_ID,
	MEMBER_ACCOUNT_IDS,
	NO_RIGHTS_KEY,
	READ_ONLY_KEY,
	arnOf,
	startSimulator,
	type Account,
	type Simulator,
} from './index';
import { TestClock } from './testing/clock';
import { eipsOf, officialClient } from './testing/officialClient';
import { SDKS } from './testing/otherProducts';

jest.setTimeout(60_000);

const [FIRST, SECOND] = MEMBER_ACCOUNT_IDS;
const OPERATOR = arnOf({ accountId: FIRST, name: 'eip-operator' });
const WITH_EXTERNAL_ID = arnOf({ accountId: SECOND, name: 'eip-operator' });
const READER = arnOf({ accountId: FIRST, name: 'eip-reader' });
const HOUR = 3_600_000;

const ROOT_KEY: Account = { ...ACTIVE_KEY, accessKeyId: 'root-key', root: true };

let clock: TestClock;
let simulator: Simulator;

beforeEach(async () => {
	clock = new TestClock();
	simulator = await startSimulator({
		now: clock.now,
		accounts: [...DEFAULT_ACCOUNTS, ROOT_KEY],
	});
});
afterEach(() => simulator.close());

const stsOf = (account?: Account) => officialClient(simulator, { sdk: SDKS.Sts, account });

/** The temporary key as a client that knows nothing but the reply has it. */
async function assume(parameters: Record<string, unknown>, account?: Account): Promise<Account> {
	const { Credentials } = await stsOf(account).call('AssumeRole', {
		RoleArn: OPERATOR,
		RoleSessionName: 'alice',
		...parameters,
	});
	const { AccessKeyId, AccessKeySecret, SecurityToken } = Credentials as Record<string, string>;
	return {
		accessKeyId: AccessKeyId,
		accessKeySecret: AccessKeySecret,
		securityToken: SecurityToken,
	};
}

const idsSeenBy = async (account: Account) =>
	eipsOf(await officialClient(simulator, { account }).call('DescribeEipAddresses')).map(
		({ AllocationId }) => AllocationId,
	);

describe('the keys of a role', () => {
	test('see and change the Elastic IPs of its account and of no other', async () => {
		const [own] = simulator.addEips(1);
		const [theirs] = simulator.addEips(1, { accountId: FIRST });
		const [others] = simulator.addEips(1, { accountId: SECOND });
		const first = await assume({});
		const second = await assume({ RoleArn: WITH_EXTERNAL_ID, ExternalId: EXTERNAL_ID });
		expect(await idsSeenBy(ACTIVE_KEY)).toEqual([own.allocationId]);
		expect(await idsSeenBy(first)).toEqual([theirs.allocationId]);
		expect(await idsSeenBy(second)).toEqual([others.allocationId]);
		const { AllocationId } = await officialClient(simulator, { account: first }).call(
			'AllocateEipAddress',
		);
		expect(simulator.eip(String(AllocationId))?.accountId).toBe(FIRST);
		const foreign = officialClient(simulator, { account: first }).refusal('ReleaseEipAddress', {
			AllocationId: others.allocationId,
		});
		expect(await foreign).toBe('InvalidAllocationId.NotFound');
	});

	test('work until the second that the reply names, by the clock of the simulator', async () => {
		const reply = await stsOf().call('AssumeRole', {
			RoleArn: OPERATOR,
			RoleSessionName: 'alice',
			DurationSeconds: 900,
		});
		const { Expiration } = reply.Credentials as { Expiration: string };
		expect(Expiration).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
		const end = Date.parse(Expiration);
		expect(end - clock.time).toBeGreaterThan(899_000);
		expect(end - clock.time).toBeLessThanOrEqual(900_000);
		const [key] = simulator.temporaryKeys;
		// Inside the 15 minutes that time stamps may differ.
		clock.time = end - 1;
		expect(await idsSeenBy(key)).toEqual([]);
		clock.time = end;
		const client = officialClient(simulator, { account: key });
		expect(await client.refusal('DescribeEipAddresses')).toBe('InvalidSecurityToken.Expired');
	});

	test('need their own token', async () => {
		const [one, other] = [await assume({}), await assume({})];
		expect(one.accessKeyId).not.toBe(other.accessKeyId);
		const with_ = async (securityToken: string | undefined) =>
			await officialClient(simulator, { account: { ...one, securityToken } }).refusal(
				'DescribeEipAddresses',
			);
		expect(await with_(other.securityToken)).toBe('InvalidSecurityToken.MismatchWithAccessKey');
		expect(await with_(undefined)).toBe('MissingSecurityToken');
		expect(await with_('made-up')).toBe('InvalidSecurityToken.Malformed');
	});

	test('have the rights of the role and no more', async () => {
		const key = await assume({ RoleArn: READER });
		const client = officialClient(simulator, { account: key });
		await client.call('DescribeEipAddresses');
		expect(await client.refusal('AllocateEipAddress')).toBe('Forbidden.RAM');
	});

	test('end at once when the sessions are revoked, and new ones can be had', async () => {
		const client = officialClient(simulator, { account: await assume({}) });
		await client.call('DescribeEipAddresses');
		simulator.expireTemporaryKeys();
		expect(await client.refusal('DescribeEipAddresses')).toBe('InvalidSecurityToken.Expired');
		await officialClient(simulator, { account: await assume({}) }).call('DescribeEipAddresses');
	});

	test('are gone after a reset', async () => {
		const key = await assume({});
		simulator.reset();
		const client = officialClient(simulator, { account: key });
		expect(await client.refusal('DescribeEipAddresses')).toBe('InvalidAccessKeyId.NotFound');
	});
});

describe('the trust policy', () => {
	const refusal = async (parameters: Record<string, unknown>, account?: Account) =>
		await stsOf(account).refusal('AssumeRole', {
			RoleArn: OPERATOR,
			RoleSessionName: 'alice',
			...parameters,
		});

	test.each<[string, string, Record<string, unknown>, Account | undefined]>([
		['a role that does not exist', 'EntityNotExist.Role', { RoleArn: `${OPERATOR}x` }, undefined],
		[
			'a role that does not trust the key',
			'NoPermission',
			{ RoleArn: arnOf({ accountId: SECOND, name: 'not-for-us' }) },
			undefined,
		],
		['no external ID', 'NoPermission', { RoleArn: WITH_EXTERNAL_ID }, undefined],
		[
			'a wrong external ID',
			'NoPermission',
			{ RoleArn: WITH_EXTERNAL_ID, ExternalId: 'wrong' },
			undefined,
		],
		['a key without the right', 'NoPermission', {}, NO_RIGHTS_KEY],
		['a key that may only read', 'NoPermission', {}, READ_ONLY_KEY],
		['the key of the account itself', 'NoPermission', {}, ROOT_KEY],
	])('%s: %s', async (_, code, parameters, account) => {
		expect(await refusal(parameters, account)).toBe(code);
		expect(simulator.temporaryKeys).toEqual([]);
	});

	test('an external ID that nobody asks for is no hindrance', async () => {
		await assume({ ExternalId: 'whatever' });
	});

	test('names accounts, users and roles', async () => {
		const name = 'chained';
		simulator.addRole({ accountId: SECOND, name, trusts: [OPERATOR] });
		const chained = { RoleArn: arnOf({ accountId: SECOND, name }) };
		expect(await refusal(chained)).toBe('NoPermission');
		const first = await assume({});
		await assume(chained, first);
		// An hour at most, whatever the role allows.
		expect(await refusal({ ...chained, DurationSeconds: 3601 }, first)).toBe(
			'InvalidParameter.DurationSeconds',
		);
		simulator.addRole({
			accountId: SECOND,
			name: 'for-user',
			trusts: ['acs:ram::1000000000000001:user/simulator'],
		});
		await assume({ RoleArn: arnOf({ accountId: SECOND, name: 'for-user' }) });
	});
});

describe('parameters', () => {
	test.each<[string, Record<string, unknown>]>([
		['InvalidParameter.RoleArn', { RoleArn: 'eip-operator' }],
		['InvalidParameter.RoleArn', { RoleArn: `acs:ram::${FIRST}:user/alice` }],
		['InvalidParameter.RoleSessionName', { RoleSessionName: 'a' }],
		['InvalidParameter.RoleSessionName', { RoleSessionName: 'two words' }],
		['InvalidParameter.DurationSeconds', { DurationSeconds: 899 }],
		['InvalidParameter.DurationSeconds', { DurationSeconds: 3601 }],
		['InvalidParameter.ExternalId', { ExternalId: 'ä' }],
		['InvalidParameter.PolicyGrammar', { Policy: 'no JSON' }],
		['InvalidParameter.PolicyGrammar', { Policy: '{"Version":"1"}' }],
		[
			'InvalidParameter.PolicyGrammar',
			{ Policy: '{"Version":"1","Statement":[{"Effect":"Perhaps","Action":"*","Resource":"*"}]}' },
		],
		['InvalidParameter.PolicySize', { Policy: 'x'.repeat(2049) }],
		['MissingRoleSessionName', { RoleSessionName: '' }],
	])('%s: %j', async (code, parameters) => {
		const refused = await stsOf().refusal('AssumeRole', {
			RoleArn: OPERATOR,
			RoleSessionName: 'alice',
			...parameters,
		});
		expect(refused).toBe(code);
	});

	test('a role may allow twelve hours', async () => {
		await assume({ RoleArn: READER, DurationSeconds: 43_200 });
		const [{ tokenExpires = 0 }] = simulator.temporaryKeys;
		expect(tokenExpires).toBeGreaterThan(clock.time + 11.9 * HOUR);
	});

	test('a session policy leaves what both allow', async () => {
		const policy = (...Statement: object[]) => JSON.stringify({ Version: '1', Statement });
		const Policy = policy(
			{ Effect: 'Allow', Action: ['vpc:Describe*', 'vpc:AllocateEipAddress'], Resource: '*' },
			{ Effect: 'Deny', Action: 'vpc:DescribeRegions', Resource: ['*'] },
		);
		const operator = officialClient(simulator, { account: await assume({ Policy }) });
		await operator.call('DescribeEipAddresses');
		await operator.call('AllocateEipAddress');
		expect(await operator.refusal('DescribeRegions')).toBe('Forbidden.RAM');
		const reader = officialClient(simulator, {
			account: await assume({ RoleArn: READER, Policy }),
		});
		expect(await reader.refusal('AllocateEipAddress')).toBe('Forbidden.RAM');
	});
});
