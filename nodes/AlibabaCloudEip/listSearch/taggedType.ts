import type { ILoadOptionsFunctions } from 'n8n-workflow';

/** What the tags of a resource of the form are on, as the API calls it. */
const TYPES: Record<string, string> = {
	addressPool: 'PUBLICIPADDRESSPOOL',
	bandwidthPackage: 'COMMONBANDWIDTHPACKAGE',
};

/** The type of the resources whose tags the form is about. The trigger, which has no resources, watches Elastic IPs. */
export function taggedType(context: ILoadOptionsFunctions): string {
	const resource = String(context.getCurrentNodeParameter('resource') ?? '');
	if (resource !== 'tag') return TYPES[resource] ?? 'EIP';
	return String(context.getCurrentNodeParameter('resourceType') ?? 'EIP');
}
