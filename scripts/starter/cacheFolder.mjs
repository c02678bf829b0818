import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Where Node.js, n8n and the demo's data are kept between runs: outside the repository, because
 * n8n alone takes 3 GB.
 *
 * @returns {string}
 */
export function cacheFolder() {
	const chosen = process.env.N8N_EIP_CACHE;
	return chosen ? resolve(chosen) : join(homedir(), '.cache', 'n8n-nodes-alibaba-cloud-eip');
}
