import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { AlibabaCloudAccessKeyApi } from '../../credentials/AlibabaCloudAccessKeyApi.credentials';
import { AlibabaCloudEip } from '../../nodes/AlibabaCloudEip/AlibabaCloudEip.node';
import { AlibabaCloudEipTrigger } from '../../nodes/AlibabaCloudEip/AlibabaCloudEipTrigger.node';
import { actions, isPurchase, isRead } from '../../nodes/AlibabaCloudEip/api/actions';
import { MAX_REQUESTS_IN_FLIGHT } from '../../nodes/AlibabaCloudEip/api/client/turn';
import { eventDefinitions } from '../../nodes/AlibabaCloudEip/trigger/events';
import { INVENTED_ID } from '../../nodes/AlibabaCloudEip/trigger/record/invented';
import { NODE_NAME, actionName } from '../e2e/pages/words';
import { ACTIONS } from '../simulator/actions';
import { RATES } from '../simulator/facts/rates';
import { initialSettings } from '../simulator/options';
import { TRIED_VERSIONS } from '../support/n8nVersions';
import { anchorOf, fillIn } from '../../scripts/docs/markdown';
import { describedOperations } from '../../scripts/docs/operations';
import { pages } from '../../scripts/docs/pages';
import { POLICIES, allActions, allows, policiesOf } from '../../scripts/docs/policies';
import { readRecorded } from '../../scripts/docs/recorded';
import { tablesByPage } from '../../scripts/docs/tables';
import { missingForTasks } from '../../scripts/docs/tasks';
import { REPOSITORY } from '../support/repository';

const read = (path: string) => readFileSync(join(REPOSITORY, path), 'utf8');
const readme = read('README.md');
const recorded = readRecorded();

/** The pages in `docs/`. */
const inDocs = readdirSync(join(REPOSITORY, 'docs')).map((file) => `docs/${file}`);

/** Every page that people read, by its path. */
const texts = new Map(
	[
		...['README.md', 'CHANGELOG.md', 'SECURITY.md', '.github/CONTRIBUTING.md'],
		...['test/simulator/README.md', 'test/model/README.md', ...inDocs],
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
				.replace(/```[\s\S]*?```|`[^`\n]*`|<!--[\s\S]*?-->/g, '')
				.matchAll(/\]\(([^)\s]+)\)|\b(?:src|srcset|href)="([^"]+)"/g),
		]
			.map(([, target, attribute]) => target ?? attribute)
			.filter((target) => !/^[a-z]+:/.test(target));
	const anchorsOf = (text: string) =>
		[...text.replace(/```[\s\S]*?```|<!--[\s\S]*?-->/g, '').matchAll(/^#+ (.*)$/gm)].map(
			([, heading]) => anchorOf(heading),
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

	test('what n8n links to is there', () => {
		const shipped = ['nodes', 'credentials'].flatMap((folder) =>
			readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: 'utf8' })
				.filter((name) => /\.(ts|json)$/.test(name))
				.map((name) => read(join(folder, name))),
		);
		const { homepage } = JSON.parse(read('package.json')) as { homepage: string };
		const repository = homepage.replace(/#.*/, '');
		const urls = shipped.flatMap((text) =>
			[...text.matchAll(/https:\/\/[^\s'"`]+/g)]
				.map(([url]) => url)
				.filter((url) => url.startsWith(repository)),
		);
		expect(urls.length).toBeGreaterThan(4);
		const broken = urls.filter((url) => {
			const [path, anchor] = url.slice(repository.length).split('#');
			const file = path === '' ? 'README.md' : path.replace('/blob/HEAD/', '');
			if (!existsSync(join(REPOSITORY, file))) return true;
			return anchor !== undefined && anchor !== 'readme' && !anchorsOf(read(file)).includes(anchor);
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
		const inContributing = new Set(
			[...read('.github/CONTRIBUTING.md').matchAll(/^\| `npm (?:run )?([a-z0-9:-]+)`/gm)].map(
				([, name]) => name,
			),
		);
		const untold = Object.keys(scripts).filter((name) => !inContributing.has(name));
		expect(untold).toEqual(['prepublishOnly']);
	});
});

/** What stands in n8n itself, and what is emphasised without being a name. */
const WORDS_OF_N8N = [
	...['Execute workflow', 'Execute step', 'Execute Sub-workflow', 'Fetch Test Event'],
	...['Retry', 'Retry On Fail', 'Trigger manually', 'Predefined Credential Type'],
	...['Unrecognized node type', 'error', 'crashed', 'Instances', 'Allowed HTTP Request Domains'],
];

test('the names in the README and the pages that are written by hand are those in the forms', () => {
	const names = new Set([
		...WORDS_OF_N8N,
		...namesIn(forms()),
		...POLICIES.map(({ name }) => name),
	]);
	const written = ['README.md', ...inDocs.filter((page) => !(page in pages(recorded)))];
	const unknown = written.flatMap((page) =>
		emphasised(read(page))
			.flatMap((name) => name.split(' > '))
			.filter((name) => !names.has(name))
			.map((name) => `${page}: ${name}`),
	);
	expect(unknown).toEqual([]);
});

