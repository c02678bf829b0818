/** In a browser: the region of a credential comes from a list, and one that is not in it can be entered. */
import type { Browser, Page } from 'playwright-core';
import { regionOptions } from '../../credentials/regions';
import { type Simulator, startSimulator } from '../simulator';
import { ACTIVE_KEY } from '../simulator/accounts';
import { connectInLine } from '../support/connectInLine';
import { CREDENTIAL_TYPE, credentialData } from '../support/examples';
import { signedIn } from './environment';
import { START, operationNode } from './operationNodes';
import { Editor } from './pages/Editor';
import { NodeForm } from './pages/NodeForm';
import { openBrowser, scenario, screenshot } from './pages/browser';

jest.setTimeout(180_000);

/** There is one of it, but the list does not have it. */
const UNLISTED = 'ap-south-1';

let simulator: Simulator;
let browser: Browser;
let page: Page;
let form: NodeForm;
let openNode: () => Promise<void>;

beforeAll(async () => {
	simulator = await startSimulator();
	const n8n = await signedIn();
	const credential = await n8n.createCredential({
		name: 'Of a region',
		type: CREDENTIAL_TYPE,
		data: credentialData(simulator.url, ACTIVE_KEY),
	});
	const nodes = [START, operationNode('Elastic IPs', 'elasticIp/getAll', {}, credential)];
	const workflow = { name: 'Regions', nodes, connections: connectInLine(nodes) };
	const { id } = await n8n.createWorkflow(workflow);
	({ browser, page } = await openBrowser());
	form = new NodeForm(page);
	const editor = new Editor(page);
	await editor.signIn();
	openNode = async () => {
		await editor.openWorkflow(id);
		await editor.openNode('Elastic IPs');
	};
});

// Anew for each: n8n 2.41 cannot run a node again after its credential was changed.
beforeEach(async () => await openNode());

afterAll(async () => {
	await browser?.close();
	await simulator?.close();
});

const step = (name: string, run: () => Promise<void>) => scenario(name, () => page, run);

/** Runs the node, which leaves its region to the credential, where that region has an Elastic IP. */
async function expectToWorkIn(region: string): Promise<void> {
	const [{ ipAddress }] = simulator.addEips(1, { region });
	await form.execute();
	await form.output.getByText(ipAddress).first().waitFor();
	expect(simulator.requests.at(-1)?.region).toBe(region);
}

describe('The default region of a credential', () => {
	step('is chosen by its name', async () => {
		const region = 'ap-southeast-1';
		const credential = await form.editCredential();
		const name = regionOptions.find(({ value }) => value === region)?.name;
		await credential.choose('regionId', String(name));
		await screenshot(page, '60-region');
		await credential.saveChanges();
		await expectToWorkIn(region);
	});

	step('can be one that is not in the list, by expression, and stays', async () => {
		expect(regionOptions.map(({ value }) => value)).not.toContain(UNLISTED);
		const credential = await form.editCredential();
		await credential.giveExpression('regionId', UNLISTED);
		await screenshot(page, '61-region-by-expression');
		await credential.saveChanges();
		await expectToWorkIn(UNLISTED);

		await form.editCredential();
		await credential.success.waitFor();
		expect(await credential.expression('regionId').innerText()).toBe(UNLISTED);
		await screenshot(page, '62-region-kept');
		await credential.close();
	});
});
