import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { signRequest } from '../../../credentials/signature/signRequest';
import type { ActionName } from '../../../nodes/AlibabaCloudEip/api/actions';
import { InvalidInput } from '../../../nodes/AlibabaCloudEip/errors/ApiFailure';
import { findOperation, resources } from '../../../nodes/AlibabaCloudEip/resources';
import { readConditions } from '../../../nodes/AlibabaCloudEip/resources/elasticIp/guards/conditions';
import { readUnboundHours } from '../../../nodes/AlibabaCloudEip/resources/elasticIp/guards/unboundFor';
import { convertFields, inputFieldsOf } from '../../../nodes/AlibabaCloudEip/execution/inputFields';
import type { RawReply } from '../../../nodes/AlibabaCloudEip/api/client/parseReply';
import { createSession } from '../../../nodes/AlibabaCloudEip/api/client/session';
import { type Simulator, startSimulator } from '../../simulator';
import { runNode } from '../harness';
import { credentialFor, locator } from '../setup';
import { makeHaste } from './hasty';

/**
 * Hostile values in every field and hostile replies: nothing signed leaves for another host, nothing
 * crashes or hangs, everything ends in items or in words. FUZZ_SEED=<seed> runs the same again.
 */

makeHaste(50);

const seed =
	process.env.FUZZ_SEED === undefined ? Date.now() % 2 ** 31 : Number(process.env.FUZZ_SEED);
const options = (numRuns: number) => ({ seed, numRuns, endOnFailure: true });
// Always, not only on failure: so that any run can be repeated.
process.stderr.write(`Seed of the hostile inputs and replies: FUZZ_SEED=${seed}\n`);

const credential = {
	accessKeyId: 'LTAI5tFuzz',
	accessKeySecret: 'fuzz-secret-Zz9',
	securityToken: '',
	regionId: 'cn-hangzhou',
	signatureMethod: 'ACS3-HMAC-SHA256',
	endpointType: 'public',
	endpoint: '',
};

const MEGABYTE = 'x'.repeat(1_000_000);

/** Values that got somewhere they should not in other programs. */
const nastyTexts = [
	'evil.example/#',
	'evil.example',
	'cn-hangzhou@evil.example',
	'cn-hangzhou.evil.example',
	'cn-hangzhou:443@evil.example',
	'cn-hangzhou/../..',
	'cn-hangzhou\\@evil.example',
	'cn-hangzhou%2f%40evil.example',
	'cn-hangzhou\r\nHost: evil.example',
	'cn-hangzhou\n',
	'cn\u2010hangzhou',
	'cn\uFF0Dhangzhou',
	'\u0441n-hangzhou',
	'cn-hangzhou\u3002evil.example',
	'cn-hangzhou\u0000',
	'\uD800',
	'\u202Ecn-hangzhou',
	'__proto__',
	'constructor',
	'prototype',
	'toString',
	'http://127.0.0.1/',
	'//evil.example/',
	'eip-\r\nX-Injected: 1',
	'eip-1&Action=ReleaseEipAddress',
	'${{7*7}}',
	'{{ $json }}',
	"' OR 1=1 --",
	'',
	' ',
	'null',
	'-1',
	'1e309',
	'NaN',
];

const nastyText = fc.oneof(
	fc.constantFrom(...nastyTexts),
	fc.string({ unit: 'binary', maxLength: 200 }),
	fc.string({ unit: 'grapheme', maxLength: 60 }),
	fc
		.tuple(fc.constantFrom('eip-', 'i-', 'cbwp-', 'cn-', 'eipsg-'), fc.string({ maxLength: 20 }))
		.map((parts) => parts.join('')),
);

