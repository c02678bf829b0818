import { checkActions } from '../../../scripts/demo/check';
import type { Steps } from '../../support/Steps';
import type { ScaledN8n } from '../ScaledN8n';
import { perWorker } from '../perWorker';

const MOST_RUNS = 10;

/** What a person starts in the editor runs on the workers too. */
export async function checkOperations(n8n: ScaledN8n, steps: Steps): Promise<void> {
	await steps.run('Each worker allocates, binds, reads, unbinds and releases', async () => {
		const { client, simulator, workers } = n8n;
		const executions: string[] = [];
		while (!workers.every((worker) => worker.started().some((id) => executions.includes(id)))) {
			if (executions.length === MOST_RUNS) throw new Error(perWorker(workers, executions));
			const { id } = await checkActions(client, simulator);
			executions.push(id);
			await n8n.workerOf(id);
		}
		return perWorker(workers, executions);
	});
}
