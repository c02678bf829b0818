import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { waitFor } from './waitFor';

/** Whether a process lives. */
function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/** Takes the lock, also from a process that died with it. */
function take(path: string): boolean {
	try {
		writeFileSync(path, String(process.pid), { flag: 'wx' });
		return true;
	} catch {
		if (!isAlive(Number(readFileSync(path, 'utf8')))) rmSync(path, { force: true });
		return false;
	}
}

/** Runs a task while no other process runs one under the same lock, e.g. two installations of n8n. */
export async function withLock<T>(
	path: string,
	timeout: number,
	task: () => Promise<T>,
): Promise<T> {
	mkdirSync(dirname(path), { recursive: true });
	if (!take(path)) {
		console.log('Waiting for another process that is doing the same …');
		await waitFor(() => take(path), { what: `The lock ${path}`, timeout, interval: 500 });
	}
	try {
		return await task();
	} finally {
		rmSync(path, { force: true });
	}
}
