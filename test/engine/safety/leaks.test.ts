import { inspect } from 'node:util';
import type { IDataObject } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';
import {
	type Account,
	ACTIVE_KEY,
	EXPIRED_STS_KEY,
	MEMBER_ACCOUNT_IDS,
	STS_KEY,
	arnOf,
	startSimulator,
} from '../../simulator';
import type { Fault } from '../../simulator/faults/faults';
import { runNode } from '../harness';
import { credentialFor, locator } from '../setup';
import { makeHaste } from './hasty';

/**
 * With every fault and every mistake in a credential: nothing that a run leaves behind, in its
 * data, its messages or the logs at any level, holds a secret.
 */

/** What the simulator or a hostile gateway may send back: all that it saw of the request. */
const echoes: Array<(request: { url: string; headers: Record<string, string> }) => string> = [
	({ url }) => url,
	({ url }) => decodeURIComponent(url),
	({ url }) => encodeURIComponent(url),
	({ headers }) => JSON.stringify(headers),
	({ headers }) => encodeURIComponent(encodeURIComponent(JSON.stringify(headers))),
];

const faults: Fault[] = [
	{ kind: 'dropBefore' },
	{ kind: 'dropAfter' },
	{ kind: 'delay', ms: 600 },
	{ kind: 'status', status: 500 },
	{ kind: 'status', status: 403 },
	{ kind: 'html' },
	{ kind: 'truncate' },
	{ kind: 'truncate', clean: true },
	{ kind: 'throttle' },
	{ kind: 'redirect', location: 'http://127.0.0.1:9/' },
	{ kind: 'code', code: 'InternalError', status: 500 },
	{ kind: 'code', code: 'SignatureDoesNotMatch', status: 400 },
	{ kind: 'body', body: '' },
];

makeHaste(10);

const logged: string[] = [];
const write = { out: process.stdout.write.bind(process.stdout), err: process.stderr.write };

beforeAll(() => {
	const note =
		(level: string) =>
		(...parts: unknown[]) => {
			logged.push(`${level} ${parts.map((part) => inspect(part, { depth: 12 })).join(' ')}`);
		};
	LoggerProxy.init({
		debug: note('debug'),
		info: note('info'),
		warn: note('warn'),
		error: note('error'),
	} as never);
	for (const level of ['debug', 'info', 'log', 'warn', 'error', 'trace'] as const) {
		jest.spyOn(console, level).mockImplementation(note(`console.${level}`));
	}
	jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
		logged.push(String(text));
		return true;
	});
	jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
		logged.push(String(text));
		return true;
	});
});

afterAll(() => {
	jest.restoreAllMocks();
	process.stdout.write = write.out;
});

/** Every form in which a secret could stand in a text. */
function formsOf(secret: string): string[] {
	const once = encodeURIComponent(secret);
	return [
		secret,
		once,
		encodeURIComponent(once),
		JSON.stringify(secret).slice(1, -1),
		Buffer.from(secret).toString('base64').replace(/=+$/, ''),
	];
}

