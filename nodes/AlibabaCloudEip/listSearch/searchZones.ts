import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listZones } from '../api/regions';
import { searchList } from './searchList';

/** The zones of the region, by name or ID. */
export async function searchZones(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchList(
		this,
		async (session) => await listZones(session, { AcceptLanguage: 'en-us' }),
		({ ZoneId, LocalName }) => ({ id: ZoneId, name: LocalName }),
		filter,
	);
}
