import { ApiFailure } from '../../../nodes/AlibabaCloudEip/errors/ApiFailure';
import { CancelledError, systemClock } from '../../../nodes/AlibabaCloudEip/api/client/clock';
import { countHeldKeys, withLock } from '../../../nodes/AlibabaCloudEip/api/client/locks';
import { RateLimiter, rateLimiterOf } from '../../../nodes/AlibabaCloudEip/api/client/rateLimiter';
import type { SessionOptions } from '../../../nodes/AlibabaCloudEip/api/client/session';
import { countTicks } from '../../../nodes/AlibabaCloudEip/api/waiting/ticks';
import { waitFor } from '../../../nodes/AlibabaCloudEip/api/waiting/waitUntil';
import { FakeClock } from './fakeClock';
import { accessKey, ok, refusal, scriptedSession } from './session';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 24);
const KEY = 'action';

function throttled(retryAfter: number): ApiFailure {
	return new ApiFailure({
		code: 'Throttling.User',
		message: 'Too many',
		reached: 'refused',
		retryAfter,
	});
}

/** A limiter that has sent so many calls, one every ten milliseconds, and was refused the last of them. */
function refusedAfter(count: number, retryAfter: number): { limiter: RateLimiter; now: number } {
	const limiter = new RateLimiter();
	let now = NOW;
	for (let call = 0; call < count; call++) limiter.reserve(KEY, (now += 10));
	const refused = limiter.reserve(KEY, (now += 10));
	limiter.noteRefusal(KEY, refused, now, throttled(retryAfter));
	return { limiter, now };
}

describe('The rate limiter', () => {
	test('holds nothing back until something was refused', () => {
		const limiter = new RateLimiter();
		for (let call = 0; call < 5_000; call++) expect(limiter.reserve(KEY, NOW).at).toBe(NOW);
	});

	test('then sends no more calls in a minute than were accepted', () => {
		const { limiter, now } = refusedAfter(20, 59_000);
		const reservations = Array.from({ length: 60 }, () => limiter.reserve(KEY, now));
		const times = reservations.map(({ at }) => at);
		expect(times[0]).toBeGreaterThanOrEqual(now + 59_000);
		for (const [index, time] of times.entries()) {
			if (index >= 20) expect(time - times[index - 20]).toBeGreaterThan(MINUTE);
		}
		// No slower than need be, either.
		expect(times[59]).toBeLessThan(now + 3 * (MINUTE + 1_500));
		expect(reservations.every(({ reason }) => reason?.details.code === 'Throttling.User')).toBe(
			true,
		);
	});

	test('only pauses after a short wait: the limit is not one of a minute', () => {
		const { limiter, now } = refusedAfter(20, 300);
		expect(new Set(Array.from({ length: 60 }, () => limiter.reserve(KEY, now).at))).toEqual(
			new Set([now + 300]),
		);
	});

	test('holds back only the API action that was refused', () => {
		const { limiter, now } = refusedAfter(20, 59_000);
		expect(limiter.reserve('another', now)).toEqual({ at: now, isSent: true });
	});

	test('does not come to a halt when others have used up nearly all', () => {
		const { limiter, now } = refusedAfter(0, 59_000);
		const times = Array.from({ length: 5 }, () => limiter.reserve(KEY, now).at);
		expect(new Set(times)).toEqual(new Set([now + 59_000]));
	});

	test('gives the place of a call that will not be sent to another one', () => {
		const { limiter, now } = refusedAfter(20, 59_000);
		const [first, second] = Array.from({ length: 20 }, () => limiter.reserve(KEY, now));
		const { at } = limiter.reserve(KEY, now);
		limiter.cancel(KEY, limiter.reserve(KEY, now));
		limiter.cancel(KEY, first);
		expect(limiter.reserve(KEY, now).at).toBeLessThanOrEqual(at + MINUTE + 1_000);
		expect(limiter.reserve(KEY, now, second)).toBe(second);
	});

	test('reserves again after another refusal', () => {
		const { limiter, now } = refusedAfter(20, 59_000);
		const [first, second] = [limiter.reserve(KEY, now), limiter.reserve(KEY, now)];
		limiter.noteRefusal(KEY, first, now + 59_000, throttled(20_000));
		expect(limiter.reserve(KEY, now + 59_000, second).at).toBeGreaterThanOrEqual(now + 79_000);
	});

	test('is forgotten after five minutes without a refusal', () => {
		const { limiter, now } = refusedAfter(20, 59_000);
		const later = now + 5 * MINUTE + 1;
		for (let call = 0; call < 100; call++) expect(limiter.reserve(KEY, later).at).toBe(later);
	});
});

describe('What the limiter remembers', () => {
	test('is bounded over a year of keys that change by the hour', () => {
		const limiter = new RateLimiter();
		let most = 0;
		for (let hour = 0; hour < 365 * 24; hour++) {
			const now = hour * 60 * MINUTE;
			for (const action of ['DescribeEipAddresses', 'AssociateEipAddress', 'ReleaseEipAddress']) {
				for (let call = 0; call < 20; call++) limiter.reserve(`STS.${hour}/${action}`, now + call);
			}
			const last = limiter.reserve(`STS.${hour}/ReleaseEipAddress`, now + 20);
			limiter.noteRefusal(`STS.${hour}/ReleaseEipAddress`, last, now + 20, throttled(59_000));
			most = Math.max(most, limiter.size);
		}
		expect(most).toBeLessThanOrEqual(6);
	});

	test('is bounded by count, too', () => {
		const limiter = new RateLimiter();
		for (let key = 0; key < 50_000; key++) limiter.reserve(`key-${key}`, key);
		expect(limiter.size).toBeLessThanOrEqual(1000);
	});

	test('is kept as long as it holds', () => {
		const { limiter, now } = refusedAfter(20, 59_000);
		for (let key = 0; key < 100; key++) limiter.reserve(`key-${key}`, now + 30_000 + key);
		const times = Array.from({ length: 60 }, () => limiter.reserve(KEY, now + 31_000).at);
		expect(times[0]).toBeGreaterThanOrEqual(now + 59_000);
		expect(times[59]).toBeGreaterThan(now + 2 * MINUTE);
	});
});

