import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The top folder of the repository. */
export const REPOSITORY = resolve(__dirname, '..', '..');

/** Name of the npm package, as n8n prefixes the node types with it. */
export const PACKAGE_NAME = 'n8n-nodes-alibaba-cloud-eip';

/** Reads a JSON file; the caller knows its shape. */
export function readJson<T>(path: string): T {
	return JSON.parse(readFileSync(path, 'utf8')) as T;
}

/** A path below the folder in which Node.js, n8n and the demo's data are kept between runs. */
export function cachePath(...names: string[]): string {
	const folder = process.env.N8N_EIP_CACHE;
	if (!folder) {
		throw new Error('N8N_EIP_CACHE is not set: start this with npm, e.g. `npm run demo`.');
	}
	return join(folder, ...names);
}
