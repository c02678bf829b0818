import type { IDataObject } from 'n8n-workflow';
import type { Contradiction } from './listReply';

/** One page of a list with page numbers. Its entries are as many as `totalCount` says. */
export interface Page<Entry> {
	entries: Entry[];
	totalCount: number;
	/** The size of the pages where the server takes no larger ones than this. */
	pageSize?: number;
}

export type ReadPage<Entry> = (pageNumber: number, pageSize: number) => Promise<Page<Entry>>;

/**
 * Reads the pages of one walk through a list, which are asked for one after the other.
 *
 * @param lastPage no page beyond this one is wanted, as far as is known by now
 */
export type ReadPages<Entry> = () => (
	pageNumber: number,
	pageSize: number,
	lastPage: number,
) => Promise<Page<Entry>>;

/**
 * Pages that are begun in their order, and before they are asked for.
 *
 * @param atATime so many are under way at the same time; may change meanwhile
 */
export function pagesInOrder<Entry>(
	readPage: ReadPage<Entry>,
	atATime: () => number,
): ReadPages<Entry> {
	return () => {
		const begun = new Map<number, Promise<Page<Entry>>>();
		return async (pageNumber, pageSize, lastPage) => {
			const end = Math.min(lastPage, pageNumber + atATime() - 1);
			for (let next = pageNumber; next <= Math.max(pageNumber, end); next++) {
				if (begun.has(next)) continue;
				const page = readPage(next, pageSize);
				// One that is not needed after all may fail.
				page.catch(() => {});
				begun.set(next, page);
			}
			const page = begun.get(pageNumber) ?? readPage(pageNumber, pageSize);
			begun.delete(pageNumber);
			return await page;
		};
	};
}

/** A list is read from its beginning at most so often while it changes under the reader. */
export const MAX_WALKS = 3;

/**
 * Reads a whole list page by page, in their order (Alibaba Cloud refuses jumps).
 *
 * Without a sort order an entry that vanishes between two pages moves another one to a page that
 * was already read. That shows in the counts; then the list is walked again, so that everything
 * that existed all the time is in the result once.
 *
 * @param idOf tells entries apart; doubles are dropped
 * @param enough ends the walk as soon as so many entries fit
 * @returns the entries, or what is wrong when fewer were found than the pages counted to the end
 */
export async function readAllPages<Entry>(
	readPages: ReadPages<Entry>,
	idOf: (entry: Entry) => string,
	largestPageSize: number,
	enough?: { fits(entry: Entry): boolean; most: number },
): Promise<Entry[] | Contradiction> {
	const all = new Map<string, Entry>();
	for (let walk = 1; ; walk++) {
		const readPage = readPages();
		const found = new Map<string, Entry>();
		let fitting = 0;
		let isConsistent = true;
		let pageSize = largestPageSize;
		let totalCount: number | undefined;
		let largestCount = 0;
		for (let pageNumber = 1; ; pageNumber++) {
			const lastPage = Math.ceil((totalCount ?? 1) / pageSize);
			const page = await readPage(pageNumber, pageSize, lastPage);
			const before = found.size;
			for (const entry of page.entries) {
				const id = idOf(entry);
				if (!found.has(id) && enough?.fits(entry)) fitting++;
				found.set(id, entry);
			}
			if (enough && fitting >= enough.most) return [...found.values()];
			isConsistent &&= totalCount === undefined || totalCount === page.totalCount;
			totalCount = page.totalCount;
			largestCount = Math.max(largestCount, totalCount);
			if (pageNumber === 1 && page.pageSize) pageSize = page.pageSize;
			// A page that brings nothing new ends the walk, whatever count the server gives.
			if (found.size === before || pageNumber * pageSize >= totalCount) break;
		}
		for (const [id, entry] of found) all.set(id, entry);
		if (isConsistent && found.size === totalCount) return [...found.values()];
		if (walk < MAX_WALKS) continue;
		if (all.size >= largestCount) return [...all.values()];
		return incomplete(largestCount, all.size);
	}
}

function incomplete(counted: number, found: number): Contradiction {
	return {
		problem: `its pages count ${counted} but list only ${found}`,
		requestId: undefined,
	};
}

