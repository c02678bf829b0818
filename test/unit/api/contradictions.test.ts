import fc from 'fast-check';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { describeByIds, listElasticIps } from '../../../nodes/AlibabaCloudEip/api/elasticIp';
import { listAddressPools } from '../../../nodes/AlibabaCloudEip/api/addressPool';
import { CancelledError } from '../../../nodes/AlibabaCloudEip/api/client/clock';
import { ApiFailure } from '../../../nodes/AlibabaCloudEip/errors/ApiFailure';
import { FakeClock } from './fakeClock';
import { ok, scriptedSession } from './session';

/**
 * Replies that contradict themselves, at random: what a reader hands back is what there is, or it is
 * an error. READS_SEED=<seed> runs the same again.
 */

const seed =
	process.env.READS_SEED === undefined ? Date.now() % 2 ** 31 : Number(process.env.READS_SEED);
// Always, not only on failure: so that any run can be repeated.
process.stderr.write(`Seed of the contradictory replies: READS_SEED=${seed}\n`);

const KINDS = [
	'true',
	'empty page',
	'one less',
	'one twice',
	'one made up',
	'no ID',
	'ID of a wrong type',
	'no object',
	'count too large',
	'count too small',
	'count that ends here',
	'no count',
	'count unreadable',
	'no list',
	'one object for the list',
] as const;
type Kind = (typeof KINDS)[number];

/** What is wrong with each request, in their order; afterwards all are true. */
const plans = fc.array(
	fc.oneof({ weight: 2, arbitrary: fc.constant<Kind>('true') }, fc.constantFrom(...KINDS)),
	{ maxLength: 30 },
);

const idOf = (index: number) => `eip-${String(index).padStart(15, '0')}`;

/** A reply of a list with so many entries, with something wrong where it would not be a true one of a shorter list. */
function replyTo({ qs = {} }: IHttpRequestOptions, count: number, kind: Kind): IDataObject {
	const size = Number(qs.PageSize);
	const page = Number(qs.PageNumber ?? 1);
	const wanted = typeof qs.AllocationId === 'string' ? qs.AllocationId.split(',') : undefined;
	const all = Array.from({ length: count }, (_, index) => idOf(index)).filter(
		(id) => !wanted || wanted.includes(id),
	);
	const entries: unknown[] = all
		.slice((page - 1) * size, page * size)
		.map((id) => ({ AllocationId: id, Status: 'Available' }));
	let list: unknown = entries;
	let total: unknown = all.length;
	const last = entries.length - 1;
	if (kind === 'empty page' && last >= 0) list = [];
	if (kind === 'one less') list = entries.slice(1);
	if (kind === 'one twice' && last >= 0) {
		list = last > 0 ? [...entries.slice(0, last), entries[0]] : [entries[0], entries[0]];
	}
	if (kind === 'one made up') {
		list = wanted ? [...entries.slice(1), { AllocationId: 'eip-other' }] : entries.slice(1);
		if (wanted && last < 0) total = 1;
	}
	if (kind === 'no ID' && last >= 0) list = [...entries.slice(1), { Name: 'x' }];
	if (kind === 'ID of a wrong type' && last >= 0) list = [...entries.slice(1), { AllocationId: 7 }];
	if (kind === 'no object' && last >= 0) list = [...entries.slice(1), null];
	// A count that fits what is on the first page would be the true reply of another list.
	if (kind === 'count too large') total = all.length + size;
	if (kind === 'count too small' && page * size < all.length) total = Math.max(0, page * size - 1);
	// On its own it is the last page of a shorter list: only the page before says otherwise.
	if (kind === 'count that ends here' && page > 1 && page * size < all.length) total = page * size;
	if (kind === 'no count') total = undefined;
	if (kind === 'count unreadable') total = 'many';
	if (kind === 'no list') return { TotalCount: all.length, EipAddresses: {} };
	if (kind === 'one object for the list') list = entries[0] ?? {};
	return { TotalCount: total as number, EipAddresses: { EipAddress: list as IDataObject[] } };
}

function lyingSession(count: number, plan: Kind[], timeLimit = 300_000) {
	return scriptedSession(
		(request, number) => ok(replyTo(request, count, plan[number - 1] ?? 'true')),
		{ timeLimit },
	);
}

/** The result, or the failure that says that nothing is concluded. */
async function outcomeOf<Result>(task: Promise<Result>): Promise<Result | 'refused'> {
	return await task.catch((failure: unknown) => {
		expect(failure).toBeInstanceOf(ApiFailure);
		expect((failure as ApiFailure).details.reached).toBe('unknown');
		expect((failure as ApiFailure).message).toMatch(/contradicts itself/);
		return 'refused' as const;
	});
}

