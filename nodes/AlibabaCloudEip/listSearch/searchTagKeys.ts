import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { type TokenAction, readTokenList } from '../api/client/tokenList';
import { searchList } from './searchList';
import { taggedType } from './taggedType';

const tagKeys: TokenAction = {
	action: 'DescribeTagKeys',
	path: ['TagKeys', 'TagKey'],
	id: ['TagKey'],
	sizes: { smallest: 1, largest: 50 },
	// Singular in this action.
	sizeName: 'MaxResult',
};

/** The keys of the tags on resources of the type that the form is about. */
export async function searchTagKeys(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const resourceType = taggedType(this);
	return await searchList(
		this,
		async (session) => await readTokenList(session, tagKeys, { ResourceType: resourceType }),
		({ TagKey }) => ({ id: TagKey }),
		filter,
	);
}
