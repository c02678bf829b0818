import { cpSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { npmPack } from '../../support/packPackage';
import { REPOSITORY } from '../../support/repository';

/** How much a package puts on the disk. */
export interface Weight {
	bytes: number;
	files: number;
}

const isSourceMap = (path: string) => path.endsWith('.map');

function weigh(files: Array<{ path: string; size: number }>): Weight {
	const counted = files.filter(({ path }) => !isSourceMap(path));
	return { bytes: counted.reduce((sum, { size }) => sum + size, 0), files: counted.length };
}

/** The weight of these files and folders, without source maps. */
export function weighFiles(paths: string[]): Weight {
	const files = paths.flatMap((path) =>
		statSync(path).isDirectory()
			? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name))
			: [path],
	);
	const unique = [...new Set(files)].map((path) => ({ path, stats: statSync(path) }));
	return weigh(
		unique
			.filter(({ stats }) => stats.isFile())
			.map(({ path, stats }) => ({ path, size: stats.size })),
	);
}

/** The weight of the built package with all that npm would publish with it. */
export async function weighAsPublished(packageFolder: string, temporary: string): Promise<Weight> {
	const folder = join(temporary, 'published');
	mkdirSync(folder);
	cpSync(join(packageFolder, 'dist'), join(folder, 'dist'), { recursive: true });
	const texts = readdirSync(REPOSITORY, { withFileTypes: true }).filter((entry) => entry.isFile());
	for (const { name } of texts) cpSync(join(REPOSITORY, name), join(folder, name));
	const { files } = await npmPack(['--dry-run', '--ignore-scripts'], folder);
	return weigh(files);
}
