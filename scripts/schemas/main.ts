/** `npm run schemas`: writes what n8n's editor shows of an operation's output before its first run. */
import '../../test/support/jest/setup';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { REPOSITORY } from '../../test/support/repository';
import { reportFailure } from '../../test/support/reportFailure';

async function main() {
	// After the setup: n8n-core reads the environment when it is loaded.
	const { SCHEMA_FOLDER, generateSchemas } = await import('./generateSchemas');
	const files = await generateSchemas();
	rmSync(join(REPOSITORY, SCHEMA_FOLDER), { recursive: true, force: true });
	for (const [path, text] of files) {
		mkdirSync(dirname(join(REPOSITORY, path)), { recursive: true });
		writeFileSync(join(REPOSITORY, path), text);
	}
	console.log(`${files.size} schemas written to ${SCHEMA_FOLDER}`);
}

main().catch(reportFailure);
