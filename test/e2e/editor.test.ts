import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { Browser, Page } from 'playwright-core';
import { resources } from '../../nodes/AlibabaCloudEip/resources';
import type { SimulatorClient } from '../simulator/client';
import { EXAMPLES, simulatorCredential } from '../support/examples';
import { waitFor } from '../support/waitFor';
import { description, shownProperties } from '../unit/description/placesOf';
import { simulator as connect } from './environment';
import { Editor } from './pages/Editor';
import { NodeForm } from './pages/NodeForm';
import { openBrowser, picture, scenario, screenshot } from './pages/browser';
import { NODE_NAME, actionName, operationName, resourceName } from './pages/words';

jest.setTimeout(180_000);

let browser: Browser;
let page: Page;
let editor: Editor;
let form: NodeForm;
let simulator: SimulatorClient;

beforeAll(async () => {
	simulator = connect();
	({ browser, page } = await openBrowser());
	editor = new Editor(page);
	form = new NodeForm(page);
	await editor.signIn();
});

afterAll(async () => {
	await browser?.close();
});

const step = (name: string, run: () => Promise<void>) => scenario(name, () => page, run);

/** A new workflow with the node, open at "Get Many". */
async function openNewNode(): Promise<void> {
	await editor.newManualWorkflow();
	await editor.searchNode(resourceName('elasticIp'));
	await editor.pick(NODE_NAME);
	await editor.pick(actionName('elasticIp/getAll'));
	await form.waitUntilOpen();
	await form.chooseCredential(simulatorCredential(simulator.url).id);
}

/** What the user reads of the options of a selector: its names and the values behind them. */
function optionsOf({ options = [] }: INodeProperties): Array<{ name: string; value: string }> {
	return (options as INodePropertyOptions[]).map(({ name, value }) => ({
		name,
		value: String(value),
	}));
}

const resourceSelector = description.properties.find(({ name }) => name === 'resource');

/** Every operation, by what a user reads in the form. */
const FORMS = optionsOf(resourceSelector!).flatMap((resource) => {
	const selector = resources.find(({ value }) => value === resource.value)!.operations;
	return optionsOf(selector).map((operation) => ({
		resource: resource.name,
		operation: operation.name,
		labels: shownProperties({ resource: resource.value, operation: operation.value })
			.filter(({ type }) => type !== 'notice')
			.map(({ displayName }) => displayName),
	}));
});

describe('In the browser, a user', () => {
	step('is offered only the Elastic IPs that can be released', async () => {
		await openNewNode();
		await form.choose('operation', operationName('elasticIp/release'));
		const list = await form.openList('allocationId');
		await screenshot(page, '08-elastic-ip-list');
		const entries = await list.allInnerTexts();
		const inHangzhou = await simulator.eips('cn-hangzhou');
		const releasable = inHangzhou.filter(({ status }) => status === 'Available');
		expect(releasable).not.toHaveLength(inHangzhou.length);
		expect(entries).toHaveLength(releasable.length);
		for (const { ipAddress } of releasable) expect(entries.join()).toContain(ipAddress);
	});

	step('runs the example from the canvas, and every node turns green', async () => {
		await editor.openWorkflow(EXAMPLES.action.id);
		await screenshot(page, '20-example');
		await editor.execute();
		for (const node of EXAMPLES.action.nodes) {
			await editor.successOf(node).waitFor({ timeout: 60_000 });
		}
		await picture(page, 'workflow');
		await editor.openNode('Get');
		await form.showOutputAs('table');
		await form.output.getByText('InUse').first().waitFor();
		await screenshot(page, '22-example-output');
	});

	step('sees the trigger with its events', async () => {
		await editor.openWorkflow(EXAMPLES.watch.id);
		await editor.openNode(EXAMPLES.watch.trigger);
		await form.parameter('events').waitFor();
		await screenshot(page, '30-trigger');
		await form.execute();
		await form.output.getByText('appeared').first().waitFor();
		await screenshot(page, '31-trigger-test-event');
	});

	describe('sees a complete form for', () => {
		beforeAll(openNewNode);

		for (const { resource, operation, labels } of FORMS) {
			step(`${resource}: ${operation}`, async () => {
				await form.choose('resource', resource);
				await form.choose('operation', operation);
				const isDrawn = async () => (await form.labels()).join() === labels.join();
				// If it never is, the comparison says what is wrong with it.
				await waitFor(isDrawn, { what: 'The form', timeout: 10_000 }).catch(() => undefined);
				expect(await form.labels()).toEqual(labels);
				expect(await page.getByText(/undefined|\[object Object\]/).count()).toBe(0);
				const name = `${resource} ${operation}`.toLowerCase().replace(/\W+/g, '-');
				await screenshot(page, `10-form-${name}`);
			});
		}
	});
});
