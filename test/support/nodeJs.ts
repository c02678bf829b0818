import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { ensureNodeJs as ensureBinary } from '../../scripts/starter/nodeJs.mjs';
import { withLock } from './lock';
import { environmentForNpm } from './npm';
import { cachePath } from './repository';

export interface NodeJs {
	major: number;
	/** Path of the binary. */
	binary: string;
	/** Environment in which `node` and `npm` mean this Node.js, and native code is built for it. */
	env: NodeJS.ProcessEnv;
}

/** The folder whose include/node has the headers of this Node.js, if they came with it. */
function headerFolder(binary: string, major: number): string | undefined {
	const folder = dirname(dirname(binary));
	const header = join(folder, 'include', 'node', 'node_version.h');
	if (!existsSync(header)) return undefined;
	const isFitting = readFileSync(header, 'utf8').includes(`#define NODE_MAJOR_VERSION ${major}\n`);
	return isFitting ? folder : undefined;
}

/**
 * A Node.js of this major version: the one that runs this, or one from npm. Makes sure that node-gyp
 * builds for it, whatever headers the user's npm settings point at.
 */
export async function ensureNodeJs(major: 20 | 24): Promise<NodeJs> {
	const binary = await withLock(
		cachePath(`node-${major}.lock`),
		10 * 60_000,
		async () => await ensureBinary(major),
	);
	const headers = headerFolder(binary, major);
	return {
		major,
		binary,
		env: {
			...environmentForNpm(),
			PATH: `${dirname(binary)}${delimiter}${process.env.PATH ?? ''}`,
			...(headers && { npm_config_nodedir: headers }),
		},
	};
}
