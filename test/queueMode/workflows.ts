import type { INode, INodeParameters } from 'n8n-workflow';
import { ACTIVE_KEY, STS_KEY } from '../simulator/accounts';
import { connectInLine } from '../support/connectInLine';
import { CREDENTIAL_TYPE, EXAMPLES, credentialData, exampleWorkflows } from '../support/examples';
import { simulatorCredential } from '../support/examples';
import type { CredentialImport } from '../support/n8nCommand';
import type { StoredWorkflow } from '../support/n8nClient';
import { PACKAGE_NAME } from '../support/repository';

const SECONDS_BETWEEN_POLLS = 3;

/** The workflows that are called by webhook; the id is its path. */
export const ORDER = 'EipQueueOrder001';
export const ORDER_IN_ONE = 'EipQueueOrder002';
export const REPLACE = 'EipQueueRepl0001';
export const MANY = 'EipQueueMany0001';

/** In seconds. */
export const TIME_LIMIT = 1;

/** Everything secret that n8n is given here. */
export const SECRETS = [
	ACTIVE_KEY.accessKeySecret,
	STS_KEY.accessKeySecret,
	String(STS_KEY.securityToken),
];

function node(name: string, type: string, typeVersion: number, parameters: object): INode {
	return {
		...{ id: name, name, type, typeVersion, position: [0, 0] },
		parameters: parameters as INodeParameters,
	};
}

function eip(name: string, { id, name: credentialName }: CredentialImport, parameters: object) {
	return {
		...node(name, `${PACKAGE_NAME}.alibabaCloudEip`, 1, { resource: 'elasticIp', ...parameters }),
		credentials: { [CREDENTIAL_TYPE]: { id, name: credentialName } },
	};
}

/** A workflow that answers its webhook at once and then goes from node to node. */
function chain(id: string, steps: INode[]): StoredWorkflow {
	const webhook = node('Webhook', 'n8n-nodes-base.webhook', 2, { path: id, httpMethod: 'POST' });
	const nodes = [{ ...webhook, webhookId: id }, ...steps];
	const connections = connectInLine(nodes);
	const settings = { executionOrder: 'v1' };
	return { id, name: id, nodes, connections, settings, active: false, versionId: '' };
}

const ORDER_NUMBER = "={{ $('Webhook').item.json.body.order }}";
const INSTANCE = {
	__rl: true,
	mode: 'id',
	value: "={{ $('Webhook').item.json.body.instanceId }}",
};

/** Buys one Elastic IP for an order number and binds it; the ClientTokens come from that number. */
function order(credential: CredentialImport): StoredWorkflow {
	return chain(ORDER, [
		eip('Allocate', credential, {
			operation: 'allocate',
			name: ORDER_NUMBER,
			options: { clientToken: ORDER_NUMBER },
		}),
		eip('Associate', credential, {
			operation: 'associate',
			allocationId: { __rl: true, mode: 'id', value: '={{ $json.allocationId }}' },
			instanceId: INSTANCE,
			options: { clientToken: `${ORDER_NUMBER}-bind` },
		}),
	]);
}

/** As `order`, with the one operation that does both. */
function orderInOne(credential: CredentialImport): StoredWorkflow {
	return chain(ORDER_IN_ONE, [
		eip('Allocate and Associate', credential, {
			operation: 'allocateAndAssociate',
			instanceId: INSTANCE,
			name: ORDER_NUMBER,
			options: { clientToken: ORDER_NUMBER },
		}),
	]);
}

/** Replaces the Elastic IP that it is called with. */
function replacement(credential: CredentialImport): StoredWorkflow {
	return chain(REPLACE, [
		eip('Replace', credential, {
			operation: 'replace',
			allocationId: {
				...{ __rl: true, mode: 'id' },
				value: "={{ $('Webhook').item.json.body.allocationId }}",
			},
		}),
	]);
}

/** Buys an Elastic IP for each name, with Retry On Fail as people set it. */
function many(credential: CredentialImport): StoredWorkflow {
	return chain(MANY, [
		node('Names', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'body.names', options: {} }),
		{
			...eip('Allocate', credential, {
				operation: 'allocate',
				name: "={{ $json['body.names'] }}",
				options: { timeLimit: TIME_LIMIT },
			}),
			...{ retryOnFail: true, maxTries: 5, waitBetweenTries: 3_000 },
		},
	]);
}

/** What is loaded into the scaled n8n: both examples of the demo, and those of this test. */
export function contents(endpoint: string): {
	credentials: CredentialImport[];
	workflows: StoredWorkflow[];
} {
	const key = simulatorCredential(endpoint);
	const temporaryKey: CredentialImport = {
		...{ id: 'EipQueueSts00001', name: 'A temporary key', type: CREDENTIAL_TYPE },
		data: credentialData(endpoint, STS_KEY),
	};
	const wanted: string[] = [EXAMPLES.action.id, EXAMPLES.watch.id];
	const examples = exampleWorkflows(SECONDS_BETWEEN_POLLS).filter(({ id }) => wanted.includes(id));
	return {
		credentials: [key, temporaryKey],
		workflows: [...examples, order(key), orderInOne(key), replacement(key), many(temporaryKey)],
	};
}
