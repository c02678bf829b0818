/** `npm run demo`: n8n with this package and its examples, against a simulator, on this machine only. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXAMPLES, exampleWorkflows, simulatorCredential } from '../../test/support/examples';
import { ensureN8n } from '../../test/support/n8nInstallation';
import { type N8n, startN8n } from '../../test/support/n8nProcess';
import { N8N_VERSION } from '../../test/support/n8nVersions';
import { packPackage } from '../../test/support/packPackage';
import { requireFreePort } from '../../test/support/ports';
import { onEndRequest } from '../../test/support/processes';
import { withProgress } from '../../test/support/progress';
import { cachePath } from '../../test/support/repository';
import { type SimulatorProcess, startSimulatorProcess } from '../../test/support/simulatorProcess';
import { waitFor } from '../../test/support/waitFor';
import { check, checkWorld } from './check';
import { introduction } from './introduction';
import { Loaded } from './loaded';
import { type DemoOptions, USAGE, readOptions } from './options';
import { addDemoWorld, secondCredential } from './world';

/** So that a change shows soon after it was made. */
const SECONDS_BETWEEN_POLLS = 5;

const temporary = mkdtempSync(join(tmpdir(), 'eip-demo-'));
let simulator: SimulatorProcess | undefined;
let n8n: N8n | undefined;

async function end(): Promise<void> {
	await Promise.all([n8n?.stop(), simulator?.stop()]);
	rmSync(temporary, { recursive: true, force: true });
}

/** A check leaves no traces in the demo that a person uses. */
function homeFolder({ check: isCheck, reset }: DemoOptions): string {
	const home = isCheck ? join(temporary, 'home') : cachePath('demo');
	if (reset) rmSync(home, { recursive: true, force: true });
	mkdirSync(home, { recursive: true });
	return home;
}

interface Demo {
	n8n: N8n;
	simulator: SimulatorProcess;
}

async function startDemo(options: DemoOptions): Promise<Demo> {
	await requireFreePort(options.port, 'n8n', '--port');
	await requireFreePort(options.simulatorPort, 'the simulator', '--simulator-port');
	const home = homeFolder(options);
	const logFile = join(home, 'simulator.log');
	const tarball = await packPackage(temporary);
	await ensureN8n();

	// Slow enough for the trigger to see each state of a workflow that a person runs.
	const seconds = options.check ? 1 : 4;
	simulator = await startSimulatorProcess({ port: options.simulatorPort, logFile, seconds });
	await addDemoWorld(simulator.client);
	const loaded = new Loaded(home);
	// n8n chooses the newest one for a new node: that is to be the first account's.
	const credentials = loaded.missing([
		secondCredential(simulator.url),
		simulatorCredential(simulator.url),
	]);
	const workflows = loaded.missing(exampleWorkflows(SECONDS_BETWEEN_POLLS, simulator.url));
	const publish = workflows.map(({ id }) => id).filter((id) => id === EXAMPLES.watch.id);
	n8n = await withProgress(`Starting n8n ${N8N_VERSION} with the package (up to a minute)`, () =>
		startN8n({
			...{ home, tarball, credentials, workflows, publish },
			...(options.port !== 0 && { port: options.port }),
		}),
	);
	loaded.note([...credentials, ...workflows]);
	return { n8n, simulator };
}

async function introduce({ n8n: { url }, simulator: { client } }: Demo): Promise<void> {
	const [instances, eips] = [await client.instances(), await client.eips()];
	const dnsRecords = await client.dnsRecords();
	console.log(
		introduction({
			...{ url, simulatorUrl: client.url, instances, eips, dnsRecords },
			workflows: exampleWorkflows(SECONDS_BETWEEN_POLLS),
			secondsBetweenPolls: SECONDS_BETWEEN_POLLS,
		}),
	);
}

async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2));
	if (options.help) {
		console.log(USAGE);
		return;
	}
	onEndRequest(async () => {
		console.log('\nStopping …');
		await end();
	});
	const demo = await startDemo(options);
	if (options.check) {
		await check(demo.n8n.url, demo.simulator.client);
		await checkWorld(demo.n8n.url);
		await end();
		return;
	}
	await introduce(demo);
	const ended = await waitFor(() => demo.n8n.ended(), {
		what: 'The end',
		timeout: Infinity,
		interval: 1_000,
	});
	throw new Error(`n8n has stopped by itself (${ended}). Its log: ${demo.n8n.logFile}`);
}

main()
	.catch(async (error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
		await end();
	})
	.finally(() => rmSync(temporary, { recursive: true, force: true }));
