import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { type TokenAction, readTokenList } from '../api/client/tokenList';
import { readNeighbour } from './listing';
import { searchList } from './searchList';
import { taggedType } from './taggedType';

const tags: TokenAction = {
	action: 'DescribeTags',
	path: ['TagResources', 'TagResource'],
	id: ['TagKey', 'TagValue'],
	// A value may be empty.
	readId: ({ TagKey, TagValue }) => (TagKey ? JSON.stringify([TagKey, TagValue ?? '']) : undefined),
	sizes: { smallest: 1, largest: 50 },
	// Singular in this action.
	sizeName: 'MaxResult',
};

/**
 * The values of the tags on resources of the type that the form is about: those of the key in the same
 * row. While the row has no key yet, or an expression gives it, those of all keys, each with its key.
 */
export async function searchTagValues(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const resourceType = taggedType(this);
	const wanted = readNeighbour(this, '&key');
	return await searchList(
		this,
		async (session) => {
			const all = await readTokenList(session, tags, { ResourceType: resourceType });
			return all.filter(
				({ TagKey, TagValue }) => Boolean(TagValue) && [undefined, TagKey].includes(wanted),
			);
		},
		({ TagKey, TagValue }) => ({ id: TagValue, name: wanted === undefined ? TagKey : undefined }),
		filter,
	);
}
