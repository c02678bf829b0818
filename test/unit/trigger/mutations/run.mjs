/**
 * Plants one bug after the other into a copy of the trigger and runs its unit tests: each must be
 * caught. Run it with `node test/unit/trigger/mutations/run.mjs`; a part of a name chooses some.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mutations } from './mutations.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../../..');
const trigger = 'nodes/AlibabaCloudEip/trigger';
const copy = mkdtempSync(join(tmpdir(), 'mutations-'));
for (const part of [
	'nodes',
	'credentials',
	'test/unit/trigger',
	'test/tools',
	'test/jest.config.cjs',
	'package.json',
]) {
	cpSync(join(root, part), join(copy, part), { recursive: true });
}
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

/** @returns whether the tests found something */
function isCaught() {
	const jest = join(root, 'node_modules/jest/bin/jest.js');
	const environment = {
		...process.env,
		CHAOS_RUNS: '300',
		CHAOS_SHRINK: 'no',
		TEST_LAYERS: 'unit',
	};
	const args = [
		jest,
		'-c',
		'test/jest.config.cjs',
		'--bail',
		'--silent',
		'--testPathPatterns',
		'trigger/(observe|timed|state|chaos)',
	];
	try {
		execFileSync(process.execPath, args, {
			cwd: copy,
			env: environment,
			stdio: 'pipe',
			timeout: 600_000,
		});
		return false;
	} catch (error) {
		const output = String(error.stderr);
		if (!output.includes('●')) throw new Error(`The tests did not run: ${output.slice(0, 2000)}`);
		return true;
	}
}

const chosen = mutations.filter(({ name }) => name.includes(process.argv[2] ?? ''));
const survivors = [];
try {
	if (isCaught()) throw new Error('The tests fail without any bug planted');
	for (const { name, file, from, to } of chosen) {
		const path = join(copy, trigger, file);
		const source = readFileSync(path, 'utf8');
		if (source.split(from).length !== 2)
			throw new Error(`'${name}' does not fit into ${file} once`);
		writeFileSync(
			path,
			source.replace(from, () => to),
		);
		const caught = isCaught();
		writeFileSync(path, source);
		if (!caught) survivors.push(name);
		console.log(`${caught ? 'caught  ' : 'SURVIVED'} ${name}`);
	}
} finally {
	rmSync(copy, { recursive: true, force: true });
}
console.log(`${chosen.length - survivors.length} of ${chosen.length} bugs caught`);
process.exitCode = survivors.length === 0 ? 0 : 1;
