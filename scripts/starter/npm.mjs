import { spawn } from 'node:child_process';

/**
 * The environment without what an npm that runs us says about our own package: another npm, started
 * in another folder, would take it for its own.
 *
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentForNpm() {
	const aboutOurselves =
		/^(npm_package_|npm_lifecycle_|npm_command$|npm_config_local_prefix$|INIT_CWD$)/;
	return Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !aboutOurselves.test(name)),
	);
}

/**
 * Runs npm: the one that started us, or the one on the PATH.
 *
 * @param {string[]} parameters
 * @param {string} folder
 * @returns {Promise<void>}
 */
export function npm(parameters, folder) {
	const script = process.env.npm_execpath?.endsWith('.js') ? process.env.npm_execpath : undefined;
	const [command, all] = script ? [process.execPath, [script, ...parameters]] : ['npm', parameters];
	return new Promise((resolve, reject) => {
		const child = spawn(command, all, {
			cwd: folder,
			env: environmentForNpm(),
			stdio: ['ignore', 'inherit', 'inherit'],
			shell: process.platform === 'win32' && !script,
		});
		child.once('error', reject);
		child.once('exit', (code, signal) => {
			if (code === 0) resolve();
			else reject(new Error(`npm ${parameters.join(' ')} ended with ${signal ?? `code ${code}`}`));
		});
	});
}
