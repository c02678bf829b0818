import { environmentForNpm } from '../../scripts/starter/npm.mjs';
import { type RunResult, run } from './processes';

export { environmentForNpm };

/** Runs npm: the one that started us, or the one on the PATH; with the Node.js of `env`. */
function npm(parameters: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<RunResult> {
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
	env = environmentForNpm(),
): Promise<string> {
	const { code, output } = await npm(parameters, cwd, env);
	if (code !== 0) {
		const help = /E(AI_AGAIN|NOTFOUND|CONNREFUSED|TIMEDOUT|CONNRESET)/.test(output)
			? ' The npm registry cannot be reached: check the network.'
			: '';
		throw new Error(`${what} failed.${help}\n${output.trim().slice(-3000)}`);
	}
	return output;
}