const { value: nasty } = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 4, withCrossShrink: true },
		nastyText,
		fc.double(),
		fc.maxSafeInteger(),
		fc.boolean(),
		fc.constantFrom<unknown>(null, undefined, NaN, Infinity, new Date(0), new Date(NaN)),
		fc.array(tie('value'), { maxLength: 4 }),
		fc.dictionary(
			fc.oneof(nastyText, fc.constantFrom('tag', 'key', 'value', '__rl', 'tagKey')),
			tie('value'),
			{
				maxKeys: 4,
				noNullPrototype: false,
			},
		),
		fc.record({ __rl: fc.constant(true), mode: fc.constant('id'), value: tie('value') }),
		fc.record({
			tag: fc.array(fc.record({ key: tie('value'), value: tie('value') }), { maxLength: 25 }),
		}),
		fc.constant(
			JSON.parse(
				'{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}',
			),
		),
	),
}));

const rejections: unknown[] = [];
const note = (reason: unknown) => rejections.push(reason);
const prototype = Object.getOwnPropertyNames(Object.prototype).sort().join();

beforeAll(() => process.on('unhandledRejection', note));
afterEach(() => {
	expect(Object.getOwnPropertyNames(Object.prototype).sort().join()).toBe(prototype);
	expect(({} as IDataObject).polluted).toBeUndefined();
	expect(rejections).toEqual([]);
});
afterAll(() => {
	process.off('unhandledRejection', note);
});

const all = resources.flatMap(({ value, list }) =>
	list.map((operation) => ({ resource: value, operation })),
);

/** Signs and says where the request would go; undefined if it was refused in words. */
function whereTo(
	request: Parameters<typeof signRequest>[1],
	more: IDataObject = {},
): URL | undefined {
	try {
		return new URL(String(signRequest({ ...credential, ...more } as never, request).url));
	} catch (error) {
		expect((error as Error).message).toMatch(/\S/);
		return undefined;
	}
}

function expectTrusted(address: URL | undefined) {
	if (!address) return;
	expect(address.protocol).toBe('https:');
	expect(address.hostname).toMatch(/^[a-z0-9-]+(\.[a-z0-9-]+)*\.aliyuncs\.com$/);
	expect([address.username, address.password, address.port]).toEqual(['', '', '']);
}