/** What must not be in it: secrets, signatures, the Authorization header, the signed text. */
function findLeaks(text: string, secrets: string[]): string[] {
	const found = secrets.filter((secret) => secret && text.includes(secret));
	const patterns = [
		/Signature(=|%3D|%253D)[\w%+/.~-]{12,}/i,
		/ACS3-HMAC-SHA256 Credential/i,
		/string ?to ?sign( is)?\s*[:[]/i,
		/(POST|GET)&(%2F|%252F)&/,
		/"?authorization"?\s*[:=]/i,
		/x-acs-security-token"?\s*[:=]\s*"?\S/i,
		/SecurityToken(=|%3D|%253D)\S/,
	];
	return [...found, ...patterns.map((pattern) => pattern.exec(text)?.[0] ?? '').filter(Boolean)];
}

interface Mistake {
	name: string;
	credential: IDataObject;
}

const keys: Array<[string, Account]> = [
	['a key', ACTIVE_KEY],
	['a temporary key', STS_KEY],
];

const mistakes = (account: Account): Mistake[] => [
	{ name: 'none', credential: {} },
	{ name: 'wrong secret', credential: { accessKeySecret: 'wrong+secret/with=signs&more' } },
	{ name: 'secret with a blank', credential: { accessKeySecret: `${account.accessKeySecret} x` } },
	{ name: 'secret as ID', credential: { accessKeyId: account.accessKeySecret } },
	{ name: 'wrong token', credential: { securityToken: 'wrong+token/with=signs&more' } },
	{
		name: 'expired token',
		credential: {
			accessKeyId: EXPIRED_STS_KEY.accessKeyId,
			accessKeySecret: EXPIRED_STS_KEY.accessKeySecret,
			securityToken: EXPIRED_STS_KEY.securityToken ?? '',
		},
	},
	{ name: 'no secret', credential: { accessKeySecret: '' } },
	{
		name: 'endpoint with a password',
		credential: { endpoint: 'http://user:pass-word-1@127.0.0.1:9' },
	},
	{ name: 'nobody there', credential: { endpoint: 'http://127.0.0.1:9' } },
	{ name: 'no such host', credential: { endpoint: 'http://no-such-host.invalid' } },
	{ name: 'region of another host', credential: { regionId: 'evil.example/#' } },
];

const secretsOf = (credential: IDataObject) => [
	...formsOf(String(credential.accessKeySecret)),
	...(credential.securityToken ? formsOf(String(credential.securityToken)) : []),
	...(credential.roleExternalId ? formsOf(String(credential.roleExternalId)) : []),
];

describe.each(keys)('with %s', (_name, account) => {
	describe.each(['ACS3-HMAC-SHA256', 'HMAC-SHA1'])('signed by %s', (signatureMethod) => {
		const check = async (
			more: IDataObject,
			fault: Fault | undefined,
			operation: IDataObject,
			node: object,
		) => {
			const simulator = await startSimulator();
			try {
				const [eip] = simulator.addEips(1);
				if (fault) simulator.faults.add({ ...fault, times: Infinity });
				const credential = credentialFor(simulator, account, { signatureMethod, ...more });
				logged.length = 0;
				const { run, items, error } = await runNode({
					parameters: {
						resource: 'elasticIp',
						allocationId: locator(eip.allocationId),
						options: { timeLimit: 5 },
						requestOptions: { timeout: 300 },
						...(operation as object),
					},
					credential,
					node,
				});
				const texts = [
					JSON.stringify(run.data),
					inspect(run.data.resultData, { depth: 20, maxStringLength: null }),
					JSON.stringify(items),
					inspect(error, { depth: 20, showHidden: true, maxStringLength: null }),
					logged.join('\n'),
				];
				const secrets = [
					...secretsOf(credential),
					...simulator.temporaryKeys.flatMap((key) => secretsOf({ ...key })),
					...simulator.requests.flatMap(({ headers, url }) => [
						headers.authorization ?? '',
						...(/[?&]Signature=([^&]+)/.exec(url)?.[1]
							? formsOf(decodeURIComponent(/[?&]Signature=([^&]+)/.exec(url)?.[1] ?? ''))
							: []),
						/Signature=([0-9a-f]{64})/.exec(headers.authorization ?? '')?.[1] ?? '',
					]),
					...(String(credential.endpoint).includes('pass-word-1') ? ['pass-word-1'] : []),
				];
				return texts.flatMap((text) => findLeaks(text, secrets));
			} finally {
				await simulator.close();
			}
		};

		test('no mistake in the credential lets anything out', async () => {
			const cases = mistakes(account).flatMap((mistake) =>
				['getAll', 'release'].flatMap((operation) =>
					[{}, { onError: 'continueRegularOutput' }].map((node) => ({ mistake, operation, node })),
				),
			);
			for (const { mistake, operation, node } of cases) {
				const leaks = await check(mistake.credential, undefined, { operation }, node);
				expect({ mistake: mistake.name, operation, leaks }).toEqual({
					mistake: mistake.name,
					operation,
					leaks: [],
				});
			}
		}, 120_000);

		test('no fault lets anything out', async () => {
			const found = await Promise.all(
				faults.map(async (fault) => ({
					fault,
					leaks: await check({}, fault, { operation: 'allocate' }, {}),
				})),
			);
			expect(found.filter(({ leaks }) => leaks.length > 0)).toEqual([]);
		}, 60_000);

		test('no fault lets anything of a role out', async () => {
			const role = arnOf({ accountId: MEMBER_ACCOUNT_IDS[0], name: 'eip-operator' });
			const given = { assumeRole: true, roleArn: role, roleExternalId: 'external+id/with=signs' };
			const places = [{ action: 'AssumeRole' }, { action: 'AllocateEipAddress' }];
			const found = await Promise.all(
				faults.flatMap((fault) =>
					places.map(async (place) => ({
						...{ fault, place },
						leaks: await check(given, { ...fault, ...place }, { operation: 'allocate' }, {}),
					})),
				),
			);
			expect(found.filter(({ leaks }) => leaks.length > 0)).toEqual([]);
		}, 60_000);

		test('what a gateway echoes of the request is not shown', async () => {
			for (const echo of echoes) {
				for (const shape of ['json', 'xml', 'code'] as const) {
					const simulator = await startSimulator();
					try {
						let seen = '';
						let body = '';
						const fault: Fault = {
							kind: 'body',
							status: 400,
							times: Infinity,
							match: (request) => {
								seen = echo({ url: request.url, headers: request.headers });
								body =
									shape === 'xml'
										? `<Error><Code>Some.NewCode</Code><Message>${seen.replaceAll('<', '')}</Message></Error>`
										: JSON.stringify({
												Code: shape === 'code' ? seen : 'Some.NewCode',
												Message: `You sent ${seen}`,
												RequestId: seen,
												Recommend: seen,
											});
								return true;
							},
							get body() {
								return body;
							},
						};
						simulator.faults.add(fault);
						const credential = credentialFor(simulator, account, { signatureMethod });
						logged.length = 0;
						const { run, error } = await runNode({
							parameters: { resource: 'elasticIp', operation: 'getAll', options: { timeLimit: 5 } },
							credential,
						});
						expect(error?.message).toMatch(/\S/);
						const text = `${JSON.stringify(run.data)}\n${inspect(error, { depth: 9 })}\n${logged.join('\n')}`;
						expect(findLeaks(text, secretsOf(credential))).toEqual([]);
					} finally {
						await simulator.close();
					}
				}
			}
		}, 60_000);
	});
});

test('the search finds what it searches', () => {
	expect(findLeaks('x Signature=abcdefghijklmnop y', [])).toHaveLength(1);
	expect(findLeaks('server string to sign is:POST&%2F&Ac', [])).toHaveLength(2);
	expect(findLeaks('the s3cret!', ['s3cret!'])).toEqual(['s3cret!']);
});
