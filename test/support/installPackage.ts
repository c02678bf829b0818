import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NodeJs } from './nodeJs';
import { npmOrFail } from './npm';
import { PACKAGE_NAME } from './repository';

/**
 * Puts the package where n8n puts community packages, with the options that n8n gives npm. A former
 * copy goes first: npm would keep it when only the content of the tarball has changed.
 */
export async function installPackage(home: string, tarball: string, node: NodeJs): Promise<void> {
	const folder = join(home, '.n8n', 'nodes');
	mkdirSync(folder, { recursive: true });
	rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
	writeFileSync(
		join(folder, 'package.json'),
		'{"name":"installed-nodes","private":true,"dependencies":{}}\n',
	);
	await npmOrFail(
		'Installing the package into n8n',
		[
			...['install', tarball, '--omit=dev', '--omit=peer', '--ignore-scripts'],
			...['--package-lock=false', '--no-audit', '--no-fund', '--loglevel=error'],
		],
		folder,
		node.env,
	);
	if (!existsSync(join(folder, 'node_modules', PACKAGE_NAME, 'package.json'))) {
		throw new Error(`npm did not put ${PACKAGE_NAME} into ${folder}`);
	}
}
