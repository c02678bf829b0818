import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listAddressPools } from '../transport/addressPool';
import { searchList } from './searchList';

/** The IP address pools of the region, by name or ID. */
export async function searchAddressPools(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchList(
		this,
		async (session) => await listAddressPools(session, {}),
		({ PublicIpAddressPoolId, Name, Status }) => ({
			id: PublicIpAddressPoolId,
			name: Name,
			status: Status,
		}),
		filter,
	);
}
