/**
 * Runs Jest, counts from its own report, and ends with one line that says how many tests passed and
 * failed.
 *
 * A suite that can't even start has no failed tests, so it is counted as one. The same holds for a
 * Jest that ends badly without saying why: nothing that went wrong may look like success.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'eip-jest-'));
const report = join(folder, 'report.json');

/** @returns {{ passed: number; failed: number }} */
function count() {
	try {
		const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
			readFileSync(report, 'utf8'),
		);
		return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites };
	} catch {
		return { passed: 0, failed: 0 };
	}
}

try {
	const jest = spawn(
		process.execPath,
		[
			...['node_modules/jest/bin/jest.js', '--config', 'test/jest.config.cjs'],
			...[...process.argv.slice(2), '--json', '--outputFile', report],
		],
		// What Jest says on its standard output is the report, which is read from the file.
		{ env: { ...process.env, NODE_ENV: 'test' }, stdio: ['ignore', 'ignore', 'inherit'] },
	);
	for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => jest.kill(signal));
	const [code] = await once(jest, 'exit');
	const { passed, failed } = count();
	const isUnexplained = code !== 0 && failed === 0;
	if (isUnexplained) console.error(`Jest ended with code ${code} without naming a failed test.`);
	console.log(`${passed} passed, ${isUnexplained ? 1 : failed} failed`);
	process.exitCode = code === 0 && failed === 0 && passed > 0 ? 0 : 1;
} finally {
	rmSync(folder, { recursive: true, force: true });
}
