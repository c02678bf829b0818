import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { actions, isRead } from '../../nodes/AlibabaCloudEip/api/actions';
import { ACTIONS } from '../simulator/actions';
import { anchorOf, fillIn } from '../../scripts/docs/markdown';
import { describedOperations } from '../../scripts/docs/operationsPage';
import { pages } from '../../scripts/docs/pages';
import { allActions, allows, policiesOf } from '../../scripts/docs/policies';
import { readRecorded } from '../../scripts/docs/recorded';
import { tablesByPage } from '../../scripts/docs/tables';
import { REPOSITORY } from '../support/repository';

const read = (path: string) => readFileSync(join(REPOSITORY, path), 'utf8');
const readme = read('README.md');
const recorded = readRecorded();

/** Every page that people read, by its path. */
const texts = new Map(
	[
		...['README.md', 'CHANGELOG.md', 'SECURITY.md', '.github/CONTRIBUTING.md'],
		...['test/simulator/README.md', ...Object.keys(pages(recorded))],
	].map((path) => [path, read(path)]),
);

describe('What is written from the code is what the code says now (npm run docs writes it):', () => {
	/** Without what the formatter does to blanks and to the lines under the head of a table. */
	const bare = (text: string) => text.replace(/\s+/g, '').replace(/-{3,}/g, '---');

	/** Where two texts begin to differ; the pages are too long to show whole. */
	const difference = (found: string, wanted: string) => {
		const [one, other] = [bare(found), bare(wanted)];
		if (one === other) return undefined;
		const at = [...one].findIndex((character, index) => character !== other[index]);
		const part = (text: string) => text.slice(Math.max(0, at - 60), at + 60);
		return { found: part(one), wanted: part(other) };
	};

	test.each(Object.entries(tablesByPage(recorded)))('the parts of %s', (path, tables) => {
		const page = read(path);
		for (const place of Object.keys(tables)) expect(page).toContain(`<!-- generated: ${place} -->`);
		expect(difference(page, fillIn(page, tables))).toBeUndefined();
	});

	test.each(Object.entries(pages(recorded)))('%s', (path, text) => {
		expect(difference(read(path), text)).toBeUndefined();
	});
});

describe('Links and commands hold:', () => {
	/** Of Markdown and HTML; what stands between backquotes is no link. */
	const linksOf = (text: string) =>
		[
			...text
				.replace(/```[\s\S]*?```|`[^`\n]*`/g, '')
				.matchAll(/\]\(([^)\s]+)\)|\b(?:src|srcset|href)="([^"]+)"/g),
		]
			.map(([, target, attribute]) => target ?? attribute)
			.filter((target) => !/^[a-z]+:/.test(target));
	const anchorsOf = (text: string) =>
		[...text.replace(/```[\s\S]*?```/g, '').matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
			anchorOf(heading),
		);

	test.each([...texts])('the links of %s lead somewhere', (path, text) => {
		const broken = linksOf(text).filter((link) => {
			const [file, anchor] = link.split('#');
			const target = file ? join(dirname(path), file) : path;
			if (!existsSync(join(REPOSITORY, target))) return true;
			return anchor !== undefined && !anchorsOf(read(target)).includes(anchor);
		});
		expect(broken).toEqual([]);
	});

	test.each([...texts])(
		'the headings of %s are different, so that links can be made to them',
		(path, text) => {
			if (path === 'CHANGELOG.md') return;
			const anchors = anchorsOf(text);
			expect(anchors).toEqual([...new Set(anchors)]);
		},
	);

	test('the commands that the pages name exist', () => {
		const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
		const named = [...texts.values()].flatMap((text) =>
			[...text.matchAll(/npm run ([a-z:0-9-]+)/g)].map(([, name]) => name),
		);
		expect(Object.keys(scripts)).toEqual(expect.arrayContaining([...new Set(named), 'test']));
	});
});

test('each thing that one can rely on names the tests that show it', () => {
	const [, section = ''] = /^## What you can rely on\n([\s\S]*?)^## /m.exec(readme) ?? [];
	const claims = section
		.split(/^- /m)
		.slice(1)
		.map((claim) => claim.replace(/\n\n[\s\S]*/, ''));
	expect(claims.length).toBeGreaterThan(5);
	const unproved = claims.filter((claim) => !/\]\(test\/[^)]+\.test\.ts\)/.test(claim));
	expect(unproved).toEqual([]);
});

describe('The policies', () => {
	const policies = policiesOf(recorded);
	const granted = Object.values(policies).map((policy) => ({
		policy,
		allowed: allActions(recorded).filter((action) => allows(policy, action)),
	}));
	const [readOnly, operator, full, noRelease] = granted.map(({ allowed }) => allowed);

	/** API actions that are named in the code that is shipped, where they are called. */
	const inCode = () => {
		const known = new Set<string>(ACTIONS.map(({ name }) => name));
		const files = ['nodes', 'credentials'].flatMap((folder) =>
			readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: 'utf8' })
				.filter((name) => name.endsWith('.ts'))
				.map((name) => join(folder, name)),
		);
		const names = files.flatMap((file) =>
			[...read(relative('.', file)).matchAll(/'([A-Z][A-Za-z]+)'/g)].map(([, name]) => name),
		);
		return [...new Set(names)].filter((name) => known.has(name)).sort();
	};

	test('name just the actions that the code calls, and allow no others', () => {
		expect(allActions(recorded)).toEqual(Object.keys(actions).sort());
		expect(inCode()).toEqual(Object.keys(actions).sort());
		for (const { policy } of granted) {
			const named = policy.Statement.flatMap(({ Action }) => Action);
			expect(named.filter((action) => !allActions(recorded).includes(action.slice(4)))).toEqual([]);
		}
	});

	test('grow from reading to everything', () => {
		expect(readOnly).toEqual(allActions(recorded).filter(isRead));
		expect(operator).toEqual(expect.arrayContaining(readOnly));
		expect(full).toEqual(allActions(recorded));
		expect(full.length).toBeGreaterThan(operator.length);
	});

	test('let an operator neither buy nor give back, and deny whatever gives back', () => {
		const takesOrGives =
			/^(Allocate|Release|Create|Delete(?!ionProtection)|Open|Transform|AddPublic)/;
		expect(operator.filter((action) => takesOrGives.test(action))).toEqual([]);
		expect(noRelease.filter((action) => /^(Release|Delete(?!ionProtection))/.test(action))).toEqual(
			[],
		);
		expect(noRelease).toContain('AllocateEipAddress');
	});

	test('read only is enough for the trigger, the lists, all that reads, and verify-live', () => {
		const reading = describedOperations()
			.filter(({ apiActions }) => apiActions.every(isRead))
			.flatMap(({ id }) => recorded.operations[id].actions);
		const needed = [...reading, ...Object.values(recorded.features).flat()];
		expect(readOnly).toEqual(expect.arrayContaining([...new Set(needed)]));
		const checks = 'scripts/verifyLive/checks';
		const called = readdirSync(join(REPOSITORY, checks)).flatMap((file) =>
			[...read(join(checks, file)).matchAll(/'((?:Describe|List)[A-Za-z]+)'/g)].map(
				([, name]) => name,
			),
		);
		expect(called.length).toBeGreaterThan(10);
		expect(readOnly).toEqual(expect.arrayContaining([...new Set(called)]));
	});
});
