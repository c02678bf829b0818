import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listAddressPools } from '../api/addressPool';
import type { ListedEntry } from './listing';
import { searchList } from './searchList';

/** The IP address pools of the region, by name or ID. */
export async function searchAddressPools(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchList(
		this,
		async (session) => await listAddressPools(session, {}),
		describeAddressPool,
		filter,
	);
}

/** What a list shows of a pool. */
export function describeAddressPool({
	PublicIpAddressPoolId,
	Name,
	Status,
}: IDataObject): ListedEntry {
	return { id: PublicIpAddressPoolId, name: Name, status: Status };
}
