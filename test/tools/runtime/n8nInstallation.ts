import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './lock';
import { type Node24, ensureNode24 } from './node24';
import { npmOrFail } from './npm';
import { run } from './processes';
import { withProgress } from './progress';
import { cachePath, readJson } from './repository';

/** The newest n8n of which every dependency can be had. */
export const N8N_VERSION = '2.41.1';

/** An n8n that is ready to run. */
export interface N8nInstallation {
	version: string;
	/** The script behind the `n8n` command. */
	script: string;
	node: Node24;
}

const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];

/** Whether the parts that matter are there and the compiled SQLite runs with this Node.js. */
async function works(folder: string, version: string, node: Node24): Promise<boolean> {
	const manifest = join(folder, 'node_modules', 'n8n', 'package.json');
	if (!existsSync(manifest) || readJson<{ version: string }>(manifest).version !== version) {
		return false;
	}
	// npm writes this file last: without it an installation was interrupted.
	if (!existsSync(join(folder, 'node_modules', '.package-lock.json'))) return false;
	const { code } = await run(
		node.binary,
		[
			'-e',
			'const { Database } = require("sqlite3"); new Database(":memory:", (error) => process.exit(error ? 1 : 0))',
		],
		{ cwd: folder, env: node.env },
	);
	return code === 0;
}

/**
 * Installs n8n into the cache folder unless it is there.
 *
 * Install scripts stay off: some of n8n's 2,366 packages want to download or compile what only a few
 * of its nodes need, and fail where they can't. SQLite is the one part that must be compiled.
 */
export async function ensureN8n(version: string = N8N_VERSION): Promise<N8nInstallation> {
	const node = ensureNode24();
	const folder = cachePath(`n8n-${version}`);
	const script = join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	const marker = join(folder, '.complete');
	const installation = { version, script, node };
	if (existsSync(marker)) return installation;

	return await withLock(`${folder}.lock`, 30 * 60_000, async () => {
		if (existsSync(marker)) return installation;
		if (!(await works(folder, version, node))) await install(folder, version, node);
		writeFileSync(marker, `n8n ${version}, Node.js ${process.versions.node}\n`);
		return installation;
	});
}

async function install(folder: string, version: string, node: Node24): Promise<void> {
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
	await withProgress(`Installing n8n ${version} into ${folder} (3 GB, kept; 4 to 8 minutes)`, () =>
		npmOrFail(
			`The installation of n8n ${version}`,
			['install', `n8n@${version}`, '--ignore-scripts', ...QUIET],
			folder,
			node.env,
		),
	);
	await withProgress('Compiling SQLite for n8n (1 to 2 minutes)', () =>
		npmOrFail(
			'Compiling SQLite (it needs Python 3, make and a C++ compiler)',
			['rebuild', 'sqlite3', '--ignore-scripts=false', ...QUIET],
			folder,
			node.env,
		),
	);
	if (!(await works(folder, version, node))) {
		throw new Error(
			`n8n ${version} was installed into ${folder}, but its SQLite does not run. It needs Python 3, make and a C++ compiler. Remove the folder and try again.`,
		);
	}
}
