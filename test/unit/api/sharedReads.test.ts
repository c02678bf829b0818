import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { CancelledError } from '../../../nodes/AlibabaCloudEip/api/client/clock';
import type { Session } from '../../../nodes/AlibabaCloudEip/api/client/session';
import { countReads } from '../../../nodes/AlibabaCloudEip/api/client/sharedReads';
import { IDS_PER_CALL, describeById } from '../../../nodes/AlibabaCloudEip/api/elasticIp';
import { FakeClock } from './fakeClock';
import { type Answer, accessKey, connectionError, ok, refusal, scriptedSession } from './session';

/** Somebody who reads one Elastic IP. */
interface Asker {
	/** Milliseconds from the beginning. */
	at: number;
	id: string;
	account: 'one' | 'two';
	regionId: string;
	connection: string;
	/** Those of an execution are cancelled together. */
	execution: number;
	timeLimit: number;
}

/** What happens to a request, in the order in which they are sent. */
interface Fate {
	latency: number;
	fault?: 'lacks some' | 'contradicts' | 'lost' | 'throttled' | 'server' | 'refused' | 'silent';
}

interface Schedule {
	askers: Asker[];
	/** Afterwards all goes well. */
	fates: Fate[];
	/** IDs for which a whole request is refused. */
	refused: string[];
	absent: string[];
	/** By execution: when it is cancelled, if it is. */
	cancels: Array<number | null>;
}

interface Request {
	/** When it was sent and asked for, in the order of all events. */
	order: number;
	origin: string;
	ids: string[];
	lacks: string[];
}

interface Ended {
	asker: Asker;
	askedAt: number;
	endedAt: number;
	asked: number;
	result?: IDataObject | undefined;
	error?: Error & { details?: { code?: string; call?: { resource?: string } } };
}

const originOf = ({ account, regionId, connection }: Asker) =>
	[account, regionId, connection].join('/');

async function happen({ askers, fates, refused, absent, cancels }: Schedule) {
	const clock = new FakeClock();
	const requests: Request[] = [];
	let order = 0;
	const controllers = cancels.map(() => new AbortController());

	const answerTo = async (origin: string, ids: string[]): Promise<Answer> => {
		const { latency, fault }: Fate = fates[requests.length] ?? { latency: 10 };
		const request: Request = { order: ++order, origin, ids, lacks: [] };
		requests.push(request);
		await clock.sleep(latency);
		if (fault === 'silent') await clock.sleep(30_000);
		if (fault === 'silent') return connectionError('ETIMEDOUT');
		if (fault === 'lost') return connectionError('ECONNRESET');
		if (fault === 'throttled') return refusal('Throttling.User');
		if (fault === 'server') return refusal('ServiceUnavailable', { statusCode: 503 });
		if (fault === 'refused' || ids.some((id) => refused.includes(id))) {
			return refusal('InvalidAllocationId.Malformed');
		}
		const there = ids.filter((id) => !absent.includes(id));
		if (fault === 'lacks some') request.lacks = there.splice(0, Math.ceil(there.length / 2));
		const list = there.map((AllocationId) => ({
			AllocationId,
			origin,
			order: request.order,
		})) as IDataObject[];
		const TotalCount = fault === 'contradicts' ? list.length + 1 : list.length;
		return ok({ TotalCount, EipAddresses: { EipAddress: list } });
	};

	const sessionOf = (asker: Asker): Session =>
		scriptedSession(
			async ({ qs }) => await answerTo(originOf(asker), String(qs?.AllocationId).split(',')),
			{
				clock,
				accessKey: { ...accessKey, accessKeyId: asker.account },
				regionId: asker.regionId,
				connection: asker.connection,
				timeLimit: asker.timeLimit,
				signal: controllers[asker.execution].signal,
			},
		).session;

	cancels.forEach((at, index) => {
		if (at !== null) void clock.sleep(at).then(() => controllers[index].abort());
	});
	const ended = await Promise.all(
		askers.map(async (asker): Promise<Ended> => {
			await clock.sleep(asker.at);
			const session = sessionOf(asker);
			const begin = { asker, asked: ++order, askedAt: clock.elapsed };
			return await describeById(session, asker.id).then(
				(result) => ({ ...begin, endedAt: clock.elapsed, result }),
				(error: Error) => ({ ...begin, endedAt: clock.elapsed, error }),
			);
		}),
	);
	// What nobody waits for any more ends as well.
	await clock.sleep(60_000);
	return { clock, requests, ended, controllers };
}

/** Many, of which some are asked for again and again. */
const ids = fc
	.oneof(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 2 }))
	.map((number) => `eip-${number}`);

