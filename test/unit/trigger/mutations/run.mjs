/**
 * Plants one bug after the other into a copy of the trigger and runs its unit tests: each must be
 * caught. `node scripts/run.mjs mutations` runs all; `--short` those marked so, for each change of
 * the code; a part of a name chooses some.
 */
import { spawnSync } from 'node:child_process';
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
	'test/support',
	'test/jest.config.cjs',
	'package.json',
]) {
	cpSync(join(root, part), join(copy, part), { recursive: true });
}
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

// Quick ones first: most bugs need no more.
const suites = [
	'trigger/(columns|observe|timed|computePoll|identity|unknown|failingRegions)',
	'trigger/state',
	'trigger/chaos',
];

/** @returns {string | undefined} the tests that found something */
function findCatcher() {
	return suites.find((suite) => !passes(suite));
}

/** @param {string} suite */
function passes(suite) {
	const { status, stderr } = spawnSync(
		process.execPath,
		[
			join(root, 'node_modules/jest/bin/jest.js'),
			...['-c', 'test/jest.config.cjs', '--bail', '--silent', '--testPathPatterns', suite],
		],
		{
			cwd: copy,
			// The same schedules each time: what is caught once stays caught.
			env: {
				...process.env,
				CHAOS_RUNS: '300',
				CHAOS_SEED: '1',
				CHAOS_SHRINK: 'no',
				TEST_LAYERS: 'unit',
			},
			encoding: 'utf8',
		},
	);
	if (status !== 0 && !stderr.includes('●')) {
		throw new Error(`The tests did not run: ${stderr.slice(0, 2000)}`);
	}
	return status === 0;
}

const [argument = ''] = process.argv.slice(2);
const chosen = mutations.filter(({ name, isShort }) =>
	argument === '--short' ? isShort : name.includes(argument),
);
/** @type {(mutation: { name: string, file: string, from: string }) => string} the source that it goes into */
const sourceOf = ({ name, file, from }) => {
	const source = readFileSync(join(copy, trigger, file), 'utf8');
	if (source.split(from).length !== 2) throw new Error(`'${name}' does not fit into ${file} once`);
	return source;
};
let survivors = 0;
try {
	// Those that are not run today as well: the code may have left them behind.
	mutations.forEach(sourceOf);
	if (findCatcher()) throw new Error('The tests fail without any bug planted');
	for (const mutation of chosen) {
		const { name, file, from, to } = mutation;
		const path = join(copy, trigger, file);
		const source = sourceOf(mutation);
		writeFileSync(
			path,
			source.replace(from, () => to),
		);
		const catcher = findCatcher();
		writeFileSync(path, source);
		if (!catcher) survivors++;
		console.log(`${catcher ? 'caught  ' : 'SURVIVED'} ${name}${catcher ? ` (${catcher})` : ''}`);
	}
} finally {
	rmSync(copy, { recursive: true, force: true });
}
console.log(`${chosen.length - survivors} passed, ${survivors} failed`);
process.exitCode = survivors === 0 && chosen.length > 0 ? 0 : 1;
