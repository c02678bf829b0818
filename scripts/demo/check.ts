import assert from 'node:assert/strict';
import type { SimulatorClient } from '../../test/simulator/client';
import { CREDENTIAL_TYPE, EXAMPLES, simulatorCredential } from '../../test/support/examples';
import { type Execution, N8nClient, failureOf, outputOf } from '../../test/support/n8nClient';
import { PACKAGE_NAME } from '../../test/support/repository';
import { waitFor } from '../../test/support/waitFor';

/** Uses a started demo as a person would, by n8n's API, and checks what n8n has recorded. */
export async function check(url: string, simulator: SimulatorClient): Promise<void> {
	const n8n = new N8nClient(url);
	await n8n.login();
	await step('The nodes and the credential are there', () => checkTypes(n8n));
	await step('The credential passes its test', () => checkCredential(n8n, simulator.url));
	await step('An Elastic IP is allocated, associated, read, disassociated and released', () =>
		checkActions(n8n, simulator),
	);
	await step('The trigger sees a new Elastic IP', () => checkTrigger(n8n, simulator));
}

/** The same for what only the demo has in its simulator. */
export async function checkWorld(url: string): Promise<void> {
	const n8n = new N8nClient(url);
	await n8n.login();
	await step('Workflow 14 finds the DNS record that points at its Elastic IP', () => checkDns(n8n));
}

async function step(what: string, task: () => Promise<unknown>): Promise<void> {
	await task();
	console.log(`  ✓ ${what}`);
}

async function checkTypes(n8n: N8nClient): Promise<void> {
	const nodeNames = (await n8n.nodeTypes()).map(({ name }) => name);
	for (const name of ['alibabaCloudEip', 'alibabaCloudEipTrigger', 'alibabaCloudEipTool']) {
		assert.ok(nodeNames.includes(`${PACKAGE_NAME}.${name}`), `n8n has no node ${name}`);
	}
	const credentialNames = (await n8n.credentialTypes()).map(({ name }) => name);
	assert.ok(credentialNames.includes(CREDENTIAL_TYPE), 'n8n has no such credential type');
	const workflowIds = (await n8n.workflows()).map(({ id }) => id);
	for (const { id } of Object.values(EXAMPLES)) {
		assert.ok(workflowIds.includes(id), `n8n has no workflow ${id}`);
	}
}

async function checkCredential(n8n: N8nClient, endpoint: string): Promise<void> {
	const { id, ...credential } = simulatorCredential(endpoint);
	assert.equal((await n8n.testCredential(id, credential)).status, 'OK');
}

/** Runs the example of the operations and checks what n8n has recorded and what really happened. */
export async function checkActions(n8n: N8nClient, simulator: SimulatorClient): Promise<Execution> {
	const { id, trigger, nodes } = EXAMPLES.action;
	const execution = await n8n.runWorkflow(id, trigger);
	assert.equal(execution.status, 'success', failureOf(execution));
	for (const node of nodes) {
		assert.equal(outputOf(execution, node).length, 1, `${node} did not put out one item`);
	}
	const [{ allocationId }] = outputOf(execution, 'Allocate');
	const [read] = outputOf(execution, 'Get');
	assert.equal(read.status, 'InUse');
	assert.equal(read.instanceId, 'i-simulator-ecs-1');
	const changes = (await simulator.journal())
		.filter((entry) => entry.allocationId === allocationId)
		.map(({ change }) => change);
	for (const kind of ['allocated', 'bound', 'unbound', 'released']) {
		assert.ok(
			changes.some((change) => change === kind),
			`It was never ${kind}`,
		);
	}
	return execution;
}

/** Runs the example with a DNS record as it is loaded: it says what it would do. */
async function checkDns(n8n: N8nClient): Promise<void> {
	const { id, trigger, lastNode } = EXAMPLES.dns;
	const execution = await n8n.runWorkflow(id, trigger);
	assert.equal(execution.status, 'success', failureOf(execution));
	const texts = outputOf(execution, lastNode).map(({ text }) => String(text));
	assert.match(texts.join('\n'), /would be replaced, and 1 DNS record\(s\) of www\.example\.com/);
}

async function checkTrigger(n8n: N8nClient, simulator: SimulatorClient): Promise<void> {
	const { id, lastNode } = EXAMPLES.watch;
	await n8n.whenPublished(id);
	const [{ allocationId }] = await simulator.addEips(1, { name: 'new-one' });
	await waitFor(
		async () => {
			const events = [];
			for (const summary of await n8n.executions(id)) {
				const execution = await n8n.finishedExecution(summary.id);
				assert.equal(execution.status, 'success', failureOf(execution));
				events.push(...outputOf(execution, lastNode));
			}
			return events.some(({ event, elasticIp }) => {
				const about = elasticIp as { allocationId?: unknown } | null;
				return event === 'appeared' && about?.allocationId === allocationId;
			});
		},
		{ what: 'An execution of the trigger workflow', timeout: 60_000, interval: 1_000 },
	);
}