describe('10,000 inputs', () => {
	test('6,000 of the fields of every operation', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...all),
				fc.array(nasty, { minLength: 12, maxLength: 12 }),
				fc.oneof(fc.constant('cn-hangzhou'), nastyText),
				async ({ operation }, values, regionId) => {
					const names = [...inputFieldsOf(operation).keys()];
					const given = Object.fromEntries(
						names.map((name, index) => [name, values[index % values.length]]),
					);
					let parameters: Record<string, string>;
					try {
						const input = convertFields(operation, given, {
							timezone: 'UTC',
							readField: (path) => given[path.split('.').at(-1) ?? ''] ?? values[0],
						});
						parameters = input.parameters;
						operation.check?.(parameters, Date.now(), input.controls);
					} catch (error) {
						expect(error).toBeInstanceOf(InvalidInput);
						expect((error as Error).message).toMatch(/\S/);
						expect((error as Error).message.length).toBeLessThan(1_000);
						return;
					}
					for (const [name, value] of Object.entries(parameters)) {
						expect(name).toMatch(/^[A-Z][\w.]*$/);
						expect(typeof value).toBe('string');
						expect(value).not.toMatch(/[\r\n\0]/);
					}
					const hosts: Array<URL | undefined> = [];
					const sent = await callOnce(regionId, parameters, operation.apiAction, hosts);
					expect(sent).toMatch(/\S/);
					hosts.forEach(expectTrusted);
				},
			),
			options(6_000),
		);
	}, 120_000);

	test('2,000 regions', () => {
		fc.assert(
			fc.property(nastyText, fc.constantFrom('public', 'vpc'), (regionId, endpointType) => {
				expectTrusted(
					whereTo(
						{ url: '/', qs: { Action: 'DescribeRegions', Version: '2016-04-28' } },
						{ regionId, endpointType },
					),
				);
			}),
			options(2_000),
		);
	});

	test('1,300 addresses and parameters of requests, as other nodes hand them over', () => {
		fc.assert(
			fc.property(nastyText, nastyText, nasty, (baseURL, url, value) => {
				expectTrusted(
					whereTo({
						baseURL,
						url,
						qs: { Action: 'DescribeRegions', Version: '2016-04-28', Value: value } as never,
					}),
				);
			}),
			options(1_300),
		);
	});

	test('400 conditions of a release', () => {
		const fields = [
			'safetyChecks',
			'onlyIfIpAddress',
			'onlyIfName',
			'onlyIfTags',
			'onlyIfAllocatedHours',
			'onlyIfUnboundHours',
		];
		fc.assert(
			fc.property(fc.dictionary(fc.constantFrom(...fields), nasty), (given) => {
				try {
					const read = {
						...readConditions(given as IDataObject),
						...('onlyIfUnboundHours' in given && {
							unboundHours: readUnboundHours(given as IDataObject),
						}),
					};
					// A condition that was given is never lost.
					const count = Object.keys(given).filter((name) => name !== 'safetyChecks').length;
					expect(Object.keys(read)).toHaveLength(count + 1);
				} catch (error) {
					expect(error).toBeInstanceOf(InvalidInput);
				}
			}),
			options(400),
		);
	});

	test('300 through the engine, with megabytes', async () => {
		await withSimulator(async (simulator) => {
			const [eip] = simulator.addEips(1);
			await fc.assert(
				fc.asyncProperty(
					fc.constantFrom('get', 'release', 'update', 'allocate', 'associate', 'getAll'),
					fc.array(
						fc.record({
							region: nasty,
							id: nasty,
							text: fc.oneof(nasty, fc.constant(MEGABYTE)),
							tags: nasty,
						}),
						{
							minLength: 1,
							maxLength: 2,
						},
					),
					async (operation, items) => {
						const id = fc.sample(fc.boolean(), { numRuns: 1, seed: items.length })[0]
							? eip.allocationId
							: '={{ $json.id }}';
						const {
							run,
							error,
							items: output,
						} = await runNode({
							parameters: {
								resource: 'elasticIp',
								operation,
								regionId: locator('={{ $json.region }}'),
								allocationId: locator(id),
								instanceId: '={{ $json.text }}',
								name: '={{ $json.text }}',
								tags: '={{ $json.tags }}',
								additionalFields: { description: '={{ $json.text }}' },
								updateFields: { name: '={{ $json.text }}' },
								filters: { eipName: '={{ $json.text }}', tags: '={{ $json.tags }}' } as never,
								options: { timeLimit: 5 },
							},
							credential: { ...credentialFor(simulator) },
							items: items as never,
							node: { onError: 'continueRegularOutput' },
						});
						expect(run.status).toBe('success');
						expect(error).toBeUndefined();
						for (const { json } of output) {
							if ('error' in json) expect(String(json.error)).toMatch(/\S/);
							expect(String(json.error ?? '').length).toBeLessThan(1_000);
						}
					},
				),
				options(300),
			);
			// Only what the simulator itself serves: nothing went elsewhere.
			expect(
				simulator.requests.every(({ headers }) => `http://${headers.host}` === simulator.url),
			).toBe(true);
		});
	}, 120_000);
});

async function withSimulator(task: (simulator: Simulator) => Promise<void>) {
	const simulator = await startSimulator({ eipQuota: 100_000 });
	try {
		await task(simulator);
	} finally {
		await simulator.close();
	}
}

/** Calls through a session whose requests are signed, but go nowhere. @returns how it ended */
async function callOnce(
	regionId: string,
	parameters: Record<string, string>,
	actions: string,
	hosts: Array<URL | undefined>,
	reply: RawReply = { statusCode: 200, headers: {}, body: '{}' },
): Promise<string> {
	try {
		const session = createSession({
			accessKey: { ...credential, signatureMethod: 'ACS3-HMAC-SHA256', endpointType: 'public' },
			regionId,
			send: async (request) => {
				hosts.push(whereTo(request));
				return reply;
			},
			timeLimit: 1,
			clock: {
				now: () => 0,
				monotonic: () => 0,
				sleep: async () => {},
				turn: async () => {},
				after: () => () => {},
			},
		});
		await session.call(actions.split(',')[0] as ActionName, parameters);
		return 'done';
	} catch (error) {
		return (error as Error).message;
	}
}