const schedules: fc.Arbitrary<Schedule> = fc.record({
	askers: fc.array(
		fc.record({
			at: fc.constantFrom(0, 0, 0, 5, 30, 31, 250, 2_000),
			id: ids,
			account: fc.constantFrom('one' as const, 'one' as const, 'two' as const),
			regionId: fc.constantFrom('cn-hangzhou', 'cn-hangzhou', 'cn-beijing'),
			connection: fc.constantFrom('', '', 'proxy'),
			execution: fc.integer({ min: 0, max: 2 }),
			timeLimit: fc.constantFrom(100, 3_000, 300_000, 300_000),
		}),
		{ minLength: 1, maxLength: 90, size: 'max' },
	),
	fates: fc.array(
		fc.record({
			latency: fc.constantFrom(0, 10, 50, 1_000),
			fault: fc.constantFrom(
				undefined,
				...(['lacks some', 'contradicts', 'lost', 'throttled', 'server', 'refused'] as const),
				'silent' as const,
			),
		}),
		{ maxLength: 6 },
	),
	refused: fc.array(ids, { maxLength: 2 }),
	absent: fc.array(ids, { maxLength: 3 }),
	cancels: fc.tuple(
		...[1, 2, 3].map(() => fc.option(fc.constantFrom(0, 20, 60, 900), { freq: 3 })),
	) as fc.Arbitrary<Array<number | null>>,
});

const runs = Number(process.env.SHARED_READS_RUNS ?? 300);

test(`shared reads answer each as if it had asked without the others (${runs} schedules)`, async () => {
	await fc.assert(
		fc.asyncProperty(schedules, async (schedule) => {
			const { clock, requests, ended } = await happen(schedule);
			const { refused, absent, cancels, fates } = schedule;
			for (const { ids: asked } of requests) {
				expect(asked.length).toBeLessThanOrEqual(IDS_PER_CALL);
				expect(new Set(asked).size).toBe(asked.length);
			}
			for (const { asker, asked, askedAt, endedAt, result, error } of ended) {
				const cancelAt = cancels[asker.execution];
				// Each ends in its own time, and only those of a cancelled execution are cancelled.
				expect(endedAt - askedAt).toBeLessThanOrEqual(asker.timeLimit);
				if (cancelAt !== null) expect(endedAt).toBeLessThanOrEqual(Math.max(cancelAt, askedAt));
				if (error instanceof CancelledError) {
					expect(cancelAt).not.toBeNull();
					expect(endedAt).toBe(Math.max(Number(cancelAt), askedAt));
					continue;
				}
				const own = requests.filter(
					(one) => one.origin === originOf(asker) && one.ids.includes(asker.id),
				);
				if (error) {
					// An error names nobody else's Elastic IP.
					const resource = error.details?.call?.resource;
					expect([asker.id, undefined]).toContain(resource);
					const isDisturbed =
						refused.includes(asker.id) || fates.some(({ fault }) => fault !== undefined);
					expect(isDisturbed || asker.timeLimit < 300_000).toBe(true);
					if (error.details?.code === 'InvalidAllocationId.Malformed') {
						const isOwn = refused.includes(asker.id);
						expect(isOwn || fates.some(({ fault }) => fault === 'refused')).toBe(true);
					}
					continue;
				}
				expect(refused).not.toContain(asker.id);
				if (result) {
					// Its own, by its own key and way, from a request that was sent after it had asked.
					expect(result).toMatchObject({ AllocationId: asker.id, origin: originOf(asker) });
					expect(result.order).toBeGreaterThan(asked);
					continue;
				}
				const lacking = own.filter(({ order, lacks }) => order > asked && lacks.includes(asker.id));
				expect(absent.includes(asker.id) || lacking.length > 0).toBe(true);
			}
			expect(countReads(clock)).toBe(0);
		}),
		{ numRuns: runs },
	);
}, 60_000);

test('what is asked for at the same time needs one request for each 50, and each ID once', async () => {
	const counts = fc.tuple(fc.integer({ min: 1, max: 210 }), fc.integer({ min: 0, max: 30 }));
	await fc.assert(
		fc.asyncProperty(counts, async ([count, doubles]) => {
			const distinct = Array.from({ length: count }, (_, index) => `eip-${index}`);
			const all = [...distinct, ...distinct.slice(0, doubles)];
			const { requests, ended } = await happen({
				askers: all.map((id) => asker({ id })),
				fates: [],
				refused: [],
				absent: [],
				cancels: [null],
			});
			expect(requests).toHaveLength(Math.ceil(count / IDS_PER_CALL));
			expect(ended.map(({ result }) => result?.AllocationId)).toEqual(all);
		}),
		{ numRuns: 50 },
	);
});

