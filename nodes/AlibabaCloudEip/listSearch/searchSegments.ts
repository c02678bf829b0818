import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { listSegments } from '../api/segment';
import { searchList } from './searchList';

/** The contiguous groups of the region, by name, address range or ID. */
export async function searchSegments(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await searchList(
		this,
		async (session) => await listSegments(session, {}),
		({ InstanceId, Name, Segment, Status }) => ({
			id: InstanceId,
			name: Name,
			detail: Segment,
			status: Status,
		}),
		filter,
	);
}
