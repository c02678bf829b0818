import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SimulatorClient } from '../simulator/client';
import { type Execution, N8nClient, type StoredWorkflow } from '../support/n8nClient';
import type { CredentialImport } from '../support/n8nCommand';
import type { N8nInstallation } from '../support/n8nInstallation';
import { type N8n, startN8n } from '../support/n8nProcess';
import { type SimulatorProcess, startSimulatorProcess } from '../support/simulatorProcess';
import { waitFor } from '../support/waitFor';
import { Worker } from './Worker';
import { type Database, startPostgres } from './postgres';
import type { Programs } from './programs';
import { type Queue, startRedis } from './redis';

/**
 * n8n's own settings but for these: a worker that has died is noticed after ten seconds instead of a
 * minute and more, and what is logged is everything, so that a secret in it would show.
 */
const FOR_THE_TEST = {
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '2000',
	N8N_LOG_LEVEL: 'debug',
	// An activation is otherwise noticed every 15 seconds only.
	N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '1000',
};

export interface ScaledOptions {
	/** An empty folder for everything. */
	folder: string;
	programs: Programs;
	installation: N8nInstallation;
	tarball: string;
	/** What is loaded, once the simulator's address is known. */
	contents(endpoint: string): { credentials: CredentialImport[]; workflows: StoredWorkflow[] };
}

/** An n8n in queue mode, each part with a user folder of its own, and a simulator. */
export class ScaledN8n {
	private readonly cleanUp: Array<() => Promise<void>> = [];

	private env: Readonly<Record<string, string>> = {};

	private parts?: { api: SimulatorProcess; database: Database; queue: Queue; main: N8n };

	private signedIn?: N8nClient;

	readonly workers: Worker[] = [];

	constructor(private readonly options: ScaledOptions) {}

	private get started() {
		if (!this.parts) throw new Error('The scaled n8n has not been started.');
		return this.parts;
	}

	get simulator(): SimulatorClient {
		return this.started.api.client;
	}

	get client(): N8nClient {
		if (!this.signedIn) throw new Error('The scaled n8n has not been started.');
		return this.signedIn;
	}

	/** Starts everything: n8n's main instance first, because it sets up the database. */
	async start(): Promise<void> {
		const { folder, programs, installation, tarball, contents } = this.options;
		// The database belongs to another user where this one is root.
		chmodSync(folder, 0o711);
		const logs = join(folder, 'logs');
		mkdirSync(logs);
		const api = await startSimulatorProcess({ port: 0, logFile: join(logs, 'simulator.log') });
		this.cleanUp.push(() => api.stop());
		const database = await startPostgres(
			...([programs, join(folder, 'postgres'), join(logs, 'postgres.log')] as const),
		);
		this.cleanUp.push(() => database.stop());
		const queue = await startRedis(programs, join(folder, 'redis'), join(logs, 'redis.log'));
		this.cleanUp.push(() => queue.stop());
		this.env = {
			EXECUTIONS_MODE: 'queue',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
			...database.env,
			...queue.env,
			...FOR_THE_TEST,
		};
		const home = join(folder, 'main');
		const main = await startN8n({
			...{ home, tarball, env: this.env, version: installation.version },
			...contents(api.url),
		});
		this.cleanUp.push(() => main.stop());
		this.parts = { api, database, queue, main };
		this.signedIn = new N8nClient(main.url);
		await this.signedIn.login();
	}

	/** Starts another worker. */
	async addWorker(name: string, { withPackage = true } = {}): Promise<Worker> {
		const { folder, installation, tarball } = this.options;
		const worker = await Worker.start({
			...{ name, installation, home: join(folder, name), env: this.env },
			...(withPackage && { tarball }),
		});
		this.cleanUp.push(() => worker.stop());
		this.workers.push(worker);
		return worker;
	}

	/** Stops everything, the last one first. */
	async stop(): Promise<void> {
		for (const end of this.cleanUp.splice(0).reverse()) await end();
	}

	/** What the main instance has logged. */
	mainLog(): string {
		return this.started.main.logs();
	}

	/**
	 * Ends all of n8n, and writes out what Redis and PostgreSQL hold.
	 *
	 * @returns the folders with everything that was logged and stored
	 */
	async writeOut(): Promise<string[]> {
		const { main, database, queue } = this.started;
		await Promise.all([main.stop(), ...this.workers.map((worker) => worker.stop())]);
		await queue.dump();
		await database.dump(join(this.options.folder, 'logs', 'database.sql'));
		// Not PostgreSQL's own files: in them long texts are compressed.
		return ['main', 'logs', 'redis', ...this.workers.map(({ name }) => name)].map((name) =>
			join(this.options.folder, name),
		);
	}

	/** The worker that has begun an execution; n8n must have given it to one only. */
	async workerOf(executionId: string): Promise<Worker> {
		return await waitFor(
			() => {
				const own = this.workers.filter((worker) => worker.started().includes(executionId));
				if (own.length > 1) throw new Error(`Several workers ran execution ${executionId}`);
				return own.at(0);
			},
			{ what: `A worker for execution ${executionId}`, timeout: 60_000 },
		);
	}

	/** Calls the webhook of an active workflow. @returns the id of the execution that this begins */
	async callWebhook(workflowId: string, body: object = {}): Promise<string> {
		const before = await this.executionIds(workflowId);
		const response = await fetch(`${this.started.main.url}/webhook/${workflowId}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		if (!response.ok) {
			throw new Error(`The webhook answered ${response.status}: ${await response.text()}`);
		}
		return await waitFor(
			async () => (await this.executionIds(workflowId)).find((id) => !before.includes(id)),
			{ what: `An execution of ${workflowId}`, timeout: 30_000 },
		);
	}

	/** As `callWebhook`, and waits for the end of the execution. */
	async runByWebhook(workflowId: string, body: object = {}): Promise<Execution> {
		return await this.client.finishedExecution(await this.callWebhook(workflowId, body));
	}

	private async executionIds(workflowId: string): Promise<string[]> {
		return (await this.client.executions(workflowId)).map(({ id }) => id);
	}
}
