import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';
import type { INodeTypeDescription } from 'n8n-workflow';
import { buildPackage, filesIn } from './builtPackage';

const folder = buildPackage();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface PackageJson {
	name: string;
	dependencies?: object;
	n8n: { nodes: string[]; credentials: string[] };
}
const packageJson = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageJson;

const loader = new PackageDirectoryLoader(folder);
beforeAll(async () => await loader.loadAll());

/** The file behind an address like `icons/<package>/dist/…`. */
const fileOf = (url: string) => join(folder, url.replace(`icons/${packageJson.name}/`, ''));

test('every file that package.json names is there', () => {
	for (const path of [...packageJson.n8n.nodes, ...packageJson.n8n.credentials]) {
		expect(existsSync(join(folder, path))).toBe(true);
	}
});

test("n8n's own loader finds the nodes and the credential", () => {
	expect(Object.keys(loader.nodeTypes).sort()).toEqual([
		'alibabaCloudEip',
		'alibabaCloudEipTrigger',
	]);
	expect(Object.keys(loader.credentialTypes)).toEqual(['alibabaCloudAccessKeyApi']);
});

test('the credential knows the nodes that use it', () => {
	const { supportedNodes } = loader.known.credentials.alibabaCloudAccessKeyApi;
	expect([...(supportedNodes ?? [])].sort()).toEqual(['alibabaCloudEip', 'alibabaCloudEipTrigger']);
});

describe.each(['alibabaCloudEip', 'alibabaCloudEipTrigger'])('%s', (name) => {
	const description = () => loader.nodeTypes[name].type.description as INodeTypeDescription;

	test('has its icons, for light and dark, as drawings', () => {
		const { iconUrl } = description();
		const urls = typeof iconUrl === 'object' ? Object.values(iconUrl) : [iconUrl];
		expect(urls).toHaveLength(2);
		for (const url of urls) expect(readFileSync(fileOf(String(url)), 'utf8')).toContain('<svg');
	});

	test('has its codex: categories, links and the words that people search for', () => {
		const { codex } = description();
		expect(codex?.categories?.length).toBeGreaterThan(0);
		// The newest lint of n8n refuses them.
		expect(codex).not.toHaveProperty('subcategories');
		const words = ['public IP', 'EIP', 'Aliyun', '阿里云', '弹性公网IP'];
		expect(codex?.alias).toEqual(expect.arrayContaining(words));
		expect(codex?.resources?.primaryDocumentation?.[0].url).toMatch(/^https:/);
	});

	test('names the credential, and it is loaded', () => {
		expect(description().credentials).toEqual([
			expect.objectContaining({ name: 'alibabaCloudAccessKeyApi', required: true }),
		]);
	});
});

test('the credential has its icons', () => {
	const { iconUrl } = loader.credentialTypes.alibabaCloudAccessKeyApi.type;
	const urls = typeof iconUrl === 'object' ? Object.values(iconUrl) : [iconUrl];
	expect(urls).toHaveLength(2);
	for (const url of urls) expect(existsSync(fileOf(String(url)))).toBe(true);
});

test('the action node is declarative and can be used as a tool', () => {
	const { type } = loader.nodeTypes.alibabaCloudEip;
	expect(type).not.toHaveProperty('execute');
	// n8n gives a node with methods its execute only if it has requestDefaults.
	expect(type).toMatchObject({
		description: { usableAsTool: true, requestDefaults: { url: '/' } },
	});
});

test('the trigger node polls', () => {
	const { type } = loader.nodeTypes.alibabaCloudEipTrigger;
	expect(type).toMatchObject({ poll: expect.any(Function), description: { polling: true } });
});

test('what is built asks for no other package than n8n-workflow and Node.js itself', () => {
	const built = filesIn(folder, ['dist']).filter((path) => path.endsWith('.js'));
	const asked = built.flatMap((path) =>
		[...readFileSync(join(folder, path), 'utf8').matchAll(/require\("([^".][^"]*)"\)/g)].map(
			([, name]) => name,
		),
	);
	expect([...new Set(asked)].filter((name) => !name.startsWith('node:'))).toEqual(['n8n-workflow']);
	expect(packageJson.dependencies).toBeUndefined();
});
