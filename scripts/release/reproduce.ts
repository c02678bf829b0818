/**
 * `npm run reproduce`: packs the package from two copies of the sources, in folders and under
 * circumstances that differ, and fails unless both tarballs are the same, byte for byte. So anyone can
 * pack a tag with the same Node.js and compare it with what npm has.
 */
import { createHash } from 'node:crypto';
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { buildAndPack } from '../../test/support/packPackage';
import { REPOSITORY } from '../../test/support/repository';
import { reportFailure } from '../../test/support/reportFailure';

const NOT_COPIED = ['node_modules', 'dist', 'coverage', '.git'];

const CIRCUMSTANCES = [
	{ name: 'one', umask: 0o022, environment: { TZ: 'UTC', LC_ALL: 'C' }, modified: new Date() },
	{
		name: 'another folder with a longer name',
		umask: 0o002,
		environment: { TZ: 'Asia/Shanghai', LC_ALL: 'de_DE.UTF-8' },
		modified: new Date('2020-02-29T23:59:59Z'),
	},
];

/** A copy as a fresh clone would be, with the installed development packages. */
function copySources(copy: string, modified: Date): void {
	cpSync(REPOSITORY, copy, {
		recursive: true,
		filter: (path) => !NOT_COPIED.includes(basename(path)) && !path.endsWith('.tgz'),
	});
	symlinkSync(join(REPOSITORY, 'node_modules'), join(copy, 'node_modules'), 'junction');
	for (const file of ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md']) {
		utimesSync(join(copy, file), modified, modified);
	}
}

async function main(temporary: string): Promise<void> {
	const hashes = [];
	for (const { name, umask, environment, modified } of CIRCUMSTANCES) {
		const before = process.umask(umask);
		const folder = join(temporary, name);
		const sources = join(folder, 'sources');
		mkdirSync(folder, { recursive: true });
		copySources(sources, modified);
		const { files, size, tarball } = await buildAndPack(
			sources,
			join(folder, 'packed'),
			environment,
		);
		process.umask(before);
		const hash = createHash('sha512').update(readFileSync(tarball)).digest('base64');
		console.log(`sha512-${hash}  ${files.length} files, ${size} bytes`);
		hashes.push(hash);
	}
	const isSame = new Set(hashes).size === 1;
	console.log(isSame ? 'Both are the same, byte for byte.' : 'They are not the same.');
	process.exitCode = isSame ? 0 : 1;
}

const temporary = mkdtempSync(join(tmpdir(), 'eip-reproduce-'));
main(temporary)
	.catch(reportFailure)
	.finally(() => rmSync(temporary, { recursive: true, force: true }));
