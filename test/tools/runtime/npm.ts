import { type RunResult, run } from './processes';

/** What an npm that started us says about our own package; another npm would take it for its own. */
const ABOUT_OURSELVES =
	/^(npm_package_|npm_lifecycle_|npm_command$|npm_config_local_prefix$|INIT_CWD$)/;

/** The environment for an npm that works in another folder. */
export function environmentForNpm(): NodeJS.ProcessEnv {
	return Object.fromEntries(
		Object.entries(process.env).filter(([name]) => !ABOUT_OURSELVES.test(name)),
	);
}

/** Runs npm: the one that started us, or the one on the PATH; with the Node.js of `env`. */
export function npm(parameters: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<RunResult> {
	const script = process.env.npm_execpath;
	return script?.endsWith('.js')
		? run('node', [script, ...parameters], { cwd, env })
		: run('npm', parameters, { cwd, env });
}

/** As `npm`. @throws Error with the end of npm's output unless it succeeds */
export async function npmOrFail(
	what: string,
	parameters: string[],
	cwd: string,
	env: NodeJS.ProcessEnv,
): Promise<string> {
	const { code, output } = await npm(parameters, cwd, env);
	if (code !== 0) {
		const help = /E(AI_AGAIN|NOTFOUND|CONNREFUSED|TIMEDOUT|CONNRESET)/.test(output)
			? ' The npm registry can not be reached: check the network.'
			: '';
		throw new Error(`${what} failed.${help}\n${output.trim().slice(-3000)}`);
	}
	return output;
}
