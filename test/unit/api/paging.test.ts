import fc from 'fast-check';
import {
	type ReadPage,
	type ReadTokenPage,
	pagesInOrder,
	readAllPages as readAll,
	readFirstEntries as readFirst,
	readNextToken,
	readTokenPages as readTokens,
} from '../../../nodes/AlibabaCloudEip/api/client/paging';

const PAGE_SIZE = 100;

/** The entries; throws what is wrong where there are none. */
function entriesOf<Entry>(outcome: Entry[] | { problem: string }): Entry[] {
	if ('problem' in outcome) throw new Error(outcome.problem);
	return outcome;
}

const readTokenPages = async (...given: Parameters<typeof readTokens<number>>) =>
	entriesOf(await readTokens(...given));

interface Call {
	pageNumber: number;
	pageSize: number;
}

const idOf = (id: number) => String(id);
const listOf = (count: number) => Array.from({ length: count }, (_, index) => index);

/** A list that is served page by page and may change after each page. */
function served(entries: number[], change: (entries: number[], reads: number) => void = () => {}) {
	const calls: Call[] = [];
	const readPage: ReadPage<number> = async (pageNumber, pageSize) => {
		calls.push({ pageNumber, pageSize });
		const page = {
			entries: entries.slice((pageNumber - 1) * pageSize, pageNumber * pageSize),
			totalCount: entries.length,
		};
		change(entries, calls.length);
		return page;
	};
	return { calls, readPage, entries };
}

describe.each([1, 4])('with %d pages under way at the same time, a whole list', (atATime) => {
	const pages = (readPage: ReadPage<number>) => pagesInOrder(readPage, () => atATime);
	const readAllPages = async (readPage: ReadPage<number>, ...more: [typeof idOf, number]) =>
		entriesOf(await readAll(pages(readPage), ...more));

	test.each([0, 1, 99, 100, 101, 200, 250, 1000])(
		'of %d is read completely with the fewest calls',
		async (count) => {
			const { readPage, calls } = served(listOf(count));
			expect(await readAllPages(readPage, idOf, PAGE_SIZE)).toEqual(listOf(count));
			expect(calls).toHaveLength(Math.max(1, Math.ceil(count / PAGE_SIZE)));
			// In sequence: the API refuses jumps.
			expect(calls).toEqual(
				calls.map((_, index) => ({ pageNumber: index + 1, pageSize: PAGE_SIZE })),
			);
		},
	);

	/** One change of the list after a page, at any place: as the API's order is not documented. */
	const change = fc.record({
		after: fc.integer({ min: 1, max: 12 }),
		kind: fc.constantFrom('grow', 'shrink'),
		amount: fc.integer({ min: 1, max: 30 }),
		place: fc.double({ min: 0, max: 1, noNaN: true }),
	});
	const changes = fc.uniqueArray(change, { selector: ({ after }) => after, maxLength: 6 });

	/** Applies the changes, while so many walks have begun at most. */
	function changing(
		count: number,
		walks: number,
		plan: Array<{ after: number; kind: string; amount: number; place: number }>,
	) {
		let next = 10_000;
		const ever = new Set(listOf(count));
		const source = served(listOf(count), (entries, reads) => {
			const begun = source.calls.filter(({ pageNumber }) => pageNumber === 1).length;
			const due = plan.find(({ after }) => after === reads);
			if (!due || begun > walks) return;
			const place = Math.floor(due.place * entries.length);
			if (due.kind === 'shrink') entries.splice(place, due.amount);
			else entries.splice(place, 0, ...Array.from({ length: due.amount }, () => next++));
			for (const entry of entries) ever.add(entry);
		});
		return { ...source, ever };
	}

	test('that grows or shrinks between two pages is walked again, until it was found whole', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 0, max: 450 }), changes, async (count, plan) => {
				const source = changing(count, 2, plan);
				const found = await readAllPages(source.readPage, idOf, PAGE_SIZE);
				expect(new Set(found).size).toBe(found.length);
				// The last change may have come after the last page was read, or one that was begun ahead of it.
				const late = plan.some(({ after }) => after > source.calls.length - atATime);
				if (!late) expect([...found].sort()).toEqual([...source.entries].sort());
			}),
			{ numRuns: 300 },
		);
	});

	test('that changes all the time is read at most three times; nothing is double or made up', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 0, max: 450 }), changes, async (count, plan) => {
				const source = changing(count, Infinity, plan);
				const outcome = await readAll(pages(source.readPage), idOf, PAGE_SIZE);
				// Fewer than were counted are no list.
				const found = 'problem' in outcome ? [] : outcome;
				expect(new Set(found).size).toBe(found.length);
				expect(found.every((entry) => source.ever.has(entry))).toBe(true);
				expect(
					source.calls.filter(({ pageNumber }) => pageNumber === 1).length,
				).toBeLessThanOrEqual(3);
			}),
			{ numRuns: 300 },
		);
	});

	test('loses nothing that was there all the time when one vanishes during each of three walks', async () => {
		const source = served(listOf(250), (entries, reads) => {
			if (reads % 3 === 1) entries.splice(0, 1);
		});
		const found = await readAllPages(source.readPage, idOf, PAGE_SIZE);
		expect(source.entries.filter((entry) => !found.includes(entry))).toEqual([]);
	});

	test('in which a page repeats the one before is not read for ever, and not taken for whole', async () => {
		let calls = 0;
		const readPage: ReadPage<number> = async () => {
			calls++;
			return { entries: [1, 2], totalCount: 1_000_000 };
		};
		await expect(readAllPages(readPage, idOf, PAGE_SIZE)).rejects.toThrow(
			'its pages count 1000000 but list only 2',
		);
		expect(calls).toBeLessThanOrEqual(3 * (1 + atATime));
	});

	test('passes a failure on', async () => {
		const readPage: ReadPage<number> = async () => await Promise.reject(new Error('no'));
		await expect(readAllPages(readPage, idOf, PAGE_SIZE)).rejects.toThrow('no');
	});
});

