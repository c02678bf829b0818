import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AlibabaCloudEip } from '../../nodes/AlibabaCloudEip/AlibabaCloudEip.node.ts';
import { fillIn, readmeTables } from '../tools/readme/tables';

const readme = readFileSync(join(__dirname, '..', '..', 'README.md'), 'utf8');

/** Without what the formatter does to a table: blanks and the length of lines under the head. */
const bare = (text: string) => text.replace(/[ \t]+/g, ' ').replace(/-{3,}/g, '---');

test('the tables are those of the code (npm run docs writes them)', () => {
	expect(bare(readme)).toBe(bare(fillIn(readme, readmeTables())));
});

test('the commands that it opens with exist', () => {
	const { scripts } = JSON.parse(
		readFileSync(join(__dirname, '..', '..', 'package.json'), 'utf8'),
	) as { scripts: Record<string, string> };
	const named = [...readme.matchAll(/npm run ([a-z:0-9-]+)/g)].map(([, name]) => name);
	expect(Object.keys(scripts)).toEqual(expect.arrayContaining([...new Set(named), 'test']));
});

test('its links to its own sections and files lead somewhere', () => {
	const headings = [...readme.matchAll(/^#+ (.*)$/gm)].map(([, text]) =>
		text
			.toLowerCase()
			.replace(/[^a-z0-9 -]/g, '')
			.replace(/ /g, '-'),
	);
	const sections = [...readme.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
	expect(headings).toEqual(expect.arrayContaining(sections));
	const files = [...readme.matchAll(/\]\((?!#|https?:)([^)]+)\)/g)].map(([, path]) => path);
	for (const file of files) {
		expect(() => readFileSync(join(__dirname, '..', '..', file))).not.toThrow('ENOENT');
	}
});

/** The policies of the README, by the heading sentence before them. */
const policies = [...readme.matchAll(/```json\n(\{\s*"Version"[\s\S]*?)```/g)].map(
	([, json]) =>
		(JSON.parse(json) as { Statement: Array<{ Action: string[] }> }).Statement[0].Action,
);

const allows = (policy: string[], action: string) =>
	policy.some((pattern) => new RegExp(`^${pattern.replace('*', '.*')}$`).test(`vpc:${action}`));

test('the read-only policy allows all that reads and nothing that writes', () => {
	const actions = JSON.stringify(new AlibabaCloudEip().description.properties).match(
		/(?<=\()[A-Z][A-Za-z]+(?=\)")/g,
	);
	expect(actions?.length).toBeGreaterThan(8);
	for (const action of actions ?? []) {
		const reads = /^(Describe|List|Get)/.test(action);
		expect([action, allows(policies[0], action)]).toEqual([action, reads]);
	}
});
