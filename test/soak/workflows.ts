import type { IConnections, INode, INodeParameters } from 'n8n-workflow';
import type { CredentialImport } from '../support/n8nCommand';
import type { StoredWorkflow } from '../support/n8nClient';
import { connectInLine } from '../support/connectInLine';
import { CREDENTIAL_TYPE, pollEvery } from '../support/examples';
import { PACKAGE_NAME } from '../support/repository';

/** What runs during the soak. Names of Elastic IPs say which execution and item asked for them. */

export const SECONDS_BETWEEN_POLLS = 3;
export const REGION = 'cn-hangzhou';

/** A workflow that is run again and again. */
export interface Loop {
	workflow: StoredWorkflow;
	/** How many Elastic IPs each run asks for. */
	elasticIps: number;
	/** The node whose output tells of each Elastic IP at the end. */
	lastNode: string;
	/** Whether each Elastic IP is bound on the way. */
	binds: boolean;
}

export const TRIGGER = 'Trigger';
export const START = 'Start';
export const WATCH_ID = 'EipSoakWatch0001';

/** What they bind to: each in its own workflow, because an instance takes one Elastic IP. */
export const INSTANCES = {
	life: ['i-soak-life-0', 'i-soak-life-1', 'i-soak-life-2'],
	move: ['i-soak-move-0', 'i-soak-move-1'],
	nat: 'ngw-soak',
};

let nodes = 0;

function node(name: string, type: string, typeVersion: number, parameters: object): INode {
	nodes++;
	return {
		id: `soak-node-${nodes}`,
		name,
		type,
		typeVersion,
		position: [nodes * 200, 0],
		parameters: parameters as INodeParameters,
	};
}

const locator = (value: string) => ({ __rl: true, mode: 'id', value });
const thisOne = locator('={{ $json.allocationId }}');

/** A node of the package, with n8n's Retry On Fail as people set it. */
function eip(
	name: string,
	{ id, name: credentialName }: CredentialImport,
	operation: string,
	parameters: object,
	maxTries: number,
): INode {
	return {
		...node(name, `${PACKAGE_NAME}.alibabaCloudEip`, 1, {
			resource: 'elasticIp',
			operation,
			regionId: locator(REGION),
			options: { timeLimit: 60 },
			...parameters,
		}),
		credentials: { [CREDENTIAL_TYPE]: { id, name: credentialName } },
		retryOnFail: true,
		maxTries,
		waitBetweenTries: 500,
	};
}

/** Starts with so many items, each with its number. */
function startWith(count: number): INode[] {
	const items = Array.from({ length: count }, (_, index) => ({ index }));
	return [
		node(START, 'n8n-nodes-base.manualTrigger', 1, {}),
		node('Plan', 'n8n-nodes-base.set', 3.4, {
			mode: 'raw',
			jsonOutput: JSON.stringify({ items }),
			options: {},
		}),
		node('Split', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'items', options: {} }),
	];
}

const ownName = "={{ 'soak-' + $execution.id + '-' + $json.index }}";

function workflow(
	id: string,
	list: INode[],
	connections: IConnections = connectInLine(list),
): StoredWorkflow {
	return {
		id,
		name: id,
		nodes: list,
		connections,
		settings: { executionOrder: 'v1' },
		active: false,
		versionId: '',
	};
}

/** Three at a time: buy, bind each to its server, read, unbind, release only what has the address. */
function life(credential: CredentialImport): Loop {
	const list = [
		...startWith(3),
		eip('Allocate', credential, 'allocate', { name: ownName }, 5),
		eip(
			'Associate',
			credential,
			'associate',
			{
				allocationId: thisOne,
				instanceId: locator("={{ 'i-soak-life-' + $('Split').item.json.index }}"),
			},
			3,
		),
		eip('Get', credential, 'get', { allocationId: thisOne }, 2),
		eip('Disassociate', credential, 'unassociate', { allocationId: thisOne }, 3),
		eip(
			'Release',
			credential,
			'release',
			{
				allocationId: thisOne,
				options: {
					timeLimit: 60,
					onlyIfIpAddress: "={{ $('Allocate').item.json.ipAddress }}",
				},
			},
			3,
		),
	];
	return {
		workflow: workflow('EipSoakLife00001', list),
		elasticIps: 3,
		lastNode: 'Release',
		binds: true,
	};
}

