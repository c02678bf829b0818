import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AssignmentCollectionValue, INodeParameters } from 'n8n-workflow';
import { ACTIVE_KEY } from '../simulator/accounts';
import type { CredentialImport } from './n8nCommand';
import type { StoredWorkflow } from './n8nClient';
import { REPOSITORY, readJson } from './repository';

/** The credential type of the package. */
export const CREDENTIAL_TYPE = 'alibabaCloudAccessKeyApi';

/** Ids in `examples/*.json`. */
export const EXAMPLES = {
	action: {
		id: 'EipExample000001',
		trigger: 'When clicking ‘Execute workflow’',
		nodes: ['Allocate', 'Associate', 'Get', 'Disassociate', 'Release'],
	},
	watch: {
		id: 'EipExample000002',
		trigger: 'Alibaba Cloud EIP Trigger',
		lastNode: 'What happened',
	},
	dns: {
		id: 'EipExample000014',
		trigger: 'When Clicking Execute Workflow',
		lastNode: 'Put Message Here',
	},
} as const;

/** The credential that the examples refer to, for a simulator at this address. */
export function simulatorCredential(endpoint: string): CredentialImport {
	return {
		id: 'EipDemoKey000001',
		name: 'Alibaba Cloud (simulator)',
		type: CREDENTIAL_TYPE,
		data: credentialData(endpoint, ACTIVE_KEY),
	};
}

/** The fields of a credential that points at a simulator. */
export function credentialData(
	endpoint: string,
	key: { accessKeyId: string; accessKeySecret: string; securityToken?: string },
): Record<string, string> {
	return {
		accessKeyId: key.accessKeyId,
		accessKeySecret: key.accessKeySecret,
		securityToken: key.securityToken ?? '',
		regionId: 'cn-hangzhou',
		signatureMethod: 'ACS3-HMAC-SHA256',
		endpointType: 'custom',
		endpoint,
	};
}

/**
 * A poll every so many seconds, which n8n's own choices do not offer: it refuses intervals below a
 * minute, but not several times within one, each with its own second.
 */
export function pollEvery(seconds: number): {
	item: Array<{ mode: string; cronExpression: string }>;
} {
	const item = [];
	for (let second = 0; second < 60; second += seconds) {
		item.push({ mode: 'custom', cronExpression: `${second} * * * * *` });
	}
	return { item };
}

/** A look at all regions takes some thirty calls; on a slow machine they must not overtake each other. */
const SECONDS_FOR_ALL_REGIONS = 30;

/** The setting of an example that says where Alibaba Cloud DNS is. */
const DNS_ENDPOINT = 'dnsEndpoint';

/**
 * The workflows of `examples/`, in order, with triggers that look every so many seconds.
 *
 * @param simulatorUrl what is to play Alibaba Cloud DNS for them; default: the setting stays as it is shipped
 */
export function exampleWorkflows(
	secondsBetweenPolls: number,
	simulatorUrl?: string,
): StoredWorkflow[] {
	const folder = join(REPOSITORY, 'examples');
	const workflows = readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.sort()
		.map((name) => readJson<StoredWorkflow>(join(folder, name)));
	for (const { parameters } of workflows.flatMap(({ nodes }) => nodes)) {
		if (simulatorUrl !== undefined) fillIn(parameters, DNS_ENDPOINT, simulatorUrl);
		if (!parameters.pollTimes) continue;
		const isEverywhere = parameters.regionScope === 'all';
		parameters.pollTimes = pollEvery(isEverywhere ? SECONDS_FOR_ALL_REGIONS : secondsBetweenPolls);
	}
	return workflows;
}

/** Writes a value into a node "Edit Fields" that has such a field. */
function fillIn(parameters: INodeParameters, field: string, value: string): void {
	const { assignments } = parameters as { assignments?: AssignmentCollectionValue };
	const row = assignments?.assignments.find(({ name }) => name === field);
	if (row) row.value = value;
}
