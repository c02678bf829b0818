import assert from 'node:assert/strict';
import { dirname, relative } from 'node:path';
import { filesWith } from '../../support/filesWith';
import type { Steps } from '../../support/Steps';
import type { ScaledN8n } from '../ScaledN8n';
import { SECRETS } from '../workflows';

/** What n8n has logged and stored, wherever it is. Ends n8n. */
export async function checkSecrets(n8n: ScaledN8n, steps: Steps): Promise<void> {
	const folders = await n8n.writeOut();
	const holders = (text: string) =>
		folders.flatMap((folder) =>
			filesWith(folder, text).map((file) => relative(dirname(folder), file)),
		);

	await steps.run('What was logged and stored can be searched', async () => {
		const released = (await n8n.simulator.journal()).find(({ change }) => change === 'released');
		assert.ok(holders(String(released?.allocationId)).includes('logs/database.sql'));
		for (const worker of n8n.workers) {
			const logs = holders(`execution ${worker.started()[0]} `);
			assert.ok(
				logs.includes('main/n8n.log') && logs.includes(`${worker.name}/worker.log`),
				`${logs}`,
			);
		}
		assert.ok(holders('bull:jobs').includes('redis/dump.rdb'));
	});

	await steps.run('No secret is in the logs, in PostgreSQL or in Redis in clear', async () => {
		for (const secret of SECRETS) assert.deepEqual(holders(secret), []);
		return `${SECRETS.length} searched for, in everything of the main instance and ${n8n.workers.length} workers`;
	});
}
