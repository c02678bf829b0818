import fc from 'fast-check';
import { ApiFailure } from '../../../nodes/AlibabaCloudEip/errors/ApiFailure';
import { type TokenScope, clientToken } from '../../../nodes/AlibabaCloudEip/transport/clientToken';
import { CancelledError, systemClock } from '../../../nodes/AlibabaCloudEip/transport/clock';
import {
	isPassingState,
	judgeStates,
	readElasticIps,
} from '../../../nodes/AlibabaCloudEip/transport/elasticIp';
import { splitTimeRange } from '../../../nodes/AlibabaCloudEip/transport/timeRange';
import { toTransportFailure } from '../../../nodes/AlibabaCloudEip/transport/toTransportFailure';
import { SECRET, connectionError } from './session';

describe('the client token', () => {
	const scope: TokenScope = { executionId: '7', nodeId: 'n', runIndex: 0, itemIndex: 0 };
	const parameters = { RegionId: 'cn-hangzhou', Bandwidth: '5' };
	const token = clientToken(scope, 'AllocateEipAddress', parameters);

	test('is 64 ASCII characters, the most that the API takes', () => {
		expect(token).toMatch(/^[0-9a-f]{64}$/);
	});

	test('is the same when n8n runs the item again, in whatever order the parameters come', () => {
		const again = { Bandwidth: '5', RegionId: 'cn-hangzhou' };
		expect(clientToken({ ...scope }, 'AllocateEipAddress', again)).toBe(token);
	});

	test.each<[string, TokenScope, string, Record<string, string>]>([
		['execution', { ...scope, executionId: '8' }, 'AllocateEipAddress', parameters],
		['node', { ...scope, nodeId: 'm' }, 'AllocateEipAddress', parameters],
		['run of a loop', { ...scope, runIndex: 1 }, 'AllocateEipAddress', parameters],
		['item', { ...scope, itemIndex: 1 }, 'AllocateEipAddress', parameters],
		['action', scope, 'AssociateEipAddress', parameters],
		['value', scope, 'AllocateEipAddress', { ...parameters, Bandwidth: '6' }],
		['region', scope, 'AllocateEipAddress', { ...parameters, RegionId: 'cn-beijing' }],
		['parameter', scope, 'AllocateEipAddress', { ...parameters, Name: '' }],
	])('is another one for another %s', (_what, otherScope, action, otherParameters) => {
		expect(clientToken(otherScope, action, otherParameters)).not.toBe(token);
	});

	test('does not mix up what stands next to each other', () => {
		const tokens = [
			clientToken({ ...scope, runIndex: 1, itemIndex: 11 }, 'A', {}),
			clientToken({ ...scope, runIndex: 11, itemIndex: 1 }, 'A', {}),
			clientToken(scope, 'A', { a: 'b', c: 'd' }),
			clientToken(scope, 'A', { a: 'b,c,d' }),
			clientToken(scope, 'A', { ab: '' }),
			clientToken(scope, 'A', { a: 'b' }),
		];
		expect(new Set(tokens).size).toBe(tokens.length);
	});

	test('is random without an execution', () => {
		const none = { ...scope, executionId: undefined };
		const [one, other] = [clientToken(none, 'A', {}), clientToken(none, 'A', {})];
		expect(one).not.toBe(other);
		expect(one.length).toBeLessThanOrEqual(64);
	});
});

describe('a time range', () => {
	test('is cut into windows without gap or overlap that hold at most 200 points', () => {
		const period = fc.constantFrom(60, 300, 900, 3600);
		const start = fc.integer({ min: 0, max: 10 ** 9 }).map((seconds) => seconds * 1000);
		fc.assert(
			fc.property(
				start,
				fc.integer({ min: 1, max: 40 * 86_400 }),
				period,
				(from, seconds, each) => {
					const end = from + seconds * 1000;
					const windows = splitTimeRange(from, end, each, 200);
					expect(windows[0].start).toBe(from);
					expect(windows.at(-1)?.end).toBe(end);
					windows.forEach(({ start: begin, end: stop }, index) => {
						expect(stop).toBeGreaterThan(begin);
						expect((stop - begin) / (each * 1000)).toBeLessThanOrEqual(200);
						if (index > 0) expect(begin).toBe(windows[index - 1].end);
					});
					expect(windows).toHaveLength(Math.ceil(seconds / each / 200));
				},
			),
			{ numRuns: 500 },
		);
	});

	test('that is empty or reversed has no window', () => {
		expect(splitTimeRange(5, 5, 60, 200)).toEqual([]);
		expect(splitTimeRange(6, 5, 60, 200)).toEqual([]);
	});
});

