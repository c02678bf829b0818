import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listCidrBlocks } from '../api/addressPool';
import { readNeighbour } from './listing';
import { searchList } from './searchList';

/** The CIDR blocks of the chosen IP address pool; none while no pool is chosen, or an expression gives it. */
export async function searchCidrBlocks(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const pool = readNeighbour(this, 'publicIpAddressPoolId');
	if (pool === undefined) return { results: [] };
	return await searchList(
		this,
		async (session) => await listCidrBlocks(session, { PublicIpAddressPoolId: pool }),
		({ CidrBlock, Status }) => ({ id: CidrBlock, status: Status }),
		filter,
	);
}
