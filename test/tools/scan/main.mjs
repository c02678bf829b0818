/**
 * Checks the packed package as n8n's scanner does, without asking the registry, and that it holds what
 * it should and nothing else.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkContents } from './contents.mjs';
import { lintAsScanner } from './lintAsScanner.mjs';
import { pack } from './pack.mjs';
import { PUBLISHED, SOURCES } from '../lint/scanRules.mjs';

const root = process.cwd();
const folder = mkdtempSync(join(tmpdir(), 'eip-scan-'));
try {
	const { files, size, packageFolder } = pack(root, folder);
	const problems = [
		...checkContents(packageFolder, files),
		...(await lintAsScanner('sources', root, SOURCES)),
		...(await lintAsScanner('package', packageFolder, PUBLISHED)),
	];
	console.log(`${files.length} files, ${(size / 1024).toFixed(1)} KB packed`);
	for (const problem of problems) console.error(problem);
	console.log(problems.length === 0 ? 'The package passes.' : 'The package does not pass.');
	process.exitCode = problems.length === 0 ? 0 : 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
