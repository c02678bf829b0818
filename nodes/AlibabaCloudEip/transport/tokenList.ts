import type { IDataObject } from 'n8n-workflow';
import { readNextToken, readTokenPages } from './paging';
import type { Session } from './session';

/** How a list action with `NextToken` is called and where its reply has the entries. */
export interface TokenAction {
	action: string;
	readEntries(reply: IDataObject): unknown;
	idOf(entry: IDataObject): string;
	/** What the action allows as `MaxResults`. */
	sizes: { smallest: number; largest: number };
}

/**
 * Reads a list with `NextToken`, each entry once.
 *
 * @param most so many at most, or undefined for all
 * @returns the entries as the API sends them
 */
export async function readTokenList(
	session: Session,
	{ action, readEntries, idOf, sizes }: TokenAction,
	parameters: Record<string, string>,
	most?: number,
): Promise<IDataObject[]> {
	return await readTokenPages(
		async (nextToken, maxResults) => {
			const reply = await session.call(action, {
				...parameters,
				MaxResults: String(maxResults),
				...(nextToken !== undefined && { NextToken: nextToken }),
			});
			const list = readEntries(reply);
			return {
				entries: Array.isArray(list) ? (list as IDataObject[]) : [],
				nextToken: readNextToken(reply),
			};
		},
		idOf,
		sizes,
		most,
	);
}
