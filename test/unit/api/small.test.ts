import fc from 'fast-check';
import { ApiFailure } from '../../../nodes/AlibabaCloudEip/errors/ApiFailure';
import { CancelledError, systemClock } from '../../../nodes/AlibabaCloudEip/api/client/clock';
import {
	isPassingState,
	stateAfterRefusal,
	compareBinding,
	isBindingApplied,
	readElasticIps,
} from '../../../nodes/AlibabaCloudEip/api/elasticIp';
import { splitTimeRange } from '../../../nodes/AlibabaCloudEip/api/timeRange';
import { toTransportFailure } from '../../../nodes/AlibabaCloudEip/api/client/toTransportFailure';
import { SECRET, connectionError } from './session';

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
		'ERR_TLS_HANDSHAKE_TIMEOUT',
	])('%s may have been carried out', (code) => {
		const { details } = failureFor(connectionError(code));
		expect(details).toMatchObject({ reached: 'unknown' });
		expect(details.code).toBeUndefined();
	});

	test.each([
		...['SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_HAS_EXPIRED'],
		...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
		...['ERR_TLS_CERT_ALTNAME_INVALID', 'CERT_NOT_YET_VALID', 'INVALID_CA'],
	])('%s is about the certificate: nothing was sent, and repeating changes nothing', (code) => {
		const { details, entry } = failureFor(connectionError(code));
		expect(details).toMatchObject({ reached: 'not sent', answer: 'certificate' });
		expect(entry).toMatchObject({ retry: 'final', cause: 'configuration-invalid' });
	});

	test('of a handshake with what does not speak TLS is final; any other EPROTO is open', () => {
		const plain = Object.assign(new Error('write EPROTO …:wrong version number:…'), {
			code: 'EPROTO',
		});
		expect(failureFor(plain).details).toMatchObject({ reached: 'not sent', answer: 'no TLS' });
		const broken = Object.assign(new Error('bad record mac'), { code: 'EPROTO' });
		expect(failureFor(broken).details.reached).toBe('unknown');
	});

	test.each([
		'Z_DATA_ERROR',
		'Z_BUF_ERROR',
		'ERR__ERROR_FORMAT_PADDING_1',
		'ZSTD_error_corruption',
	])('%s is a reply that could not be unpacked', (code) => {
		const { details } = failureFor(connectionError(code));
		expect(details.reached).toBe('unknown');
		expect(details.message).toContain(`The reply could not be unpacked (${code})`);
	});

	test('of a kind that nobody has thought of leaves the outcome unknown, if it came from the client', () => {
		const odd = Object.assign(new Error('odd'), { isAxiosError: true });
		expect(failureFor(new Error('wrapped', { cause: odd })).details.reached).toBe('unknown');
		const refused = Object.assign(new Error('no URL'), {
			isAxiosError: true,
			code: 'ERR_INVALID_URL',
		});
		expect(toTransportFailure(refused, [])).toBe(refused);
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
		expect(stateAfterRefusal(statuses, ['InUse'])).toBe(state);
	});
});

describe('a binding', () => {
	const is = { Status: 'InUse', InstanceId: 'eni-1', Mode: 'NAT', PrivateIpAddress: '192.168.0.4' };
	test.each([
		[{ InstanceId: 'eni-1' }, 'same', true],
		[{ InstanceId: 'eni-1', Mode: 'NAT', PrivateIpAddress: '192.168.0.4' }, 'same', true],
		[{ InstanceId: 'eni-1', PrivateIpAddress: '192.168.0.5' }, 'other', false],
		[{ InstanceId: 'eni-1', Mode: 'BINDED' }, 'other', false],
		[{ InstanceId: 'eni-2' }, 'other', false],
		[{ InstanceId: 'eni-1', VpcId: 'vpc-1' }, 'unknown', true],
	])('compared with what was asked for, %j, is %s', (wanted, comparison, isOurs) => {
		expect(compareBinding(is, wanted)).toBe(comparison);
		expect(isBindingApplied(is, wanted, true)).toBe(isOurs);
		expect(isBindingApplied(is, wanted, false)).toBe(comparison === 'same');
		expect(isBindingApplied({ ...is, Status: 'Available' }, wanted, true)).toBe(false);
		expect(isBindingApplied(undefined, wanted, true)).toBe(false);
	});
});
