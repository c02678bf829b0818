import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Starts the simulator in a process of its own, so that its work is not counted as the node's. */
export async function startSimulatorProcess(): Promise<{ url: string; stop: () => void }> {
	const child: ChildProcess = spawn(
		process.execPath,
		['--import', 'tsx', join(__dirname, '..', 'simulator', 'main.ts'), '--port', '0'],
		{ stdio: ['ignore', 'pipe', 'inherit'] },
	);
	if (!child.stdout) throw new Error('The simulator has no output');
	for await (const line of createInterface({ input: child.stdout })) {
		const url = /http:\/\/\S+/.exec(line)?.[0];
		if (url) return { url, stop: () => child.kill() };
	}
	throw new Error('The simulator did not start');
}