describe('an error of the HTTP client', () => {
	const failureFor = (error: unknown) => {
		const failure = toTransportFailure(error, [SECRET]);
		if (!(failure instanceof ApiFailure)) throw new Error(`Not an ApiFailure: ${failure.message}`);
		return failure;
	};

	test.each([
		'ENOTFOUND',
		'EAI_AGAIN',
		'ECONNREFUSED',
		'EHOSTUNREACH',
		'ENETUNREACH',
		'EADDRNOTAVAIL',
	])('%s was not sent', (code) => {
		const { details } = failureFor(connectionError(code));
		expect(details.reached).toBe('not sent');
		expect(details.message).toMatch(/endpoint.*\. Check the network, the proxy/);
	});

	test.each([
		'ECONNRESET',
		'EPIPE',
		'ECONNABORTED',
		'ETIMEDOUT',
		'ESOCKETTIMEDOUT',
		'ERR_BAD_RESPONSE',
		'HPE_INVALID_CONSTANT',
		'HPE_INVALID_HEADER_TOKEN',
		'UND_ERR_SOCKET',
		'ERR_NETWORK',
		'ERR_TLS_CERT_ALTNAME_INVALID',
	])('%s may have been carried out', (code) => {
		const { details } = failureFor(connectionError(code));
		expect(details).toMatchObject({ reached: 'unknown' });
		expect(details.code).toBeUndefined();
	});

	test('is found however deep n8n wraps it, but not in circles', () => {
		let error: Error = connectionError('ECONNRESET');
		for (let depth = 0; depth < 2; depth++) {
			error = Object.assign(new Error('again'), { cause: error });
		}
		expect(failureFor(error).details.reached).toBe('unknown');
		const circle: { cause?: unknown } = {};
		circle.cause = circle;
		expect(toTransportFailure(circle, [])).not.toBeInstanceOf(ApiFailure);
	});

	test('does not repeat what the client said: it may hold the signed URL', () => {
		const error = Object.assign(new Error(`GET https://x/?Signature=abc ${SECRET}`), {
			code: 'ECONNRESET',
			config: { url: 'https://x/?Signature=abc' },
		});
		expect(JSON.stringify(failureFor(error))).not.toMatch(/Signature|a-secret/);
	});

	test('of another kind comes back as it is', () => {
		const error = new Error('The URL of the request is not valid.');
		expect(toTransportFailure(error, [])).toBe(error);
		expect(toTransportFailure('text', []).message).toBe('text');
		expect(toTransportFailure(undefined, [])).toBeInstanceOf(Error);
		const odd = Object.assign(new Error('odd'), { code: 'InvalidParameter' });
		expect(toTransportFailure(odd, [])).toBe(odd);
	});
});

describe('the clock of the system', () => {
	test('tells the time', () => {
		expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(50);
	});

	test('sleeps as long as it is told, and not at all for nothing', async () => {
		const start = performance.now();
		await systemClock.sleep(30);
		expect(performance.now() - start).toBeGreaterThanOrEqual(25);
		const then = performance.now();
		await systemClock.sleep(0);
		expect(performance.now() - then).toBeLessThan(20);
	});

	test('wakes within a second of a cancel', async () => {
		const controller = new AbortController();
		const start = performance.now();
		const sleep = systemClock.sleep(60_000, controller.signal);
		controller.abort();
		await expect(sleep).rejects.toThrow(CancelledError);
		expect(performance.now() - start).toBeLessThan(1000);
	});

	test('does not sleep at all when it was cancelled before', async () => {
		await expect(systemClock.sleep(60_000, AbortSignal.abort())).rejects.toThrow(CancelledError);
		await expect(systemClock.sleep(0, AbortSignal.abort())).rejects.toThrow(CancelledError);
	});
});

describe('Elastic IPs of a reply', () => {
	test.each([
		{},
		{ EipAddresses: null },
		{ EipAddresses: { EipAddress: 'x' } },
		{ EipAddresses: [] },
		{ EipAddresses: {} },
	])('%j has none', (reply) => {
		expect(readElasticIps(reply as never)).toEqual([]);
	});

	test.each([
		['Associating', true],
		['Unassociating', true],
		['Releasing', true],
		['InUse', false],
		['Available', false],
		[undefined, false],
	])('the state %s passes by itself: %s', (status, isPassing) => {
		expect(isPassingState(status)).toBe(isPassing);
	});

	test.each([
		[['InUse', 'Associating'], 'passing'],
		[['InUse', 'InUse'], 'fitting'],
		[['InUse', 'Available'], 'lasting'],
		[[undefined], 'lasting'],
		[[], 'lasting'],
	])('after a refusal, for what needs InUse, %j is %s', (statuses, state) => {
		expect(judgeStates(statuses, ['InUse'])).toBe(state);
	});
});
