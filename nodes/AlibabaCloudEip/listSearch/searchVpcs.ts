import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { trimPasted } from '../../../credentials/signature/trimPasted';
import { listVpcs } from '../api/vpcs';
import { makeListOfRegion, readOn, toItem } from './listing';

/** The VPCs of the region, by name, ID or address range. */
export async function searchVpcs(
	this: ILoadOptionsFunctions,
	filter = '',
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	return await makeListOfRegion(this, async (session) => {
		const search = trimPasted(filter);
		const page = await readOn(
			session,
			async (next) => await listVpcs(session, { search, next }),
			paginationToken,
		);
		return {
			results: page.entries.map(({ id, name, privateIpAddresses: [range], state }) =>
				toItem({ id, name, detail: range, status: state }),
			),
			paginationToken: page.next,
		};
	});
}
