import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cacheFolder.mjs';
import { npm } from './npm.mjs';

/** What is fetched for each major version. n8n 2.41 asks for 24, n8n before 2.10 runs on 20 too. */
const VERSIONS = { 20: '20.20.2', 24: '24.21.0' };
/** Platforms for which npm has a Node.js. */
const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/** @param {string} binary */
function versionOf(binary) {
	const { status, stdout } = spawnSync(binary, ['--version'], { encoding: 'utf8' });
	return status === 0 ? stdout.trim().replace(/^v/, '') : undefined;
}

/**
 * Finds a Node.js of this major version: the running one, or one from npm that is kept in the cache
 * folder.
 *
 * @param {20 | 24} major
 * @returns {Promise<string>} path of the binary
 */
export async function ensureNodeJs(major) {
	if (Number(process.versions.node.split('.')[0]) === major) return process.execPath;
	const platform = `${process.platform}-${process.arch}`;
	const version = VERSIONS[major];
	const folder = join(cacheFolder(), `node-${version}`);
	const binary = join(folder, 'node_modules', `node-${platform}`, 'bin', 'node');
	if (existsSync(binary) && versionOf(binary) === version) return binary;
	const need = `This needs Node.js ${major}; the running one is ${process.versions.node}.`;
	const help = `Install Node.js ${major} (https://nodejs.org) and run the command again.`;
	if (!PLATFORMS.includes(platform)) {
		throw new Error(`${need} npm has none for ${platform}. ${help}`);
	}
	console.log(`${need} Fetching Node.js ${version} from npm into ${folder} (190 MB, kept) …`);
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
	const wanted = `node-${platform}@${version}`;
	try {
		await npm(
			['install', wanted, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
			folder,
		);
	} catch {
		throw new Error(`${need} Fetching ${wanted} failed; is the npm registry reachable? ${help}`);
	}
	if (versionOf(binary) !== version) {
		throw new Error(`${need} The one from npm does not run on this system. ${help}`);
	}
	return binary;
}
