/**
 * `npm run docs`: writes what the README, CONTRIBUTING and the pages in `docs/` say about the nodes, from the code and
 * from runs of all operations.
 */
import '../../test/support/jest/setup';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { REPOSITORY } from '../../test/support/repository';
import { fillIn } from './markdown';
import { pages } from './pages';
import type { Recorded } from './record';
import { RECORDED, essenceOf, readRecorded } from './recorded';
import { tablesByPage } from './tables';
import { reportFailure } from '../../test/support/reportFailure';

async function main() {
	const recorded = await recordAnew();
	const filledIn = Object.entries(tablesByPage(recorded)).map(([path, tables]) => [
		path,
		fillIn(readFileSync(join(REPOSITORY, path), 'utf8'), tables),
	]);
	for (const [path, text] of [...filledIn, ...Object.entries(pages(recorded))]) {
		await write(join(REPOSITORY, path), text);
		console.log(`${path} written`);
	}
}

/** What was recorded before is kept as long as it says the same: values differ with each run. */
async function recordAnew(): Promise<Recorded> {
	// After the setup: n8n-core reads the environment when it is loaded.
	const { record } = await import('./record');
	const recorded = await record();
	const before = existsSync(RECORDED) ? readRecorded() : undefined;
	if (before && isDeepStrictEqual(essenceOf(before), essenceOf(recorded))) return before;
	await write(RECORDED, JSON.stringify(recorded));
	return recorded;
}

async function write(path: string, text: string): Promise<void> {
	writeFileSync(path, await format(text, { ...(await resolveConfig(path)), filepath: path }));
}

main().catch(reportFailure);