/**
 * Reads the first entries of a list, with the fewest pages and no page larger than it needs.
 *
 * @returns the entries, or what is wrong when fewer were found than the pages counted
 */
export async function readFirstEntries<Entry>(
	readPages: ReadPages<Entry>,
	idOf: (entry: Entry) => string,
	largestPageSize: number,
	limit: number,
): Promise<Entry[] | Contradiction> {
	const pages = Math.ceil(limit / largestPageSize);
	const all = new Map<string, Entry>();
	for (let walk = 1; ; walk++) {
		const readPage = readPages();
		let pageSize = Math.ceil(limit / pages);
		const found = new Map<string, Entry>();
		let largestCount = 0;
		let totalCount = 1;
		for (let pageNumber = 1; found.size < limit; pageNumber++) {
			const lastPage = Math.ceil(Math.min(limit, totalCount) / pageSize);
			const page = await readPage(pageNumber, pageSize, lastPage);
			totalCount = page.totalCount;
			const before = found.size;
			for (const entry of page.entries) found.set(idOf(entry), entry);
			largestCount = Math.max(largestCount, totalCount);
			if (pageNumber === 1 && page.pageSize) pageSize = page.pageSize;
			if (found.size === before || pageNumber * pageSize >= totalCount) break;
		}
		for (const [id, entry] of found) all.set(id, entry);
		const wanted = Math.min(limit, largestCount);
		if (found.size >= wanted) return [...found.values()].slice(0, limit);
		if (walk < MAX_WALKS) continue;
		if (all.size >= wanted) return [...all.values()].slice(0, limit);
		return incomplete(largestCount, all.size);
	}
}

/** One page of a list that hands out a token for the next page. */
export interface TokenPage<Entry> {
	entries: Entry[];
	nextToken: string | undefined;
	/** Where the action gives a count: no more entries than there are. */
	totalCount?: number;
}

export type ReadTokenPage<Entry> = (
	nextToken: string | undefined,
	maxResults: number,
) => Promise<TokenPage<Entry>>;

/** A list that never ends its tokens is given up after so many pages without anything new. */
const MAX_BARREN_PAGES = 10;

/**
 * Reads a list with `NextToken`, each entry once: all of it, or the first entries with the fewest
 * pages and no page larger than it needs.
 *
 * @param idOf tells entries apart; doubles are dropped
 * @param sizes what the action allows as `MaxResults`
 * @param limit so many at most, or undefined for all
 * @returns the entries, or what is wrong when the tokens come to no end or entries are missing
 */
export async function readTokenPages<Entry>(
	readPage: ReadTokenPage<Entry>,
	idOf: (entry: Entry) => string,
	{ smallest, largest }: { smallest: number; largest: number },
	limit = Infinity,
): Promise<Entry[] | Contradiction> {
	const pages = limit === Infinity ? 1 : Math.ceil(limit / largest);
	const needed = limit === Infinity ? largest : Math.ceil(limit / pages);
	const maxResults = Math.max(smallest, needed);
	const found = new Map<string, Entry>();
	const tokens = new Set<string>();
	let token: string | undefined;
	let barrenPages = 0;
	let totalCount = 0;
	while (found.size < limit) {
		const page = await readPage(token, maxResults);
		const before = found.size;
		for (const entry of page.entries) found.set(idOf(entry), entry);
		totalCount = page.totalCount ?? 0;
		barrenPages = found.size === before ? barrenPages + 1 : 0;
		token = page.nextToken || undefined;
		if (token === undefined) break;
		// A token that was given before leads round in a circle.
		if (tokens.has(token) || barrenPages === MAX_BARREN_PAGES) {
			return { problem: 'its pages do not end', requestId: undefined };
		}
		tokens.add(token);
	}
	if (found.size < Math.min(limit, totalCount)) return incomplete(totalCount, found.size);
	return [...found.values()].slice(0, limit);
}

/** `NextToken` of a reply: undefined at the end of the list, null where it cannot be read. */
export function readNextToken(reply: IDataObject): string | undefined | null {
	const { NextToken: token } = reply;
	if (token === undefined || token === null || token === '') return undefined;
	return typeof token === 'string' ? token : null;
}
