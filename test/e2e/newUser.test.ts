/**
 * The way of a new user, in a browser: nothing is prepared in n8n but the account of its owner. Each test
 * goes on where the one before has stopped.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { SAMPLE_IDS, type Simulator, addSampleData, startSimulator } from '../simulator';
import { ACTIVE_KEY } from '../simulator/accounts';
import { type N8n, startN8n } from '../support/n8nProcess';
import { waitFor } from '../support/waitFor';
import { tarball, traces } from './environment';
import { WRONG_SECRET } from './keys';
import { Editor } from './pages/Editor';
import { Executions } from './pages/Executions';
import { NodeForm } from './pages/NodeForm';
import { openBrowser, picture, scenario, screenshot, screenshotOfTyping } from './pages/browser';
import { NODE_NAME, actionName, eventActionName, operationName, resourceName } from './pages/words';

jest.setTimeout(240_000);

let simulator: Simulator;
let n8n: N8n;
let browser: Browser;
let page: Page;
let editor: Editor;
let form: NodeForm;

beforeAll(async () => {
	simulator = await startSimulator({
		durations: { associating: 500, unassociating: 500, releasing: 500 },
	});
	addSampleData(simulator);
	const home = join(traces(), 'new-user');
	mkdirSync(home, { recursive: true });
	n8n = await startN8n({ home, tarball: tarball(), env: { N8N_LOG_LEVEL: 'debug' } });
	({ browser, page } = await openBrowser());
	editor = new Editor(page, n8n.url);
	form = new NodeForm(page);
});

afterAll(async () => {
	await browser?.close();
	await n8n?.stop();
	await simulator?.close();
});

/** A time as n8n's date picker takes it; the browser's time zone is that of the machine. */
function minutesAgo(minutes: number): string {
	// Sweden writes times that way.
	return new Date(Date.now() - minutes * 60_000).toLocaleString('sv-SE');
}

let hasStumbled = false;

/** A part of the way. After one that failed there is nothing to see. */
function step(name: string, run: () => Promise<void>): void {
	scenario(
		name,
		() => page,
		async () => {
			if (hasStumbled) throw new Error('A step before this one has failed');
			hasStumbled = true;
			await run();
			hasStumbled = false;
		},
	);
}

/** The newest Elastic IP in the default region. */
const newest = () => simulator.eips('cn-hangzhou').at(-1);

/** Runs the node, waits until the simulator has seen the call, and until the output shows a text. */
async function runAndSee(action: string, text: string | RegExp): Promise<void> {
	const calls = () => simulator.requests.filter((request) => request.action === action).length;
	const before = calls();
	await form.execute();
	await waitFor(() => calls() > before, { what: `A call of ${action}`, timeout: 30_000 });
	await form.whenDone();
	await form.output.getByText(text).first().waitFor();
}

