/**
 * `npm run test:versions`: the packed package and both examples in each n8n of `TRIED_VERSIONS`, on the
 * Node.js that it is run with. Versions given as parameters are tried instead.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from '../demo/check';
import { EXAMPLES, exampleWorkflows, simulatorCredential } from '../../test/support/examples';
import { N8nClient } from '../../test/support/n8nClient';
import { ensureN8n } from '../../test/support/n8nInstallation';
import { type N8n, startN8n } from '../../test/support/n8nProcess';
import { TRIED_VERSIONS } from '../../test/support/n8nVersions';
import { packPackage } from '../../test/support/packPackage';
import { onEndRequest } from '../../test/support/processes';
import { type SimulatorProcess, startSimulatorProcess } from '../../test/support/simulatorProcess';
import { Steps } from '../../test/support/Steps';

const SECONDS_BETWEEN_POLLS = 5;

const temporary = mkdtempSync(join(tmpdir(), 'eip-versions-'));
let simulator: SimulatorProcess | undefined;
let n8n: N8n | undefined;

async function stop(): Promise<void> {
	await Promise.all([n8n?.stop(), simulator?.stop()]);
}

/** Installs, starts, uses and stops one n8n. */
async function tryVersion(version: string, tarball: string): Promise<void> {
	const home = join(temporary, version);
	const api = await startSimulatorProcess({ port: 0, logFile: join(temporary, `${version}.log`) });
	simulator = api;
	const instance = await startN8n({
		...{ home, tarball, version },
		credentials: [simulatorCredential(api.url)],
		workflows: exampleWorkflows(SECONDS_BETWEEN_POLLS),
	});
	n8n = instance;
	try {
		const client = new N8nClient(instance.url);
		await client.login();
		assert.equal((await client.activateWorkflow(EXAMPLES.watch.id)).status, 'published');
		await check(instance.url, api.client);
	} catch (error) {
		console.log(instance.logs().slice(-3000));
		throw error;
	} finally {
		await stop();
	}
}

async function main(): Promise<void> {
	onEndRequest(async () => {
		await stop();
		rmSync(temporary, { recursive: true, force: true });
	});
	const steps = new Steps();
	const wanted = process.argv.slice(2);
	try {
		const tarball = await packPackage(temporary);
		for (const version of wanted.length > 0 ? wanted : TRIED_VERSIONS) {
			const { node } = await ensureN8n(version);
			await steps.run(`n8n ${version} on Node.js ${node.major}`, () =>
				tryVersion(version, tarball),
			);
		}
	} catch (error) {
		steps.fail('The versions of n8n', error);
	} finally {
		await stop();
		rmSync(temporary, { recursive: true, force: true });
	}
	steps.report();
}

void main();
