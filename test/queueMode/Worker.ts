import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackage } from '../support/installPackage';
import { n8nEnvironment } from '../support/n8nEnvironment';
import type { N8nInstallation } from '../support/n8nInstallation';
import { freePort } from '../support/ports';
import { type Managed, start } from '../support/processes';
import { GiveUp, waitFor } from '../support/waitFor';

const READY = 'n8n worker is now ready';

export interface WorkerOptions {
	name: string;
	installation: N8nInstallation;
	/** A user folder of its own, as on a machine of its own. */
	home: string;
	/** The packed package; without one the worker does not know the nodes. */
	tarball?: string;
	/** What all parts of the scaled n8n share. */
	env: Readonly<Record<string, string>>;
}

/** A worker of an n8n in queue mode. */
export class Worker {
	private process: Managed | undefined;

	private constructor(private readonly options: WorkerOptions) {}

	/** Installs the package for a worker, starts it and waits until it takes jobs. */
	static async start(options: WorkerOptions): Promise<Worker> {
		const { home, installation, tarball } = options;
		mkdirSync(home, { recursive: true });
		if (tarball) await installPackage(home, tarball, installation.node);
		const worker = new Worker(options);
		await worker.restart();
		return worker;
	}

	get name(): string {
		return this.options.name;
	}

	private get logFile(): string {
		return join(this.options.home, 'worker.log');
	}

	private logs(): string {
		return existsSync(this.logFile) ? readFileSync(this.logFile, 'utf8') : '';
	}

	/** The executions that it has begun, by its log. */
	started(): string[] {
		return [...this.logs().matchAll(/Worker started execution (\d+)/g)].map(([, id]) => id);
	}

	/** Starts it again after it was stopped or killed. */
	async restart(): Promise<void> {
		const { home, env } = this.options;
		const { node, script } = this.options.installation;
		const offset = this.logs().length;
		const running = start(node.binary, [script, 'worker', '--concurrency=5'], {
			cwd: home,
			env: n8nEnvironment({
				...{ node, home, env },
				...{ port: await freePort(), brokerPort: await freePort() },
			}),
			logFile: this.logFile,
		});
		this.process = running;
		await waitFor(
			() => {
				const log = this.logs().slice(offset);
				if (running.ended() !== undefined) {
					throw new GiveUp(`${this.name} ended while starting:\n${log.slice(-3000)}`);
				}
				return log.includes(READY);
			},
			{ what: `The start of ${this.name}`, timeout: 180_000 },
		);
	}

	/** Ends it as a service manager would: n8n lets it finish its jobs. */
	async stop(): Promise<void> {
		await this.process?.stop(40_000);
	}

	/** Ends it as a power cut would. */
	async kill(): Promise<void> {
		await this.process?.kill();
	}
}
