/** One AccessKey in the accounts of several roles, in a real n8n. */
import type { Browser, Page } from 'playwright-core';
import type { INode, INodeParameters } from 'n8n-workflow';
import type { TriggerEvent } from '../../nodes/AlibabaCloudEip/trigger/events/TriggerEvent';
import {
	ACTIVE_KEY,
	EXTERNAL_ID,
	MAIN_ACCOUNT_ID,
	MEMBER_ACCOUNT_IDS,
	arnOf,
} from '../simulator/accounts';
import { connectInLine } from '../support/connectInLine';
import { CREDENTIAL_TYPE, credentialData, pollEvery } from '../support/examples';
import { type N8nClient, failureOf, outputOf } from '../support/n8nClient';
import { PACKAGE_NAME } from '../support/repository';
import { waitFor } from '../support/waitFor';
import { signedIn, simulator as connect } from './environment';
import { START, operationNode } from './operationNodes';
import { Editor } from './pages/Editor';
import { NodeForm } from './pages/NodeForm';
import { openBrowser, picture, scenario, screenshot } from './pages/browser';

jest.setTimeout(120_000);

const simulator = connect();
const [FIRST, SECOND] = MEMBER_ACCOUNT_IDS;
const ACCOUNTS = [MAIN_ACCOUNT_ID, FIRST, SECOND];
/** Roles of these tests alone: n8n keeps the temporary keys of a role for whoever uses it next. */
const ROLES = [FIRST, SECOND].map((accountId) => ({
	...{ accountId, name: 'accounts-test', trusts: [MAIN_ACCOUNT_ID] },
}));
const ARNS = ROLES.map(arnOf);
const IN_ITEM = { options: { roleArn: '={{ $json.role }}' } };

let n8n: N8nClient;
let credential: { id: string; name: string };
const added: string[] = [];

/** Buys an Elastic IP in an account, as if elsewhere. */
async function add(accountId: string, region = 'cn-hangzhou'): Promise<string> {
	const [{ allocationId }] = await simulator.addEips(1, { accountId, region });
	added.push(allocationId);
	return allocationId;
}

const makeCredential = async (name: string, changes: Record<string, unknown> = {}) =>
	await n8n.createCredential({
		...{ name, type: CREDENTIAL_TYPE },
		data: { ...credentialData(simulator.url, ACTIVE_KEY), ...changes },
	});

beforeAll(async () => {
	n8n = await signedIn();
	for (const role of ROLES) await simulator.addRole(role);
	credential = await makeCredential('Of the hub');
});

afterAll(async () => {
	for (const allocationId of added) await simulator.remove(allocationId);
});

/** A workflow of these nodes in a row. */
async function makeWorkflow(name: string, nodes: INode[]): Promise<string> {
	return (await n8n.createWorkflow({ name, nodes, connections: connectInLine(nodes) })).id;
}

/** Nodes that put out an item for each role; `own` is the account of the key. */
function itemsWith(roles: string[]): INode[] {
	const jsonOutput = JSON.stringify({ items: roles.map((role) => ({ role })) });
	const node = (name: string, type: string, typeVersion: number, parameters: INodeParameters) => ({
		...{ id: name, name, type: `n8n-nodes-base.${type}`, typeVersion, parameters },
		position: [0, 0] as [number, number],
	});
	return [
		START,
		node('Plan', 'set', 3.4, { mode: 'raw', jsonOutput, options: {} }),
		node('Split', 'splitOut', 1, { fieldToSplitOut: 'items', options: {} }),
	];
}

test('one node lists all regions of three accounts', async () => {
	for (const accountId of ACCOUNTS) {
		for (const region of ['cn-hangzhou', 'eu-central-1', 'us-east-1']) {
			await add(accountId, region);
		}
	}
	const list = operationNode(
		'List',
		'elasticIp/getAll',
		{ returnAll: true, regionScope: 'all', ...IN_ITEM },
		credential,
	);
	const id = await makeWorkflow('Accounts', [...itemsWith(['own', ...ARNS]), list]);
	const execution = await n8n.runWorkflow(id, START.name);
	expect([execution.status, failureOf(execution)]).toEqual(['success', undefined]);

	const items = execution.data.resultData.runData.List[0].data?.main[0] ?? [];
	const listed = items.map(
		({ json, pairedItem }) =>
			`${json.allocationId} ${json.regionId} ${ACCOUNTS[(pairedItem as { item: number }).item]}`,
	);
	const there = (await simulator.eips())
		.filter(({ accountId }) => ACCOUNTS.includes(accountId))
		.map(({ allocationId, region, accountId }) => `${allocationId} ${region} ${accountId}`);
	expect(listed.sort()).toEqual(there.sort());
});

