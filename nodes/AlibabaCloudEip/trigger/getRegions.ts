import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { searchRegions } from '../listSearch/searchRegions';

/** The regions that the account can use, for the region field of the trigger. */
export async function getRegions(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const { results } = await searchRegions.call(this);
	return results.map(({ name, value }) => ({ name, value }));
}