function asker(more: Partial<Asker> = {}): Asker {
	return {
		at: 0,
		id: 'eip-1',
		account: 'one',
		regionId: 'cn-hangzhou',
		connection: '',
		execution: 0,
		timeLimit: 300_000,
		...more,
	};
}

const calm = { fates: [], refused: [], absent: [], cancels: [null, null] };

test('who asks while a request for the same is under way gets a request of its own', async () => {
	const { requests, ended } = await happen({
		...calm,
		askers: [asker(), asker(), asker({ at: 20 }), asker({ at: 30 })],
		fates: [{ latency: 1_000 }],
	});
	expect(requests).toHaveLength(2);
	expect(ended[2].result?.order).toBe(requests[1].order);
	expect(requests[1].order).toBeGreaterThan(ended[3].asked);
	// No longer than the others take, and never long.
	expect(ended[2].endedAt).toBeLessThan(300);
});

test('a change that was sent is seen by who asks afterwards, whatever is under way', async () => {
	const clock = new FakeClock();
	let status = 'Available';
	const { session } = scriptedSession(
		async ({ qs }) => {
			const seen = status;
			await clock.sleep(100);
			if (qs?.Action !== 'DescribeEipAddresses') {
				status = 'Associating';
				return ok();
			}
			const list = String(qs.AllocationId)
				.split(',')
				.map((AllocationId) => ({ AllocationId, Status: seen })) as IDataObject[];
			return ok({ TotalCount: list.length, EipAddresses: { EipAddress: list } });
		},
		{ clock },
	);
	const read = async () => (await describeById(session, 'eip-1'))?.Status;
	// Others ask all the time.
	const others = Array.from({ length: 40 }, async (_, index) => {
		await clock.sleep(index * 10);
		return await describeById(session, `eip-${index % 3}`);
	});
	const before = await read();
	await session.call('AssociateEipAddress', { AllocationId: 'eip-1', InstanceId: 'i-1' });
	expect([before, await read()]).toEqual(['Available', 'Associating']);
	await Promise.all(others);
});

test('a request ends when nobody waits for it any more', async () => {
	const { requests } = await happen({
		...calm,
		askers: [asker(), asker({ id: 'eip-2' }), asker({ id: 'eip-3' })],
		fates: Array.from({ length: 9 }, () => ({ latency: 10, fault: 'lost' as const })),
		cancels: [300],
	});
	// The pause before the first repetition is half a second.
	expect(requests).toHaveLength(1);
	const late = await happen({
		...calm,
		askers: [asker({ timeLimit: 600 }), asker({ id: 'eip-2', timeLimit: 600 })],
		fates: Array.from({ length: 9 }, () => ({ latency: 10, fault: 'lost' as const })),
	});
	expect(late.requests).toHaveLength(2);
	expect(late.ended.map(({ endedAt }) => endedAt)).toEqual([600, 600]);
});

test('through the connection of one that is cancelled hurts no other', async () => {
	const { requests, ended } = await happen({
		...calm,
		askers: [asker(), asker({ id: 'eip-2', execution: 1 }), asker({ id: 'eip-3', execution: 1 })],
		fates: [{ latency: 10, fault: 'silent' }],
		cancels: [1_000, null],
	});
	expect(ended[0].error).toBeInstanceOf(CancelledError);
	expect(ended.slice(1).map(({ result }) => result?.AllocationId)).toEqual(['eip-2', 'eip-3']);
	expect(requests.map((request) => request.ids)).toEqual([
		['eip-1', 'eip-2', 'eip-3'],
		['eip-2', 'eip-3'],
	]);
});

test('a key that may not read is refused once for all', async () => {
	const clock = new FakeClock();
	const { session, requests } = scriptedSession([refusal('Forbidden.RAM')], { clock });
	const outcomes = await Promise.allSettled(
		['eip-1', 'eip-2'].map(async (id) => await describeById(session, id)),
	);
	expect(requests).toHaveLength(1);
	expect(outcomes).toMatchObject(
		['eip-1', 'eip-2'].map((resource) => ({
			reason: { details: { code: 'Forbidden.RAM', call: { resource } } },
		})),
	);
});

test('a time limit that ends says why nothing came, where that is known', async () => {
	const { ended } = await happen({
		...calm,
		askers: [asker({ timeLimit: 3_000 }), asker({ id: 'eip-2' })],
		fates: Array.from({ length: 4 }, () => ({ latency: 10, fault: 'server' as const })),
	});
	expect(ended[0]).toMatchObject({
		endedAt: 3_000,
		error: { details: { code: 'ServiceUnavailable' } },
	});
	expect(ended[1].result?.AllocationId).toBe('eip-2');
});
