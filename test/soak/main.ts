/** `npm run soak`: n8n with this package for a long time, against a simulator that fails now and then. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
	ACTIVE_KEY,
	READ_ONLY_KEY,
	STS_KEY,
	type Account,
	type Simulator,
	startSimulator,
} from '../simulator';
import { CREDENTIAL_TYPE, credentialData } from '../support/examples';
import type { CredentialImport } from '../support/n8nCommand';
import { N8nClient } from '../support/n8nClient';
import { ensureN8n } from '../support/n8nInstallation';
import { N8N_VERSION } from '../support/n8nVersions';
import { type N8n, startN8n } from '../support/n8nProcess';
import { packPackage } from '../support/packPackage';
import { freePort } from '../support/ports';
import { onEndRequest } from '../support/processes';
import { withProgress } from '../support/progress';
import { filesWith } from '../support/filesWith';
import { waitFor } from '../support/waitFor';
import { ActionLoop } from './ActionLoop';
import { FaultPlan } from './faultPlan';
import { Inspector } from './Inspector';
import { SAMPLE_HEADER, printVerdicts, sampleLine } from './report';
import { Sampler } from './Sampler';
import { type Verdict, nothing } from './Verdict';
import { WatchLog } from './WatchLog';
import { actionVerdicts } from './actionVerdicts';
import { eventVerdicts } from './eventVerdicts';
import { memoryVerdicts } from './memoryVerdicts';
import { type SoakOptions, USAGE, readOptions } from './options';
import { INSTANCES, REGION, SECONDS_BETWEEN_POLLS, WATCH_ID, loops, watch } from './workflows';
import { reportFailure } from '../support/reportFailure';

/** Longer than what a run takes when an outage falls into it, with all tries. */
const LONGEST_RUN = 240_000;
/** The trigger gets so many polls to see what happened last. */
const LAST_POLLS = 3;

const temporary = mkdtempSync(join(tmpdir(), 'eip-soak-'));
const home = join(temporary, 'home');
let simulator: Simulator | undefined;
let n8n: N8n | undefined;

async function end(): Promise<void> {
	await n8n?.stop();
	await simulator?.close();
	rmSync(temporary, { recursive: true, force: true });
}

function credential(
	id: string,
	key: Account,
	endpoint: string,
	signatureMethod = 'ACS3-HMAC-SHA256',
): CredentialImport {
	const data = { ...credentialData(endpoint, key), signatureMethod };
	return { id, name: id, type: CREDENTIAL_TYPE, data };
}

async function startWorld(): Promise<Simulator> {
	const world = await startSimulator({
		durations: { associating: 1_000, unassociating: 1_000, releasing: 1_000 },
		eipQuota: 1_000,
		keepRequests: 10_000_000,
	});
	for (const id of [...INSTANCES.life, ...INSTANCES.move]) {
		world.addInstance({ type: 'EcsInstance', id });
	}
	world.addInstance({ type: 'Nat', id: INSTANCES.nat });
	world.addEips(5, { name: 'there before' });
	return world;
}

