/**
 * Installs what other tasks need, for instance while tests run: n8n for the demo, the end-to-end tests
 * and queue mode; with `versions` also each older n8n on which the package is tried.
 */
import { ensureN8n } from '../../test/support/n8nInstallation';
import { N8N_VERSION, TRIED_VERSIONS } from '../../test/support/n8nVersions';
import { reportFailure } from '../../test/support/reportFailure';

async function main(wanted: string | undefined): Promise<void> {
	for (const version of wanted === 'versions' ? TRIED_VERSIONS : [N8N_VERSION]) {
		await ensureN8n(version);
		console.log(`n8n ${version} is ready.`);
	}
}

main(process.argv[2]).catch(reportFailure);
