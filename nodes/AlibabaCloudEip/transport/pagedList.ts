import type { IDataObject } from 'n8n-workflow';
import { readAllPages, readFirstEntries, readTotalCount } from './paging';
import type { Session } from './session';

/** How a list action with page numbers answers: `Outer.Inner[]`, each entry with an ID. */
export interface PagedAction {
	action: string;
	outer: string;
	inner: string;
	id: string;
	largestPage: number;
}

/**
 * Reads a list page by page, each entry once.
 *
 * @param most so many at most, or undefined for all
 * @returns the entries as the API sends them
 */
export async function readPagedList(
	session: Session,
	{ action, outer, inner, id, largestPage }: PagedAction,
	parameters: Record<string, string>,
	most?: number,
): Promise<IDataObject[]> {
	const idOf = (entry: IDataObject) => String(entry[id]);
	const readPage = async (pageNumber: number, pageSize: number) => {
		const reply = await session.call(action, {
			...parameters,
			PageNumber: String(pageNumber),
			PageSize: String(pageSize),
		});
		const list: unknown = (reply[outer] as IDataObject | undefined)?.[inner];
		const entries = Array.isArray(list) ? (list as IDataObject[]) : [];
		return { entries, totalCount: readTotalCount(reply, entries.length) };
	};
	return most === undefined
		? await readAllPages(readPage, idOf, largestPage)
		: await readFirstEntries(readPage, idOf, largestPage, most);
}
