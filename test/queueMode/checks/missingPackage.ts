import assert from 'node:assert/strict';
import { failureOf } from '../../support/n8nClient';
import type { Steps } from '../../support/Steps';
import type { ScaledN8n } from '../ScaledN8n';
import { ORDER } from '../workflows';

/** Why the package has to be on every worker. Ends the other workers. */
export async function checkMissingPackage(n8n: ScaledN8n, steps: Steps): Promise<void> {
	await steps.run(
		'A worker without the package fails and says that it does not know the node',
		async () => {
			for (const worker of n8n.workers) await worker.stop();
			const bare = await n8n.addWorker('worker-without-package', { withPackage: false });
			const execution = await n8n.runByWebhook(ORDER, { order: 'bare', instanceId: 'i-bare' });
			assert.equal(await n8n.workerOf(execution.id), bare);
			assert.equal(execution.status, 'error');
			assert.match(String(failureOf(execution)), /alibabaCloudEip/);
			return failureOf(execution);
		},
	);
}
