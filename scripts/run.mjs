/**
 * Starts the project's commands from nothing but a fresh clone and npm: fetches the development
 * packages and a fitting Node.js where they are missing, then hands over to the real work. It has no
 * dependencies and runs on Node.js 20 and later.
 *
 * Use: node scripts/run.mjs <task> [arguments for the task]
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from './starter/cacheFolder.mjs';
import { ensureDependencies } from './starter/dependencies.mjs';
import { ensureNodeJs } from './starter/nodeJs.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What runs for each task, with Node.js 24. `install` needs no more than what every task needs. */
const tasks = {
	install: undefined,
	test: 'test/support/jest/main.mjs',
	'test:e2e': 'test/e2e/main.ts',
	'test:versions': 'scripts/versions/main.ts',
	'test:queue': 'test/queueMode/main.ts',
	demo: 'scripts/demo/main.ts',
	bench: 'test/bench/main.ts',
	mutations: 'test/unit/trigger/mutations/run.mjs',
	docs: 'scripts/docs/main.ts',
	prepare: 'scripts/prepare/main.ts',
	scan: 'scripts/scan/main.ts',
	reproduce: 'scripts/release/reproduce.ts',
	'verify-live': 'scripts/verifyLive/main.ts',
	schemas: 'scripts/schemas/main.ts',
	soak: 'test/soak/main.ts',
};

/**
 * @param {string} node
 * @param {string} script
 * @param {string[]} parameters
 * @returns {Promise<number>} exit code
 */
function runWith(node, script, parameters) {
	const loader = script.endsWith('.ts') ? ['--import', 'tsx'] : [];
	const child = spawn(node, [...loader, join(root, script), ...parameters], {
		cwd: root,
		stdio: 'inherit',
		env: {
			...process.env,
			N8N_EIP_CACHE: cacheFolder(),
			PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
		},
	});
	// The task cleans up after itself; wait for it rather than leave it behind.
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
		process.on(signal, () => child.kill(signal));
	}
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
	});
}

async function main() {
	const [task, ...parameters] = process.argv.slice(2);
	if (!Object.hasOwn(tasks, task ?? '')) {
		throw new Error(`Say what to run: ${Object.keys(tasks).join(', ')}`);
	}
	const [major] = process.versions.node.split('.').map(Number);
	if (major < 20) {
		throw new Error(`Node.js 20 or later is needed; this is ${process.versions.node}.`);
	}
	await ensureDependencies(root);
	const node = await ensureNodeJs(24);
	const script = tasks[task];
	process.exitCode = script ? await runWith(node, script, parameters) : 0;
}

main().catch((error) => {
	console.error(error.message);
	process.exitCode = 1;
});
