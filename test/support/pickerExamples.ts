import type { INodeProperties } from 'n8n-workflow';

/** An entry of each list out of which several are picked. */
const EXAMPLES: Record<string, string> = {
	getAddressPools: 'pippool-2vc0kxcedhquybdsz5abcd',
	getElasticIps: 'eip-25877c70gddh5abcd',
	getTaggedResources: 'eip-25877c70gddh5abcd',
	getZones: 'cn-hangzhou-a',
};

/** What can be picked in a field for several; undefined where its options stand in the form. */
export function pickerExample({ typeOptions }: INodeProperties): string | undefined {
	const method = typeOptions?.loadOptionsMethod;
	if (method === undefined) return undefined;
	if (method in EXAMPLES) return EXAMPLES[method];
	throw new Error(`Say what an entry of ${method} is`);
}
