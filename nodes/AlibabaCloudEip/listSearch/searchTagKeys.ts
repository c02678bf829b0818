import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { readNextToken, readTokenPages } from '../transport/paging';
import type { Session } from '../transport/session';
import { searchList } from './searchList';

/** The keys of the tags on resources of the chosen type. */
export async function searchTagKeys(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const resourceType = String(this.getCurrentNodeParameter('resourceType') ?? 'EIP');
	return await searchList(
		this,
		async (session) => await listTagKeys(session, resourceType),
		({ TagKey }) => ({ id: TagKey }),
		filter,
	);
}

async function listTagKeys(session: Session, resourceType: string): Promise<IDataObject[]> {
	return await readTokenPages<IDataObject>(
		async (nextToken, maxResults) => {
			const reply = await session.call('DescribeTagKeys', {
				ResourceType: resourceType,
				// Singular in this action.
				MaxResult: String(maxResults),
				...(nextToken !== undefined && { NextToken: nextToken }),
			});
			const outer = reply.TagKeys as IDataObject | undefined;
			return {
				entries: Array.isArray(outer?.TagKey) ? (outer.TagKey as IDataObject[]) : [],
				nextToken: readNextToken(reply),
			};
		},
		({ TagKey }) => String(TagKey),
		{ smallest: 1, largest: 50 },
	);
}
