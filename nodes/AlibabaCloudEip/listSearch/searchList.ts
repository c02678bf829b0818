import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { toNodeError } from '../errors/toNodeError';
import type { Session } from '../transport/session';
import { loadOptionsSession } from './loadOptionsSession';

/** What a list in the editor shows of an entry. */
interface ListedEntry {
	id: unknown;
	name?: unknown;
	/** More about it, such as its address range. */
	detail?: unknown;
	status?: unknown;
}

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
	const region = context.getCurrentNodeParameter('regionId', { extractValue: true });
	const entries = await loadOptionsSession(context, typeof region === 'string' ? region : '')
		.then(read)
		.catch((failure: unknown) => toNodeError(context.getNode(), failure));
	if (entries instanceof Error) throw entries;
	const wanted = filter.trim().toLowerCase();
	const results = entries
		.map(describe)
		.map(({ id, name, detail, status }) => {
			const label = [name, detail, id].filter(Boolean).join(' · ');
			return { name: status ? `${label} (${String(status)})` : label, value: String(id) };
		})
		.filter(({ name }) => name.toLowerCase().includes(wanted));
	return { results };
}
