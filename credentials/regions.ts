import type { INodePropertyOptions } from 'n8n-workflow';
import { knownRegions } from './signature/knownRegions';

/** For the credential, which cannot ask the API before it is complete. */
export const regionOptions: INodePropertyOptions[] = knownRegions.map(([value, name]) => ({
	name,
	value,
	description: value,
}));
