/** `npm run demo`: n8n with this package and its examples, against a simulator, on this machine only. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXAMPLES, exampleWorkflows, simulatorCredential } from '../../test/support/examples';
import { ensureN8n } from '../../test/support/n8nInstallation';
import { type N8n, startN8n } from '../../test/support/n8nProcess';
import { N8N_VERSION } from '../../test/support/n8nVersions';
import { OWNER } from '../../test/support/owner';
import { packPackage } from '../../test/support/packPackage';
import { requireFreePort } from '../../test/support/ports';
import { onEndRequest } from '../../test/support/processes';
import { withProgress } from '../../test/support/progress';
import { cachePath } from '../../test/support/repository';
import { type SimulatorProcess, startSimulatorProcess } from '../../test/support/simulatorProcess';
import { waitFor } from '../../test/support/waitFor';
import { check } from './check';
import { Loaded } from './loaded';
import { type DemoOptions, USAGE, readOptions } from './options';

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
function homeFolder({ check: isCheck, fresh }: DemoOptions): string {
	const home = isCheck ? join(temporary, 'home') : cachePath('demo');
	if (fresh) rmSync(home, { recursive: true, force: true });
	mkdirSync(home, { recursive: true });
	return home;
}

async function startDemo(options: DemoOptions): Promise<{ n8n: N8n; simulator: SimulatorProcess }> {
	await requireFreePort(options.port, 'n8n', '--port');
	await requireFreePort(options.simulatorPort, 'the simulator', '--simulator-port');
	const home = homeFolder(options);
	const logFile = join(home, 'simulator.log');
	const tarball = await packPackage(temporary);
	await ensureN8n();

	// Slow enough for the trigger to see each state of a workflow that a person runs.
	const seconds = options.check ? 1 : 4;
	simulator = await startSimulatorProcess({ port: options.simulatorPort, logFile, seconds });
	const loaded = new Loaded(home);
	const credentials = loaded.missing([simulatorCredential(simulator.url)]);
	const workflows = loaded.missing(exampleWorkflows(SECONDS_BETWEEN_POLLS));
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

function introduce(url: string, simulatorUrl: string): void {
	console.log(`
n8n runs at  ${url}
   sign in   ${OWNER.email}
   password  ${OWNER.password}

1. Open "1 Allocate, bind, read and release an Elastic IP" and click "Execute workflow".
   ${url}/workflow/${EXAMPLES.action.id}
2. Open "2 Watch Elastic IPs" and its executions: it is active and looks every ${SECONDS_BETWEEN_POLLS} seconds.
   ${url}/workflow/${EXAMPLES.watch.id}/executions

Alibaba Cloud's EIP API is played by a simulator at ${simulatorUrl}: nothing costs money.
Ctrl-C ends everything.`);
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
		await end();
		return;
	}
	introduce(demo.n8n.url, demo.simulator.url);
	const ended = await waitFor(() => demo.n8n.ended(), {
		what: 'The end',
		timeout: Infinity,
		interval: 1_000,
	});
	throw new Error(`n8n has ended by itself (${ended}). Its log: ${demo.n8n.logFile}`);
}

main()
	.catch(async (error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
		await end();
	})
	.finally(() => rmSync(temporary, { recursive: true, force: true }));
