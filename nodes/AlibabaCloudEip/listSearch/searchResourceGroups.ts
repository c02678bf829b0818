import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { trimPasted } from '../../../credentials/signature/trimPasted';
import { listResourceGroups } from '../api/resourceGroups';
import { makeList, readOn, toItem } from './listing';

/** The resource groups of the account, by name or ID, whatever the region. */
export async function searchResourceGroups(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await makeList(this, async (session) => {
		const search = trimPasted(filter);
		const page = await readOn(
			session,
			async (next) => await listResourceGroups(session, { search, next }),
			paginationToken,
		);
		return {
			results: page.entries.map(({ id, name, state }) =>
				toItem({ id, name, status: state === 'OK' ? '' : state }),
			),
			paginationToken: page.next,
		};
	});
}
