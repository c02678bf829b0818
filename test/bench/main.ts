/**
 * Measures the nodes beside what else could do their work, and prints one Markdown table.
 *
 * npm run bench                    everything
 * npm run bench -- --short         small sizes, for CI
 * npm run bench -- signing weight  these only
 * npm run bench -- --write         everything, and puts the table into the pages
 *
 * Ends with a line that counts what can be counted exactly, and the few times that are promised: only
 * there it fails.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPackage } from '../unit/description/builtPackage';
import { ensureN8n } from '../support/n8nInstallation';
import { N8N_VERSION } from '../support/n8nVersions';
import { onEndRequest } from '../support/processes';
import { benchmarks } from './benchmarks';
import type { Check, Outcome, Row, Setting } from './parts/Benchmark';
import { toTable } from './parts/table';
import { writePages } from './parts/writePages';

const temporary = mkdtempSync(join(tmpdir(), 'eip-bench-'));
let packageFolder: string | undefined;

async function cleanUp(): Promise<void> {
	rmSync(temporary, { recursive: true, force: true });
	if (packageFolder) rmSync(packageFolder, { recursive: true, force: true });
}

/** @throws Error when the benchmark ended without a result */
async function runInProcess(name: string, setting: Setting): Promise<Outcome> {
	const child = fork(join(__dirname, 'worker.ts'), [name, JSON.stringify(setting)], {
		execArgv: ['--expose-gc', '--import', 'tsx'],
		env: { ...process.env, N8N_USER_FOLDER: temporary, N8N_LOG_LEVEL: 'silent' },
	});
	let outcome: Outcome | undefined;
	child.on('message', (message) => {
		outcome = message as Outcome;
	});
	const code = await new Promise((resolve) => child.once('exit', resolve));
	if (!outcome || code !== 0) throw new Error(`${name} ended with code ${code}`);
	return outcome;
}

/** A benchmark that broke is a check that failed. */
async function runOne(name: string, setting: Setting): Promise<Outcome> {
	const begin = Date.now();
	process.stdout.write(`${benchmarks[name].title} … `);
	const outcome = await runInProcess(name, setting).catch((error: Error) => ({
		rows: [],
		checks: [{ what: benchmarks[name].title, fault: error.message }],
	}));
	console.log(`${Math.round((Date.now() - begin) / 1000)} s`);
	return outcome;
}

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		options: {
			short: { type: 'boolean', default: false },
			write: { type: 'boolean', default: false },
		},
		allowPositionals: true,
	});
	const names = positionals.length > 0 ? positionals : Object.keys(benchmarks);
	const unknown = names.find((name) => !Object.hasOwn(benchmarks, name));
	if (unknown !== undefined) {
		throw new Error(`No benchmark '${unknown}': ${Object.keys(benchmarks).join(', ')}`);
	}
	if (values.write && (values.short || positionals.length > 0)) {
		throw new Error('The pages show everything: --write goes with nothing else');
	}
	await ensureN8n();
	packageFolder = buildPackage();
	const setting: Setting = { isShort: values.short, packageFolder, temporary };
	const sections: Array<{ title: string; rows: Row[] }> = [];
	const checks: Check[] = [];
	for (const name of names) {
		const outcome = await runOne(name, setting);
		sections.push({ title: benchmarks[name].title, rows: outcome.rows });
		checks.push(...outcome.checks);
	}
	console.log(`\n${toTable(sections)}\n`);
	const [{ model }] = cpus();
	const machine = `${model}, ${cpus().length} cores; Node.js ${process.versions.node}, n8n ${N8N_VERSION}.`;
	console.log(`${machine}\n`);
	if (values.write) writePages(sections, machine);
	const failed = checks.filter(({ fault }) => fault !== undefined);
	for (const { what, fault } of failed) console.log(`Failed: ${what}. ${fault}`);
	console.log(`${checks.length - failed.length} passed, ${failed.length} failed`);
	process.exitCode = failed.length > 0 || checks.length === 0 ? 1 : 0;
}

onEndRequest(cleanUp);
main()
	.catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		console.log('0 passed, 1 failed');
		process.exitCode = 1;
	})
	.finally(() => void cleanUp());
