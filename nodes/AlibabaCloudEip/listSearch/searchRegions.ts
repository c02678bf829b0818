import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { toNodeError } from '../errors/toNodeError';
import { listRegions } from '../resources/region/getAll';
import { loadOptionsSession } from './loadOptionsSession';

/** The regions that the account can use, by name or ID. */
export async function searchRegions(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const regions = await loadOptionsSession(this)
		.then(async (session) => await listRegions(session, { AcceptLanguage: 'en-US' }))
		.catch((failure: unknown) => toNodeError(this.getNode(), failure));
	if (regions instanceof Error) throw regions;
	const wanted = filter.trim().toLowerCase();
	const results = regions
		.map(({ RegionId, LocalName }) => ({
			name: `${String(LocalName)} (${String(RegionId)})`,
			value: String(RegionId),
		}))
		.filter(({ name }) => name.toLowerCase().includes(wanted))
		.sort((one, other) => one.name.localeCompare(other.name));
	return { results };
}