describe.each([1, 4])('with %d pages at the same time, the first entries', (atATime) => {
	const readFirstEntries = async (
		readPage: ReadPage<number>,
		...more: [typeof idOf, number, number]
	) =>
		entriesOf(
			await readFirst(
				pagesInOrder(readPage, () => atATime),
				...more,
			),
		);

	test('are read with the fewest calls, and no larger pages than needed', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 700 }),
				fc.integer({ min: 1, max: 700 }),
				async (count, limit) => {
					const { readPage, calls } = served(listOf(count));
					const found = await readFirstEntries(readPage, idOf, PAGE_SIZE, limit);
					expect(found).toEqual(listOf(Math.min(count, limit)));
					const fewest = Math.ceil(Math.min(count, limit) / PAGE_SIZE);
					expect(calls.length).toBeGreaterThanOrEqual(Math.max(1, fewest));
					expect(calls.length).toBeLessThanOrEqual(Math.ceil(limit / PAGE_SIZE));
					const asked = calls.reduce((sum, { pageSize }) => sum + pageSize, 0);
					expect(asked).toBeLessThan(limit + calls.length);
					expect(calls.every(({ pageSize }) => pageSize <= PAGE_SIZE)).toBe(true);
				},
			),
			{ numRuns: 300 },
		);
	});

	test.each([
		[1, [1]],
		[50, [50]],
		[100, [100]],
		[101, [51, 51]],
		[150, [75, 75]],
		[201, [67, 67, 67]],
	])('%d of many are asked for in pages of %j', async (limit, pageSizes) => {
		const { readPage, calls } = served(listOf(1000));
		await readFirstEntries(readPage, idOf, PAGE_SIZE, limit);
		expect(calls.map(({ pageSize }) => pageSize)).toEqual(pageSizes);
	});

	test('are never double, however the list changes', async () => {
		const source = served(listOf(300), (entries, reads) => {
			entries.unshift(10_000 + reads);
		});
		const found = await readFirstEntries(source.readPage, idOf, PAGE_SIZE, 200);
		expect(new Set(found).size).toBe(found.length);
		expect(found).toHaveLength(200);
	});
});

