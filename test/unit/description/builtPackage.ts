import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..', '..', '..');

/** What gulpfile.js copies. */
const COPIED =
	/^icons\/.*\.(svg|png)$|^nodes\/.*(\.(svg|png)|\.node\.json|\/__schema__\/.*\.json)$/;

/** Files below these folders of the repository, with their paths in it. */
export function filesIn(root: string, folders: string[]): string[] {
	return folders.flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
			(path) => `${folder}/${path}`,
		),
	);
}

/**
 * Builds the package into a folder of its own, as `npm run build` does into dist, but without the
 * check of types: that is the linter's part.
 *
 * @returns the folder that n8n would find in node_modules
 */
export function buildPackage(): string {
	const folder = mkdtempSync(join(tmpdir(), 'built-package-'));
	const dist = join(folder, 'dist');
	const { compilerOptions } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), ts.sys.readFile)
		.config as {
		compilerOptions: object;
	};
	const all = filesIn(ROOT, ['credentials', 'icons', 'nodes']);
	for (const source of all.filter((path) => path.endsWith('.ts'))) {
		const { outputText } = ts.transpileModule(readFileSync(join(ROOT, source), 'utf8'), {
			compilerOptions: ts.convertCompilerOptionsFromJson(compilerOptions, ROOT).options,
		});
		const target = join(dist, source.replace(/\.ts$/, '.js'));
		mkdirSync(dirname(target), { recursive: true });
		writeFileSync(target, outputText);
	}
	for (const source of all.filter((path) => COPIED.test(path))) {
		cpSync(join(ROOT, source), join(dist, source));
	}
	cpSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
	symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
	return folder;
}
