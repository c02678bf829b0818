import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import type { Session } from '../api/client/session';
import { type ListedEntry, having, makeListOfRegion, makeListOfRegions, toItem } from './listing';

/**
 * The entries of the region that the node works in, for a list in the editor. Accounts have few of
 * what is listed so; Elastic IPs, of which there are many, have their own search.
 *
 * @param read all entries of the region
 * @param filter searched for in all that is shown
 */
export async function searchList(
	context: ILoadOptionsFunctions,
	read: (session: Session) => Promise<IDataObject[]>,
	describe: (entry: IDataObject) => ListedEntry,
	filter = '',
): Promise<INodeListSearchResult> {
	return await makeListOfRegion(context, listWith(read, describe, filter));
}

/** The same for all regions that the node works in, of which the trigger can have several. */
export async function searchRegionLists(
	context: ILoadOptionsFunctions,
	read: (session: Session) => Promise<IDataObject[]>,
	describe: (entry: IDataObject) => ListedEntry,
	filter = '',
): Promise<INodeListSearchResult> {
	return await makeListOfRegions(context, listWith(read, describe, filter));
}

function listWith(
	read: (session: Session) => Promise<IDataObject[]>,
	describe: (entry: IDataObject) => ListedEntry,
	filter: string,
): (session: Session) => Promise<INodeListSearchResult> {
	return async (session) => {
		const entries = await read(session);
		return { results: having(filter, entries.map(describe).map(toItem)) };
	};
}
