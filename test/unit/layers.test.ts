import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { REPOSITORY } from '../support/repository';

/** What `npm run lint` says about files: the names of the broken rules, by file. */
function check(files: Record<string, string>): Record<string, string[]> {
	const folder = mkdtempSync(join(tmpdir(), 'layers-'));
	try {
		for (const [path, text] of Object.entries({ 'tsconfig.json': '{}', ...files })) {
			mkdirSync(dirname(join(folder, path)), { recursive: true });
			writeFileSync(join(folder, path), text);
		}
		const { stdout } = spawnSync(
			process.execPath,
			[
				join(REPOSITORY, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
				...['--config', join(REPOSITORY, 'scripts/lint/layers.mjs')],
				...['--output-type', 'json', 'credentials', 'nodes'],
			],
			{ cwd: folder, encoding: 'utf8', maxBuffer: 1e8 },
		);
		const { summary } = JSON.parse(stdout) as {
			summary: { violations: Array<{ from: string; rule: { name: string } }> };
		};
		const found: Record<string, string[]> = {};
		for (const { from, rule } of summary.violations) (found[from] ??= []).push(rule.name);
		return found;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

const node = (path: string) => `nodes/AlibabaCloudEip/${path}`;
/** One file of each layer, from the top down. */
const places = [
	node('A.node.ts'),
	node('trigger/events/a.ts'),
	node('description/a.ts'),
	node('execution/a.ts'),
	node('resources/elasticIp/a.ts'),
	node('listSearch/a.ts'),
	node('output/a.ts'),
	node('api/waiting/a.ts'),
	'credentials/A.credentials.ts',
	node('api/client/a.ts'),
	node('api/actions.ts'),
	node('errors/table/a.ts'),
	'credentials/role/a.ts',
	'credentials/signature/a.ts',
];
const nameless = (path: string) => path.replace(/\.ts$/, '');
const importOf = (from: string, to: string) =>
	`import type { T } from '${'../'.repeat(from.split('/').length - 1)}${nameless(to)}'; export type U = T;`;
const plain = Object.fromEntries(places.map((path) => [path, 'export type T = 1;']));

describe('The folders of the shipped code', () => {
	test('import what stands below them', () => {
		const below = places.map((path, index) => {
			const imported = places.slice(index + 1).find((other) => !/^credentials\/[^/]+$/.test(other));
			return [path, `export type T = 1; ${imported ? importOf(path, imported) : ''}`];
		});
		expect(check(Object.fromEntries(below) as Record<string, string>)).toEqual({});
	});

	test('import nothing that stands above them, not even a type', () => {
		const last = places.length - 1;
		const above = places.slice(1).map((path, index) => [
			path.replace(/a\.ts$/, 'wrong.ts'),
			// The place just above, so that each border is tried.
			importOf(path, places[index]),
		]);
		const found = check({ ...plain, ...(Object.fromEntries(above) as Record<string, string>) });
		expect(Object.keys(found)).toHaveLength(last);
		for (const rules of Object.values(found)) {
			expect(rules.join()).toMatch(/imports what stands above it|nothing imports it/);
		}
	});

	test('have no two files that need each other, not even for a type', () => {
		const [one, other] = [node('execution/one.ts'), node('execution/other.ts')];
		const found = check({
			...plain,
			[one]: "import type { T } from './other'; export type U = T;",
			[other]: "import type { U } from './one'; export type T = U | 1;",
		});
		expect(found).toEqual({ [one]: ['files that need each other'] });
	});

	test('import nothing that is not shipped', () => {
		const wrong = node('api/wrong.ts');
		const found = check({
			...plain,
			'test/support/a.ts': 'export type T = 1;',
			[wrong]: importOf(wrong, 'test/support/a.ts'),
		});
		expect(found).toEqual({ [wrong]: ['what is shipped imports what is not'] });
	});

	test('are all there are', () => {
		const found = check({
			...plain,
			[node('helpers/a.ts')]: 'export type T = 1;',
			[node('trigger/b.ts')]: importOf(node('trigger/b.ts'), node('helpers/a.ts')),
		});
		expect(found).toEqual({ [node('trigger/b.ts')]: ['a file in no layer'] });
	});
});
