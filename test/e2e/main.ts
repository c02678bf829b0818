/** `npm run test:e2e`: starts n8n with the packed package and a simulator, and runs the tests on them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureChromium } from '../support/chromium';
import { exampleWorkflows, simulatorCredential } from '../support/examples';
import { ensureN8n } from '../support/n8nInstallation';
import { type N8n, startN8n } from '../support/n8nProcess';
import { N8N_VERSION } from '../support/n8nVersions';
import { packPackage } from '../support/packPackage';
import { onEndRequest } from '../support/processes';
import { withProgress } from '../support/progress';
import { REPOSITORY } from '../support/repository';
import { type SimulatorProcess, startSimulatorProcess } from '../support/simulatorProcess';
import { reportFailure } from '../support/reportFailure';

const SECONDS_BETWEEN_POLLS = 3;

const temporary = mkdtempSync(join(tmpdir(), 'eip-e2e-'));
let simulator: SimulatorProcess | undefined;
let n8n: N8n | undefined;
let jest: ChildProcess | undefined;

async function end(): Promise<void> {
	jest?.kill();
	await Promise.all([n8n?.stop(), simulator?.stop()]);
	rmSync(temporary, { recursive: true, force: true });
}

async function startAll(): Promise<NodeJS.ProcessEnv> {
	const home = join(temporary, 'home');
	const chromium = await ensureChromium();
	const tarball = await packPackage(temporary);
	await ensureN8n();
	const api = await startSimulatorProcess({ port: 0, logFile: join(temporary, 'simulator.log') });
	simulator = api;
	const instance = await withProgress(`Starting n8n ${N8N_VERSION} with the package`, () =>
		startN8n({
			...{ home, tarball },
			credentials: [simulatorCredential(api.url)],
			workflows: exampleWorkflows(SECONDS_BETWEEN_POLLS),
			// All that it can say is searched for secrets.
			env: { N8N_LOG_LEVEL: 'debug' },
		}),
	);
	n8n = instance;
	return {
		TEST_LAYERS: 'e2e',
		E2E_TRACES: temporary,
		E2E_N8N_URL: instance.url,
		E2E_SIMULATOR_URL: api.url,
		E2E_CHROMIUM: chromium,
		E2E_TARBALL: tarball,
	};
}

/** Jest ends with the line that counts; it comes last here too. */
function runTests(env: NodeJS.ProcessEnv): Promise<number> {
	const child = spawn(
		process.execPath,
		[
			...[
				'test/support/jest/main.mjs',
				'--runInBand',
				'--testSequencer',
				join(__dirname, 'order.cjs'),
			],
			...process.argv.slice(2),
		],
		{ cwd: REPOSITORY, stdio: 'inherit', env: { ...process.env, ...env } },
	);
	jest = child;
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code) => resolve(code ?? 1));
	});
}

async function main(): Promise<void> {
	onEndRequest(end);
	try {
		process.exitCode = await runTests(await startAll());
	} finally {
		await end();
	}
}

main().catch((error: unknown) => {
	reportFailure(error);
	console.log('0 passed, 1 failed');
});
