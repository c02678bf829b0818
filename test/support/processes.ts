import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { waitFor } from './waitFor';

/**
 * Processes that must not outlive this one. Each is the leader of a process group, so that its own
 * children (n8n's task runners, npm's scripts) go with it.
 */
const running = new Set<ChildProcess>();

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch {
		// The group is gone already.
	}
}

process.on('exit', () => {
	for (const child of running) signalGroup(child, 'SIGKILL');
});

export interface StartOptions {
	cwd: string;
	env?: NodeJS.ProcessEnv;
	/** Both outputs are added to the end of this file. */
	logFile: string;
}

/** A process that runs until it is stopped. */
export interface Managed {
	readonly pid: number;
	/** How it ended, or undefined while it runs. */
	ended(): string | undefined;
	/** Asks it to end; ends it by force after `patience` ms. Waits until all of it is gone. */
	stop(patience?: number): Promise<void>;
	/** Ends it at once, as a power cut would. */
	kill(): Promise<void>;
}

/** Starts a process in its own group. */
export function start(command: string, parameters: string[], options: StartOptions): Managed {
	const log = openSync(options.logFile, 'a');
	const child = spawn(command, parameters, {
		cwd: options.cwd,
		env: options.env ?? process.env,
		stdio: ['ignore', log, log],
		detached: true,
	});
	closeSync(log);
	running.add(child);
	let end: string | undefined;
	child.once('error', (error) => {
		end = error.message;
	});
	child.once('exit', (code, signal) => {
		end ??= signal ?? `code ${code}`;
		// What it left behind, e.g. a task runner after a crash, goes too.
		signalGroup(child, 'SIGKILL');
		running.delete(child);
	});
	const finish = async (signal: NodeJS.Signals, patience: number) => {
		if (end !== undefined) return;
		if (signal === 'SIGKILL') signalGroup(child, signal);
		else child.kill(signal);
		await waitFor(() => end, {
			what: `The end of process ${child.pid}`,
			timeout: patience,
			interval: 50,
		});
	};
	return {
		pid: child.pid ?? -1,
		ended: () => end,
		async stop(patience = 20_000) {
			await finish('SIGTERM', patience).catch(() => finish('SIGKILL', 5_000));
		},
		kill: () => finish('SIGKILL', 5_000),
	};
}

export interface RunResult {
	code: number;
	/** Both outputs. */
	output: string;
}

/** Runs a command to its end and collects what it says. */
export function run(
	command: string,
	parameters: string[],
	options: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<RunResult> {
	const child = spawn(command, parameters, {
		cwd: options.cwd,
		env: options.env ?? process.env,
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true,
	});
	running.add(child);
	const chunks: Buffer[] = [];
	child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
	child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
	return new Promise((resolve, reject) => {
		child.once('error', (error) => {
			running.delete(child);
			reject(error);
		});
		child.once('close', (code) => {
			running.delete(child);
			resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') });
		});
	});
}

/** As `run`. @throws Error with the end of the output unless the command succeeds */
export async function runOrFail(
	what: string,
	command: string,
	parameters: string[],
	options: { cwd: string; env?: NodeJS.ProcessEnv },
): Promise<string> {
	const { code, output } = await run(command, parameters, options);
	if (code !== 0) throw new Error(`${what} failed (code ${code}):\n${output.trim().slice(-3000)}`);
	return output;
}

/**
 * Runs this once on Ctrl-C or a request to end, then ends. A second Ctrl-C during the clean-up changes
 * nothing: npm and the shell each pass on the same key press.
 */
export function onEndRequest(cleanUp: () => Promise<void>): void {
	let isEnding = false;
	for (const [signal, code] of [
		['SIGINT', 130],
		['SIGTERM', 143],
		['SIGHUP', 129],
	] as const) {
		process.on(signal, () => {
			if (isEnding) return;
			isEnding = true;
			void cleanUp().finally(() => process.exit(code));
		});
	}
}
