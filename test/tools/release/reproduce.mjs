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
import { pack } from '../scan/pack.mjs';

const root = process.cwd();
const NOT_COPIED = ['node_modules', 'dist', 'coverage', '.git'];

/** @type {Array<{ name: string; umask: number; environment: NodeJS.ProcessEnv; modified: Date }>} */
const circumstances = [
	{ name: 'one', umask: 0o022, environment: { TZ: 'UTC', LC_ALL: 'C' }, modified: new Date() },
	{
		name: 'another folder with a longer name',
		umask: 0o002,
		environment: { TZ: 'Asia/Shanghai', LC_ALL: 'de_DE.UTF-8' },
		modified: new Date('2020-02-29T23:59:59Z'),
	},
];

/**
 * A copy as a fresh clone would be, with the installed development packages.
 *
 * @param {string} copy
 * @param {Date} modified
 */
function copySources(copy, modified) {
	cpSync(root, copy, {
		recursive: true,
		filter: (path) => !NOT_COPIED.includes(basename(path)) && !path.endsWith('.tgz'),
	});
	symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
	for (const file of ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md']) {
		utimesSync(join(copy, file), modified, modified);
	}
}

const temporary = mkdtempSync(join(tmpdir(), 'eip-reproduce-'));
try {
	const results = circumstances.map(({ name, umask, environment, modified }) => {
		const before = process.umask(umask);
		const folder = join(temporary, name);
		const output = join(folder, 'packed');
		mkdirSync(output, { recursive: true });
		copySources(join(folder, 'sources'), modified);
		const { files, size, tarball } = pack(join(folder, 'sources'), output, environment);
		process.umask(before);
		const hash = createHash('sha512').update(readFileSync(tarball)).digest('base64');
		console.log(`sha512-${hash}  ${files.length} files, ${size} bytes`);
		return hash;
	});
	const isSame = results.every((hash) => hash === results[0]);
	console.log(isSame ? 'Both are the same, byte for byte.' : 'They are not the same.');
	process.exitCode = isSame ? 0 : 1;
} finally {
	rmSync(temporary, { recursive: true, force: true });
}
