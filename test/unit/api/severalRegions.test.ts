import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { CancelledError } from '../../../nodes/AlibabaCloudEip/api/client/clock';
import { Deadline } from '../../../nodes/AlibabaCloudEip/api/client/deadline';
import { countHeldKeys } from '../../../nodes/AlibabaCloudEip/api/client/locks';
import { readPagedList } from '../../../nodes/AlibabaCloudEip/api/client/pagedList';
import type { Session } from '../../../nodes/AlibabaCloudEip/api/client/session';
import {
	type SeveralRegions,
	readSeveralRegions,
} from '../../../nodes/AlibabaCloudEip/api/client/severalRegions';
import { elasticIps } from '../../../nodes/AlibabaCloudEip/api/elasticIp';
import { RegionFailure } from '../../../nodes/AlibabaCloudEip/errors/RegionFailure';
import { FakeClock } from './fakeClock';

/** Several regions read as one list, in virtual time. */

const SEED = 17;

interface Region {
	count: number;
	/** Milliseconds until each reply. */
	latency: number;
	isRefused?: boolean;
}

/** Regions that have so much and answer so fast. */
class Cloud {
	readonly clock = new FakeClock();

	/** The region of each request. */
	readonly calls: number[] = [];

	mostAtATime = 0;

	#underWay = 0;

	constructor(readonly regions: Region[]) {}

	idsOf(index: number): string[] {
		return Array.from({ length: this.regions[index].count }, (_, place) => `${index}/${place}`);
	}

	open(regionId: string, signal?: AbortSignal, timeLimit = 300_000): Session {
		const { clock } = this;
		const deadline = new Deadline(clock, timeLimit);
		const call = async (_: string, { PageNumber, PageSize }: Record<string, string>) => {
			const index = Number(regionId);
			this.calls.push(index);
			this.mostAtATime = Math.max(this.mostAtATime, ++this.#underWay);
			await clock.sleep(this.regions[index].latency, signal).finally(() => this.#underWay--);
			if (this.regions[index].isRefused) throw new Error(`no ${index}`);
			const [page, size] = [Number(PageNumber), Number(PageSize)];
			const all = this.idsOf(index).map((AllocationId) => ({ AllocationId }));
			const EipAddress = all.slice((page - 1) * size, page * size);
			return { TotalCount: all.length, PageSize: size, EipAddresses: { EipAddress } };
		};
		const limits = { clock, deadline, signal };
		return { regionId, ...limits, wasThrottled: () => false, call } as unknown as Session;
	}

	async read(more: Partial<SeveralRegions<IDataObject>> = {}) {
		const outcomes = await readSeveralRegions<IDataObject>({
			regionIds: this.regions.map((_, index) => String(index)),
			open: (regionId, signal) => this.open(regionId, signal),
			read: async (session, most) => await readPagedList(session, elasticIps, {}, { most }),
			key: 'run',
			...more,
		});
		return outcomes.flatMap((outcome) =>
			'entries' in outcome
				? outcome.entries.map(({ AllocationId }) => AllocationId)
				: [outcome.failure.message],
		);
	}
}

/** What comes out where one region is read after the other, and how many pages that takes. */
function inTurn({ regions }: Cloud, most = Infinity) {
	const found: string[] = [];
	let pages = 0;
	let needed = 0;
	for (const [index, { count, isRefused }] of regions.entries()) {
		const rest = most - found.filter((id) => !id.startsWith('no')).length;
		if (rest <= 0) break;
		needed++;
		pages += 1;
		if (isRefused) found.push(`no ${index}`);
		else {
			const size = rest === Infinity ? 100 : Math.ceil(rest / Math.ceil(rest / 100));
			pages += Math.max(0, Math.ceil(Math.min(count, rest) / size) - 1);
			found.push(...Array.from({ length: Math.min(count, rest) }, (_, at) => `${index}/${at}`));
		}
	}
	return { found, pages, needed };
}

const count = fc.oneof(
	fc.constant(0),
	fc.integer({ min: 1, max: 30 }),
	fc.integer({ max: 450, min: 0 }),
);
// Within the time after which a request makes room for another one.
const latency = fc.integer({ min: 0, max: 1_900 });
const well = fc.record({ count, latency });
const any = fc.record({ count, latency, isRefused: fc.boolean() });
const most = fc.option(
	fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 900 })),
	{
		nil: undefined,
	},
);
const worlds = (region: fc.Arbitrary<Region>) =>
	fc.array(region, { minLength: 1, maxLength: 40 }).map((regions) => new Cloud(regions));