const nestingOf = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const deepList = (depth: number) => `{"EipAddresses":${'['.repeat(depth)}${']'.repeat(depth)}}`;

const wrongEip = fc.dictionary(
	fc.constantFrom(
		'AllocationId',
		'IpAddress',
		'Status',
		'InstanceId',
		'Tags',
		'OperationLocks',
		'Bandwidth',
		'AllocationTime',
		'ChargeType',
		'__proto__',
	),
	nasty,
);

const body = fc.oneof(
	fc.constantFrom(
		'',
		'null',
		'[]',
		'"text"',
		'42',
		'{"Code":',
		'<html><body>502</body></html>',
		'<Error><Code>X</Code><Message>y</Message></Error>',
		'<?xml version="1.0"?><Error/>',
		`{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}`,
		nestingOf(100_000),
		deepList(100_000),
		`{"Message":"${MEGABYTE}","Code":"X"}`,
		`{"Code":"X","Message":"${'\\"'.repeat(200_000)}`,
		`{"a":${'9'.repeat(100_000)}}`,
		`<Code>${'<Code>'.repeat(50_000)}`,
		`{"a":"${'"'.repeat(5_000)} 1234567890123456789`,
		'\uFEFF{}',
	),
	nasty.map((value) => JSON.stringify(value) ?? ''),
	fc
		.array(wrongEip, { maxLength: 3 })
		.map((list) => JSON.stringify({ EipAddresses: { EipAddress: list }, TotalCount: list.length })),
	fc
		.record(
			{
				EipAddresses: nasty,
				TotalCount: nasty,
				Code: nasty,
				Message: nasty,
				RequestId: nasty,
				AllocationId: nasty,
			},
			{ requiredKeys: [] },
		)
		.map((value) => JSON.stringify(value)),
	fc.string({ unit: 'binary', maxLength: 300 }),
);

describe('2,000 replies', () => {
	test('1,700 that the session reads', async () => {
		await fc.assert(
			fc.asyncProperty(
				body,
				fc.constantFrom(200, 200, 200, 204, 301, 302, 400, 403, 404, 500, 503),
				fc.dictionary(fc.constantFrom('x-acs-retry-after', 'location', 'x-acs-request-id'), nasty),
				async (text, statusCode, headers) => {
					const start = performance.now();
					const hosts: Array<URL | undefined> = [];
					const reply = { statusCode, headers, body: text };
					for (const action of ['DescribeEipAddresses', 'AllocateEipAddress']) {
						expect(await callOnce('cn-hangzhou', {}, action, hosts, reply)).toMatch(/\S/);
					}
					hosts.forEach(expectTrusted);
					expect(performance.now() - start).toBeLessThan(2_000);
				},
			),
			options(1_700),
		);
	}, 120_000);

	test('300 through the engine', async () => {
		await withSimulator(async (simulator) => {
			const [eip] = simulator.addEips(1);
			const operations = ['get', 'getAll', 'release', 'unassociate', 'allocate', 'update'];
			await fc.assert(
				fc.asyncProperty(
					body,
					fc.constantFrom(200, 200, 400, 404, 302),
					fc.constantFrom(...operations),
					async (text, status, operation) => {
						simulator.faults.clear();
						simulator.faults.add({
							kind: 'body',
							body: text,
							status,
							run: false,
							headers: { location: 'http://127.0.0.1:9/' },
							times: Infinity,
						});
						expect(findOperation('elasticIp', operation).value).toBe(operation);
						const start = performance.now();
						const { run, error, items } = await runNode({
							parameters: {
								resource: 'elasticIp',
								operation,
								allocationId: locator(eip.allocationId),
								updateFields: { name: 'x' },
								waitUntilDone: false,
								options: { timeLimit: 5 },
							},
							credential: credentialFor(simulator),
						});
						expect(['success', 'error']).toContain(run.status);
						if (run.status === 'error') expect(error?.message).toMatch(/\S/);
						else expect(Array.isArray(items)).toBe(true);
						JSON.stringify(run.data);
						expect(performance.now() - start).toBeLessThan(6_000);
					},
				),
				options(300),
			);
		});
	}, 300_000);
});