describe('A new user', () => {
	step('signs in and finds the node in the panel, with its actions', async () => {
		await editor.signIn();
		await editor.newManualWorkflow();
		await editor.searchNode(resourceName('elasticIp'));
		await editor.result(NODE_NAME).waitFor();
		await screenshot(page, '01-node-panel');
		await editor.pick(NODE_NAME);
		await editor.result(actionName('elasticIp/allocate')).waitFor();
		await screenshot(page, '02-node-actions');
		expect(await editor.results()).toEqual(
			expect.arrayContaining(
				['allocate', 'associate', 'release'].map((value) => actionName(`elasticIp/${value}`)),
			),
		);
		await editor.pick(actionName('elasticIp/getAll'));
		await form.waitUntilOpen();
	});

	step(
		'creates a credential: a wrong secret is refused in words, the right one passes',
		async () => {
			const credential = await form.createFirstCredential();
			expect(await credential.labels()).toEqual(
				expect.arrayContaining(['AccessKey ID', 'AccessKey Secret', 'STS Token', 'Default Region']),
			);
			await credential.fill('accessKeyId', ACTIVE_KEY.accessKeyId);
			await credential.fill('accessKeySecret', WRONG_SECRET);
			await credential.choose('endpointType', 'Custom');
			await credential.fill('endpoint', simulator.url);
			await credential.save();
			expect(await credential.failure()).toMatch(/AccessKey Secret is wrong/);
			await screenshotOfTyping(page, '03-credential-refused');
			expect(await credential.success.isVisible()).toBe(false);

			await credential.fill('accessKeySecret', ACTIVE_KEY.accessKeySecret);
			await credential.save();
			await credential.whenClosed();
			await form.editCredential();
			await credential.success.waitFor();
			await picture(page, 'credential');
			await credential.close();
		},
	);

	step('picks a region from the list and reads the Elastic IPs in it as a table', async () => {
		await form.pickFromList('regionId', 'cn-beijing');
		await runAndSee('DescribeEipAddresses', 'spare-beijing');
		await form.showOutputAs('table');
		const [inBeijing] = simulator.eips('cn-beijing');
		await form.output.getByText(inBeijing.ipAddress).first().waitFor();
		await screenshot(page, '04-output-table');
	});

	step('allocates an Elastic IP', async () => {
		await form.pickFromList('regionId', 'cn-hangzhou');
		await form.choose('operation', operationName('elasticIp/allocate'));
		const before = simulator.eips('cn-hangzhou').length;
		await runAndSee('AllocateEipAddress', /^eip-/);
		expect(simulator.eips('cn-hangzhou')).toHaveLength(before + 1);
		await form.output.getByText(String(newest()?.ipAddress)).first().waitFor();
		await picture(page, 'allocate');
	});

	step('binds it, picked from the list of those that can be associated', async () => {
		await form.choose('operation', operationName('elasticIp/associate'));
		await form.pickFromList('allocationId', String(newest()?.ipAddress));
		await form.pickFromList('instanceId', SAMPLE_IDS.ecs);
		await runAndSee('AssociateEipAddress', 'InUse');
		expect(newest()).toMatchObject({ status: 'InUse', instanceId: SAMPLE_IDS.ecs });
	});

	step('reads it', async () => {
		await form.choose('operation', operationName('elasticIp/get'));
		await runAndSee('DescribeEipAddresses', SAMPLE_IDS.ecs);
	});

	step('gives it another bandwidth', async () => {
		await form.choose('operation', operationName('elasticIp/update'));
		await form.addOption('Peak Bandwidth');
		await form.fill('bandwidth', '10');
		await runAndSee('ModifyEipAddressAttribute', String(newest()?.allocationId));
		expect(newest()).toMatchObject({ bandwidth: 10 });
	});

	step('reads its traffic', async () => {
		await form.choose('operation', operationName('elasticIp/getMonitorData'));
		await runAndSee('DescribeEipMonitorData', 'totalBytes');
		await form.choose('timeRange', 'Custom');
		await form.fillTime('startTime', minutesAgo(30));
		await form.fillTime('endTime', minutesAgo(5));
		await runAndSee('DescribeEipMonitorData', 'totalBytes');
	});

	step('is told in words that an associated one cannot be released', async () => {
		await form.choose('operation', operationName('elasticIp/release'));
		await form.execute();
		await form.output
			.getByText(/associated with/)
			.first()
			.waitFor();
		await screenshot(page, '05-refused');
		expect(newest()).toMatchObject({ status: 'InUse' });
	});

	step('unbinds and releases it', async () => {
		const { allocationId } = newest()!;
		await form.choose('operation', operationName('elasticIp/unassociate'));
		await runAndSee('UnassociateEipAddress', 'Available');
		await form.choose('operation', operationName('elasticIp/release'));
		await runAndSee('ReleaseEipAddress', allocationId);
		expect(simulator.eip(allocationId)).toBeUndefined();
	});

	step('reads what went wrong, and what to do', async () => {
		simulator.faults.add({
			...{ kind: 'code', action: 'AllocateEipAddress', code: 'QuotaExceeded.Eip' },
			...{ message: 'EIP quota exceeded.', status: 400 },
		});
		await form.choose('operation', operationName('elasticIp/allocate'));
		await runAndSee('AllocateEipAddress', 'The quota of Elastic IPs is used up');
		await form.output
			.getByText(/raise the quota/)
			.first()
			.waitFor();
		await picture(page, 'failure');
		await form.close();
	});

	step('builds a workflow that starts when an Elastic IP changes its status', async () => {
		await editor.newTriggerWorkflow(resourceName('elasticIp'));
		await editor.pick(NODE_NAME);
		await editor.pick(eventActionName('statusChanged'));
		await form.waitUntilOpen();
		await form.execute();
		await form.output.getByText('statusChanged').first().waitFor();
		await form.showOutputAs('json');
		await picture(page, 'trigger');
		await form.close();
		await editor.searchNode('No Operation');
		await editor.pick('No Operation, do nothing');
		await form.waitUntilOpen();
		await form.close();
	});

	step('publishes it, and finds in its executions what happened', async () => {
		await editor.publish();
		// The first poll remembers what there is.
		const lists = () =>
			simulator.requests.filter(({ action }) => action === 'DescribeEipAddresses').length;
		const before = lists();
		await waitFor(() => lists() > before, { what: 'The first poll', timeout: 90_000 });
		const executions = new Executions(page);
		await executions.open();
		simulator.change(simulator.eips('cn-hangzhou')[0].allocationId, {
			instanceId: SAMPLE_IDS.ecs,
		});
		// The older one is the test event.
		await executions.succeeded.nth(1).waitFor({ timeout: 120_000 });
		await executions.show(executions.succeeded.first());
		await picture(page, 'executions');
	});
});