describe('what is read is what there is, or an error', () => {
	test.each(KINDS)('also when a page is always wrong: %s', async (kind) => {
		let refused = 0;
		for (const wrong of [1, 2, 3]) {
			const { session } = scriptedSession((request) => {
				const isWrong = Number(request.qs?.PageNumber) === wrong;
				return ok(replyTo(request, 350, isWrong ? kind : 'true'));
			});
			const found = await outcomeOf(listElasticIps(session, {}));
			if (found === 'refused') refused++;
			else expect(found).toHaveLength(350);
		}
		// What is no lie on its own page shows in the counts of the others.
		expect(refused > 0).toBe(kind !== 'true');
	});

	test('all Elastic IPs of a region', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 0, max: 350 }), plans, async (count, plan) => {
				const { session } = lyingSession(count, plan);
				const found = await outcomeOf(listElasticIps(session, {}));
				if (found !== 'refused') {
					expect(found.map(({ AllocationId: id }) => id).sort()).toEqual(
						Array.from({ length: count }, (_, index) => idOf(index)),
					);
				}
			}),
			{ seed, numRuns: 600 },
		);
	});

	test('the first ones', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 250 }),
				fc.integer({ min: 1, max: 250 }),
				plans,
				async (count, most, plan) => {
					const { session } = lyingSession(count, plan);
					const found = await outcomeOf(listElasticIps(session, {}, { most }));
					if (found === 'refused') return;
					expect(new Set(found.map(({ AllocationId: id }) => id)).size).toBe(Math.min(count, most));
				},
			),
			{ seed, numRuns: 600 },
		);
	});

	test('by ID', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 100 }),
				fc.uniqueArray(fc.integer({ min: 0, max: 120 }), { minLength: 1, maxLength: 60 }),
				plans,
				async (count, asked, plan) => {
					const { session } = lyingSession(count, plan);
					const found = await outcomeOf(describeByIds(session, asked.map(idOf)));
					if (found === 'refused') return;
					const there = asked.filter((index) => index < count).map(idOf);
					expect([...found.keys()].sort()).toEqual(there.sort());
				},
			),
			{ seed, numRuns: 600 },
		);
	});
});

test('a contradiction is asked for again, apart in time, within the time limit', async () => {
	const plan = Array<Kind>(20).fill('empty page');
	const patient = lyingSession(1, plan);
	expect(await outcomeOf(describeByIds(patient.session, [idOf(0)]))).toBe('refused');
	expect(patient.requests).toHaveLength(4);
	expect(patient.clock.elapsed).toBe(5_000);
	const impatient = lyingSession(1, plan, 1_000);
	expect(await outcomeOf(describeByIds(impatient.session, [idOf(0)]))).toBe('refused');
	expect(impatient.clock.elapsed).toBeLessThan(1_000);
});

test('the repeats end on cancel', async () => {
	const abort = new AbortController();
	const clock = new FakeClock();
	clock.onTick = () => abort.abort();
	const { session } = scriptedSession([ok({ TotalCount: 1 })], { signal: abort.signal, clock });
	await expect(describeByIds(session, ['eip-1'])).rejects.toThrow(CancelledError);
});

test.each([
	['numbers as text', { TotalCount: '1', PageSize: '10', PageNumber: '1' }],
	['the page number of the reference', { TotalCount: 1, PageSize: 10, PageNumber: 10 }],
])('%s are as good as any', async (_name, counts) => {
	const list = { EipAddresses: { EipAddress: [{ AllocationId: 'eip-1' }] } };
	const { session } = scriptedSession([ok({ ...counts, ...list })]);
	expect(await listElasticIps(session, {})).toHaveLength(1);
});

test('a server that gives smaller pages than it is asked for is read page by page all the same', async () => {
	const { session, requests } = scriptedSession(({ qs = {} }) => {
		const small = { ...qs, PageSize: Math.min(50, Number(qs.PageSize)) };
		return ok({ ...replyTo({ qs: small } as never, 120, 'true'), PageSize: small.PageSize });
	});
	expect(await listElasticIps(session, {})).toHaveLength(120);
	expect(requests).toHaveLength(3);
});

describe('a list with tokens', () => {
	const pool = { PublicIpAddressPoolId: 'pippool-1' };
	test.each<[string, IDataObject]>([
		['no list', { TotalCount: 0 }],
		['fewer than it counts', { TotalCount: 2, PublicIpAddressPoolList: [pool] }],
		['more than it counts', { TotalCount: 0, PublicIpAddressPoolList: [pool] }],
		['a token that is no text', { NextToken: 5, PublicIpAddressPoolList: [pool] }],
		['an entry twice', { PublicIpAddressPoolList: [pool, pool] }],
	])('with %s is refused', async (_name, body) => {
		const { session } = scriptedSession([ok(body)]);
		expect(await outcomeOf(listAddressPools(session, {}))).toBe('refused');
	});

	test('is taken when nothing speaks against it', async () => {
		const { session } = scriptedSession([ok({ PublicIpAddressPoolList: [pool] })]);
		expect(await listAddressPools(session, {})).toEqual([pool]);
	});
});
