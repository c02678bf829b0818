import type { Browser, Page } from 'playwright-core';
import { ACTIVE_KEY } from '../simulator/accounts';
import type { SimulatorClient } from '../simulator/client';
import { EXAMPLES, simulatorCredential } from '../tools/runtime/examples';
import { simulator as connect } from './environment';
import { WRONG_SECRET } from './keys';
import { Editor } from './pages/Editor';
import { NodeForm } from './pages/NodeForm';
import { openBrowser, screenshot } from './pages/browser';

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

afterEach(async () => {
	await simulator.faults.clear();
});

/** A test that leaves a picture behind when it fails. */
function scenario(name: string, run: () => Promise<void>): void {
	test(name, async () => {
		try {
			await run();
		} catch (error) {
			await screenshot(page, `failed-${name.replace(/\W+/g, '-').slice(0, 60)}`);
			throw error;
		}
	});
}

/** A new workflow with the node, open at "Get Many". */
async function openNewNode(): Promise<void> {
	await editor.newManualWorkflow();
	await editor.searchNode('Elastic IP');
	await editor.pick('Alibaba Cloud EIP');
	await editor.pick('Get many elastic IP');
	await form.waitUntilOpen();
	await form.chooseCredential(simulatorCredential(simulator.url).id);
}

/** What a user picks in the panel, and what the form must then offer. */
const OPERATIONS: Array<{ name: string; fields: string[]; frame?: string }> = [
	{ name: 'Allocate', fields: ['instanceChargeType', 'bandwidth'] },
	{ name: 'Associate', fields: ['allocationId', 'instanceType', 'instanceId'] },
	{ name: 'Get', fields: ['allocationId', 'simplify'] },
	{ name: 'Get Gateway Info', fields: ['instanceId'] },
	{ name: 'Get Many', fields: ['returnAll', 'limit', 'simplify'] },
	{ name: 'Get Monitoring Data', fields: ['allocationId'] },
	{ name: 'Release', fields: ['allocationId'] },
	{ name: 'Unassociate', fields: ['allocationId'] },
	{ name: 'Update', fields: ['allocationId'], frame: 'Update Fields' },
];

describe('A new user in the browser', () => {
	scenario('finds the node in the panel, with its actions', async () => {
		await editor.newManualWorkflow();
		await editor.searchNode('Elastic IP');
		await editor.result('Alibaba Cloud EIP').waitFor();
		await screenshot(page, '01-node-panel');
		await editor.pick('Alibaba Cloud EIP');
		await editor.result('Allocate elastic IP').waitFor();
		await screenshot(page, '02-node-actions');
		expect(await editor.results()).toEqual(
			expect.arrayContaining(['Allocate elastic IP', 'Associate elastic IP', 'Release elastic IP']),
		);
	});

	scenario('creates a credential: a wrong secret is refused, the right one passes', async () => {
		await openNewNode();
		const credential = await form.createCredential();
		expect(await credential.labels()).toEqual(
			expect.arrayContaining(['AccessKey ID', 'AccessKey Secret', 'STS Token', 'Default Region']),
		);
		await screenshot(page, '03-credential-form');
		await credential.fill('accessKeyId', ACTIVE_KEY.accessKeyId);
		await credential.fill('accessKeySecret', WRONG_SECRET);
		await credential.choose('endpointType', 'Custom');
		await credential.fill('endpoint', simulator.url);
		await credential.save();
		expect(await credential.failure()).toMatch(/AccessKey Secret is wrong/);
		await screenshot(page, '04-credential-refused');
		expect(await credential.success.isVisible()).toBe(false);

		await credential.fill('accessKeySecret', ACTIVE_KEY.accessKeySecret);
		await credential.save();
		await credential.whenClosed();
		await form.editCredential();
		await credential.success.waitFor();
		await screenshot(page, '05-credential-accepted');
		await credential.close();
	});

	scenario('picks a region from the list and reads the Elastic IPs in it', async () => {
		await openNewNode();
		const regions = await form.openList('regionId');
		const beijing = regions.filter({ hasText: 'cn-beijing' }).first();
		await beijing.waitFor();
		await screenshot(page, '06-region-list');
		await beijing.click();
		await form.execute();
		await form.output.getByText('spare-beijing').first().waitFor();
		await form.showOutputAs('table');
		const [inBeijing] = await simulator.eips('cn-beijing');
		await form.output.getByText(inBeijing.ipAddress).first().waitFor();
		await screenshot(page, '07-output-table');
	});

	scenario('is offered only the Elastic IPs that can be released', async () => {
		await openNewNode();
		await form.choose('operation', 'Release');
		const list = await form.openList('allocationId');
		await screenshot(page, '08-elastic-ip-list');
		const entries = await list.allInnerTexts();
		const inHangzhou = await simulator.eips('cn-hangzhou');
		const releasable = inHangzhou.filter(({ status }) => status === 'Available');
		expect(releasable).not.toHaveLength(inHangzhou.length);
		expect(entries).toHaveLength(releasable.length);
		for (const { ipAddress } of releasable) expect(entries.join()).toContain(ipAddress);
	});

	scenario('reads what went wrong, and what to do', async () => {
		await openNewNode();
		await form.choose('operation', 'Allocate');
		await simulator.faults.add({
			...{ kind: 'code', action: 'AllocateEipAddress', code: 'QuotaExceeded.Eip' },
			...{ message: 'EIP quota exceeded.', status: 400 },
		});
		await form.execute();
		await form.output.getByText(/quota/i).first().waitFor();
		await screenshot(page, '09-failure');
	});

	scenario('runs the example from the canvas, and every node turns green', async () => {
		await editor.openWorkflow(EXAMPLES.action.id);
		await screenshot(page, '20-example');
		await editor.execute();
		for (const node of EXAMPLES.action.nodes) {
			await editor.successOf(node).waitFor({ timeout: 60_000 });
		}
		await screenshot(page, '21-example-done');
		await editor.openNode('Get');
		await form.showOutputAs('table');
		await form.output.getByText('InUse').first().waitFor();
		await screenshot(page, '22-example-output');
	});

	scenario('sees the trigger with its events', async () => {
		await editor.openWorkflow(EXAMPLES.watch.id);
		await editor.openNode(EXAMPLES.watch.trigger);
		await form.parameter('events').waitFor();
		await screenshot(page, '30-trigger');
		await form.execute();
		await form.output.getByText('appeared').first().waitFor();
		await screenshot(page, '31-trigger-test-event');
	});

	describe('sees a complete form', () => {
		beforeAll(openNewNode);

		for (const { name, fields, frame } of OPERATIONS) {
			scenario(name, async () => {
				await form.choose('operation', name);
				for (const field of fields) await form.anyPartOf(field).waitFor();
				if (frame) await page.getByText(frame, { exact: true }).first().waitFor();
				expect(await page.getByText(/undefined|\[object Object\]/).count()).toBe(0);
				await screenshot(page, `10-form-${name.toLowerCase().replace(/ /g, '-')}`);
			});
		}

		scenario('and knows every operation of an Elastic IP', async () => {
			expect(await form.optionsOf('operation')).toEqual(
				expect.arrayContaining(OPERATIONS.map(({ name }) => name)),
			);
		});
	});
});
