import type { IDataObject } from 'n8n-workflow';
import { askAgain, checkListReply, type ListShape } from './listReply';
import { readNextToken, readTokenPages } from './paging';
import type { Session } from './session';

/** A list action with `NextToken`. */
export interface TokenAction extends ListShape {
	/** What the action allows as the number of entries of a page. */
	sizes: { smallest: number; largest: number };
	/** What the action calls that number. */
	sizeName?: string;
}

/**
 * Reads a list with `NextToken`, each entry once.
 *
 * @param most so many at most, or undefined for all
 * @param ids what is asked for by ID, where it is: other entries are refused
 * @returns the entries as the API sends them
 * @throws ApiFailure also when the list contradicts itself; CancelledError
 */
export async function readTokenList(
	session: Session,
	action: TokenAction,
	parameters: Record<string, string>,
	most?: number,
	ids?: readonly string[],
): Promise<IDataObject[]> {
	const { action: name, id, sizes, sizeName = 'MaxResults' } = action;
	const readPage = async (token: string | undefined, size: number) =>
		await askAgain(session, name, async () => {
			const reply = await session.call(name, {
				...parameters,
				[sizeName]: String(size),
				...(token !== undefined && { NextToken: token }),
			});
			const read = checkListReply(reply, action, { ids });
			if ('problem' in read) return read;
			const {
				entries,
				totalCount,
				reply: { RequestId: requestId },
			} = read;
			const nextToken = readNextToken(reply);
			const wrong = (problem: string) => ({
				problem,
				requestId: typeof requestId === 'string' ? requestId : undefined,
			});
			if (nextToken === null) return wrong("its 'NextToken' is not text");
			const isWhole = token === undefined && nextToken === undefined;
			if (isWhole && totalCount !== undefined && totalCount !== entries.length) {
				return wrong(`it counts ${totalCount} but lists ${entries.length}`);
			}
			return { entries, nextToken, totalCount };
		});
	const idOf = (entry: IDataObject) => JSON.stringify(id.map((member) => entry[member]));
	return await askAgain(
		session,
		name,
		async () => await readTokenPages(readPage, idOf, sizes, most),
	);
}
