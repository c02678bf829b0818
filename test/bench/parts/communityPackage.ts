import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from '../../support/lock';
import { environmentForNpm, npmOrFail } from '../../support/npm';
import { cachePath } from '../../support/repository';

const NAME = '@mendable/n8n-nodes-firecrawl';
/** Pinned, so that the comparison stays the same from run to run. */
const VERSION = '2.1.2';

/** How the table names it. */
export const COMMUNITY_PACKAGE = `\`${NAME}\` ${VERSION}`;

/**
 * The folder of a community package by the maker of what it connects to: as ours declarative and
 * without dependencies. npm puts it into the cache folder unless it is there, without `n8n-workflow`.
 */
export async function communityPackage(): Promise<string> {
	const folder = cachePath(`firecrawl-${VERSION}`);
	// npm writes this file last.
	const marker = join(folder, 'node_modules', '.package-lock.json');
	await withLock(`${folder}.lock`, 5 * 60_000, async () => {
		if (existsSync(marker)) return;
		mkdirSync(folder, { recursive: true });
		writeFileSync(join(folder, 'package.json'), '{"private":true}\n');
		await npmOrFail(
			`Fetching ${NAME}`,
			[
				...['install', `${NAME}@${VERSION}`, '--ignore-scripts', '--omit=peer'],
				...['--no-audit', '--no-fund', '--loglevel=error'],
			],
			folder,
			environmentForNpm(),
		);
	});
	return join(folder, 'node_modules', NAME);
}
