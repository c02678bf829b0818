import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { Session } from '../api/client/session';
import { type ListedEntry, having, makeListOfRegions, toItem } from './listing';

/**
 * The entries of the regions that the node works in, for a list in the editor. Accounts have few of
 * what is listed so; Elastic IPs, of which there are many, have their own search.
 *
 * @param read all entries of a region
 * @param filter searched for in all that is shown
 */
export async function searchList(
	context: ILoadOptionsFunctions,
	read: (session: Session) => Promise<IDataObject[]>,
	describe: (entry: IDataObject) => ListedEntry,
	filter = '',
): Promise<INodeListSearchResult> {
	return await makeListOfRegions(context, async (session) => {
		const entries = await read(session);
		return { results: having(filter, entries.map(describe).map(toItem)) };
	});
}
