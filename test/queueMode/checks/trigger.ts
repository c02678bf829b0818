import assert from 'node:assert/strict';
import { EXAMPLES } from '../../support/examples';
import { failureOf, outputOf } from '../../support/n8nClient';
import type { Steps } from '../../support/Steps';
import { waitFor } from '../../support/waitFor';
import type { ScaledN8n } from '../ScaledN8n';
import { perWorker } from '../perWorker';

const { watch } = EXAMPLES;
const MOST_CHANGES = 30;

/** Ids of the finished executions of the trigger's workflow, and the Elastic IPs that they were about. */
async function seen({ client }: ScaledN8n): Promise<{ executions: string[]; appeared: unknown[] }> {
	const executions = (await client.executions(watch.id, 100)).map(({ id }) => id);
	const appeared = [];
	for (const id of executions) {
		const execution = await client.finishedExecution(id);
		assert.equal(execution.status, 'success', failureOf(execution));
		for (const { event, elasticIp } of outputOf(execution, watch.lastNode)) {
			const about = elasticIp as { allocationId?: unknown } | null;
			if (event === 'appeared') appeared.push(about?.allocationId);
		}
	}
	return { executions, appeared };
}

/** The trigger polls on the main instance, and what it starts runs on the workers. */
export async function checkTrigger(n8n: ScaledN8n, steps: Steps): Promise<void> {
	const { client, simulator, workers } = n8n;

	await steps.run('The trigger starts on the main instance', async () => {
		assert.equal((await client.activateWorkflow(watch.id)).status, 'published');
	});

	await steps.run('Its executions run on the workers, some on each', async () => {
		const added: string[] = [];
		const hasEachRun = async () => {
			const { executions } = await seen(n8n);
			return workers.every((worker) => worker.started().some((id) => executions.includes(id)));
		};
		while (!(await hasEachRun())) {
			assert.ok(added.length < MOST_CHANGES, `One got none of ${MOST_CHANGES} executions`);
			const [{ allocationId }] = await simulator.addEips(1, { name: `seen-${added.length}` });
			added.push(allocationId);
			await waitFor(async () => (await seen(n8n)).appeared.includes(allocationId), {
				what: `The event of ${allocationId}`,
				timeout: 60_000,
			});
		}
		const { executions, appeared } = await seen(n8n);
		// Were the workers polling as well, each would report every change.
		assert.deepEqual(appeared.sort(), added.sort());
		for (const id of executions) {
			await n8n.workerOf(id);
			assert.match(n8n.mainLog(), new RegExp(`Enqueued execution ${id} `));
		}
		assert.doesNotMatch(n8n.mainLog(), /Worker started execution/);
		return `${added.length} changes, each reported once; ${perWorker(workers, executions)}`;
	});
	await client.deactivateWorkflow(watch.id);
}
