import type { IDataObject } from 'n8n-workflow';
import { type Expected, type ListShape, readListReply, toFailure } from './listReply';
import { MAX_WALKS, type ReadPage, pagesInOrder, readAllPages, readFirstEntries } from './paging';
import type { Session } from './session';

/** A list action with page numbers and a `TotalCount`. */
export interface PagedAction extends ListShape {
	largestPage: number;
}

/** What is wanted of a list. */
interface Wanted extends Omit<Expected, 'page'> {
	/** So many at most; undefined for all. */
	most?: number;
	/** What the API cannot filter by: only entries that fit count for `most`. */
	fits?: (entry: IDataObject) => boolean;
}

/** So many pages of a list are read at the same time. */
const MAX_PAGES_AT_A_TIME = 4;

/**
 * Reads a list page by page, each entry once. After the first page several are under way at the same
 * time, begun in their order; one after the other in a region where something was refused as one too many.
 *
 * @returns the entries as the API sends them
 * @throws ApiFailure also when the list contradicts itself; CancelledError
 */
export async function readPagedList(
	session: Session,
	action: PagedAction,
	parameters: Record<string, string>,
	{ most, fits, ...asked }: Wanted = {},
): Promise<IDataObject[]> {
	const idOf = (entry: IDataObject) => JSON.stringify(action.id.map((name) => entry[name]));
	const readPage: ReadPage<IDataObject> = async (pageNumber, size) =>
		await readListPage(session, action, parameters, { number: pageNumber, size }, asked);
	const readPages = pagesInOrder(readPage, () =>
		session.wasThrottled() ? 1 : MAX_PAGES_AT_A_TIME,
	);
	const entries =
		most === undefined || fits
			? await readAllPages(
					readPages,
					idOf,
					action.largestPage,
					fits && most ? { fits, most } : undefined,
				)
			: await readFirstEntries(readPages, idOf, action.largestPage, most);
	if ('problem' in entries) throw toFailure(action.action, entries, MAX_WALKS);
	return fits ? entries.filter(fits).slice(0, most) : entries;
}

/**
 * Reads one page of a list.
 * @throws ApiFailure also when the page contradicts itself; CancelledError
 */
export async function readListPage(
	session: Session,
	action: PagedAction,
	parameters: Record<string, string>,
	page: { number: number; size: number },
	asked: Omit<Expected, 'page'> = {},
): Promise<{ entries: IDataObject[]; totalCount: number; pageSize: number }> {
	const { entries, totalCount, pageSize } = await readListReply(
		session,
		action,
		{ ...parameters, PageNumber: String(page.number), PageSize: String(page.size) },
		{ ...asked, page },
	);
	return { entries, totalCount: totalCount ?? entries.length, pageSize };
}
