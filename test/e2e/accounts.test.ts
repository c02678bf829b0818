/** One AccessKey that acts in the accounts of three roles, in a real n8n. */
import type { IDataObject, INode } from 'n8n-workflow';
import { type Simulator, arnOf, startSimulator } from '../simulator';
import {
	ACTIVE_KEY,
	EXTERNAL_ID,
	MAIN_ACCOUNT_ID,
	MEMBER_ACCOUNT_IDS,
} from '../simulator/accounts';
import { connectInLine } from '../support/connectInLine';
import { CREDENTIAL_TYPE, credentialData, pollEvery } from '../support/examples';
import { filesWith } from '../support/filesWith';
import { type N8nClient, failureOf, outputOf } from '../support/n8nClient';
import { PACKAGE_NAME } from '../support/repository';
import { waitFor } from '../support/waitFor';
import { signedIn, traces } from './environment';
import { START, operationNode } from './operationNodes';

jest.setTimeout(180_000);

const ACCOUNTS = [MAIN_ACCOUNT_ID, ...MEMBER_ACCOUNT_IDS];
const ROLES = ACCOUNTS.map((accountId) => arnOf({ accountId, name: 'eip-operator' }));
const REGIONS = ['cn-hangzhou', 'us-east-1'];

let simulator: Simulator;
let n8n: N8nClient;
let credential: { id: string; name: string };

beforeAll(async () => {
	simulator = await startSimulator({ durations: { associating: 3_000 } });
	simulator.addRole({
		...{ accountId: MAIN_ACCOUNT_ID, name: 'eip-operator', trusts: [MAIN_ACCOUNT_ID] },
	});
	n8n = await signedIn();
	credential = await n8n.createCredential({
		name: 'Of several accounts',
		type: CREDENTIAL_TYPE,
		data: {
			...credentialData(simulator.url, ACTIVE_KEY),
			...{ assumeRole: true, roleArn: ROLES[1], roleExternalId: EXTERNAL_ID },
		},
	});
});

afterAll(async () => await simulator?.close());

/** A node that puts out an item for each role. */
const roles: INode = {
	...{ id: 'roles', name: 'Roles', type: 'n8n-nodes-base.set', typeVersion: 3.4 },
	position: [200, 0],
	parameters: {
		mode: 'raw',
		jsonOutput: JSON.stringify({ roles: ROLES }),
		options: {},
	},
};
const split: INode = {
	...{ id: 'split', name: 'Split Out', type: 'n8n-nodes-base.splitOut', typeVersion: 1 },
	position: [400, 0],
	parameters: { fieldToSplitOut: 'roles', options: {} },
};

async function workflowOf(name: string, nodes: INode[]): Promise<string> {
	return (await n8n.createWorkflow({ name, nodes, connections: connectInLine(nodes) })).id;
}

/** One Elastic IP in each region of each account. @returns their IDs by account */
function addEverywhere(): Map<string, string[]> {
	return new Map(
		ACCOUNTS.map((accountId) => [
			accountId,
			REGIONS.map((region) => simulator.addEips(1, { accountId, region })[0].allocationId),
		]),
	);
}

test('one node lists three accounts, all regions of each', async () => {
	const ids = addEverywhere();
	const list = operationNode(
		'List',
		'elasticIp/getAll',
		{ returnAll: true, regionScope: 'all', options: { roleArn: '={{ $json.roles }}' } },
		credential,
	);
	const id = await workflowOf('Three accounts', [START, roles, split, list]);
	const execution = await n8n.runWorkflow(id, START.name);
	expect(failureOf(execution)).toBeUndefined();
	const listed = outputOf(execution, 'List').map(({ allocationId }) => allocationId);
	expect(listed).toEqual(ACCOUNTS.flatMap((accountId) => ids.get(accountId)));
	// As many keys as roles, for three times as many requests as there are regions.
	expect(simulator.temporaryKeys).toHaveLength(3);
});

test('one trigger tells of two accounts, and which is which', async () => {
	const trigger: INode = {
		...{ id: 'trigger', name: 'Trigger', position: [0, 0], typeVersion: 1 },
		type: `${PACKAGE_NAME}.alibabaCloudEipTrigger`,
		credentials: { [CREDENTIAL_TYPE]: credential },
		parameters: { events: ['appeared'], roleArns: ROLES.slice(1), pollTimes: pollEvery(3) },
	};
	const end: INode = {
		...{ id: 'end', name: 'End', type: 'n8n-nodes-base.noOp', typeVersion: 1 },
		...{ position: [200, 0], parameters: {} },
	};
	const id = await workflowOf('Two accounts', [trigger, end]);
	expect(await n8n.activateWorkflow(id)).toMatchObject({ status: 'published' });
	try {
		const ids = addEverywhere();
		const told = async () => {
			const finished = (await n8n.executions(id)).filter(({ status }) => status === 'success');
			const all = await Promise.all(finished.map((one) => n8n.execution(one.id)));
			return all.flatMap((execution) => outputOf(execution, trigger.name));
		};
		const wanted = MEMBER_ACCOUNT_IDS.map((accountId) => [accountId, ids.get(accountId)?.[0]]);
		await waitFor(async () => (await told()).length >= wanted.length, {
			what: 'An event of each account',
			timeout: 60_000,
		});
		const events = (await told()).map(({ accountId, elasticIp }) => [
			accountId,
			(elasticIp as IDataObject).allocationId,
		]);
		expect(events.sort()).toEqual(wanted.sort());
	} finally {
		await n8n.deactivateWorkflow(id);
	}
});

test('a running node does not notice that its keys end in the middle of a wait', async () => {
	const [accountId] = MEMBER_ACCOUNT_IDS;
	const instance = { accountId, type: 'EcsInstance', id: 'i-role0000000000001' } as const;
	simulator.addInstance(instance);
	const [{ allocationId }] = simulator.addEips(1, { accountId });
	const bind = operationNode(
		'Bind',
		'elasticIp/associate',
		{
			allocationId: { __rl: true, mode: 'id', value: allocationId },
			instanceId: { __rl: true, mode: 'id', value: instance.id },
		},
		credential,
	);
	const id = await workflowOf('Keys that end', [START, bind]);
	const execution = await n8n.startWorkflow(id, START.name);
	const isSent = () => simulator.requests.some(({ action }) => action === 'AssociateEipAddress');
	await waitFor(isSent, { what: 'The binding', timeout: 60_000 });
	const given = simulator.temporaryKeys.length;
	simulator.expireTemporaryKeys();
	const finished = await n8n.finishedExecution(execution);
	expect(failureOf(finished)).toBeUndefined();
	expect(outputOf(finished, 'Bind')[0]).toMatchObject({ allocationId, status: 'InUse' });
	expect(simulator.temporaryKeys).toHaveLength(given + 1);
});

test('nothing of the temporary keys is left behind', () => {
	const secrets = simulator.temporaryKeys.flatMap(({ accessKeySecret, securityToken = '' }) => [
		accessKeySecret,
		securityToken,
	]);
	expect(secrets.length).toBeGreaterThanOrEqual(8);
	for (const secret of [...secrets, ACTIVE_KEY.accessKeySecret, EXTERNAL_ID]) {
		expect(secret).not.toBe('');
		expect(filesWith(traces(), secret)).toEqual([]);
	}
});
