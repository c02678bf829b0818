import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cacheFolder.mjs';
import { npm } from './npm.mjs';

/** n8n 2.41 asks for 24 and brings compiled parts for it; other majors lack some of them. */
const MAJOR = 24;
const VERSION = '24.21.0';
/** Platforms for which npm has a Node.js. */
const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/** @param {string} binary */
function versionOf(binary) {
	const { status, stdout } = spawnSync(binary, ['--version'], { encoding: 'utf8' });
	return status === 0 ? stdout.trim().replace(/^v/, '') : undefined;
}

/**
 * Finds a Node.js 24: the running one, or one from npm that is kept in the cache folder.
 *
 * @returns {Promise<string>} path of the binary
 */
export async function ensureNode24() {
	if (Number(process.versions.node.split('.')[0]) === MAJOR) return process.execPath;
	const platform = `${process.platform}-${process.arch}`;
	const folder = join(cacheFolder(), `node-${VERSION}`);
	const binary = join(folder, 'node_modules', `node-${platform}`, 'bin', 'node');
	if (existsSync(binary) && versionOf(binary) === VERSION) return binary;
	const need = `This needs Node.js ${MAJOR}; the running one is ${process.versions.node}.`;
	const help = `Install Node.js ${MAJOR} (https://nodejs.org) and run the command again.`;
	if (!PLATFORMS.includes(platform)) {
		throw new Error(`${need} npm has none for ${platform}. ${help}`);
	}
	console.log(`${need} Fetching Node.js ${VERSION} from npm into ${folder} (190 MB, kept) …`);
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
	const wanted = `node-${platform}@${VERSION}`;
	try {
		await npm(
			['install', wanted, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
			folder,
		);
	} catch {
		throw new Error(`${need} Fetching ${wanted} failed; is the npm registry reachable? ${help}`);
	}
	if (versionOf(binary) !== VERSION) {
		throw new Error(`${need} The one from npm does not run on this system. ${help}`);
	}
	return binary;
}
