import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { CREDENTIAL_TYPE, type Subject } from '../../engine/harness';
import { n8nNodesBase } from './n8nNodesBase';
import { shippedCredential } from './shipped';

/** How the table names it. */
export const HTTP_REQUEST = 'HTTP Request node';

/** n8n's HTTP Request node, signing with our credential ("Predefined Credential Type"). */
export async function httpRequestNode(packageFolder: string): Promise<Subject> {
	const file = join(await n8nNodesBase(), 'dist', 'nodes', 'HttpRequest', 'HttpRequest.node.js');
	const { HttpRequest } = createRequire(__filename)(file) as { HttpRequest: new () => INodeType };
	return {
		name: 'n8n-nodes-base.httpRequest',
		version: 4.5,
		node: new HttpRequest(),
		credential: shippedCredential(packageFolder),
	};
}

/** The node's parameters for a call of an API action. */
export function httpRequestParameters(
	url: string,
	action: string,
	parameters: Record<string, string>,
	options: INodeParameters = {},
): INodeParameters {
	const query = { Action: action, Version: '2016-04-28', RegionId: 'cn-hangzhou', ...parameters };
	return {
		method: 'POST',
		url: `${url}/`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: CREDENTIAL_TYPE,
		sendQuery: true,
		specifyQuery: 'keypair',
		queryParameters: {
			parameters: Object.entries(query).map(([name, value]) => ({ name, value })),
		},
		options,
	};
}

/** Its own paging: the page number counts up until a page comes back empty or the last one is read. */
export function httpRequestPaging(pageSize: number): INodeParameters {
	return {
		pagination: {
			pagination: {
				paginationMode: 'updateAParameterInEachRequest',
				parameters: {
					parameters: [{ type: 'qs', name: 'PageNumber', value: '={{ $pageCount + 1 }}' }],
				},
				paginationCompleteWhen: 'other',
				completeExpression: `={{ $response.body.PageNumber * ${pageSize} >= $response.body.TotalCount }}`,
				limitPagesFetched: false,
				requestInterval: 0,
			},
		},
	};
}

/** The Elastic IPs in the node's output items: it hands out whole replies. */
export function elasticIpsOf(replies: IDataObject[]): IDataObject[] {
	return replies.flatMap(
		({ EipAddresses: outer }) => (outer as { EipAddress: IDataObject[] }).EipAddress,
	);
}
