import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { n8nNodesBase } from './n8nNodesBase';

/**
 * Runs in a process of its own. `n8n-workflow` is loaded first, as it is in n8n, and so is what
 * Node.js itself loads with the first module.
 */
const SCRIPT = `
const { createRequire } = require('node:module');
const files = JSON.parse(process.env.BENCH_FILES);
createRequire(files[0])('n8n-workflow');
const before = new Set(Object.keys(require.cache));
const start = performance.now();
for (const file of files) require(file);
const milliseconds = performance.now() - start;
const loaded = Object.keys(require.cache).filter((file) => !before.has(file));
process.stdout.write(JSON.stringify({ milliseconds, loaded }));
`;

export interface Loading {
	milliseconds: number;
	/** Every module that was not there after `n8n-workflow`. */
	loaded: string[];
}

/** Requires modules in a fresh process. */
export async function requireInProcess(files: string[]): Promise<Loading> {
	const { stdout } = await promisify(execFile)(process.execPath, ['--eval', SCRIPT], {
		env: {
			...process.env,
			BENCH_FILES: JSON.stringify(files),
			// For a package without an n8n-workflow of its own.
			NODE_PATH: join(dirname(await n8nNodesBase())),
		},
		maxBuffer: 16 * 1024 * 1024,
	});
	return JSON.parse(stdout) as Loading;
}
