/**
 * What a user has who is no expert: the name of a server, an address out of an alert. In a browser, from an
 * empty canvas, these are enough.
 */
import type { Browser, Page } from 'playwright-core';
import { type Simulator, addSampleData, startSimulator } from '../simulator';
import { ACTIVE_KEY } from '../simulator/accounts';

import { CREDENTIAL_TYPE, credentialData } from '../support/examples';
import { waitFor } from '../support/waitFor';
import { connectInLine } from '../support/connectInLine';
import { signedIn } from './environment';
import { START, operationNode } from './operationNodes';

import { Editor } from './pages/Editor';
import { NodeForm } from './pages/NodeForm';
import { openBrowser, scenario, screenshot } from './pages/browser';
import { NODE_NAME, actionName } from './pages/words';

jest.setTimeout(180_000);

const SERVER = { id: 'i-shop00000000000003', name: 'web-3', privateIp: '10.0.3.33' };

let simulator: Simulator;
let credential: { id: string; name: string };
let browser: Browser;
let page: Page;
let editor: Editor;
let form: NodeForm;

beforeAll(async () => {
	simulator = await startSimulator({ durations: { associating: 500, unassociating: 500 } });
	credential = await (
		await signedIn()
	).createCredential({
		name: 'Pick, not type',
		type: CREDENTIAL_TYPE,
		data: credentialData(simulator.url, ACTIVE_KEY),
	});
	({ browser, page } = await openBrowser());
	editor = new Editor(page);
	form = new NodeForm(page);
	await editor.signIn();
});

afterAll(async () => {
	await browser?.close();
	await simulator?.close();
});

beforeEach(() => {
	simulator.reset();
	addSampleData(simulator);
	simulator.addInstance({
		...{ type: 'EcsInstance', id: SERVER.id, name: SERVER.name },
		privateIpAddresses: [SERVER.privateIp],
	});
	simulator.addEips(3, { name: 'spare' });
});

/** An Elastic IP that is free, in the middle of others. */
const spare = () => simulator.eips('cn-hangzhou').filter(({ name }) => name === 'spare')[2];

/** Where n8n keeps what an alert says: an address, and a private address of the server. */
async function openWorkflowOfAlert(alert: Record<string, string>): Promise<void> {
	const nodes = [
		START,
		{
			...{ id: 'alert', name: 'Alert', position: [200, 0] as [number, number] },
			...{ type: 'n8n-nodes-base.set', typeVersion: 3.4 },
			parameters: { mode: 'raw', jsonOutput: JSON.stringify(alert), options: {} },
		},
		operationNode('Bind', 'elasticIp/associate', {}, credential),
	];
	const { id } = await (
		await signedIn()
	).createWorkflow({ name: 'Alert', nodes, connections: connectInLine(nodes) });
	await editor.openWorkflow(id);
	await editor.openNode('Bind');
}

const step = (name: string, run: () => Promise<void>) => scenario(name, () => page, run);

/** Runs the node, and waits until the server has the Elastic IP. */
async function bind(allocationId: string): Promise<void> {
	await form.execute();
	const bound = () => simulator.eip(allocationId)?.instanceId === SERVER.id;
	await waitFor(bound, { what: 'The binding', timeout: 30_000 });
	await form.whenDone();
	await form.output.getByText(SERVER.id).first().waitFor();
}

describe('Nothing has to be known by its ID:', () => {
	step('a server found by its name gets an Elastic IP found by its address', async () => {
		const { allocationId, ipAddress } = spare();
		await editor.newManualWorkflow();
		await editor.searchNode(NODE_NAME);
		await editor.pick(NODE_NAME);
		await editor.pick(actionName('elasticIp/associate'));
		await form.waitUntilOpen();
		await form.chooseCredential(credential.id);

		const addresses = await form.searchInList('allocationId', ipAddress);
		await screenshot(page, '40-found-by-address');
		expect(await addresses.count()).toBe(1);
		await addresses.click();
		const servers = await form.searchInList('instanceId', SERVER.name);
		await screenshot(page, '41-found-by-name');
		expect(await servers.count()).toBe(1);
		await servers.click();

		await bind(allocationId);
		await screenshot(page, '42-bound');
	});

	step('an expression with an address and a private address does the same', async () => {
		const { allocationId, ipAddress } = spare();
		await openWorkflowOfAlert({ address: ipAddress, server: SERVER.privateIp });
		await form.executePrevious();
		await form.chooseMode('allocationId', 'By IP');
		await form.giveExpression('allocationId', '{{ $json.address }}', ipAddress);
		await form.chooseMode('instanceId', 'By ID');
		await form.giveExpression('instanceId', '{{ $json.server }}', SERVER.privateIp);
		await screenshot(page, '43-expressions');
		await bind(allocationId);
	});
});
