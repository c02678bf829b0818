import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listZones } from '../api/regions';
import { searchList } from './searchList';

/**
 * The zones of the region, by name or ID. All of them, also where only those with a CloudBox fit: DescribeZones
 * tells of a zone only its ID, its name and the type `AvailabilityZone`, its own default and the only one that is
 * documented. Which zones have a CloudBox, or sell this, no action of the VPC API says.
 */
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
