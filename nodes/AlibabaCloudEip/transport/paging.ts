import type { IDataObject } from 'n8n-workflow';

/** One page of a list with page numbers. */
export interface Page<Entry> {
	entries: Entry[];
	totalCount: number;
}

export type ReadPage<Entry> = (pageNumber: number, pageSize: number) => Promise<Page<Entry>>;

/** Walks are repeated at most so often while the list changes under the reader. */
const MOST_WALKS = 3;

/**
 * Reads a whole list page by page, in sequence (Alibaba Cloud refuses jumps).
 *
 * Without a sort order an entry that vanishes between two pages moves another one to a page that
 * was already read. That shows in the counts; then the list is walked again, so that everything
 * that existed all the time is in the result once.
 *
 * @param idOf tells entries apart; doubles are dropped
 */
export async function readAllPages<Entry>(
	readPage: ReadPage<Entry>,
	idOf: (entry: Entry) => string,
	pageSize: number,
): Promise<Entry[]> {
	const all = new Map<string, Entry>();
	for (let walk = 1; ; walk++) {
		const found = new Map<string, Entry>();
		let isConsistent = true;
		let totalCount: number | undefined;
		for (let pageNumber = 1; ; pageNumber++) {
			const page = await readPage(pageNumber, pageSize);
			const before = found.size;
			for (const entry of page.entries) found.set(idOf(entry), entry);
			isConsistent &&= totalCount === undefined || totalCount === page.totalCount;
			totalCount = page.totalCount;
			// A page that brings nothing new ends the walk, whatever count the server gives.
			if (found.size === before || pageNumber * pageSize >= totalCount) break;
		}
		for (const [id, entry] of found) all.set(id, entry);
		if (isConsistent && found.size === totalCount) return [...found.values()];
		if (walk === MOST_WALKS) return [...all.values()];
	}
}

/**
 * Reads the first entries of a list, with the fewest pages and no page larger than it needs.
 */
export async function readFirstEntries<Entry>(
	readPage: ReadPage<Entry>,
	idOf: (entry: Entry) => string,
	largestPageSize: number,
	limit: number,
): Promise<Entry[]> {
	const pages = Math.ceil(limit / largestPageSize);
	const pageSize = Math.ceil(limit / pages);
	const found = new Map<string, Entry>();
	for (let pageNumber = 1; found.size < limit; pageNumber++) {
		const page = await readPage(pageNumber, pageSize);
		const before = found.size;
		for (const entry of page.entries) found.set(idOf(entry), entry);
		if (found.size === before || pageNumber * pageSize >= page.totalCount) break;
	}
	return [...found.values()].slice(0, limit);
}

/** One page of a list that hands out a token for the next page. */
export interface TokenPage<Entry> {
	entries: Entry[];
	/** Empty or undefined on the last page. */
	nextToken: string | undefined;
}

export type ReadTokenPage<Entry> = (
	nextToken: string | undefined,
	maxResults: number,
) => Promise<TokenPage<Entry>>;

/** A list that never ends its tokens is given up after so many pages without anything new. */
const MOST_BARREN_PAGES = 10;

/**
 * Reads a list with `NextToken`, each entry once: all of it, or the first entries with the fewest
 * pages and no page larger than it needs.
 *
 * @param idOf tells entries apart; doubles are dropped
 * @param sizes what the action allows as `MaxResults`
 * @param limit so many at most, or undefined for all
 */
export async function readTokenPages<Entry>(
	readPage: ReadTokenPage<Entry>,
	idOf: (entry: Entry) => string,
	{ smallest, largest }: { smallest: number; largest: number },
	limit?: number,
): Promise<Entry[]> {
	const pages = limit === undefined ? 1 : Math.ceil(limit / largest);
	const needed = limit === undefined ? largest : Math.ceil(limit / pages);
	const maxResults = Math.max(smallest, needed);
	const found = new Map<string, Entry>();
	const tokens = new Set<string>();
	let token: string | undefined;
	let barrenPages = 0;
	do {
		const page = await readPage(token, maxResults);
		const before = found.size;
		for (const entry of page.entries) found.set(idOf(entry), entry);
		barrenPages = found.size === before ? barrenPages + 1 : 0;
		token = page.nextToken || undefined;
		// A token that was given before leads round in a circle.
		if (token === undefined || tokens.has(token)) break;
		tokens.add(token);
	} while (barrenPages < MOST_BARREN_PAGES && (limit === undefined || found.size < limit));
	return [...found.values()].slice(0, limit);
}

/** `NextToken` of a reply. */
export function readNextToken(reply: IDataObject): string | undefined {
	return typeof reply.NextToken === 'string' ? reply.NextToken : undefined;
}

/** `TotalCount` of a reply; without one the list is taken to end with this page. */
export function readTotalCount(reply: IDataObject, entries: number): number {
	const count = Number(reply.TotalCount);
	return Number.isInteger(count) && count >= 0 ? count : entries;
}
