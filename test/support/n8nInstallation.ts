import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withLock } from './lock';
import { N8N_VERSION, isBefore } from './n8nVersions';
import { type NodeJs, ensureNodeJs } from './nodeJs';
import { npmOrFail } from './npm';
import { run } from './processes';
import { withProgress } from './progress';
import { cachePath, readJson } from './repository';

/** An n8n that is ready to run. */
export interface N8nInstallation {
	version: string;
	/** The script behind the `n8n` command. */
	script: string;
	node: NodeJs;
	/** Settings without which it does not start here. */
	settings: Readonly<Record<string, string>>;
}

/** n8n 2.10 was the first that does not start on Node.js 20. */
const nodeMajor = (version: string) => (isBefore(version, 2, 10) ? 20 : 24);

/** The last 1.x evaluate expressions in isolated-vm unless told otherwise, which needs Node.js 22. */
const settingsFor = (version: string): Record<string, string> =>
	isBefore(version, 2, 0) ? { N8N_EXPRESSION_ENGINE: 'legacy' } : {};

/** n8n before 2.32 takes SheetJS from its maker's site; npm's does as well for what is done here. */
const overrides = (version: string) =>
	isBefore(version, 2, 32) ? { overrides: { xlsx: '0.18.5' } } : {};

/** A file in the folder of an n8n that is ready. */
const MARKER = '.complete';

const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];

/** Whether the parts that matter are there and the compiled SQLite runs with this Node.js. */
async function works(folder: string, version: string, node: NodeJs): Promise<boolean> {
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
 * Install scripts stay off: some of n8n's 2,000 packages and more want to download or compile what only a few
 * of its nodes need, and fail where they can't. SQLite is the one part that must be compiled.
 */
export async function ensureN8n(version: string = N8N_VERSION): Promise<N8nInstallation> {
	const node = await ensureNodeJs(nodeMajor(version));
	const folder = cachePath(`n8n-${version}`);
	const script = join(folder, 'node_modules', 'n8n', 'bin', 'n8n');
	const marker = join(folder, MARKER);
	const installation = { version, script, node, settings: settingsFor(version) };
	if (existsSync(marker)) return installation;

	return await withLock(`${folder}.lock`, 30 * 60_000, async () => {
		if (existsSync(marker)) return installation;
		if (!(await works(folder, version, node))) await install(folder, version, node);
		writeFileSync(marker, `n8n ${version}, Node.js ${node.major}\n`);
		return installation;
	});
}

const SQLITE = join('node_modules', 'sqlite3');
const COMPILED = join(SQLITE, 'build', 'Release', 'node_sqlite3.node');

/** Takes over the SQLite that was compiled for another n8n, if it is the same for the same Node.js. */
function takeCompiledSqlite(folder: string, node: NodeJs): void {
	const sqliteOf = (installation: string) =>
		readJson<{ version: string }>(join(installation, SQLITE, 'package.json')).version;
	const other = readdirSync(cachePath())
		.filter((name) => name.startsWith('n8n-'))
		.map((name) => cachePath(name))
		.filter((candidate) => existsSync(join(candidate, MARKER)))
		.find(
			(candidate) =>
				readFileSync(join(candidate, MARKER), 'utf8').includes(`Node.js ${node.major}`) &&
				sqliteOf(candidate) === sqliteOf(folder),
		);
	if (!other) return;
	mkdirSync(dirname(join(folder, COMPILED)), { recursive: true });
	cpSync(join(other, COMPILED), join(folder, COMPILED));
}

async function install(folder: string, version: string, node: NodeJs): Promise<void> {
	mkdirSync(folder, { recursive: true });
	const manifest = { private: true, ...overrides(version) };
	writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest)}\n`);
	await withProgress(
		`Installing n8n ${version} into ${folder} (up to 3 GB, kept; 4 to 8 minutes)`,
		() =>
			npmOrFail(
				`The installation of n8n ${version}`,
				['install', `n8n@${version}`, '--ignore-scripts', ...QUIET],
				folder,
				node.env,
			),
	);
	takeCompiledSqlite(folder, node);
	if (await works(folder, version, node)) return;
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
