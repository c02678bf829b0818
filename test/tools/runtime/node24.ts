import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { environmentForNpm } from './npm';

export interface Node24 {
	/** Path of the binary. */
	binary: string;
	/** Environment in which `node` and `npm` mean this Node.js, and native code is built for it. */
	env: NodeJS.ProcessEnv;
}

/** The folder whose include/node has the headers of the running Node.js, if they came with it. */
function headerFolder(): string | undefined {
	const folder = dirname(dirname(process.execPath));
	const header = join(folder, 'include', 'node', 'node_version.h');
	if (!existsSync(header)) return undefined;
	const [major] = process.versions.node.split('.');
	const isFitting = readFileSync(header, 'utf8').includes(`#define NODE_MAJOR_VERSION ${major}\n`);
	return isFitting ? folder : undefined;
}

/**
 * The Node.js 24 that runs this: `test/tools/run.mjs` has brought it. Makes sure that node-gyp builds
 * for it, whatever headers the user's npm settings point at.
 */
export function ensureNode24(): Node24 {
	if (!process.versions.node.startsWith('24.')) {
		throw new Error(
			`Node.js 24 is needed here; this is ${process.versions.node}. Start this with npm, e.g. \`npm run demo\`.`,
		);
	}
	const headers = headerFolder();
	return {
		binary: process.execPath,
		env: {
			...environmentForNpm(),
			PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH ?? ''}`,
			...(headers && { npm_config_nodedir: headers }),
		},
	};
}