test('all that outlives a call is gone after a year of hourly keys', async () => {
	const clock = new FakeClock();
	const limiter = rateLimiterOf(clock);
	for (let hour = 0; hour < 365 * 24; hour++) {
		clock.advance(60 * MINUTE);
		const body = { AllocationId: 'eip-1', Status: 'InUse' };
		const { session } = scriptedSession(
			[ok({ TotalCount: 1, EipAddresses: { EipAddress: [body] as never } })],
			{
				clock,
				accessKey: { ...accessKey, accessKeyId: `STS.${hour}` },
			},
		);
		await withLock(session, ['eip-1', 'i-1'], async () => await session.call('TagResources', {}));
		if (hour % 100 === 0) await waitFor(session, 'eip-1', (eip) => (eip ? 'done' : undefined));
		expect(limiter.size).toBeLessThanOrEqual(4);
	}
	expect(countHeldKeys()).toBe(0);
	expect(countTicks(clock)).toBe(0);
}, 30_000);

/** Allows so many calls in any minute, as Alibaba Cloud counts them. */
class Counter {
	readonly accepted: number[] = [];

	/** When calls came, after the first that was refused. */
	readonly since: number[] = [];

	constructor(private readonly limit: number) {}

	answer = () => {
		const now = Date.now();
		const inWindow = this.accepted.filter((time) => time > now - MINUTE);
		if (inWindow.length >= this.limit) {
			const wait = String(inWindow[0] + MINUTE - now);
			if (this.since.length === 0) this.since.push(...inWindow);
			return refusal('Throttling.User', { headers: { 'x-acs-retry-after': wait } });
		}
		if (this.since.length > 0) this.since.push(now);
		this.accepted.push(now);
		return ok();
	};
}

describe('Many items at once', () => {
	beforeEach(() => jest.useFakeTimers({ now: NOW }));
	afterEach(() => jest.useRealTimers());

	/** A key of its own for each test: what the limiter knows is remembered. */
	let serial = 0;
	function open(counter: Counter, options: Partial<SessionOptions> = {}) {
		let refused = 0;
		const answer = async () => {
			// So long is a reply under way.
			await new Promise((resolve) => setTimeout(resolve, 20));
			const reply = counter.answer();
			if (reply.statusCode !== 200) refused++;
			return reply;
		};
		const { session, requests } = scriptedSession(answer, {
			accessKey: { ...accessKey, accessKeyId: `key-${serial}` },
			clock: systemClock,
			random: Math.random,
			...options,
		});
		return { session, requests, refusals: () => refused };
	}
	beforeEach(() => serial++);

	test('take no longer than the limit asks for, and are not refused again', async () => {
		const counter = new Counter(30);
		const { session, refusals } = open(counter);
		const calls = Array.from({ length: 100 }, () => session.call('AssociateEipAddress', {}));
		await jest.advanceTimersByTimeAsync(4 * MINUTE);
		await Promise.all(calls);
		expect(counter.accepted).toHaveLength(100);
		// Those that were under way when the first was refused.
		expect(refusals()).toBeLessThanOrEqual(8);
		const { since } = counter;
		for (const [index, time] of since.entries()) {
			if (index >= 30) expect(time - since[index - 30]).toBeGreaterThanOrEqual(MINUTE);
		}
		// 100 calls with 30 a minute: the last ten may begin after three minutes.
		expect((counter.accepted[99] - NOW) / (3 * MINUTE)).toBeLessThan(1.2);
	});

	test('that would have to wait beyond the time limit fail with the reason, unsent', async () => {
		const counter = new Counter(30);
		const { session, requests } = open(counter, { timeLimit: 10_000 });
		const calls = Array.from({ length: 100 }, async () => {
			try {
				await session.call('AssociateEipAddress', {});
				return 'done';
			} catch (error) {
				return error instanceof ApiFailure ? error.details.code : error;
			}
		});
		await jest.advanceTimersByTimeAsync(11_000);
		const outcomes = await Promise.all(calls);
		expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(30);
		expect(outcomes.filter((outcome) => outcome === 'Throttling.User')).toHaveLength(70);
		expect(requests.length).toBeLessThanOrEqual(38);
	});

	test('stop within a second when the execution is cancelled', async () => {
		const counter = new Counter(30);
		const controller = new AbortController();
		const { session } = open(counter, { signal: controller.signal });
		const calls = Array.from({ length: 100 }, () =>
			session.call('AssociateEipAddress', {}).then(
				() => 'done',
				(error: unknown) => error,
			),
		);
		await jest.advanceTimersByTimeAsync(5_000);
		controller.abort();
		await jest.advanceTimersByTimeAsync(1_000);
		const outcomes = await Promise.all(calls);
		expect(outcomes.filter((outcome) => outcome instanceof CancelledError)).toHaveLength(70);
	});
});
