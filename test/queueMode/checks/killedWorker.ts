import assert from 'node:assert/strict';
import { failureOf, outputOf } from '../../support/n8nClient';
import type { Steps } from '../../support/Steps';
import { Orders } from '../Orders';
import type { ScaledN8n } from '../ScaledN8n';
import type { Worker } from '../Worker';
import { ORDER, ORDER_IN_ONE } from '../workflows';

/** n8n gives up half a minute after it has noticed that a worker is gone. */
const UNTIL_GIVEN_UP = 180_000;

/** An execution whose worker was killed while it waited for an Elastic IP to be bound. */
interface Killed {
	workflow: string;
	/** The node that binds. */
	lastNode: string;
	order: string;
	body: object;
	worker: Worker;
	executionId: string;
	allocationId: string;
}

/**
 * A worker that dies, as by a power cut, while it waits. What n8n makes of that is stated as it is; in
 * no case may anything be bought twice.
 */
export async function checkKilledWorker(n8n: ScaledN8n, steps: Steps): Promise<void> {
	const orders = new Orders(n8n);
	const { client } = n8n;
	const all: Killed[] = [];

	const kill = async (workflow: string, order: string, lastNode: string): Promise<Killed> => {
		await client.activateWorkflow(workflow);
		const body = await orders.create(order);
		const executionId = await n8n.callWebhook(workflow, body);
		const worker = await n8n.workerOf(executionId);
		const allocationId = await orders.whenIn(order, 'Associating');
		await worker.kill();
		const killed = { workflow, lastNode, order, body, worker, executionId, allocationId };
		all.push(killed);
		return killed;
	};

	/** @returns its status and n8n's words */
	const checkEnd = async ({ executionId }: Killed, statuses: string[]): Promise<string> => {
		const execution = await client.finishedExecution(executionId, UNTIL_GIVEN_UP);
		const end = `${execution.status}: ${failureOf(execution)}`;
		assert.ok(statuses.includes(execution.status), end);
		const begun = n8n.workers.flatMap((worker) => worker.started());
		assert.equal(begun.filter((id) => id === executionId).length, 1, 'It was run again');
		return end;
	};

	const checkBoundOnce = async () => {
		assert.equal(all.length, 2);
		for (const { order, allocationId } of all) {
			assert.equal(await orders.whenIn(order, 'InUse'), allocationId);
			assert.equal((await orders.elasticIps(order)).length, 1);
		}
	};

	await steps.run('What a killed worker was doing is not run again by another one', async () => {
		const killed = await orders.withSlowBinding(() => kill(ORDER, 'gone', 'Associate'));
		const end = await checkEnd(killed, ['error']);
		await killed.worker.restart();
		return end;
	});

	await steps.run('nor by the same one when it is restarted at once', async () => {
		const killed = await orders.withSlowBinding(() =>
			kill(ORDER_IN_ONE, 'restarted', 'Allocate and Associate'),
		);
		await killed.worker.restart();
		// The worker notes the crash when it starts; the main instance gives up a little later.
		return await checkEnd(killed, ['crashed', 'error']);
	});

	await steps.run(
		'The Elastic IPs are associated all the same, and nothing is there twice',
		checkBoundOnce,
	);

	await steps.run('"Retry" of these executions buys nothing', async () => {
		const statuses = [];
		for (const { executionId } of all) {
			statuses.push((await client.retryExecution(executionId)).status);
		}
		await checkBoundOnce();
		return `they end with ${statuses.join(' and ')}`;
	});

	await steps.run('Run again with the same ClientToken they end with the same ones', async () => {
		for (const { workflow, body, lastNode, allocationId } of all) {
			const execution = await n8n.runByWebhook(workflow, body);
			assert.equal(execution.status, 'success', failureOf(execution));
			const [bound] = outputOf(execution, lastNode);
			assert.deepEqual([bound.allocationId, bound.status], [allocationId, 'InUse']);
		}
		await checkBoundOnce();
	});
}
