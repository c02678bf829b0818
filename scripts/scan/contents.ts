import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { readJson } from '../../test/support/repository';

const ALLOWED = /^(dist\/.+|README\.md|LICENSE|CHANGELOG\.md|package\.json)$/;
const REQUIRED = ['README.md', 'LICENSE', 'CHANGELOG.md', 'package.json'];
/** Of the built-in modules, n8n's rules allow only this one. */
const ALLOWED_MODULES = ['n8n-workflow', 'crypto', 'node:crypto'];

interface Manifest {
	n8n: { nodes: string[]; credentials: string[] };
	dependencies?: Record<string, string>;
}

/** What is wrong with the contents of the package, unpacked in this folder. */
export function checkContents(folder: string, files: string[]): string[] {
	const manifest = readJson<Manifest>(join(folder, 'package.json'));
	const registered = [...manifest.n8n.nodes, ...manifest.n8n.credentials];
	const scripts = files.filter((file) => file.endsWith('.js'));
	return [
		...REQUIRED.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
		...files.filter((file) => !ALLOWED.test(file)).map((file) => `${file} must not be published`),
		...files
			.filter((file) => /\.map$|\.tsbuildinfo$/.test(file))
			.map((file) => `${file} is left over from the build`),
		...files
			.filter((file) => /(^|\/)(test|tests|__tests__)\/|\.(test|spec)\./.test(file))
			.map((file) => `${file} is a test`),
		...registered
			.filter((file) => !files.includes(file))
			.map((file) => `${file} is registered but missing`),
		...Object.keys(manifest.dependencies ?? {}).map((name) => `${name} is a run-time dependency`),
		...scripts.flatMap((file) => checkImports(folder, file)),
		...scripts.flatMap((file) => checkIcons(folder, file)),
	];
}

function checkImports(folder: string, file: string): string[] {
	const text = readFileSync(join(folder, file), 'utf8');
	return [...text.matchAll(/\brequire\("([^"]+)"\)/g)]
		.map(([, name]) => name)
		.filter((name) => !name.startsWith('.') && !ALLOWED_MODULES.includes(name))
		.map((name) =>
			builtinModules.includes(name.replace(/^node:/, ''))
				? `${file} uses ${name}, which n8n's rules forbid`
				: `${file} uses ${name}, which is not there in n8n`,
		);
}

function checkIcons(folder: string, file: string): string[] {
	const text = readFileSync(join(folder, file), 'utf8');
	return [...text.matchAll(/['"]file:([^'"]+\.(?:svg|png))['"]/g)]
		.map(([, path]) => join(folder, file, '..', path))
		.filter((path) => !existsSync(path))
		.map((path) => `${file} names the icon ${path}, which is not in the package`);
}
