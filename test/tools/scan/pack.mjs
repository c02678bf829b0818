import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { environmentForNpm } from '../starter/npm.mjs';

/**
 * Builds and packs the package, and unpacks it again.
 *
 * @param {string} root of the repository
 * @param {string} folder for the results
 * @param {NodeJS.ProcessEnv} [environment] added to the environment
 * @returns {{ files: string[]; size: number; tarball: string; packageFolder: string }}
 */
export function pack(root, folder, environment = {}) {
	const env = { ...environmentForNpm(), ...environment };
	const npm = (/** @type {string[]} */ ...parameters) =>
		execFileSync('npm', parameters, {
			cwd: root,
			env,
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'inherit'],
		});
	npm('run', 'build', '--silent');
	const output = npm('pack', '--json', '--loglevel=error', '--pack-destination', folder);
	const [{ filename, files, size }] = JSON.parse(output.slice(output.indexOf('[')));
	const tarball = join(folder, filename);
	const packageFolder = join(folder, 'package');
	mkdirSync(packageFolder);
	execFileSync('tar', ['-xzf', tarball, '-C', packageFolder, '--strip-components=1']);
	return {
		files: files.map((/** @type {{ path: string }} */ { path }) => path),
		size,
		tarball,
		packageFolder,
	};
}
