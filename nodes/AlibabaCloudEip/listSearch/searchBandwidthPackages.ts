import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listBandwidthPackages } from '../api/bandwidthPackage';
import { searchList } from './searchList';

/** The bandwidth packages of the region, by name, bandwidth or ID. */
export async function searchBandwidthPackages(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchList(
		this,
		async (session) => await listBandwidthPackages(session, {}),
		({ BandwidthPackageId, Name, Bandwidth, Status }) => ({
			id: BandwidthPackageId,
			name: Name,
			detail: `${String(Bandwidth)} Mbit/s`,
			status: Status,
		}),
		filter,
	);
}