afterEach(() => expect(countHeldKeys()).toBe(0));

test('is the same as one region after the other, with hardly more pages', async () => {
	await fc.assert(
		fc.asyncProperty(worlds(well), most, async (cloud, limit) => {
			const { found, pages, needed } = inTurn(cloud, limit);
			expect(await cloud.read({ most: limit })).toEqual(found);
			// The first pages of regions that were not needed, and one region begun again.
			if (limit === undefined) expect(cloud.calls).toHaveLength(pages);
			else expect(cloud.calls.length - pages).toBeLessThanOrEqual(needed);
			expect(cloud.mostAtATime).toBeLessThanOrEqual(8);
		}),
		{ seed: SEED, numRuns: 150 },
	);
});

test('regions that fail stand in their place, and those that were not needed do not', async () => {
	await fc.assert(
		fc.asyncProperty(worlds(any), most, async (cloud, limit) => {
			expect(await cloud.read({ most: limit })).toEqual(inTurn(cloud, limit).found);
		}),
		{ seed: SEED, numRuns: 150 },
	);
});

test('with a limit the first needed region that fails ends it, whichever answers first', async () => {
	await fc.assert(
		fc.asyncProperty(worlds(any), fc.integer({ min: 1, max: 200 }), async (cloud, limit) => {
			const failure = await cloud.read({ most: limit, adviceOnFailure: 'Do that.' }).then(
				() => undefined,
				(error: unknown) => error,
			);
			const first = inTurn(cloud, limit).found.find((id) => id.startsWith('no'));
			expect(failure instanceof RegionFailure ? `no ${failure.regionId}` : failure).toBe(first);
			if (failure) expect(failure).toMatchObject({ advice: 'Do that.' });
		}),
		{ seed: SEED, numRuns: 150 },
	);
});

test('a region that begins again does not ask again for what it has', async () => {
	const cloud = new Cloud([
		{ count: 0, latency: 10 },
		{ count: 100, latency: 500 },
		{ count: 200, latency: 10 },
	]);
	// With filters that the API does not have all pages are whole ones.
	const fits = () => true;
	const most = 250;
	const found = await cloud.read({
		most,
		read: async (session, wanted) =>
			await readPagedList(session, elasticIps, {}, { most: wanted, fits }),
	});
	expect(found).toEqual(inTurn(cloud, most).found);
	expect(cloud.calls.filter((index) => index === 2)).toHaveLength(2);
});

describe('without a limit', () => {
	const silent: Region = { count: 1, latency: 100_000 };

	test('the first failure ends all others at once', async () => {
		const cloud = new Cloud([silent, { count: 0, latency: 10, isRefused: true }, silent]);
		await expect(cloud.read({ adviceOnFailure: '' })).rejects.toMatchObject({ regionId: '1' });
		expect(cloud.clock.elapsed).toBeLessThan(100);
	});

	test('regions that do not answer keep no place from the others', async () => {
		const cloud = new Cloud([...Array(12).fill(silent), { count: 1, latency: 10 }]);
		let isRead = Infinity;
		await cloud.read({
			async read(session) {
				const entries = await readPagedList(session, elasticIps, {});
				if (session.regionId === '12') isRead = cloud.clock.elapsed;
				return entries;
			},
		});
		expect(isRead).toBeLessThan(2_500);
	});

	test('a cancel ends all of it, and sends nothing more', async () => {
		const cloud = new Cloud(Array(40).fill(silent));
		const { signal, abort } = (() => {
			const controller = new AbortController();
			return { signal: controller.signal, abort: () => controller.abort() };
		})();
		cloud.clock.after(500, abort);
		await expect(cloud.read({ signal })).rejects.toThrow(CancelledError);
		expect(cloud.calls).toHaveLength(8);
	});

	test('the items of a run share their places', async () => {
		const cloud = new Cloud(Array(6).fill({ count: 1, latency: 100 }));
		await Promise.all([cloud.read(), cloud.read(), cloud.read()]);
		expect(cloud.mostAtATime).toBe(8);
	});

	test('a region whose turn does not come within the time limit says so', async () => {
		const cloud = new Cloud(Array(20).fill(silent));
		const open = (regionId: string, signal: AbortSignal) => cloud.open(regionId, signal, 3_000);
		const [, , last] = await Promise.all([1, 2, 3].map(async () => await cloud.read({ open })));
		expect(last.at(-1)).toBe('The time limit of 3 seconds ended before the region was read');
	});
});