async function soak({ minutes, seed }: SoakOptions): Promise<Verdict[]> {
	const tarball = await packPackage(temporary);
	await ensureN8n();
	const world = await startWorld();
	simulator = world;
	const key = credential('EipSoakKey000001', ACTIVE_KEY, world.url);
	const temporaryKey = credential('EipSoakKey000002', STS_KEY, world.url, 'HMAC-SHA1');
	const readKey = credential('EipSoakKey000003', READ_ONLY_KEY, world.url);
	const actions = loops(key, temporaryKey);
	const inspectorPort = await freePort();
	const instance = await withProgress(`Starting n8n ${N8N_VERSION} with the package`, () =>
		startN8n({
			...{ home, tarball },
			credentials: [key, temporaryKey, readKey],
			workflows: [watch(readKey), ...actions.map(({ workflow }) => workflow)],
			publish: [WATCH_ID],
			nodeParameters: [`--inspect=127.0.0.1:${inspectorPort}`],
			// Secrets are looked for in what it writes at the most talkative level.
			env: { N8N_LOG_LEVEL: 'debug' },
		}),
	);
	n8n = instance;
	const client = new N8nClient(instance.url);
	await client.login();
	await client.whenPublished(WATCH_ID);
	const polls = () =>
		world.requests.filter(({ accessKeyId }) => accessKeyId === READ_ONLY_KEY.accessKeyId);
	await waitFor(() => polls().length > 1, { what: 'The first polls', timeout: 60_000 });

	const atStart = world.eips(REGION).map(({ allocationId }) => allocationId);
	const duration = minutes * 60_000;
	const inspector = await Inspector.connect(inspectorPort);
	const sampler = new Sampler(inspector, instance.pid, duration);
	const faults = new FaultPlan(world, seed);
	const watchLog = new WatchLog(client);
	const actionLoops = actions.map((loop) => new ActionLoop(client, world, loop));

	console.log(`\nRunning for ${minutes} minutes, seed ${seed}\n\n${SAMPLE_HEADER}`);
	faults.start();
	watchLog.start();
	for (const loop of actionLoops) loop.start();
	sampler.start((sample) => {
		if (sample.isCollected) console.log(sampleLine(sample));
	});
	await waitFor(() => instance.ended() !== undefined, {
		what: 'The end of n8n',
		timeout: duration,
		interval: 500,
	}).catch(() => {});
	const ended = instance.ended();
	if (ended !== undefined) {
		throw new Error(`n8n has ended by itself (${ended}):\n${instance.logs().slice(-3000)}`);
	}
	await sampler.stop();
	faults.stop();
	await Promise.all(actionLoops.map((loop) => loop.stop()));
	await pause((LAST_POLLS + 1) * SECONDS_BETWEEN_POLLS * 1_000);
	await watchLog.stop();
	inspector.close();
	await instance.stop();

	const runs = actionLoops.flatMap((loop) => loop.runs);
	console.log(`\n${world.requests.length} requests, of which ${polls().length} by the trigger`);
	console.log(
		`Faults: ${[...faults.injected].map(([kind, count]) => `${count} ${kind}`).join(', ')}`,
	);
	console.log(
		`Trigger: ${watchLog.executions} executions, ${watchLog.events.length} events, ${watchLog.failures.length} polls or looks that failed`,
	);
	for (const { workflow } of actions) {
		const own = runs.filter((run) => run.workflow === workflow.name);
		const good = own.filter(({ status }) => status === 'success').length;
		console.log(`${workflow.name}: ${own.length} runs, ${good} good`);
	}
	const failures = new Map<string, number>();
	for (const { failure } of runs) {
		if (failure) failures.set(failure, (failures.get(failure) ?? 0) + 1);
	}
	for (const [failure, count] of failures) console.log(`  ${count} x ${failure}`);

	const left = world.eips().filter(({ allocationId }) => !atStart.includes(allocationId));
	return [
		...memoryVerdicts(sampler.samples),
		...actionVerdicts(runs, LONGEST_RUN),
		nothing(
			'Nothing is left behind',
			left.map(({ allocationId }) => allocationId),
		),
		...eventVerdicts(watchLog.events, {
			atStart,
			atEnd: world.eips(REGION),
			journal: world.journal,
			polls: polls(),
		}),
		...secretVerdicts(),
	];
}

function secretVerdicts(): Verdict[] {
	const keys = [ACTIVE_KEY, STS_KEY, READ_ONLY_KEY];
	const secrets = keys.flatMap(({ accessKeySecret, securityToken }) =>
		securityToken ? [accessKeySecret, securityToken] : [accessKeySecret],
	);
	const isSearchable = filesWith(home, 'EipSoakLife00001').some((file) => /sqlite/.test(file));
	return [
		{
			what: "What n8n has written can be searched: a workflow's ID is found in the database",
			found: isSearchable ? 'yes' : 'no',
			isGood: isSearchable,
		},
		nothing(
			'No secret is in a log, an execution or the database',
			secrets.flatMap((secret) => filesWith(home, secret)),
			`none of ${secrets.length}`,
		),
	];
}

async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2));
	if (options.help) {
		console.log(USAGE);
		return;
	}
	onEndRequest(end);
	try {
		if (!printVerdicts(await soak(options))) process.exitCode = 1;
	} finally {
		await end();
	}
}

main().catch((error: unknown) => {
	reportFailure(error);
	console.log('0 passed, 1 failed');
});
