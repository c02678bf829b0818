import { dirname, join } from 'node:path';
import { ensureN8n } from '../../support/n8nInstallation';

/** The folder of n8n's own nodes, as n8n installed them. */
export async function n8nNodesBase(): Promise<string> {
	const { script } = await ensureN8n();
	return join(dirname(script), '..', '..', 'n8n-nodes-base');
}