test('one trigger watches two accounts, and each event names its own', async () => {
	for (const accountId of ACCOUNTS) await add(accountId);
	const trigger = 'Watch';
	const id = await makeWorkflow('Two accounts', [
		{
			...operationNode(trigger, 'elasticIp/getAll', {}, credential),
			type: `${PACKAGE_NAME}.alibabaCloudEipTrigger`,
			parameters: { events: ['appeared', 'released'], roleArns: ARNS, pollTimes: pollEvery(2) },
		},
	]);
	/** How often the list of an account was read. */
	const reads = async (accountId: string) => {
		const keys = (await simulator.temporaryKeys()).filter((key) => key.accountId === accountId);
		const ids = keys.map(({ accessKeyId }) => accessKeyId);
		return (await simulator.requests(200)).filter(
			({ action, accessKeyId }) =>
				action === 'DescribeEipAddresses' && ids.includes(accessKeyId ?? ''),
		).length;
	};
	const allReads = async () => await Promise.all([FIRST, SECOND].map(reads));
	expect((await n8n.activateWorkflow(id)).status).toBe('published');
	try {
		// Once a second poll looks at an account, the first has stored what was there.
		const before = await allReads();
		await waitFor(
			async () => (await allReads()).every((count, index) => count >= before[index] + 2),
			{ what: 'The second poll', timeout: 60_000 },
		);
		await add(MAIN_ACCOUNT_ID);
		const ids = [await add(FIRST), await add(SECOND)];
		const seen = async () => {
			const events: TriggerEvent[] = [];
			for (const execution of await n8n.executions(id)) {
				const finished = await n8n.finishedExecution(execution.id);
				events.push(...(outputOf(finished, trigger) as TriggerEvent[]));
			}
			return events.map(
				({ event, accountId, elasticIp }) => `${event} ${elasticIp?.allocationId} ${accountId}`,
			);
		};
		const events = await waitFor(
			async () => {
				const now = await seen();
				return now.length >= 2 && now;
			},
			{ what: 'The events', timeout: 60_000 },
		);
		expect(events.sort()).toEqual(
			[`appeared ${ids[0]} ${FIRST}`, `appeared ${ids[1]} ${SECOND}`].sort(),
		);
	} finally {
		await n8n.deactivateWorkflow(id);
	}
});

test('temporary keys that expire while a node waits are replaced, and nothing fails', async () => {
	const { durations } = await simulator.settings();
	const allocationId = await add(FIRST);
	const instance = await simulator.addInstance({ type: 'EcsInstance', accountId: FIRST });
	const associate = operationNode(
		'Associate',
		'elasticIp/associate',
		{
			allocationId: { __rl: true, mode: 'id', value: allocationId },
			instanceId: { __rl: true, mode: 'id', value: instance.id },
			...IN_ITEM,
		},
		credential,
	);
	const id = await makeWorkflow('Expiry', [...itemsWith([ARNS[0]]), associate]);
	// It stays under way until this test ends it.
	await simulator.settings({ durations: { associating: 3_600_000 } });
	try {
		const { length: earlier } = await simulator.requests();
		const outcomes = async (action: string) =>
			(await simulator.requests())
				.slice(earlier)
				.filter((request) => request.action === action)
				.map(({ outcome }) => outcome);
		const executionId = await n8n.startWorkflow(id, START.name);
		const until = async (what: string, probe: () => Promise<boolean>) =>
			await waitFor(probe, { what, timeout: 30_000, interval: 50 });
		await until('The association', async () => (await outcomes('AssociateEipAddress')).length > 0);
		const looks = await outcomes('DescribeEipAddresses');
		const isLooking = async () => (await outcomes('DescribeEipAddresses')).length > looks.length;
		await until('A look while it waits', isLooking);
		await simulator.expireTemporaryKeys();
		const isRefused = async () =>
			(await outcomes('DescribeEipAddresses')).includes('InvalidSecurityToken.Expired');
		await until('A refused look', isRefused);
		await simulator.change(allocationId, { instanceId: instance.id });

		const execution = await n8n.finishedExecution(executionId);
		expect([execution.status, failureOf(execution)]).toEqual(['success', undefined]);
		expect(outputOf(execution, 'Associate')).toMatchObject([{ allocationId, status: 'InUse' }]);
		expect(await outcomes('AssociateEipAddress')).toEqual(['ok']);
		expect((await outcomes('AssumeRole')).at(-1)).toBe('ok');
	} finally {
		await simulator.settings({ durations });
	}
});

describe('In a browser', () => {
	let browser: Browser;
	let page: Page;

	beforeAll(async () => void ({ browser, page } = await openBrowser()));
	afterAll(async () => await browser?.close());

	scenario(
		'a credential is given a role, and is tested in it',
		() => page,
		async () => {
			const own = await makeCredential('Of a member', { roleSessionName: 'browser' });
			const node = operationNode('Elastic IPs', 'elasticIp/getAll', {}, own);
			const id = await makeWorkflow('Role', [START, node]);
			const editor = new Editor(page);
			await editor.signIn();
			await editor.openWorkflow(id);
			await editor.openNode('Elastic IPs');
			const form = new NodeForm(page);
			const fields = await form.editCredential();
			await fields.turnOn('assumeRole');
			await fields.fill('roleArn', arnOf({ accountId: SECOND, name: 'eip-operator' }));
			await fields.fill('roleExternalId', EXTERNAL_ID);
			await picture(page, 'role');
			await fields.saveChanges();
			const allocationId = await add(SECOND);
			await form.execute();
			await form.output.getByText(allocationId).first().waitFor();
			await screenshot(page, '64-elastic-ips-of-role');
		},
	);
});
