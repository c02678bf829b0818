/**
 * Checks the packed package as n8n's scanner does, without asking the registry, and that it holds what
 * it should and nothing else.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildAndPack } from '../../test/support/packPackage';
import { REPOSITORY } from '../../test/support/repository';
import { PUBLISHED, SOURCES } from '../lint/scanRules.mjs';
import { checkContents } from './contents';
import { lintAsScanner } from './lintAsScanner';
import { reportFailure } from '../../test/support/reportFailure';

async function main(folder: string): Promise<void> {
	const { files, size, tarball } = await buildAndPack(REPOSITORY, folder);
	const packageFolder = join(folder, 'package');
	mkdirSync(packageFolder);
	execFileSync('tar', ['-xzf', tarball, '-C', packageFolder, '--strip-components=1']);
	const paths = files.map(({ path }) => path);
	const problems = [
		...checkContents(packageFolder, paths),
		...(await lintAsScanner('sources', REPOSITORY, SOURCES)),
		...(await lintAsScanner('package', packageFolder, PUBLISHED)),
	];
	console.log(`${files.length} files, ${(size / 1024).toFixed(1)} KB packed`);
	for (const problem of problems) console.error(problem);
	console.log(problems.length === 0 ? 'The package passes.' : 'The package does not pass.');
	process.exitCode = problems.length === 0 ? 0 : 1;
}

const folder = mkdtempSync(join(tmpdir(), 'eip-scan-'));
main(folder)
	.catch(reportFailure)
	.finally(() => rmSync(folder, { recursive: true, force: true }));
