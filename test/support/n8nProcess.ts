import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { request } from 'undici';
import { installPackage } from './installPackage';
import { N8nClient } from './n8nClient';
import { type CredentialImport, N8nCommand } from './n8nCommand';
import { n8nEnvironment } from './n8nEnvironment';
import { ensureN8n } from './n8nInstallation';
import { freePort } from './ports';
import { type Managed, start } from './processes';
import { GiveUp, waitFor } from './waitFor';

const READY = 'Editor is now accessible';
const START_TIMEOUT = 180_000;

export interface N8nOptions {
	/** n8n's user folder. */
	home: string;
	/** Default: any free one. */
	port?: number;
	/** The packed package to install; without one, what is installed stays. */
	tarball?: string;
	/** Further settings of n8n. */
	env?: Readonly<Record<string, string>>;
	/** Default `n8n.log` in the user folder. */
	logFile?: string;
	/** Parameters of Node.js itself, e.g. `--inspect`. */
	nodeParameters?: string[];
	/** Loaded through n8n's command line before the start. */
	credentials?: CredentialImport[];
	workflows?: object[];
	/** Ids of workflows to make active. */
	publish?: string[];
	version?: string;
}

/** A running n8n. */
export interface N8n {
	readonly url: string;
	readonly home: string;
	readonly logFile: string;
	/** Of the process that runs now. */
	readonly pid: number;
	/** Ends it as a service manager would. */
	stop(): Promise<void>;
	/** Ends it as a power cut would. */
	kill(): Promise<void>;
	/** Stops it and starts it again on the same port, with the same data. */
	restart(): Promise<void>;
	/** What it wrote to its log since the last start. */
	logs(): string;
	/** How it ended by itself, or undefined while it runs. */
	ended(): string | undefined;
}

/** Installs what is missing, loads what is to be loaded, starts n8n and waits until it is ready. */
export async function startN8n(options: N8nOptions): Promise<N8n> {
	const installation = await ensureN8n(options.version);
	const { home } = options;
	const logFile = options.logFile ?? join(home, 'n8n.log');
	mkdirSync(home, { recursive: true });
	mkdirSync(dirname(logFile), { recursive: true });
	const port = options.port ?? (await freePort());
	const brokerPort = await freePort();
	const env = n8nEnvironment({
		...{ node: installation.node, home, port, brokerPort },
		env: { ...installation.settings, ...options.env },
	});
	const url = `http://127.0.0.1:${port}`;

	if (options.tarball) await installPackage(home, options.tarball, installation.node);
	const command = new N8nCommand(installation, env, home);
	if (options.credentials?.length) await command.importCredentials(options.credentials);
	if (options.workflows?.length) await command.importWorkflows(options.workflows);
	for (const id of options.publish ?? []) await command.publish(id);

	let offset = 0;
	let current: Managed;
	const logs = () => readFileSync(logFile).subarray(offset).toString('utf8');
	const launch = async () => {
		offset = existsSync(logFile) ? statSync(logFile).size : 0;
		current = start(
			installation.node.binary,
			[...(options.nodeParameters ?? []), installation.script, 'start'],
			{ cwd: home, env, logFile },
		);
		await waitFor(() => isReady(url, current, logs), {
			what: 'The start of n8n',
			timeout: START_TIMEOUT,
		});
	};
	const stop = () => current.stop();
	try {
		await launch();
		await new N8nClient(url).setUpOwner();
	} catch (error) {
		await stop();
		throw error;
	}
	return {
		...{ url, home, logFile, logs, stop },
		get pid() {
			return current.pid;
		},
		kill: () => current.kill(),
		ended: () => current.ended(),
		async restart() {
			await stop();
			await launch();
		},
	};
}

async function isReady(url: string, n8n: Managed, logs: () => string): Promise<boolean> {
	if (n8n.ended() !== undefined) {
		throw new GiveUp(`n8n ended while starting (${n8n.ended()}):\n${logs().slice(-3000)}`);
	}
	if (!logs().includes(READY)) return false;
	const { statusCode, body } = await request(`${url}/healthz/readiness`);
	await body.dump();
	return statusCode === 200;
}
