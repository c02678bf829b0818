import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listRegions } from '../api/regions';
import { having, makeList } from './listing';

/** The regions that the account can use, by name or ID. */
export async function searchRegions(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	return await makeList(this, async (session) => {
		const regions = await listRegions(session, { AcceptLanguage: 'en-US' });
		const items = regions.map(({ RegionId, LocalName }) => ({
			name: `${String(LocalName)} (${String(RegionId)})`,
			value: String(RegionId),
		}));
		const results = having(filter, items);
		return { results: results.sort((one, other) => one.name.localeCompare(other.name)) };
	});
}