/** Four at once to a NAT gateway. */
function batch(credential: CredentialImport): Loop {
	const list = [
		...startWith(4),
		eip('Allocate', credential, 'allocate', { name: ownName }, 3),
		{
			...eip(
				'Associate Batch',
				credential,
				'associateBatch',
				{
					allocationIds: "={{ $('Allocate').all().map((item) => item.json.allocationId).join() }}",
					instanceId: locator(INSTANCES.nat),
				},
				3,
			),
			executeOnce: true,
		},
		eip('Disassociate', credential, 'unassociate', { allocationId: thisOne }, 3),
		eip('Release', credential, 'release', { allocationId: thisOne }, 4),
	];
	return {
		workflow: workflow('EipSoakBatch0001', list),
		elasticIps: 4,
		lastNode: 'Release',
		binds: true,
	};
}

/** One after the other: several runs of the same nodes in one execution. */
function oneByOne(credential: CredentialImport): Loop {
	const each = [
		node('Loop', 'n8n-nodes-base.splitInBatches', 3, { batchSize: 1, options: {} }),
		eip('Allocate', credential, 'allocate', { name: ownName }, 3),
		eip(
			'Update',
			credential,
			'update',
			{ allocationId: thisOne, updateFields: { bandwidth: 10 } },
			2,
		),
		eip(
			'Release',
			credential,
			'release',
			{ allocationId: locator("={{ $('Allocate').item.json.allocationId }}") },
			3,
		),
	];
	const start = startWith(3);
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	return {
		workflow: workflow('EipSoakLoop00001', [...start, ...each], {
			...connectInLine([...start, each[0]]),
			Loop: { main: [[], to('Allocate')] },
			...connectInLine(each.slice(1)),
			Release: { main: [to('Loop')] },
		}),
		elasticIps: 3,
		lastNode: 'Release',
		binds: false,
	};
}

/** Buys and binds in one, moves, unbinds, releases. */
function move(credential: CredentialImport): Loop {
	const [from, to] = INSTANCES.move;
	const list = [
		...startWith(1),
		eip(
			'Allocate and Associate',
			credential,
			'allocateAndAssociate',
			{
				instanceId: locator(from),
				onFailure: 'keep',
				name: ownName,
			},
			4,
		),
		eip('Move', credential, 'move', { allocationId: thisOne, instanceId: locator(to) }, 3),
		eip('Disassociate', credential, 'unassociate', { allocationId: thisOne }, 3),
		eip('Release', credential, 'release', { allocationId: thisOne }, 3),
	];
	return {
		workflow: workflow('EipSoakMove00001', list),
		elasticIps: 1,
		lastNode: 'Release',
		binds: true,
	};
}

/** The workflows that are run in a loop. */
export function loops(key: CredentialImport, temporaryKey: CredentialImport): Loop[] {
	return [life(key), batch(temporaryKey), oneByOne(key), move(temporaryKey)];
}

/** The trigger, with a look at all Elastic IPs behind it, as an active workflow. */
export function watch(credential: CredentialImport): StoredWorkflow {
	const list = [
		{
			...node(TRIGGER, `${PACKAGE_NAME}.alibabaCloudEipTrigger`, 1, {
				pollTimes: pollEvery(SECONDS_BETWEEN_POLLS),
				events: ['appeared', 'bound', 'moved', 'released', 'statusChanged', 'unbound'],
				regionScope: 'chosen',
				regionIds: [REGION],
			}),
			credentials: { [CREDENTIAL_TYPE]: { id: credential.id, name: credential.name } },
		},
		{
			...eip('Look', credential, 'getAll', { returnAll: true }, 3),
			executeOnce: true,
			onError: 'continueRegularOutput' as const,
		},
	];
	return workflow(WATCH_ID, list);
}