describe('pages that are begun ahead', () => {
	/** A list whose pages come when they are let through, and how many were under way at most. */
	const slow = (count: number) => {
		const source = served(listOf(count));
		let underWay = 0;
		let most = 0;
		const readPage: ReadPage<number> = async (...page) => {
			most = Math.max(most, ++underWay);
			const read = await source.readPage(...page);
			await new Promise(setImmediate);
			underWay--;
			return read;
		};
		return { ...source, readPage, most: () => most };
	};

	test('are at most as many as may be under way, in their order, and none beyond the end', async () => {
		const { readPage, calls, most } = slow(1_234);
		const entries = await readAll(
			pagesInOrder(readPage, () => 4),
			idOf,
			PAGE_SIZE,
		);
		expect(entries).toEqual(listOf(1_234));
		expect(most()).toBe(4);
		expect(calls.map(({ pageNumber }) => pageNumber)).toEqual(listOf(13).map((index) => index + 1));
	});

	test('are no more once something was refused as one too many', async () => {
		const { readPage, calls } = slow(2_000);
		let atATime = 4;
		let most = 0;
		let underWay = 0;
		const counted: ReadPage<number> = async (pageNumber, pageSize) => {
			underWay++;
			if (pageNumber > 9) most = Math.max(most, underWay);
			const page = await readPage(pageNumber, pageSize);
			underWay--;
			if (pageNumber === 5) atATime = 1;
			return page;
		};
		const entries = await readAll(
			pagesInOrder(counted, () => atATime),
			idOf,
			PAGE_SIZE,
		);
		expect(entries).toEqual(listOf(2_000));
		expect(calls).toHaveLength(20);
		expect(most).toBe(1);
	});

	test('may fail when they are not needed, and then do no harm', async () => {
		let shrunk = false;
		const readPage: ReadPage<number> = async (pageNumber) => {
			if (pageNumber === 1 && !shrunk) return { entries: listOf(100), totalCount: 400 };
			shrunk = true;
			if (pageNumber > 2) return await Promise.reject(new Error('beyond the end'));
			const entries = listOf(150).slice((pageNumber - 1) * 100, pageNumber * 100);
			return { entries, totalCount: 150 };
		};
		const entries = await readAll(
			pagesInOrder(readPage, () => 4),
			idOf,
			PAGE_SIZE,
		);
		expect(entries).toEqual(listOf(150));
		await new Promise(setImmediate);
	});
});

describe('a list with tokens', () => {
	const SIZES = { smallest: 10, largest: 100 };

	function tokenList(count: number) {
		const calls: Array<{ token: string | undefined; maxResults: number }> = [];
		const readPage: ReadTokenPage<number> = async (token, maxResults) => {
			calls.push({ token, maxResults });
			const start = Number(token ?? 0);
			const end = start + maxResults;
			return {
				entries: listOf(count).slice(start, end),
				nextToken: end < count ? String(end) : '',
			};
		};
		return { calls, readPage };
	}

	test.each([0, 1, 100, 101, 250])('of %d is read completely', async (count) => {
		const { calls, readPage } = tokenList(count);
		expect(await readTokenPages(readPage, idOf, SIZES)).toEqual(listOf(count));
		expect(calls).toHaveLength(Math.max(1, Math.ceil(count / 100)));
		expect(calls[0].token).toBeUndefined();
	});

	test('asks for no more than the limit needs, but never less than the action allows', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 400 }),
				fc.integer({ min: 1, max: 400 }),
				async (count, limit) => {
					const { calls, readPage } = tokenList(count);
					const found = await readTokenPages(readPage, idOf, SIZES, limit);
					expect(found).toEqual(listOf(Math.min(count, limit)));
					expect(calls.length).toBeLessThanOrEqual(Math.ceil(limit / 100));
					for (const { maxResults } of calls) {
						expect(maxResults).toBeGreaterThanOrEqual(10);
						expect(maxResults).toBeLessThanOrEqual(Math.max(10, limit, 1));
					}
				},
			),
		);
	});

	test('whose tokens go round in a circle or bring nothing new is not read for ever, and no list', async () => {
		let calls = 0;
		const circle: ReadTokenPage<number> = async (token) => {
			calls++;
			return { entries: [1], nextToken: token === 'a' ? 'b' : 'a' };
		};
		await expect(readTokenPages(circle, idOf, SIZES)).rejects.toThrow('do not end');
		expect(calls).toBeLessThan(5);
		const barren: ReadTokenPage<number> = async () => ({ entries: [], nextToken: String(calls++) });
		await expect(readTokenPages(barren, idOf, SIZES)).rejects.toThrow('do not end');
		expect(calls).toBeLessThan(20);
	});
});

test('a token is a text or nothing; what cannot be read is not the end of the list', () => {
	expect(readNextToken({ NextToken: 't' })).toBe('t');
	expect(readNextToken({})).toBeUndefined();
	expect(readNextToken({ NextToken: '' })).toBeUndefined();
	expect(readNextToken({ NextToken: 5 })).toBeNull();
});
