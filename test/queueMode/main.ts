/**
 * `npm run test:queue`: n8n as a scaled installation runs it, with a main instance, two workers, Redis
 * and PostgreSQL, all on this machine and all of their own; the package is on each part. With `--short` a worker
 * is killed in two steps of Replace instead of in all.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureN8n } from '../support/n8nInstallation';
import { N8N_VERSION } from '../support/n8nVersions';
import { packPackage } from '../support/packPackage';
import { onEndRequest } from '../support/processes';
import { withProgress } from '../support/progress';
import { Steps } from '../support/Steps';
import { ScaledN8n } from './ScaledN8n';
import { checkKilledReplacement } from './checks/killedReplacement';
import { checkKilledWorker } from './checks/killedWorker';
import { checkLostReplies } from './checks/lostReplies';
import { checkMissingPackage } from './checks/missingPackage';
import { checkOperations } from './checks/operations';
import { checkSecrets } from './checks/secrets';
import { checkStoppedWorker } from './checks/stoppedWorker';
import { checkTrigger } from './checks/trigger';
import { ensurePrograms } from './programs';
import { contents } from './workflows';

/** In the order in which they run; the last but one ends the workers, the last one n8n. */
const CHECKS = [
	...[checkTrigger, checkOperations, checkLostReplies, checkStoppedWorker],
	...[checkKilledWorker, checkKilledReplacement, checkMissingPackage, checkSecrets],
];

const temporary = mkdtempSync(join(tmpdir(), 'eip-queue-'));
let n8n: ScaledN8n | undefined;

async function end(): Promise<void> {
	await n8n?.stop();
	rmSync(temporary, { recursive: true, force: true });
}

async function start(): Promise<ScaledN8n> {
	const programs = await ensurePrograms();
	const tarball = await packPackage(join(temporary, 'package'));
	const installation = await ensureN8n();
	const scaled = new ScaledN8n({ folder: temporary, programs, installation, tarball, contents });
	n8n = scaled;
	await withProgress(`Starting n8n ${N8N_VERSION} in queue mode`, async () => {
		await scaled.start();
		await Promise.all(['worker-1', 'worker-2'].map((name) => scaled.addWorker(name)));
	});
	return scaled;
}

async function main(): Promise<void> {
	onEndRequest(end);
	const steps = new Steps();
	try {
		const scaled = await start();
		for (const check of CHECKS) await check(scaled, steps);
	} catch (error) {
		steps.fail('n8n in queue mode', error);
	} finally {
		await end();
	}
	steps.report();
}

void main();