/** What the user can read in n8n: the forms of both nodes and of the credential. */
const forms = () => [
	new AlibabaCloudEip().description,
	new AlibabaCloudEipTrigger().description,
	new AlibabaCloudAccessKeyApi(),
];

function namesIn(form: unknown): string[] {
	if (Array.isArray(form)) return form.flatMap(namesIn);
	if (form === null || typeof form !== 'object') return [];
	const { displayName, name, value } = form as Record<string, unknown>;
	const own = [displayName, value === undefined ? undefined : name];
	const texts = own.filter((one) => typeof one === 'string');
	// 'Only If Older Than (Hours)': the unit may be left out.
	const short = texts.map((text) => text.replace(/ \([^)]*\)$/, ''));
	return [...texts, ...short, ...Object.values(form).flatMap(namesIn)];
}

function emphasised(text: string): string[] {
	const plain = text
		.replace(/```[\s\S]*?```|`[^`\n]*`|\]\([^)]*\)|<[^>]*>/g, '')
		.replace(/\s+/g, ' ');
	return [...plain.matchAll(/(?<![\w])_([^_]+)_(?!\w)/g)].map(([, name]) => name);
}

describe('The README', () => {
	test('is short: what does not fit stands in docs/', () => {
		expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(220);
	});

	test('leads to every page of docs/', () => {
		const linked = inDocs.filter((page) => readme.includes(`](${page}`));
		expect(linked).toEqual(inDocs);
	});

	test('opens with both commands, then the first run in the words of n8n', () => {
		const [start] = /^## Start\n[\s\S]*?^## /m.exec(readme) ?? [''];
		expect(start.indexOf('npm run demo')).toBeGreaterThan(0);
		expect(start.indexOf('npm test')).toBeGreaterThan(start.indexOf('npm run demo'));
		const steps = [...start.matchAll(/^\d\. /gm)];
		expect(steps).toHaveLength(3);
		expect(start.replace(/\s+/g, ' ')).toContain(`**${actionName('elasticIp/getAll')}**`);
		expect(start).toContain(`_${NODE_NAME}_`);
	});

	test('knows an operation or event, and an example, for every task', () => {
		expect(missingForTasks()).toEqual([]);
	});

	test('says that what buys says so in the form', () => {
		expect(readme).toContain('Operations that buy say so in the form before you run them');
		const silent = describedOperations()
			.filter(({ apiActions }) => apiActions.some(isPurchase))
			.filter(({ operation }) => !operation.fields.some(({ type }) => type === 'notice'));
		expect(silent.map(({ id }) => id)).toEqual([]);
	});

	test('names numbers that are so', () => {
		const text = readme.replace(/\s+/g, ' ');
		const numbers = [
			`of ${eventDefinitions.length} kinds`,
			`${INVENTED_ID}`,
			`may have ${initialSettings({}).eipQuota} Elastic IPs by default`,
			`${RATES.DescribeEipAddresses} reads, ${RATES.AssociateEipAddress} associations, ${RATES.UnassociateEipAddress} disassociations and ${RATES.ReleaseEipAddress} releases a minute`,
			`at most ${MAX_REQUESTS_IN_FLIGHT} at a time`,
			`n8n ${TRIED_VERSIONS.map((version) => version.replace(/\.\d+$/, ''))
				.join(', ')
				.replace(/, (?=[^,]*$)/, ' and ')} are tested`,
		];
		expect(numbers.filter((number) => !text.includes(number))).toEqual([]);
	});
});

test('the page of the installation names the n8n that are tried', () => {
	const rows = [...read('docs/installation.md').matchAll(/^\| (\d\S+) /gm)].map(
		([, version]) => version,
	);
	expect(rows).toEqual([...TRIED_VERSIONS]);
});

test('each thing that one can rely on names the tests that show it', () => {
	const [, ...promises] = read('docs/guarantees.md').split(/^## /m);
	expect(promises.length).toBeGreaterThan(10);
	const unproved = promises.filter(
		(promise) => !/\nShown by: [\s\S]*\]\(\.\.\/test\/[^)]+\.test\.ts\)/.test(promise),
	);
	expect(unproved).toEqual([]);
	const [section = ''] = /^## What you can rely on\n[\s\S]*?^## /m.exec(readme) ?? [];
	const claims = section.split(/^- /m).slice(1);
	expect(claims.length).toBeGreaterThan(5);
	expect(claims.filter((claim) => !claim.includes('](docs/guarantees.md#'))).toEqual([]);
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
		// What assumes a role is in a policy of its own, of the hub.
		const own = Object.keys(actions).filter((name) => name !== 'AssumeRole');
		expect(allActions(recorded)).toEqual(own.sort());
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
