import assert from 'node:assert/strict';
import { failureOf, outputOf } from '../../support/n8nClient';
import type { Steps } from '../../support/Steps';
import { Orders } from '../Orders';
import type { ScaledN8n } from '../ScaledN8n';
import { ORDER } from '../workflows';

/** A worker that is ended as an update does, while it waits for an Elastic IP to be bound. */
export async function checkStoppedWorker(n8n: ScaledN8n, steps: Steps): Promise<void> {
	const orders = new Orders(n8n);
	await n8n.client.activateWorkflow(ORDER);

	await steps.run('A worker that is told to stop finishes its work first', async () => {
		await orders.withSlowBinding(async () => {
			const id = await n8n.callWebhook(ORDER, await orders.create('stopped'));
			const worker = await n8n.workerOf(id);
			await orders.whenIn('stopped', 'Associating');
			await worker.stop();
			const execution = await n8n.client.finishedExecution(id, 5_000);
			assert.equal(execution.status, 'success', failureOf(execution));
			assert.equal(outputOf(execution, 'Associate')[0]?.status, 'InUse');
			await worker.restart();
		});
	});
}
