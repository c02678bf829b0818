/** Installs what the demo and the end-to-end tests need, for instance while other tests run. */
import { ensureN8n } from '../runtime/n8nInstallation';

ensureN8n().then(
	({ version }) => console.log(`n8n ${version} is ready.`),
	(error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	},
);
