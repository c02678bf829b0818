import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, runOrFail } from './processes';
import { withProgress } from './progress';

/** Path of a program, searched for as the shell does. */
export function onPath(name: string): string | undefined {
	return (process.env.PATH ?? '')
		.split(delimiter)
		.map((folder) => join(folder, name))
		.find((file) => {
			try {
				accessSync(file, constants.X_OK);
				return true;
			} catch {
				return false;
			}
		});
}

/** Whether this is Debian or Ubuntu and packages may be installed: as root. */
function canInstallPackages(): boolean {
	return process.getuid?.() === 0 && onPath('apt-get') !== undefined;
}

/** Only where nobody's machine is changed behind their back: in CI, as root, on Debian or Ubuntu. */
export function mayInstallPackages(): boolean {
	return Boolean(process.env.CI) && canInstallPackages();
}

/** Installs packages of Debian. */
export async function installPackages(what: string, packages: string[]): Promise<void> {
	await withProgress(`Installing ${what} with apt-get`, async () => {
		// Services are not started: a test starts what it needs itself.
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
		await run('apt-get', ['update', '-qq'], { cwd: '/', env });
		await runOrFail(
			`apt-get install ${packages.join(' ')}`,
			'apt-get',
			['install', '-y', '-qq', '--no-install-recommends', ...packages],
			{ cwd: '/', env },
		);
	});
}
