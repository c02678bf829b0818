import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/**
 * Runs Jest and counts from its own report.
 *
 * A suite that can't even start has no failed tests, so it is counted as one. The same holds for a
 * Jest that ends badly without saying why: nothing that went wrong may look like success.
 *
 * @param {string[]} parameters for Jest
 * @param {NodeJS.ProcessEnv} [environment] added to the environment
 * @returns {Promise<{ passed: number; failed: number }>}
 */
export async function runJest(parameters, environment = {}) {
	const folder = mkdtempSync(join(tmpdir(), 'eip-jest-'));
	const report = join(folder, 'report.json');
	try {
		const code = await spawnJest(
			[
				...['--config', 'test/jest.config.cjs', ...parameters],
				...['--json', '--outputFile', report],
				// n8n-core starts timers on load that would keep Jest alive for ever.
				'--forceExit',
			],
			{ ...process.env, NODE_ENV: 'test', ...environment },
		);
		const { passed, failed } = count(report);
		if (code !== 0 && failed === 0) {
			console.error(`Jest ended with code ${code} without naming a failed test.`);
			return { passed, failed: 1 };
		}
		return { passed, failed };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * @param {string[]} parameters
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
function spawnJest(parameters, env) {
	const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
	// What Jest says on its standard output is the report, which we read from the file.
	const child = spawn(process.execPath, [jest, ...parameters], {
		cwd: root,
		env,
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code) => resolve(code ?? 1));
	});
}

/**
 * @param {string} report
 * @returns {{ passed: number; failed: number }}
 */
function count(report) {
	try {
		const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
			readFileSync(report, 'utf8'),
		);
		return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
	} catch {
		return { passed: 0, failed: 0 };
	}
}
